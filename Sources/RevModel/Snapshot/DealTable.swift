/// deals.csv: one row a deal as it stands at the end of the snapshot's as-of day.
///
/// Rows keep the order of the file. Days are numbers of `Day` with `Day.unknownNumber` for blank;
/// codes are −1 for blank.
package struct DealTable: Sendable {
  package enum Kind: UInt8, Sendable, CaseIterable { case new, expansion, renewal, other }

  /// Forecast category as written; blank means the stage's default.
  package enum WrittenCategory: UInt8, Sendable {
    case blank, omitted, pipeline, bestCase, commit, closed, other
  }

  package var columns = ColumnSet()
  package var id = TextColumn()
  package var name = TextColumn()
  /// Code into the accounts' ids: below `AccountTable.knownCount` when accounts.csv has it.
  package var account: [Int32] = []
  /// Code into the people's ids.
  package var owner: [Int32] = []
  /// Code into `StageTable.pipelines`.
  package var pipeline: [Int32] = []
  /// Code into `StageTable.names`; never blank.
  package var stage: [UInt16] = []
  /// Hundredths of the reporting currency; 0 when not sized.
  package var amount: [Int64] = []
  package var created: [Int32] = []
  package var close: [Int32] = []
  /// The day it was won or lost, as the file says; unknown when blank.
  package var closed: [Int32] = []
  /// Raw value of `Kind`.
  package var kind: [UInt8] = []
  /// The words of the type column, for filters and display: code of each row.
  package var type = CodeColumn()
  package var product = CodeColumn()
  package var source = CodeColumn()
  package var campaign = CodeColumn()
  package var lostReason = CodeColumn()
  /// Further columns that the manifest names as slicers, by name; those that the file lacks are absent.
  package var further: [String: CodeColumn] = [:]
  /// Months; 0 when blank.
  package var termMonths: [Int32] = []
  /// Raw value of `WrittenCategory`.
  package var category: [UInt8] = []
  /// The deal's own chance in billionths; −1 when blank.
  package var probability: [Int32] = []
  /// Code into `nextSteps`; −1 when blank.
  package var nextStep: [Int32] = []
  package var nextSteps = TextPool()
  package var nextStepDate: [Int32] = []
  package var lastActivity: [Int32] = []
  /// People engaged on the buyer's side; −1 when unknown.
  package var contacts: [Int32] = []
  /// Line of the file on which the row begins.
  package var line: [UInt32] = []
  /// Ids that other tables name and deals.csv lacks; their code is `count` plus the index here.
  package var unknownIds: [String] = []

  package init() {}

  package var count: Int { created.count }

  /// The name of a deal, else its id.
  package func title(_ row: Int) -> String {
    row < name.count && !name.isBlank(row) ? name[row] : id[row]
  }

  /// The id behind a code of a column that refers to deals; nil for blank.
  package func id(ofCode code: Int32) -> String? {
    if code < 0 { return nil }
    return Int(code) < count ? id[Int(code)] : unknownIds[Int(code) - count]
  }

  /// The row behind a code of a column that refers to deals; nil for blank and unknown ids.
  package func row(ofCode code: Int32) -> Int? {
    code >= 0 && Int(code) < count ? Int(code) : nil
  }

  /// Bytes that the columns hold in memory, ids and names among them.
  package var memory: Int {
    let numbers: [[Int32]] = [
      account, owner, pipeline, created, close, closed, type.codes, product.codes, source.codes,
      campaign.codes, lostReason.codes, termMonths, probability, nextStep, nextStepDate,
      lastActivity, contacts,
    ]
    let narrow = stage.count * 2 + kind.count + category.count + line.count * 4
    return numbers.reduce(amount.count * 8 + narrow) { $0 + $1.count * 4 }
      + id.memory + name.memory + nextSteps.texts.memory
  }
}
