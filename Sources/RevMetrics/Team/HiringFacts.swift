import RevBase
import RevModel

/// How long new people take to their first deal and to their first full quota.
struct HiringFacts {
  /// Days from hiring to the first deal won, of carriers hired in the 730 days to A.
  private(set) var rampDays: [Int32] = []
  /// Days from hiring to the end of the first quota row that was reached in full.
  private(set) var quotaDays: [Int32] = []

  /// A deal that a new person won.
  private struct Win {
    var closed: Int32
    var amount: Int64
  }

  init(_ facts: Facts) {
    let context = facts.context
    let people = context.snapshot.people
    guard people.isLoaded, let quotas = QuotaView(context) else { return }
    let today = context.question.asOf.number
    var slots = [Int32](repeating: -1, count: people.count)
    var newcomers: [Int] = []
    for person in 0..<people.knownCount {
      let hired = people.hired[person]
      guard hired != Day.unknownNumber, hired <= today, hired >= today - 1094 else { continue }
      slots[person] = Int32(newcomers.count)
      newcomers.append(person)
    }
    let wins = Self.wins(facts, slots, newcomers.count)
    for carrier in facts.team.carriers {
      let person = Int(carrier.person)
      let hired = people.hired[person]
      guard slots[person] >= 0, hired >= today - 729 else { continue }
      let first = wins[Int(slots[person])].lazy.map(\.closed).filter { $0 >= hired }.min()
      if let first { rampDays.append(first - hired) }
    }
    var reached = [Int32](repeating: Int32.max, count: newcomers.count)
    for row in 0..<quotas.table.count where quotas.passes(row) {
      let person = quotas.table.person[row]
      guard quotas.canCarry(person), slots[Int(person)] >= 0 else { continue }
      let (start, end) = (quotas.table.start[row], quotas.table.end[row])
      let (slot, full) = (Int(slots[Int(person)]), quotas.table.fullAmount[row])
      guard end <= today, full > 0, end < reached[slot] else { continue }
      var won: Int64 = 0
      for win in wins[slot] where win.closed >= start && win.closed <= end { won += win.amount }
      if won >= full { reached[slot] = end }
    }
    for (slot, end) in reached.enumerated() where end != Int32.max {
      quotaDays.append(end - people.hired[newcomers[slot]])
    }
  }

  /// Deals of the slicers that the people with a slot won by A.
  private static func wins(_ facts: Facts, _ slots: [Int32], _ count: Int) -> [[Win]] {
    let context = facts.context
    let (deals, filter) = (context.snapshot.deals, context.selection.filter)
    let (owners, amounts) = (context.book.state.owner, context.book.state.amount)
    let closings = context.book.closed
    var wins = [[Win]](repeating: [], count: count)
    for id in facts.team.wonDeals {
      let row = Int(id)
      let owner = owners[row]
      guard owner >= 0, slots[Int(owner)] >= 0, closings[row] != Day.unknownNumber else {
        continue
      }
      guard filter.passes(row, owner: owner, deals) else { continue }
      wins[Int(slots[Int(owner)])].append(Win(closed: closings[row], amount: amounts[row]))
    }
    return wins
  }
}
