/// Lives one renewal forward, a working day at a time, beside the customer's health.
struct RenewalSimulator {
  let company: Company
  let calendar: SampleCalendar
  let segment: Int
  /// The last day of the contract.
  let contractEnd: Int
  var deal: Deal
  var random: SampleRandom
  private var clock = 0

  init(company: Company, story: Story, contractEnd: Int, deal: Deal, random: SampleRandom) {
    self.company = company
    calendar = company.calendar
    segment = story.segment
    self.contractEnd = contractEnd
    self.deal = deal
    self.random = random
  }

  /// Runs to the end or to the as-of day; `health` are readings in order of day.
  mutating func run(story: inout Story) {
    let (firstChange, firstActivity) = (story.changes.count, story.activities.count)
    var day = deal.created
    var reading = 0
    while day < calendar.asOf {
      day += 1
      if calendar.weekday(day) >= 5 { continue }
      clock = 0
      while reading + 1 < story.health.count, story.health[reading + 1].day <= day { reading += 1 }
      let isTroubled = reading < story.health.count && story.health[reading].isTroubled
      if random.chance(isTroubled ? 0.03 : 0.09) { touch(day, story: &story) }
      if step(day, isTroubled: isTroubled, story: &story) { break }
    }
    deal.changes = firstChange..<story.changes.count
    deal.activities = firstActivity..<story.activities.count
    story.deals.append(deal)
  }

  /// One working day; true when the renewal is decided.
  private mutating func step(_ day: Int, isTroubled: Bool, story: inout Story) -> Bool {
    let left = contractEnd - day
    let lost = isTroubled ? [0.010, 0.013, 0.020][segment] : [0.0006, 0.0010, 0.0016][segment]
    if random.chance(lost) {
      let reasons = company.names.renewalLostReasons
      deal.lostReason = reasons[random.below(reasons.count)]
      close(.renewalLost, on: day, story: &story)
      return true
    }
    let draw = random.unit()
    switch deal.stage {
    case .renewalDue where left < 80 && draw < (isTroubled ? 0.03 : 0.07),
      .renewalQuoted where draw < (isTroubled ? 0.02 : 0.06):
      advance(day, isTroubled: isTroubled, story: &story)
    case .renewalVerbal where draw < (left > 25 ? 0.025 : left > 0 ? 0.11 : 0.14):
      close(.renewed, on: day, story: &story)
      return true
    default:
      if left < 0, deal.closeDay < day, random.chance(0.12) {
        setClose(calendar.workdayAtOrAfter(day + random.between(7, 21)), on: day, story: &story)
      }
    }
    return false
  }

  private mutating func advance(_ day: Int, isTroubled: Bool, story: inout Story) {
    guard let next = Stage(rawValue: deal.stage.rawValue + 1) else { return }
    enter(next, on: day, story: &story)
    setCategory(next.category, on: day, story: &story)
    if next == .renewalQuoted {
      let step = 18 + random.below(3)
      record(
        .nextStep, from: deal.nextStep.map(Int64.init) ?? Change.blank, to: Int64(step), on: day,
        story: &story)
      deal.nextStep = step
    }
    deal.nextStepDay = calendar.workdayAtOrAfter(day + random.between(5, 25))
    guard next == .renewalVerbal, isTroubled || random.chance(0.06), let amount = deal.amount else {
      return
    }
    // A customer in trouble stays for less.
    let step = Double(Segment.all[segment].amountStep) / 10
    let cut = Double(amount) * random.between(0.68, 0.95)
    let reduced = Int64((cut / step).rounded()) * Int64(step)
    record(.amount, from: amount, to: reduced, on: day, story: &story)
    deal.amount = reduced
  }

  private mutating func touch(_ day: Int, story: inout Story) {
    story.activities.append(
      Activity(
        day: Int32(day), person: Int32(deal.owner ?? -1), kind: UInt8(random.below(3)),
        isInbound: random.chance(0.4)))
    deal.lastActivity = day
  }

  private mutating func close(_ stage: Stage, on day: Int, story: inout Story) {
    enter(stage, on: day, story: &story)
    setClose(day, on: day, story: &story)
    setCategory(stage.category, on: day, story: &story)
    deal.closedDay = day
  }

  private mutating func enter(_ stage: Stage, on day: Int, story: inout Story) {
    record(
      .stage, from: Int64(deal.stage.rawValue), to: Int64(stage.rawValue), on: day, story: &story)
    deal.stage = stage
  }

  private mutating func setClose(_ next: Int, on day: Int, story: inout Story) {
    guard next != deal.closeDay else { return }
    record(.closeDate, from: Int64(deal.closeDay), to: Int64(next), on: day, story: &story)
    deal.closeDay = next
  }

  private mutating func setCategory(_ category: Category, on day: Int, story: inout Story) {
    guard category != deal.category else { return }
    record(
      .category, from: Int64(deal.category.rawValue), to: Int64(category.rawValue), on: day,
      story: &story)
    deal.category = category
  }

  private mutating func record(
    _ field: Change.Field, from old: Int64, to new: Int64, on day: Int, story: inout Story
  ) {
    clock = clock == 0 ? random.between(8 * 60, 17 * 60) : clock + 1 + random.below(6)
    story.changes.append(
      Change(
        day: Int32(day), minute: Int32(clock), field: field, actor: Int32(deal.owner ?? -1),
        old: old, new: new))
  }
}
