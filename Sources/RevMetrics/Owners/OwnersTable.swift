import RevBase
import RevModel

/// `tables.owners` of the book: each field is the metric of that name with the slicers narrowed to
/// one owner, but all owners are answered in one pass over each list of deals.
enum OwnersTable {
  static func answer(_ facts: Facts) -> TableAnswer<[OwnerLine]> {
    let context = facts.context
    if let reason = context.obstacle(.deals) ?? context.obstacle(to: .deals, by: .owner) {
      return .undefined(reason)
    }
    let slots = OwnerSlots(context.snapshot.people)
    var table = OwnerSums(slots)
    table.addOpen(facts)
    table.addClosed(context)
    let quotas = context.obstacle(.quotas) ?? context.obstacle(to: .quotas, by: .owner)
    if quotas == nil { table.addQuotas(context) }
    let counts = activities(context, slots)
    let pushed = facts.periodMovement.movement.map { _ in facts.periodMovement.pushedOut(by: slots)
    }
    let lines = (0..<slots.count).filter { table.appears[$0] }.map { slot in
      var line = line(slot, context.snapshot.people)
      table.fill(&line, slot, hasQuotas: quotas == nil)
      line.pushed = pushed?[slot].money
      line.activities = counts?[slot]
      return line
    }
    return .rows(lines.sorted { $0.owner.utf8.lexicographicallyPrecedes($1.owner.utf8) })
  }

  private static func line(_ slot: Int, _ people: PeopleTable) -> OwnerLine {
    if slot == 0 { return OwnerLine(person: nil, owner: Slicers.none, name: nil) }
    let code = slot - 1
    let hasName = code < people.knownCount && !people.name.isBlank(code)
    return OwnerLine(
      person: Int32(code), owner: people.ids[code], name: hasName ? people.name[code] : nil)
  }

  /// Activities in p0..E by slot; nil when the slicers cannot be applied to them.
  private static func activities(_ context: AnswerContext, _ slots: OwnerSlots) -> [Int]? {
    guard let table = context.snapshot.activities, context.obstacle(.activities) == nil,
      context.obstacle(to: .activities, by: .owner) == nil
    else { return nil }
    var counts = [Int](repeating: 0, count: slots.count)
    let mask = context.selection.masks.person
    let last = context.question.end.number
    var row = table.firstRow(from: context.question.period.start)
    while row < table.count, table.date[row] <= last {
      let person = table.person[row]
      if mask.map({ $0[Int(person) + 1] != 0 }) ?? true { counts[slots[person]] += 1 }
      row += 1
    }
    return counts
  }
}

/// Sums by owner while they are collected.
private struct OwnerSums {
  private let slots: OwnerSlots
  /// Whether an owner has a line.
  private(set) var appears: [Bool]
  private var open: [Total]
  private var weighted: [Total]
  private var pastDue: [Total]
  private var won: [Total]
  private var wonTrailing: [Int]
  private var lostTrailing: [Int]
  /// Median cycle of W(T).
  private var cycle: [Double?]
  private var quota: [Total]
  private var flags: [Int]
  private var deals: [Int]
  private var knownFlags = 0

  init(_ slots: OwnerSlots) {
    self.slots = slots
    let totals = [Total](repeating: Total(), count: slots.count)
    (open, weighted, pastDue, won, quota) = (totals, totals, totals, totals, totals)
    let counts = [Int](repeating: 0, count: slots.count)
    (wonTrailing, lostTrailing, flags, deals) = (counts, counts, counts, counts)
    appears = [Bool](repeating: false, count: slots.count)
    cycle = [Double?](repeating: nil, count: slots.count)
  }

  mutating func addOpen(_ facts: Facts) {
    let (context, hygiene) = (facts.context, facts.hygiene)
    let book = context.book
    let today = context.question.asOf.number
    let raised = hygiene.bits
    knownFlags = hygiene.known
    for (place, id) in context.selection.open.enumerated() {
      let row = Int(id)
      let slot = slots[book.state.owner[row]]
      appears[slot] = true
      deals[slot] += 1
      if place < raised.count { flags[slot] += raised[place].nonzeroBitCount }
      let close = book.state.close[row]
      if close < today, close != Day.unknownNumber { pastDue[slot].add(book.state.amount[row]) }
    }
    let chances = ChanceTable(context)
    for id in context.selection.openInPeriod {
      let row = Int(id)
      let slot = slots[book.state.owner[row]]
      let cents = book.state.amount[row]
      open[slot].add(cents)
      let chance = chances[row]
      if chance >= 0 { weighted[slot].add(Exact.product(cents: cents, billionths: chance)) }
    }
  }

  mutating func addClosed(_ context: AnswerContext) {
    let (book, selection) = (context.book, context.selection)
    let owner = book.state.owner
    for id in selection.won {
      let slot = slots[owner[Int(id)]]
      appears[slot] = true
      won[slot].add(book.state.amount[Int(id)])
    }
    for id in selection.lost { appears[slots[owner[Int(id)]]] = true }
    for id in selection.lostTrailing {
      let slot = slots[owner[Int(id)]]
      appears[slot] = true
      lostTrailing[slot] += 1
    }
    for id in selection.wonTrailing { wonTrailing[slots[owner[Int(id)]]] += 1 }
    var lengths = wonTrailing.map { count in
      var list: [Int64] = []
      list.reserveCapacity(count)
      return list
    }
    for id in selection.wonTrailing {
      let row = Int(id)
      let slot = slots[owner[row]]
      appears[slot] = true
      let days = book.closed[row] - context.snapshot.deals.created[row]
      if days >= 0 { lengths[slot].append(Int64(days)) }
    }
    cycle = lengths.map { Middle($0)?.mean }
  }

  /// Narrowed to one owner, a manager's rows count too: nobody else is left who has one.
  mutating func addQuotas(_ context: AnswerContext) {
    guard let quotas = context.snapshot.quotas else { return }
    let period = context.question.period
    let masks = context.selection.masks
    let segment = masks.words(.segment, quotas.segment.vocabulary)
    for row in 0..<quotas.count {
      let days = BookingsFacts.overlap(quotas.start[row], quotas.end[row], period)
      let person = quotas.person[row]
      guard days > 0, masks.person.map({ $0[Int(person) + 1] != 0 }) ?? true else { continue }
      if let segment, segment[Int(quotas.segment.codes[row]) + 1] == 0 { continue }
      let length = Int64(quotas.end[row]) - Int64(quotas.start[row]) + 1
      let slot = slots[person]
      appears[slot] = true
      quota[slot].add(Exact.scale(cents: quotas.amount[row], by: days, over: length))
    }
  }

  func fill(_ line: inout OwnerLine, _ slot: Int, hasQuotas: Bool) {
    line.won = won[slot].money
    line.open = open[slot].money
    line.weighted =
      weighted[slot].count == 0 && open[slot].count > 0 ? nil : weighted[slot].money
    line.pastDue = pastDue[slot].money
    let decided = wonTrailing[slot] + lostTrailing[slot]
    line.winRate = decided == 0 ? nil : Double(wonTrailing[slot]) / Double(decided)
    line.cycleMedian = cycle[slot]
    let possible = knownFlags * deals[slot]
    if possible > 0 {
      line.hygiene = Double(100 * (possible - flags[slot])) / Double(possible)
    }
    guard hasQuotas, quota[slot].count > 0 else { return }
    line.quota = quota[slot].money
    let top = Measure.quotient(won[slot], over: quota[slot], otherwise: "")
    line.attainment = top.value?.double
    if quota[slot].cents > won[slot].cents {
      let missing = Total(cents: quota[slot].cents - won[slot].cents, count: 1)
      line.coverage = Measure.quotient(open[slot], over: missing, otherwise: "").value?.double
    }
  }
}
