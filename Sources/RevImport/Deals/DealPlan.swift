import RevBase

/// How the rows of one file become rows of deals.csv.
struct DealPlan: Sendable {
  /// Where one cell of deals.csv comes from.
  enum Slot: Sendable {
    case blank
    case cell(DealCell)
    /// The number is of `rules`.
    case word(DealCell, Int)
    case pipeline
    case stage
    case account
    case owner
    case created
    case close
    case closed
    case contacts
    case amount
  }

  /// The columns of deals.csv that say what changes over time, in the order of `HistoryFields`.
  static let fields = [
    "stage", "amount", "close_date", "forecast_category", "owner_id", "next_step",
  ]
  /// Stands for the close date of an open deal that has none: in no period that anybody looks at.
  static let noCloseDate = "2099-12-31"
  /// Stands for the stage of a deal that has none.
  static let noStage = "(no stage)"

  var targets: [String]
  var slots: [Slot]
  var rules: [WordRule]
  /// Place among `rules` of the rules for stages, pipelines, owners and accounts.
  let stageRule: Int
  let pipelineRule: Int
  let ownerRule: Int
  let accountRule: Int

  var columns: [String: CellPlan]
  /// What `DealCell.plan` numbers.
  var cells: DealCells
  var inputs: DealInputs
  /// Columns of the header, and its names, to know it again among the rows.
  var width: Int
  var headerID: String
  var headerStage: String
  var idPlan: DealCell
  var stagePlan: DealCell
  /// Stages that rows tell the day of entering of.
  var entered: [(plan: DealCell, stage: [UInt8], name: String)]
  /// Whether bytes have to be looked at row by row, because some of the file's are no UTF-8.
  var checksUTF8: Bool
  /// Whether a blank stage, or the blank close date of an open deal, is filled in instead of setting
  /// the row aside.
  var fillsStage: Bool
  var fillsCloseDate: Bool
  /// Day of the export, for ages in days.
  var asOf: Day
  /// Company of a deal by its id, from files that link them.
  var accountOfDeal: [String: String]
  /// People engaged, by deal or by account.
  var contactsOfDeal: [String: Int]
  var contactsOfAccount: [String: Int]
  /// Places among `targets` of `fields`; −1 for none.
  var fieldPlaces: [Int]
  var categoryPlace: Int?

  /// - Parameter directory: what other files say about owners, companies, stages and campaigns.
  init(_ file: PreparedFile, _ directory: DealDirectory, slicers: [String], asOf: Day) {
    columns = file.columns
    var cells = DealCells()
    inputs = DealInputs(file.columns, &cells)
    let columns = file.columns
    self.asOf = asOf
    width = file.form.header.names.count
    targets = SnapshotColumns.columns("deals") + slicers
    rules = [
      WordRule(
        meaning: .itself, table: directory.stages.merging(file.words["stage"] ?? [:]) { $1 }),
      WordRule(
        meaning: .itself, table: directory.pipelines.merging(file.words["pipeline"] ?? [:]) { $1 }),
      WordRule(
        meaning: .itself, table: file.words["owner_id"] ?? [:], folded: directory.owners),
      WordRule(
        meaning: .itself, table: file.words["account_id"] ?? [:], folded: directory.accounts),
    ]
    (stageRule, pipelineRule, ownerRule, accountRule) = (0, 1, 2, 3)
    let (id, stage) = (
      columns["deal_id"] ?? CellPlan(sources: [], kind: .id),
      columns["stage"] ?? CellPlan(sources: [], kind: .text)
    )
    (idPlan, stagePlan) = (cells.add(id), cells.add(stage))
    headerID = id.sources.first.map { file.form.header.names[$0] } ?? ""
    headerStage = stage.sources.first.map { file.form.header.names[$0] } ?? ""
    checksUTF8 = file.survey.tally.broken > 0
    fillsStage = file.shape.system == .hubspot || file.shape.system == .pipedrive
    fillsCloseDate = fillsStage || file.shape.system == .csv
    accountOfDeal = directory.accountOfDeal
    contactsOfDeal = directory.contactsOfDeal
    contactsOfAccount = directory.contactsOfAccount
    entered = file.columns.compactMap { target, plan in
      guard target.hasPrefix(EnteredColumns.prefix) else { return nil }
      let name = String(target.dropFirst(EnteredColumns.prefix.count))
      let word = directory.stages[name] ?? name
      var line = LineWriter()
      line.cell(word)
      return (cells.add(plan), Array(line.written), word)
    }.sorted { $0.name < $1.name }
    self.cells = cells
    slots = []
    fieldPlaces = []
    fieldPlaces = Self.fields.map { targets.firstIndex(of: $0) ?? -1 }
    for target in targets { slots.append(slot(target, file, directory)) }
  }

  private mutating func slot(
    _ target: String, _ file: PreparedFile, _ directory: DealDirectory
  ) -> Slot {
    switch target {
    case "stage": return .stage
    case "pipeline": return .pipeline
    case "account_id": return .account
    case "owner_id": return .owner
    case "created_date": return .created
    case "close_date": return .close
    case "closed_date": return .closed
    case "contacts": return .contacts
    case "amount": return .amount
    default: break
    }
    guard let column = columns[target] else { return .blank }
    let plan = cells.add(column)
    let table = file.words[target] ?? [:]
    switch target {
    case "type": rules.append(WordRule(meaning: .dealType, table: table))
    case "forecast_category":
      rules.append(WordRule(meaning: .forecastCategory, table: table))
      categoryPlace = rules.count - 1
    case "campaign": rules.append(WordRule(meaning: .itself, table: directory.campaigns))
    case "currency": rules.append(WordRule(meaning: .itself, table: table))
    default:
      if table.isEmpty { return .cell(plan) }
      rules.append(WordRule(meaning: .itself, table: table))
    }
    return .word(plan, rules.count - 1)
  }
}

/// What other files say about the words in deals.
struct DealDirectory: Sendable {
  /// Names of stages and pipelines by id.
  var stages: [String: String] = [:]
  var pipelines: [String: String] = [:]
  /// Ids by name or e-mail in lower case, where these are unique.
  var owners: [String: String] = [:]
  var accounts: [String: String] = [:]
  /// Names of campaigns by id.
  var campaigns: [String: String] = [:]
  var accountOfDeal: [String: String] = [:]
  var contactsOfDeal: [String: Int] = [:]
  var contactsOfAccount: [String: Int] = [:]
}
