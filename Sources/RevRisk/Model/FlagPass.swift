import RevBase
import RevModel

/// Raises the flags of all open deals in one pass over their logs.
struct FlagPass {
  private let snapshot: Snapshot
  private let book: DealsAsOf
  private let known: KnownEvents
  private let lateAges: [Int32: Int]
  private let periodEnd: Day
  private let today: Int32
  private let knowsNextStep: Bool
  private let knowsContacts: Bool
  private let knowsAmount: Bool
  private let knowsActivities: Bool

  init(
    _ snapshot: Snapshot, _ book: DealsAsOf, _ known: KnownEvents, _ lateAges: [Int32: Int],
    periodEnd: Day
  ) {
    (self.snapshot, self.book, self.known) = (snapshot, book, known)
    (self.lateAges, self.periodEnd) = (lateAges, periodEnd)
    today = book.day.number
    let columns = snapshot.deals.columns
    knowsNextStep = columns.has("next_step") || (snapshot.history?[.nextStep].count ?? 0) > 0
    knowsContacts = columns.has("contacts")
    knowsAmount = columns.has("amount") || (snapshot.history?[.amount].count ?? 0) > 0
    knowsActivities = snapshot.knowsActivities
  }

  private struct OwnerDay: Hashable {
    var owner: Int32
    var day: Int32
  }

  /// - Parameter lifeIsAge: the ages of stages are those of whole deals, because all open stages
  ///   count as one.
  func flags(_ rows: [Int32], _ chance: [Double], lifeIsAge: Bool) -> [RiskFlags] {
    var moved: [OwnerDay: Int] = [:]
    var lastMoves = [Int32](repeating: Day.unknownNumber, count: rows.count)
    var flags: [RiskFlags] = []
    flags.reserveCapacity(rows.count)
    for (place, id) in rows.enumerated() {
      let row = Int(id)
      let events = DealEvents(row, snapshot, book, known)
      var raised = state(row, chance[place], lifeIsAge: lifeIsAge)
      raise(&raised, row, events)
      flags.append(raised)
      guard let last = events.dates.last?.day, last > today - Int32(RiskRuleBook.recentDays) else {
        continue
      }
      lastMoves[place] = last
      moved[OwnerDay(owner: book.state.owner[row], day: last), default: 0] += 1
    }
    for (place, day) in lastMoves.enumerated() where day != Day.unknownNumber {
      let key = OwnerDay(owner: book.state.owner[Int(rows[place])], day: day)
      flags[place].raise(
        .movedTogether, when: (moved[key] ?? 0) >= RiskRuleBook.together && key.owner >= 0)
    }
    return flags
  }

  /// Flags that the deal's values of the day decide.
  private func state(_ row: Int, _ chance: Double, lifeIsAge: Bool) -> RiskFlags {
    var flags = RiskFlags()
    let deals = snapshot.deals
    let close = book.state.close[row]
    let since = lifeIsAge ? deals.created[row] : book.stageSince[row]
    if let late = lateAges[Int32(book.stageRow[row])], since != Day.unknownNumber {
      flags.raise(.stalled, when: Int(today - since) > late)
    }
    flags.raise(.overdue, when: close != Day.unknownNumber && close < today)
    flags.raise(
      .unlikely,
      when: close >= today && close <= periodEnd.number && chance < RiskRuleBook.unlikely)
    if knowsActivities {
      let last = snapshot.lastActivity(ofDeal: row, by: book.day)?.number ?? deals.created[row]
      let idle = today - max(last, deals.created[row])
      flags.raise(.silent, when: Int(idle) >= RiskRuleBook.silentDays)
    }
    if knowsContacts {
      flags.raise(.singleContact, when: deals.contacts[row] == 0 || deals.contacts[row] == 1)
    }
    if knowsNextStep {
      let date = deals.nextStepDate[row]
      flags.raise(
        .noNextStep,
        when: book.state.nextStep[row] < 0 || (date != Day.unknownNumber && date < today))
    }
    flags.raise(.noAmount, when: knowsAmount && book.state.amount[row] <= 0)
    let isCommit = book.category[row] == StageTable.Category.commit.rawValue
    flags.raise(.categoryContradicts, when: isCommit && chance < RiskRuleBook.commitChance)
    return flags
  }

  /// Flags that its log decides.
  private func raise(_ flags: inout RiskFlags, _ row: Int, _ events: DealEvents) {
    let recent = today - Int32(RiskRuleBook.recentDays)
    flags.raise(.pushedTwice, when: events.pushes.count >= 2)
    if let move = events.stages.last, move.day > recent, move.old >= 0, move.new >= 0 {
      let (old, new) = (snapshot.stages.rows[move.old], snapshot.stages.rows[move.new])
      flags.raise(
        .wentBack,
        when: old.outcome == .open && new.outcome == .open && old.pipeline == new.pipeline
          && new.position < old.position)
    }
    let floor = 1 - RiskRuleBook.cut
    let now = Double(book.state.amount[row])
    flags.raise(
      .amountCut,
      when: events.amounts.contains {
        $0.day > recent && $0.old > 0 && Double($0.new) < floor * Double($0.old)
          && now < floor * Double($0.old)
      })
    if let change = events.categories.last, change.day > recent {
      flags.raise(.categoryFell, when: Self.rank(change.new) < Self.rank(change.old))
    }
  }

  /// How far a written category counts; blank and other words stand with pipeline.
  private static func rank(_ word: UInt8) -> Int {
    switch DealTable.WrittenCategory(rawValue: word) {
    case .omitted: 0
    case .bestCase: 2
    case .commit: 3
    case .blank, .pipeline, .closed, .other, nil: 1
    }
  }
}
