package import RevBase
import RevModel

/// Carriers, their attainment, and the deals that people won.
///
/// A carrier is a person under the slicers, no manager, with prorated quota in the period.
package struct TeamFacts: Sendable {
  /// One person who carries quota in the period.
  package struct Carrier: Sendable, Equatable {
    /// Code into people.
    package var person: Int32
    /// Prorated to the period; above 0.
    package var quota: Money
    /// W(P) of the person; zero when deals cannot be sliced.
    package var won: Money

    /// won / quota.
    package var attainment: Double { Double(won.cents) / Double(quota.cents) }
  }

  /// Why nobody's quota can be known; nil when it can.
  package let quotaObstacle: String?
  /// Why nobody's deals can be known; nil when they can.
  package let dealObstacle: String?
  /// By code of the person.
  package private(set) var carriers: [Carrier] = []
  /// Days of p0...E; 0 when the period has not begun.
  let elapsed: Int
  /// Days of p0...E on which carriers were employed, added up.
  private(set) var employedDays = 0
  /// Every won deal at A, without any slicer.
  let winners: WonDeals
  /// How fast new people become productive; nil when quota or deals cannot be known.
  private(set) var hiring: HiringFacts?

  init(_ context: AnswerContext) {
    quotaObstacle = context.obstacle(.quotas)
    dealObstacle =
      context.obstacle(.deals)
      ?? (context.snapshot.deals.columns.has("owner_id") ? nil : Reason.noOwnerColumn)
    let question = context.question
    elapsed = max(0, question.end - question.period.start + 1)
    winners = context.memory.winners(context)
    guard quotaObstacle == nil, let quotas = QuotaView(context) else { return }
    let won = dealObstacle == nil ? Self.wonByOwner(context) : []
    let totals = quotas.carried(in: question.period)
    for person in totals.indices where totals[person] > 0 {
      carriers.append(
        Carrier(
          person: Int32(person), quota: Money(cents: totals[person]),
          won: Money(cents: won.isEmpty ? 0 : won[person])))
      employedDays += Self.employedDays(of: person, context)
    }
    if dealObstacle == nil {
      hiring = HiringFacts(context, carriers: carriers, winners)
    }
  }

  /// Won by all carriers together.
  var carried: Money { carriers.reduce(.zero) { $0 + $1.won } }

  /// Carriers on course: attainment over the elapsed share of the period is at least 1.
  func atQuota(_ period: Period) -> Int {
    carriers.count {
      Int128($0.won.cents) * Int128(period.days) >= Int128($0.quota.cents) * Int128(elapsed)
    }
  }

  private static func wonByOwner(_ context: AnswerContext) -> [Int64] {
    var sums = [Int64](repeating: 0, count: context.snapshot.people.count)
    let (owners, amounts) = (context.book.state.owner, context.book.state.amount)
    for row in context.selection.won where owners[Int(row)] >= 0 {
      sums[Int(owners[Int(row)])] += amounts[Int(row)]
    }
    return sums
  }

  /// Days of p0...E on which a person was employed; 0 without people.csv.
  private static func employedDays(of person: Int, _ context: AnswerContext) -> Int {
    let people = context.snapshot.people
    guard person < people.knownCount else { return 0 }
    var first = context.question.period.start.number
    var last = context.question.end.number
    // A blank day of hiring is the smallest number.
    first = max(first, people.hired[person])
    if people.left[person] != Day.unknownNumber { last = min(last, people.left[person] - 1) }
    return max(0, Int(last) - Int(first) + 1)
  }
}

/// Quota rows that pass the slicers.
struct QuotaView {
  let table: QuotaTable
  private let context: AnswerContext
  private let segment: [UInt8]
  private let person: [UInt8]

  init?(_ context: AnswerContext) {
    guard let table = context.snapshot.quotas else { return nil }
    self.table = table
    self.context = context
    let masks = context.selection.masks
    segment = masks.words(.segment, table.segment.vocabulary) ?? []
    person = masks.person ?? []
  }

  /// Whether the slicers let a row through.
  func passes(_ row: Int) -> Bool {
    if !segment.isEmpty, segment[Int(table.segment.codes[row]) + 1] == 0 { return false }
    return person.isEmpty || person[Int(table.person[row]) + 1] != 0
  }

  /// Whether a person can carry quota: no manager, and in people.csv when that is there.
  func canCarry(_ person: Int32) -> Bool {
    let people = context.snapshot.people
    if people.isLoaded, Int(person) >= people.knownCount { return false }
    return person >= 0 && !people.isManager(person)
  }

  /// Quota prorated to a period by person, in hundredths; each row rounded once.
  func carried(in period: Period) -> [Int64] {
    var totals = [Int64](repeating: 0, count: context.snapshot.people.count)
    for row in 0..<table.count where passes(row) && canCarry(table.person[row]) {
      let first = max(table.start[row], period.start.number)
      let last = min(table.end[row], period.end.number)
      guard first <= last else { continue }
      totals[Int(table.person[row])] += Exact.scale(
        cents: table.amount[row], by: Int64(last - first + 1),
        over: Int64(table.end[row]) - Int64(table.start[row]) + 1)
    }
    return totals
  }
}
