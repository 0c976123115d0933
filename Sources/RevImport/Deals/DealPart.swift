/// The deals of one stretch of a file, written out.
struct DealPart: Sendable {
  /// Where a row is in `out`.
  struct Row: Sendable {
    var end: UInt32
    /// The id is the first cell.
    var idEnd: UInt32
    /// From 0, in the stretch.
    var line: UInt32
    /// Where the row's own history ends in `history`.
    var historyEnd: UInt32
    /// The latest day on which the row itself says that a stage was entered; `Int32.min` for none.
    var lastEntered: Int32
  }

  var out: [UInt8] = []
  var rows: [Row] = []
  /// Begin and end of each of `DealPlan.fields` in `out`, for every row; empty when not asked for.
  var fields: [UInt32] = []
  var history: [UInt8] = []
  var historyRows: [UInt32] = []
  var log = RowLog()
  var stages: [StageKey: StageTally] = [:]
  /// Amounts by currency; a blank code is the reporting currency.
  var currencies: [String: MoneyTally] = [:]
  /// Distinct owners and companies, with the names that rows give them.
  var owners: [String: Int] = [:]
  var accounts: [String: String] = [:]
  var filledCloseDates = 0
  var filledStages = 0
}

/// Rows and the sum of their amounts.
struct MoneyTally: Sendable, Equatable {
  var rows = 0
  /// Hundredths.
  var cents = 0
}
