package import RevBase
package import RevModel

/// What was changed about one deal by a day, oldest first: the evidence behind reasons and flags.
struct DealEvents: Sendable {
  struct Change<Value: Sendable>: Sendable {
    var day: Int32
    var old: Value
    var new: Value
  }

  /// Numbers of days, unknown where blank.
  private(set) var dates: [Change<Int32>] = []
  /// Hundredths; 0 when not sized.
  private(set) var amounts: [Change<Int64>] = []
  /// Rows of `StageTable.rows`, −1 for an unknown stage.
  private(set) var stages: [Change<Int>] = []
  /// Raw values of `DealTable.WrittenCategory`.
  private(set) var categories: [Change<UInt8>] = []

  /// Reads a deal's log backwards from its values in `book`, whose day bounds what is known.
  init(_ row: Int, _ snapshot: Snapshot, _ book: DealsAsOf, _ known: KnownEvents) {
    guard let history = snapshot.history else { return }
    let isHome = book.day == snapshot.manifest.asOf
    func wrong(_ field: HistoryField) -> Int64 {
      isHome ? history.correction(field, ofDeal: row) ?? 0 : 0
    }
    var close = book.state.close[row] ^ Int32(truncatingIfNeeded: wrong(.closeDate))
    var amount = book.state.amount[row] ^ wrong(.amount)
    var stage = book.state.stage[row] ^ UInt16(truncatingIfNeeded: wrong(.stage))
    var category = book.state.category[row] ^ UInt8(truncatingIfNeeded: wrong(.category))
    let pipeline = snapshot.deals.pipeline[row]
    func stageRow(_ name: UInt16) -> Int {
      name == .max ? -1 : snapshot.stages.row(pipeline: pipeline, name: Int32(name))
    }
    for event in history.events(ofDeal: row).reversed() {
      let (field, position) = history.locate(event)
      guard position < known.counts[Int(field.rawValue)] else { continue }
      let day = history[field].index.day(of: position).number
      switch field {
      case .closeDate:
        let old = close ^ history.closeDeltas[position]
        if old != close { dates.append(Change(day: day, old: old, new: close)) }
        close = old
      case .amount:
        let old = amount ^ history.amountDeltas[position]
        if old != amount { amounts.append(Change(day: day, old: old, new: amount)) }
        amount = old
      case .stage:
        let old = stage ^ history.stageDeltas[position]
        if old != stage {
          stages.append(Change(day: day, old: stageRow(old), new: stageRow(stage)))
        }
        stage = old
      case .category:
        let old = category ^ history.categoryDeltas[position]
        if old != category { categories.append(Change(day: day, old: old, new: category)) }
        category = old
      case .owner, .nextStep: break
      }
    }
    dates.reverse()
    amounts.reverse()
    stages.reverse()
    categories.reverse()
  }

  /// The changes of the close date that count as pushes: later by more than six days.
  var pushes: [Change<Int32>] { dates.filter { Self.isPush($0.old, $0.new) } }

  private static func isPush(_ old: Int32, _ new: Int32) -> Bool {
    old != Day.unknownNumber && new != Day.unknownNumber && new - old > RiskRuleBook.pushDays
  }

  /// The days of `pushes`, oldest first, without looking at anything else of the deal.
  static func pushDays(
    _ row: Int, _ snapshot: Snapshot, _ book: DealsAsOf, _ known: KnownEvents
  ) -> [Int32] {
    guard let history = snapshot.history else { return [] }
    let wrong =
      book.day == snapshot.manifest.asOf
      ? history.correction(.closeDate, ofDeal: row) ?? 0 : 0
    var close = book.state.close[row] ^ Int32(truncatingIfNeeded: wrong)
    var days: [Int32] = []
    for event in history.events(ofDeal: row).reversed() {
      let (field, position) = history.locate(event)
      guard field == .closeDate, position < known.counts[Int(field.rawValue)] else { continue }
      let old = close ^ history.closeDeltas[position]
      if isPush(old, close) { days.append(history[field].index.day(of: position).number) }
      close = old
    }
    return days.reversed()
  }
}

/// How many events of each field's log had happened by a day.
struct KnownEvents: Sendable {
  let counts: [Int]

  init(_ snapshot: Snapshot, through day: Day) {
    counts = HistoryField.allCases.map { snapshot.history?[$0].index.count(through: day) ?? 0 }
  }
}

extension Snapshot {
  /// The last day with an activity of a deal by a day; nil when there was none, or none is known.
  package func lastActivity(ofDeal row: Int, by day: Day) -> Day? {
    if let activities, activities.columns.has("deal_id") {
      for activity in links.activities(ofDeal: row).reversed()
      where activities.date[Int(activity)] <= day.number {
        return Day(known: activities.date[Int(activity)])
      }
      return nil
    }
    guard let last = Day(known: deals.lastActivity[row]), last <= day else { return nil }
    return last
  }

  /// Whether anything tells when deals were touched.
  package var knowsActivities: Bool {
    activities?.columns.has("deal_id") == true || deals.columns.has("last_activity_date")
  }

  /// Code of the segment of a deal's account; −1 when it has none.
  package func segment(ofDeal row: Int) -> Int {
    let account = Int(deals.account[row])
    guard account >= 0, account < accounts.segment.count else { return -1 }
    return Int(accounts.segment.codes[account])
  }
}
