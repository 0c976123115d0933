/// Tells the story of one account: how it is found, sold to, served, renewed and lost.
///
/// An account depends on its number, the seed and the company's surroundings and on no other
/// account, so that stories can be told in any order and forgotten once written.
struct AccountLife {
  let company: Company
  let ledger: Ledger?

  private var calendar: SampleCalendar { company.calendar }

  /// Fills `story`; false when the account falls out because all of it lies before the history.
  func tell(_ index: Int, into story: inout Story) -> Bool {
    story.clear(index: index)
    var random = company.random(.account, index)
    story.segment = random.pick(Segment.all.map(\.share))
    story.region = random.pick(Region.shares)
    story.currency = story.region == 1 ? (random.chance(0.62) ? 1 : 2) : 0
    story.industry = random.below(company.names.industries.count)
    story.seat = company.roster.seat(
      segment: story.segment, region: story.region, random: &random)
    let successManagers = company.roster.successManagers
    story.success = successManagers[random.below(successManagers.count)]
    // Steps of the golden ratio: any number of accounts is spread evenly over the arrivals.
    let golden = (Double(index) + 0.5) * 0.618_033_988_749_894_9
    let share = golden - golden.rounded(.down)
    if random.chance(0.05) {
      startAsCustomer(story: &story, random: &random)
      return true
    }
    let day = company.climate.arrivalDay(at: share)
    story.created = calendar.workdayAtOrBefore(day - random.between(0, 45))
    return sell(on: calendar.workdayAtOrBefore(day), story: &story, random: &random)
  }

  // MARK: - Selling

  /// A deal of new business and what follows; false when it was over before the history began.
  private func sell(on day: Int, story: inout Story, random: inout SampleRandom) -> Bool {
    var deal = Deal()
    deal.created = day
    deal.product = random.pick([0.5, 0.2, 0.3])
    deal.source = random.pick(Vocabulary.sourceShares)
    if deal.source < Vocabulary.marketingSources { deal.campaign = max(0, calendar.quarter(day)) }
    let term = random.unit()
    deal.term =
      [term < 0.08 ? 36 : term < 0.22 ? 24 : 12, term < 0.08 ? 24 : 12, 12][story.segment]
    let isQueued = deal.source == 0 && random.chance(0.26)
    deal.owner = isQueued ? nil : company.roster.owner(ofSeat: story.seat, on: day)
    if random.chance(0.08) { deal.ownChance = 10 * random.between(1, 9) }

    var quality = 0.8 * random.normal() + Self.sourceQuality[deal.source]
    if deal.source == Vocabulary.paidSearch, day >= company.climate.cheapLeadsDay { quality -= 0.5 }
    var simulator = DealSimulator(
      company: company, story: story, deal: deal,
      random: company.random(.deal, story.index * 64 + story.deals.count), quality: quality)
    // Some deals are typed in before anybody knows their account's record.
    if random.chance(0.06) { simulator.linkDay = day + random.between(10, 120) }
    simulator.run(story: &story, ledger: ledger)
    let place = story.deals.count - 1
    let sold = story.deals[place]
    guard let closed = sold.closedDay else { return true }
    guard closed >= calendar.start else { return false }
    if sold.stage.isWon {
      welcome(place, closed: closed, story: &story, random: &random)
    } else if random.chance(0.12) {
      let again = calendar.workdayAtOrAfter(closed + random.between(120, 420))
      if again <= calendar.asOf { _ = sell(on: again, story: &story, random: &random) }
    }
    return true
  }

  private static let sourceQuality = [0.15, 0.05, -0.30, 0.0, 0.05, -0.15, 0.30, 0.45]

  // MARK: - Serving

  /// A new customer: contract, onboarding, and the years after.
  private func welcome(
    _ place: Int, closed: Int, story: inout Story, random: inout SampleRandom
  ) {
    let deal = story.deals[place]
    guard let amount = deal.amount else { return }
    var annual = Self.yearly(amount, months: deal.term)
    // A few contracts say something else than the CRM.
    if random.chance(0.07) { annual = annual / 100 * Int64(random.chance(0.6) ? 92 : 107) }
    let start = closed + random.between(0, 16)
    if random.chance(0.93) {
      let kickoff = calendar.workdayAtOrAfter(closed + random.between(3, 19))
      var row = Onboarding(deal: place, kickoff: kickoff)
      if random.chance(0.95) {
        let pace = [1.5, 1.1, 0.7][story.segment]
        let value = kickoff + Int(Double(random.between(14, 62)) * pace)
        row.firstValue = calendar.workdayAtOrAfter(value)
        row.live = calendar.workdayAtOrAfter(value + random.between(4, 28))
      }
      story.onboarding.append(row)
    }
    let contract = Contract(
      start: start, end: calendar.adding(months: deal.term, to: start) - 1, annual: annual,
      deal: place, signed: closed, billingMonths: Self.billing(story.segment, &random))
    serve(contract, product: deal.product, story: &story, random: &random)
  }

  /// A customer from before the history: no deal, a contract that is running.
  private func startAsCustomer(story: inout Story, random: inout SampleRandom) {
    story.isLegacy = true
    let segment = Segment.all[story.segment]
    let term = story.segment == 0 && random.chance(0.3) ? 24 : 12
    let start = calendar.start - random.between(1, term * 30)
    story.created = start - random.between(20, 200)
    let rate = Double(Currency.all[story.currency].hundredths)
    let value = segment.medianValue * exponential(0.5 * random.normal()) * 100 / rate
    let annual = Int64((value / Double(segment.amountStep)).rounded()) * segment.amountStep
    let contract = Contract(
      start: start, end: calendar.adding(months: term, to: start) - 1,
      annual: max(segment.amountStep, annual), signed: start - random.between(3, 30),
      billingMonths: Self.billing(story.segment, &random))
    serve(contract, product: random.pick([0.6, 0.15, 0.25]), story: &story, random: &random)
  }

  private func serve(
    _ contract: Contract, product: Int, story: inout Story, random: inout SampleRandom
  ) {
    var life = CustomerLife(
      company: company, ledger: ledger, product: product,
      random: company.random(.customer, story.index * 8 + story.contracts.count % 8))
    guard let gone = life.run(first: contract, story: &story), random.chance(0.08) else { return }
    let again = calendar.workdayAtOrAfter(gone + random.between(90, 400))
    if again <= calendar.asOf { _ = sell(on: again, story: &story, random: &random) }
  }

  static func yearly(_ amount: Int64, months: Int) -> Int64 {
    let months = Int64(max(1, months))
    return (amount * 12 + months / 2) / months
  }

  private static func billing(_ segment: Int, _ random: inout SampleRandom) -> Int {
    let draw = random.unit()
    switch segment {
    case 0: return draw < 0.7 ? 12 : 3
    case 1: return draw < 0.5 ? 12 : 3
    default: return draw < 0.55 ? 12 : draw < 0.8 ? 3 : 1
    }
  }
}
