/// The years of one customer: health, expansions, renewals, price changes and, for some, the end.
struct CustomerLife {
  let company: Company
  let ledger: Ledger?
  let product: Int
  var random: SampleRandom

  private var calendar: SampleCalendar { company.calendar }

  init(company: Company, ledger: Ledger?, product: Int, random: SampleRandom) {
    self.company = company
    self.ledger = ledger
    self.product = product
    self.random = random
  }

  /// Lives on from the first contract; the day on which the customer was gone, nil while it stays.
  mutating func run(first: Contract, story: inout Story) -> Int? {
    foresee(from: first.start, story: &story)
    var contract = first
    var firstSubscription = story.subscriptions.count
    open(
      Subscription(
        start: contract.start, annual: contract.annual, deal: contract.deal, product: product),
      story: &story)
    while true {
      let firstContract = story.contracts.count
      sign(contract, story: &story)
      let total = contract.annual + expand(within: contract, story: &story)
      let decision = renew(contract, total: total, story: &story)
      if let renewal = decision.renewal {
        for place in firstContract..<story.contracts.count {
          story.contracts[place].renewal = renewal
        }
      }
      switch decision {
      case .none, .open: return nil
      case .lost(_, let cancelled, let gone):
        for place in firstSubscription..<story.subscriptions.count {
          end(place, on: gone, cancelled: cancelled, story: &story)
        }
        story.health.removeAll { $0.day >= gone }
        return gone <= calendar.asOf ? gone : nil
      case .won(let place, let signed):
        let deal = story.deals[place]
        let annual = AccountLife.yearly(deal.amount ?? total, months: deal.term)
        let start = contract.end + 1
        let effective = max(start, signed + 1)
        guard effective <= calendar.asOf else {
          contract = next(contract, start, annual, deal.term, place, signed)
          sign(contract, story: &story)
          return nil
        }
        for old in firstSubscription..<story.subscriptions.count {
          end(old, on: effective, cancelled: nil, story: &story)
        }
        firstSubscription = story.subscriptions.count
        open(
          Subscription(start: effective, annual: annual, deal: place, product: product),
          story: &story)
        contract = next(contract, start, annual, deal.term, place, signed)
      }
    }
  }

  private func next(
    _ old: Contract, _ start: Int, _ annual: Int64, _ term: Int, _ deal: Int, _ signed: Int
  ) -> Contract {
    Contract(
      start: start, end: calendar.adding(months: term, to: start) - 1, annual: annual,
      deal: deal, signed: signed, billingMonths: old.billingMonths)
  }

  private mutating func sign(_ contract: Contract, story: inout Story) {
    var contract = contract
    if random.chance(0.07) { contract.billingStart = contract.start + 30 }
    story.contracts.append(contract)
  }

  private func open(_ row: Subscription, story: inout Story) {
    story.subscriptions.append(row)
    ledger?.addRecurring(day: row.start, yearly: reporting(row.annual, story))
  }

  private func end(_ place: Int, on day: Int, cancelled: Int?, story: inout Story) {
    guard story.subscriptions[place].end == nil else { return }
    story.subscriptions[place].end = max(day, story.subscriptions[place].start)
    story.subscriptions[place].cancelRequested = cancelled
    ledger?.addRecurring(day: day, yearly: -reporting(story.subscriptions[place].annual, story))
  }

  private func reporting(_ cents: Int64, _ story: Story) -> Int64 {
    cents * Currency.all[story.currency].hundredths / 100
  }

  // MARK: - Health

  /// Health month by month: well until trouble comes, falling in trouble, slow to mend.
  private mutating func foresee(from start: Int, story: inout Story) {
    let segment = Segment.all[story.segment]
    var (score, isTroubled) = (random.between(66.0, 84), false)
    let usual = random.between(70.0, 90)
    var month = calendar.month(start) + 1
    while true {
      let day = calendar.workdayAtOrAfter(calendar.firstDay(ofMonth: month) + 1)
      guard day <= calendar.asOf else { return }
      if isTroubled {
        if random.chance(0.07) { isTroubled = false }
        score += score > 30 ? -random.between(5.0, 12) : random.between(-3.0, 3)
      } else {
        if random.chance(segment.trouble) { isTroubled = true }
        score += 0.25 * (usual - score) + 2.5 * random.normal()
      }
      score = min(99, max(4, score))
      story.health.append(
        HealthReading(day: day, score: Int(score.rounded()), isTroubled: isTroubled))
      month += 1
    }
  }

  private func health(on day: Int, story: Story) -> HealthReading? {
    story.health.last { $0.day <= day }
  }

  // MARK: - Expansion

  /// Sells more within the term; the yearly value that was added.
  private mutating func expand(within contract: Contract, story: inout Story) -> Int64 {
    let segment = Segment.all[story.segment]
    let last = min(contract.end - [120, 80, 40][story.segment], calendar.asOf)
    var added: Int64 = 0
    var day = contract.start + 60
    while day <= last {
      let reading = health(on: day, story: story)
      let mood = reading.map { $0.isTroubled ? 0.1 : $0.score >= 76 ? 1.45 : 0.75 } ?? 1
      guard random.chance(segment.expansion * mood) else {
        day += 30
        continue
      }
      let place = story.deals.count
      sellMore(on: calendar.workdayAtOrBefore(day), until: contract.end - 8, story: &story)
      let deal = story.deals[place]
      guard let closed = deal.closedDay else { return added }
      day = closed + 45
      guard deal.stage.isWon, let annual = deal.amount else { continue }
      let start = closed + random.between(0, 9)
      story.contracts.append(
        Contract(
          start: start, end: contract.end, annual: annual, deal: place, signed: closed,
          billingMonths: contract.billingMonths))
      if start <= calendar.asOf {
        open(
          Subscription(start: start, annual: annual, deal: place, product: deal.product),
          story: &story)
      }
      added += annual
    }
    return added
  }

  private mutating func sellMore(on day: Int, until deadline: Int, story: inout Story) {
    var deal = Deal()
    deal.kind = .expansion
    deal.created = day
    deal.product = (product + random.between(0, 2)) % 3
    deal.source = Vocabulary.customer
    deal.owner = company.roster.owner(ofSeat: story.seat, on: day)
    var simulator = DealSimulator(
      company: company, story: story, deal: deal,
      random: company.random(.deal, story.index * 64 + story.deals.count),
      quality: 0.7 * random.normal() + 0.2)
    simulator.deadline = deadline
    simulator.run(story: &story, ledger: ledger)
  }

  // MARK: - Renewal

  private enum Decision {
    case none
    case open(deal: Int)
    case won(deal: Int, signed: Int)
    case lost(deal: Int?, cancelled: Int, gone: Int)

    var renewal: Int? {
      switch self {
      case .none: nil
      case .open(let deal), .won(let deal, _): deal
      case .lost(let deal, _, _): deal
      }
    }
  }

  private mutating func renew(
    _ contract: Contract, total: Int64, story: inout Story
  ) -> Decision {
    let isForgotten = random.chance(0.035)
    if isForgotten, health(on: contract.end, story: story)?.isTroubled == true,
      contract.end - 20 <= calendar.asOf
    {
      // Nobody called, and the customer left as announced.
      return .lost(deal: nil, cancelled: contract.end - 20, gone: contract.end + 1)
    }
    let opening = contract.end + (isForgotten ? random.between(15, 55) : -random.between(84, 130))
    let day = calendar.workdayAtOrAfter(opening)
    guard day <= calendar.asOf else { return .none }

    var deal = Deal()
    deal.kind = .renewal
    deal.stage = .renewalDue
    deal.created = day
    deal.product = product
    deal.source = Vocabulary.customer
    deal.owner = story.success
    deal.contacts = 1 + random.below(4)
    deal.term = story.segment == 0 && random.chance(0.15) ? 24 : 12
    let step = Segment.all[story.segment].amountStep / 10
    let uplift = Double(total) * random.between(1.03, 1.085) * Double(deal.term) / 12
    deal.amount = max(1, Int64((uplift / Double(step)).rounded())) * step
    deal.closeDay = max(
      calendar.workdayAtOrBefore(contract.end), calendar.workdayAtOrAfter(day + 14))
    deal.nextStep = 15 + random.below(3)
    deal.nextStepDay = calendar.workdayAtOrAfter(day + random.between(5, 30))
    let place = story.deals.count
    var simulator = RenewalSimulator(
      company: company, story: story, contractEnd: contract.end, deal: deal,
      random: company.random(.renewal, story.index * 64 + place))
    simulator.run(story: &story)
    let outcome = story.deals[place]
    guard let closed = outcome.closedDay else { return .open(deal: place) }
    if outcome.stage.isWon { return .won(deal: place, signed: closed) }
    return .lost(deal: place, cancelled: closed, gone: max(contract.end + 1, closed + 1))
  }
}
