import RevBase
import RevModel

/// Which deals were touched in the 90 days before a day, or on it.
///
/// Touched: created, a change of stage, amount or close date, or an activity. It depends on the day
/// alone, so that every slicer reads the same bits.
struct Freshness: Sendable {
  static let days = 90

  let day: Day
  /// One bit a deal; creation is not in it, because the deal's own column says it.
  private let touched: BitSet

  init(_ snapshot: Snapshot, on day: Day) {
    self.day = day
    let deals = snapshot.deals
    var bits = BitSet(count: deals.count)
    let first = day - Self.days
    if let history = snapshot.history {
      for field in [HistoryField.stage, .amount, .closeDate] {
        let log = history[field]
        let events = log.index.events(after: first - 1, through: day)
        bits.insert(log.deals, in: events)
      }
    }
    if let activities = snapshot.activities {
      let range = activities.firstRow(from: first)..<activities.firstRow(from: day + 1)
      bits.insert(activities.deal, in: range)
    } else {
      for row in 0..<deals.count {
        let last = deals.lastActivity[row]
        if last >= first.number && last <= day.number { bits[row] = true }
      }
    }
    touched = bits
  }

  /// Whether nothing happened to a deal for more than 90 days.
  func isStale(_ row: Int, created: Int32) -> Bool {
    !touched[row] && created < day.number - Int32(Self.days)
  }

  /// One bit a deal, in words: touched, besides by its creation.
  var words: [UInt64] { touched.words }

  /// Why nobody can tell; nil when somebody can.
  static func obstacle(_ snapshot: Snapshot) -> String? {
    if snapshot.history != nil || snapshot.activities != nil { return nil }
    if snapshot.deals.columns.has("last_activity_date") { return nil }
    return "neither deal_history.csv nor activities.csv nor last_activity_date is there"
  }
}

extension ActivityTable {
  /// The first row on or after a day; `count` when there is none.
  func firstRow(from day: Day) -> Int {
    var (low, high) = (0, date.count)
    while low < high {
      let middle = (low + high) / 2
      if date[middle] < day.number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
