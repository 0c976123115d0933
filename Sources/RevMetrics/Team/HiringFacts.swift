import RevBase
import RevModel

/// How long new people take to their first deal and to their first full quota.
struct HiringFacts: Sendable {
  /// Days from hiring to the first deal won, of carriers hired in the 730 days to A.
  private(set) var rampDays: [Int32] = []
  /// Days from hiring to the end of the first quota row that was reached in full.
  private(set) var quotaDays: [Int32] = []

  /// A quota row of a new person, and what the person won on its days.
  private struct Goal {
    var start: Int32
    var end: Int32
    var full: Int64
    var won: Int64 = 0
  }

  /// Somebody hired in the 1,095 days to A.
  private struct Newcomer {
    var hired: Int32
    var firstWin = Int32.max
    var goals: Range<Int> = 0..<0
  }

  init(_ context: AnswerContext, carriers: [TeamFacts.Carrier], _ winners: WonDeals) {
    let people = context.snapshot.people
    guard people.isLoaded, let quotas = QuotaView(context) else { return }
    let today = context.question.asOf.number
    var slots = [Int32](repeating: -1, count: people.count)
    var newcomers: [Newcomer] = []
    for person in 0..<people.knownCount {
      let hired = people.hired[person]
      guard hired != Day.unknownNumber, hired <= today, hired >= today - 1094 else { continue }
      slots[person] = Int32(newcomers.count)
      newcomers.append(Newcomer(hired: hired))
    }
    var goals = Self.goals(quotas, slots, &newcomers, by: today)
    Self.addWins(context, winners, slots, &newcomers, &goals)
    for carrier in carriers where slots[Int(carrier.person)] >= 0 {
      let newcomer = newcomers[Int(slots[Int(carrier.person)])]
      guard newcomer.hired >= today - 729, newcomer.firstWin != Int32.max else { continue }
      rampDays.append(newcomer.firstWin - newcomer.hired)
    }
    for newcomer in newcomers {
      var first = Int32.max
      for goal in goals[newcomer.goals] where goal.won >= goal.full { first = min(first, goal.end) }
      if first != Int32.max { quotaDays.append(first - newcomer.hired) }
    }
  }

  /// Quota rows of new people that ended by a day, person by person.
  private static func goals(
    _ quotas: QuotaView, _ slots: [Int32], _ newcomers: inout [Newcomer], by today: Int32
  ) -> [Goal] {
    let table = quotas.table
    var owners = [Int32](repeating: -1, count: table.count)
    for row in 0..<table.count where quotas.passes(row) && quotas.canCarry(table.person[row]) {
      guard table.end[row] <= today, table.fullAmount[row] > 0 else { continue }
      owners[row] = slots[Int(table.person[row])]
    }
    let groups = RowGroups(
      owners, groups: newcomers.count, order: owners.indices.map { Int32($0) })
    for slot in newcomers.indices { newcomers[slot].goals = groups.places(Int32(slot)) }
    return groups.rows.map { row in
      Goal(
        start: table.start[Int(row)], end: table.end[Int(row)], full: table.fullAmount[Int(row)])
    }
  }

  /// Adds the deals of the slicers that new people won by A.
  private static func addWins(
    _ context: AnswerContext, _ winners: WonDeals, _ slots: [Int32],
    _ newcomers: inout [Newcomer], _ goals: inout [Goal]
  ) {
    let (deals, filter) = (context.snapshot.deals, context.selection.filter)
    let (rows, owners, closings) = (winners.rows.span, winners.owners.span, winners.closed.span)
    let (amounts, unknown) = (winners.amounts.span, Day.unknownNumber)
    for place in 0..<rows.count {
      let (row, owner, closed) = (Int(rows[place]), owners[place], closings[place])
      guard owner >= 0, slots[Int(owner)] >= 0, closed != unknown else { continue }
      let slot = Int(slots[Int(owner)])
      // Nothing that a person won before being hired, or before any goal, matters.
      guard closed >= newcomers[slot].hired || !newcomers[slot].goals.isEmpty,
        filter.passes(row, owner: owner, deals)
      else { continue }
      if closed >= newcomers[slot].hired {
        newcomers[slot].firstWin = min(newcomers[slot].firstWin, closed)
      }
      for goal in newcomers[slot].goals
      where goals[goal].start <= closed && closed <= goals[goal].end {
        goals[goal].won += amounts[place]
      }
    }
  }
}
