package import RevBase
import RevMetrics
package import RevModel

/// Every open deal of one day held against plain rules; each rule shows what it fired on.
///
/// The rules stand until the outcome model takes their place.
package struct RiskRules: Sendable {
  /// From this many points on a deal is at risk.
  package static let bar = 25
  /// Days without activity.
  package static let quietDays = 30

  package let day: Day
  /// Rules that the snapshot has data for.
  package let known: [RiskRule]
  /// By deal: the rules that fired; none for deals that are not open.
  package private(set) var masks: [RiskMask]
  private let snapshot: Snapshot
  private let book: DealsAsOf
  private let peers: StagePeers
  private let hasActivities: Bool

  package init(_ snapshot: Snapshot, _ book: DealsAsOf) {
    day = book.day
    self.snapshot = snapshot
    self.book = book
    peers = StagePeers(snapshot, book)
    hasActivities = snapshot.activities?.columns.has("deal_id") == true
    let history = snapshot.history
    let columns = snapshot.deals.columns
    let hasActivities = hasActivities
    known = RiskRule.allCases.filter { rule in
      switch rule {
      case .closePassed: true
      case .quiet: hasActivities || columns.has("last_activity_date")
      case .stuck, .pushed: history != nil
      case .noNextStep: columns.has("next_step") || (history?[.nextStep].count ?? 0) > 0
      case .singleContact: columns.has("contacts")
      }
    }
    masks = []
    let mask = known.reduce(UInt8(0)) { $0 | $1.bit }
    masks = (0..<book.count).map { row in
      book.standing[row] == Standing.open.rawValue ? judge(row, mask) : RiskMask()
    }
  }

  private func judge(_ row: Int, _ known: UInt8) -> RiskMask {
    var bits: UInt8 = 0
    let close = book.state.close[row]
    if close != Day.unknownNumber, close < day.number { bits |= RiskRule.closePassed.bit }
    if known & RiskRule.quiet.bit != 0, quietFor(row) >= Self.quietDays {
      bits |= RiskRule.quiet.bit
    }
    if known & RiskRule.stuck.bit != 0, let median = median(row),
      Double(daysInStage(row) ?? 0) > 2 * max(1, median)
    {
      bits |= RiskRule.stuck.bit
    }
    if known & RiskRule.pushed.bit != 0, pushes(row) >= 2 { bits |= RiskRule.pushed.bit }
    if known & RiskRule.noNextStep.bit != 0, lacksNextStep(row) { bits |= RiskRule.noNextStep.bit }
    let contacts = snapshot.deals.contacts[row]
    if known & RiskRule.singleContact.bit != 0, contacts >= 0, contacts < 2 {
      bits |= RiskRule.singleContact.bit
    }
    return RiskMask(bits: bits)
  }

  // MARK: - What the rules look at

  /// The last day with an activity up to the as-of day; nil when there was none.
  package func lastActivity(_ row: Int) -> Day? {
    if hasActivities, let activities = snapshot.activities {
      for activity in snapshot.links.activities(ofDeal: row).reversed() {
        let date = activities.date[Int(activity)]
        if date <= day.number { return Day(known: date) }
      }
      return nil
    }
    guard let last = Day(known: snapshot.deals.lastActivity[row]), last <= day else { return nil }
    return last
  }

  /// Days since the last activity, or since the deal was created when that is later.
  package func quietFor(_ row: Int) -> Int {
    let created = snapshot.deals.created[row]
    let last = max(lastActivity(row)?.number ?? created, created)
    return last == Day.unknownNumber ? 0 : day - Day(last)
  }

  package func daysInStage(_ row: Int) -> Int? {
    Day(known: book.stageSince[row]).map { max(0, day - $0) }
  }

  /// Median days that won deals of the deal's stage and segment spent in its stage.
  package func median(_ row: Int) -> Double? {
    peers.median(
      stage: Int(book.stageRow[row]), segment: StagePeers.segment(ofDeal: row, snapshot))
  }

  /// Median days that won deals of the deal's segment spent in a stage.
  package func median(stage: Int, ofDeal row: Int) -> Double? {
    peers.median(stage: stage, segment: StagePeers.segment(ofDeal: row, snapshot))
  }

  /// How often the close date moved to a later day, up to the as-of day.
  package func pushes(_ row: Int) -> Int {
    guard let history = snapshot.history else { return 0 }
    let known = history[.closeDate].index.count(through: day)
    var value = book.state.close[row]
    if day == snapshot.manifest.asOf, let wrong = history.correction(.closeDate, ofDeal: row) {
      value ^= Int32(truncatingIfNeeded: wrong)
    }
    var count = 0
    for event in history.events(ofDeal: row).reversed() {
      let (field, position) = history.locate(event)
      guard field == .closeDate, position < known else { continue }
      let old = value ^ history.closeDeltas[position]
      if old != Day.unknownNumber, value > old { count += 1 }
      value = old
    }
    return count
  }

  private func lacksNextStep(_ row: Int) -> Bool {
    if book.state.nextStep[row] < 0 { return true }
    let date = snapshot.deals.nextStepDate[row]
    return date != Day.unknownNumber && date < day.number
  }

  // MARK: - Evidence

  /// The rules that fired for a deal, those with most points first, each with its evidence.
  package func hits(_ row: Int) -> [RiskHit] {
    masks[row].rules.map { hit($0, row) }
  }

  private func hit(_ rule: RiskRule, _ row: Int) -> RiskHit {
    switch rule {
    case .closePassed:
      let close = Day(book.state.close[row])
      return RiskHit(
        rule: rule, short: "close passed",
        long: "close date \(close) passed \(Format.count(day - close, "day")) ago")
    case .quiet:
      let days = quietFor(row)
      let last = lastActivity(row).map { "last activity \($0)" } ?? "no activity at all"
      return RiskHit(rule: rule, short: "quiet \(days)d", long: "\(last), \(days) days ago")
    case .stuck:
      let days = daysInStage(row) ?? 0
      let typical = median(row).map { Format.fixed($0) } ?? "-"
      return RiskHit(
        rule: rule, short: "\(days)d in stage",
        long: "\(days) days in stage; won deals like it: median \(typical)")
    case .pushed:
      let count = pushes(row)
      return RiskHit(
        rule: rule, short: "pushed \(count)x", long: "close date moved later \(count) times")
    case .noNextStep:
      if book.state.nextStep[row] >= 0, let date = Day(known: snapshot.deals.nextStepDate[row]) {
        return RiskHit(
          rule: rule, short: "step overdue", long: "the next step was due on \(date)")
      }
      return RiskHit(rule: rule, short: "no next step", long: "no next step is set")
    case .singleContact:
      let count = snapshot.deals.contacts[row]
      return RiskHit(
        rule: rule, short: "one contact",
        long: count == 1 ? "one person on the buyer's side" : "nobody known on the buyer's side")
    }
  }
}
