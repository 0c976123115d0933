/// Every change of a deal's stage, amount, close date, category, owner and next step.
///
/// Per field a log sorted by day with the deal and `old XOR new` of each event, so that the same
/// log plays backwards and forwards without knowing the direction; and per deal the list of its
/// events, for timelines. Values on earlier days follow the snapshot format: the new value of the
/// last change up to the day, else the old value of the first change, else what deals.csv says.
/// Where deals.csv differs from the last change, a *correction* moves the deal on the as-of day.
package struct HistoryTable: Sendable {
  /// What one field's events say besides their deltas.
  package struct Log: Sendable {
    package var index = DayIndex()
    /// Row of deals.csv of each event.
    package var deals: [UInt32] = []
    /// Deals whose value in deals.csv differs from their last change.
    package var corrected: [UInt32] = []
    package init() {}
    package var count: Int { deals.count }
  }

  package internal(set) var logs: [Log]
  /// `old XOR new` of the codes into `StageTable.names`, `UInt16.max` for blank.
  package internal(set) var stageDeltas: [UInt16] = []
  /// Days from the deal's stage change before (its creation before the first) to each real one, so
  /// that going back knows since when a deal was in its stage; `unknownGap` where they do not fit.
  package internal(set) var stageGaps: [UInt16] = []
  static let unknownGap = UInt16.max
  package internal(set) var amountDeltas: [Int64] = []
  package internal(set) var closeDeltas: [Int32] = []
  /// Of raw values of `DealTable.WrittenCategory`.
  package internal(set) var categoryDeltas: [UInt8] = []
  package internal(set) var ownerDeltas: [Int32] = []
  package internal(set) var nextStepDeltas: [Int32] = []
  /// Last value of the history XOR the value in deals.csv, for each of `logs[f].corrected`.
  package internal(set) var corrections: [[Int64]]
  /// One bit a deal: its forecast category has changed at least once.
  package internal(set) var categoryChanged: BitSet
  /// First of each deal's events in `events`; one more than there are deals.
  package internal(set) var starts: [UInt32]
  /// Events by deal, oldest first: the field's `bases` plus the position in its log.
  package internal(set) var events: [UInt32]
  /// Number of the first event of each field in `events`' numbering.
  package internal(set) var bases: [Int]
  /// Who changed it, by event: index into `changers`, `UInt16.max` when unknown.
  package internal(set) var changedBy: [UInt16]
  /// Codes into people.
  package internal(set) var changers: [Int32]

  package subscript(field: HistoryField) -> Log { logs[Int(field.rawValue)] }

  /// Field and position in its log of an event number.
  package func locate(_ event: UInt32) -> (field: HistoryField, position: Int) {
    var field = bases.count - 1
    while Int(event) < bases[field] { field -= 1 }
    // `bases` has one entry for each field.
    return (HistoryField.allCases[field], Int(event) - bases[field])
  }

  /// The events of a deal, oldest first, as event numbers.
  package func events(ofDeal row: Int) -> ArraySlice<UInt32> {
    events[Int(starts[row])..<Int(starts[row + 1])]
  }

  /// `old XOR new` of an event, widened.
  package func delta(_ field: HistoryField, _ position: Int) -> Int64 {
    switch field {
    case .stage: Int64(stageDeltas[position])
    case .amount: amountDeltas[position]
    case .closeDate: Int64(closeDeltas[position])
    case .category: Int64(categoryDeltas[position])
    case .owner: Int64(ownerDeltas[position])
    case .nextStep: Int64(nextStepDeltas[position])
    }
  }

  /// Last value of a deal's history XOR its value in deals.csv; nil where they agree.
  package func correction(_ field: HistoryField, ofDeal row: Int) -> Int64? {
    let corrected = self[field].corrected
    var (low, high) = (0, corrected.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(corrected[middle]) < row { low = middle + 1 } else { high = middle }
    }
    guard low < corrected.count, Int(corrected[low]) == row else { return nil }
    return corrections[Int(field.rawValue)][low]
  }

  /// Bytes that the history holds in memory.
  package var memory: Int {
    let logBytes = logs.reduce(0) { $0 + $1.deals.count * 4 + $1.index.days.count * 8 }
    let deltas =
      stageDeltas.count * 2 + amountDeltas.count * 8 + closeDeltas.count * 4 + categoryDeltas.count
    let rest = ownerDeltas.count * 4 + nextStepDeltas.count * 4
    return logBytes + deltas + stageGaps.count * 2 + rest + starts.count * 4 + events.count * 4
      + changedBy.count * 2
  }
}
