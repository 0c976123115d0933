/// Lives one sales deal forward, a working day at a time, from creation to its end or to the as-of
/// day.
///
/// Nothing knows the ending: each day the deal may move, be won, be lost, fall back, be touched,
/// sized, pushed or handed over, with chances that depend on what has happened so far. What a CRM
/// never sees (the deal's quality, how engaged the buyer is) shows only through what it does see.
struct DealSimulator {
  let company: Company
  let calendar: SampleCalendar
  let segment: Segment
  let segmentIndex: Int
  let region: Int
  let rate: Int64
  let seat: Int
  /// A merger into a renewal ends the deal on this day.
  var deadline = Int.max
  /// From this day the CRM's record names the account, whatever comes of the deal.
  var linkDay = Int.min
  var deal: Deal
  var random: SampleRandom

  /// What the buyer is like: shifts the log rates of winning, losing and moving.
  let quality: Double
  /// 0 cold, 1 warm, 2 hot.
  var engagement = 1
  /// Nobody works the deal any more, and nobody has closed it: it stands as it is.
  var isNeglected = false
  var pushes = 0
  var enteredStage: Int
  var touched: Int
  /// The first day on which the present owner is gone.
  var ownerLeaves = Int.max
  var handOverDay = Int.max
  var rates = Rates()
  /// Minute of the last change of the present day; 0 before the first.
  var clock = 0
  /// How early dates are promised and how soon they are tidied: the owner's habits.
  var optimism = 1.0
  var tidiness = 1.0

  /// Chances a working day, as they stand.
  struct Rates {
    var won = 0.0
    var lost = 0.0
    var move = 0.0
    var back = 0.0
    var resize = 0.0
    var touch = 0.0
    var total = 0.0
  }

  init(company: Company, story: Story, deal: Deal, random: SampleRandom, quality: Double) {
    self.company = company
    calendar = company.calendar
    segmentIndex = story.segment
    segment = Segment.all[story.segment]
    region = story.region
    rate = Currency.all[story.currency].hundredths
    seat = story.seat
    self.deal = deal
    self.random = random
    self.quality = quality
    enteredStage = deal.created
    touched = deal.created
  }

  mutating func run(story: inout Story, ledger: Ledger?) {
    let (firstChange, firstActivity) = (story.changes.count, story.activities.count)
    begin()
    live(story: &story, ledger: ledger)
    deal.isLinked = deal.stage.isWon || (deal.closedDay ?? calendar.asOf) >= linkDay
    deal.changes = firstChange..<story.changes.count
    deal.activities = firstActivity..<story.activities.count
    story.deals.append(deal)
  }

  private mutating func begin() {
    if deal.owner != nil { adopt(owner: deal.owner) }
    if random.chance(0.89) { deal.amount = firstAmount() }
    deal.closeDay = plannedClose(from: deal.created)
    deal.contacts = random.chance(0.03) ? nil : random.chance(0.05) ? 0 : 1 + random.below(2)
    if random.chance(0.86) {
      deal.nextStep = random.below(3)
      deal.nextStepDay = calendar.workdayAtOrAfter(deal.created + random.between(2, 12))
    }
    if random.chance(0.25) { engagement = 2 }
    refresh(deal.created)
  }

  private mutating func live(story: inout Story, ledger: Ledger?) {
    var day = deal.created
    while day < calendar.asOf {
      day += 1
      let weekday = calendar.weekday(day)
      if weekday >= 5 { continue }
      clock = 0
      if weekday == 0 {
        refresh(day)
        if let ledger { report(day, to: ledger) }
        reviewCategory(day, story: &story)
      }
      if day >= deadline {
        close(.lost, on: day, reason: company.names.mergedReason, story: &story)
        return
      }
      if day >= handOverDay { handOver(day, story: &story) }
      let draw = random.unit()
      if draw < rates.touch { touch(day, story: &story) }
      drift(draw, on: day)
      keepDate(day, story: &story)

      let fate = random.unit()
      guard fate < rates.total else { continue }
      if fate < rates.won {
        win(on: day, story: &story, ledger: ledger)
        return
      } else if fate < rates.won + rates.lost {
        guard let reopened = lose(on: day, story: &story) else { return }
        day = reopened
      } else if fate < rates.won + rates.lost + rates.move {
        advance(day, story: &story)
      } else if fate < rates.total - rates.resize {
        fallBack(day, story: &story)
      } else {
        resize(day, by: 0.2 * random.normal(), story: &story)
      }
    }
  }

  // MARK: - People

  /// Takes over the habits of the owner.
  mutating func adopt(owner: Int?) {
    deal.owner = owner
    guard let owner else { return }
    let person = company.roster.people[owner]
    (optimism, tidiness) = (person.optimism, person.tidiness)
    ownerLeaves = person.left
    handOverDay = person.left
    if person.left != Int.max {
      // Most deals are handed over in the first week; a few are forgotten for a while.
      handOverDay += random.chance(0.8) ? random.below(6) : random.between(10, 60)
    }
  }

  private mutating func handOver(_ day: Int, story: inout Story) {
    let next = company.roster.owner(ofSeat: seat, on: day)
    guard next != deal.owner else {
      handOverDay = Int.max
      return
    }
    record(.owner, from: code(deal.owner), to: Int64(next), on: day, story: &story)
    adopt(owner: next)
    isNeglected = false
    if engagement > 0, random.chance(0.35) { engagement -= 1 }
    refresh(day)
  }

  func code(_ person: Int?) -> Int64 { Int64(person ?? -1) }

  // MARK: - What happens

  private mutating func touch(_ day: Int, story: inout Story) {
    touched = day
    let kind = random.pick([0.5, 0.25, 0.19, 0.06])
    let isInbound = random.chance([0.10, 0.36, 0.55][engagement])
    story.activities.append(
      Activity(
        day: Int32(day), person: Int32(deal.owner ?? -1), kind: UInt8(kind), isInbound: isInbound))
    deal.lastActivity = day
    if kind >= 2, let contacts = deal.contacts, contacts < 9, random.chance(0.35) {
      deal.contacts = contacts + 1
    }
    if random.chance(0.75) {
      deal.nextStepDay = calendar.workdayAtOrAfter(day + random.between(4, 24))
    }
  }

  /// The buyer warms up and cools down; nobody writes that into a CRM.
  private mutating func drift(_ draw: Double, on day: Int) {
    // The upper end of the activity's draw, stretched to a draw of its own.
    guard draw > 0.9 else { return }
    let own = (draw - 0.9) * 10
    let before = engagement
    switch engagement {
    case 0: if own < (isNeglected ? 0.04 : 0.14) { engagement = 1 }
    case 1: if own < 0.17 - 0.05 * quality { engagement = 0 } else if own > 0.87 { engagement = 2 }
    default: if own < 0.32 { engagement = 1 }
    }
    guard before != engagement else { return }
    isNeglected = engagement == 0 && random.chance(0.11 * (2.1 - tidiness))
    refresh(day)
  }

  private mutating func advance(_ day: Int, story: inout Story) {
    guard let next = Stage(rawValue: deal.stage.rawValue + 1) else { return }
    if deal.owner == nil, random.chance(0.7) || next.rawValue > Stage.discovery.rawValue {
      let owner = company.roster.owner(ofSeat: seat, on: day)
      record(.owner, from: -1, to: Int64(owner), on: day, story: &story)
      adopt(owner: owner)
    }
    enter(next, on: day, story: &story)
    if engagement == 0 || random.chance(0.3) { engagement = min(2, engagement + 1) }
    if deal.amount == nil, next.rawValue >= Stage.evaluation.rawValue, random.chance(0.6) {
      setAmount(firstAmount(), on: day, story: &story)
    } else if next == .proposal, random.chance(0.8) {
      resize(day, by: 0.20 * random.normal() - 0.02, story: &story)
    } else if next == .negotiation, random.chance(0.45) {
      resize(day, by: -0.08 * random.unit(), story: &story)
    }
    if random.chance(0.45) { renewNextStep(on: day, story: &story) }
    if next.rawValue >= Stage.proposal.rawValue { pullIn(day, story: &story) }
    recategorise(for: next, on: day, story: &story)
    refresh(day)
  }

  private mutating func fallBack(_ day: Int, story: inout Story) {
    guard let previous = Stage(rawValue: deal.stage.rawValue - 1) else { return }
    enter(previous, on: day, story: &story)
    if random.chance(0.5) { recategorise(for: previous, on: day, story: &story) }
    if engagement > 0, random.chance(0.5) { engagement -= 1 }
    refresh(day)
  }

  mutating func enter(_ stage: Stage, on day: Int, story: inout Story) {
    record(
      .stage, from: Int64(deal.stage.rawValue), to: Int64(stage.rawValue), on: day, story: &story)
    deal.stage = stage
    enteredStage = day
  }

  private mutating func renewNextStep(on day: Int, story: inout Story) {
    let step = deal.stage.rawValue * 3 + random.below(3)
    guard step != deal.nextStep else { return }
    let old = deal.nextStep.map(Int64.init) ?? Change.blank
    record(.nextStep, from: old, to: Int64(step), on: day, story: &story)
    deal.nextStep = step
    deal.nextStepDay = calendar.workdayAtOrAfter(day + random.between(3, 20))
  }

  // MARK: - History

  mutating func record(
    _ field: Change.Field, from old: Int64, to new: Int64, on day: Int, story: inout Story
  ) {
    if clock == 0 {
      clock = random.between(8 * 60, 17 * 60)
    } else {
      clock = min(clock + 1 + random.below(9), max(clock + 1, 20 * 60))
    }
    story.changes.append(
      Change(
        day: Int32(day), minute: Int32(clock), field: field,
        actor: Int32(truncatingIfNeeded: code(deal.owner)), old: old, new: new))
  }

  private func report(_ day: Int, to ledger: Ledger) {
    guard let owner = deal.owner, let amount = deal.amount,
      deal.closeDay <= calendar.quarterEnd(day)
    else { return }
    ledger.addOpen(
      person: owner, day: day, category: deal.category, amount: amount * rate / 100)
  }
}
