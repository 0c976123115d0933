// Rows of subscriptions.csv, contracts.csv, invoices.csv, onboarding.csv and health.csv.

extension AccountWriter {
  mutating func writeCustomer() {
    writeActivities()
    guard !story.contracts.isEmpty else { return }
    writeSubscriptions()
    var random = company.random(.billing, story.index)
    let habit = BillingHabit(isBritish: story.currency == 2, random: &random)
    for place in story.contracts.indices {
      writeContract(story.contracts[place])
      bill(story.contracts[place], habit: habit, random: &random)
    }
    writeOnboarding()
    let (file, calendar) = (tables[.health], company.calendar)
    for reading in story.health {
      file.id(IdWidths.account, account, width: ids.account)
      file.day(reading.day, calendar)
      file.integer(reading.score)
      file.endRow()
    }
  }

  private func deal(_ place: Int?, to file: TableFile) {
    if let place { file.id(IdWidths.deal, numbers[place], width: ids.deal) } else { file.blank() }
  }

  private mutating func writeSubscriptions() {
    let (file, calendar) = (tables[.subscriptions], company.calendar)
    for row in story.subscriptions where row.start <= calendar.asOf {
      subscriptions += 1
      file.id(IdWidths.subscription, subscriptions, width: ids.many)
      file.id(IdWidths.account, account, width: ids.account)
      file.day(row.start, calendar)
      // What ends later is known only when somebody cancelled it.
      let isKnown = row.cancelRequested.map { $0 <= calendar.asOf } ?? false
      if isKnown { file.planned(row.end, calendar) } else { file.fact(row.end, calendar) }
      file.money((row.annual + 6) / 12)
      file.word(Currency.all[story.currency].code)
      file.word(company.names.products[row.product])
      deal(row.deal, to: file)
      file.fact(row.cancelRequested, calendar)
      file.endRow()
    }
  }

  private mutating func writeContract(_ row: Contract) {
    let (file, calendar) = (tables[.contracts], company.calendar)
    contracts += 1
    file.id(IdWidths.contract, contracts, width: ids.many)
    file.id(IdWidths.account, account, width: ids.account)
    file.day(row.start, calendar)
    file.day(row.end, calendar)
    file.money(row.annual)
    file.word(Currency.all[story.currency].code)
    deal(row.deal, to: file)
    deal(row.renewal, to: file)
    file.planned(row.billingStart, calendar)
    file.endRow()
  }

  private func writeOnboarding() {
    let (file, calendar) = (tables[.onboarding], company.calendar)
    for row in story.onboarding {
      guard let kickoff = row.kickoff, kickoff <= calendar.asOf else { continue }
      file.id(IdWidths.account, account, width: ids.account)
      deal(row.deal, to: file)
      file.day(kickoff, calendar)
      file.fact(row.firstValue, calendar)
      file.fact(row.live, calendar)
      file.endRow()
    }
  }

  // MARK: - Invoices

  /// How a customer is billed and pays.
  private struct BillingHabit {
    let terms: Int
    let delay: Int
    let forgets: Double

    init(isBritish: Bool, random: inout SampleRandom) {
      terms = [30, 30, 45, 60][random.below(4)]
      let draw = random.unit()
      delay = draw < 0.72 ? random.between(-14, 4) : draw < 0.92 ? random.between(3, 22) : 45
      // The British entity sends its invoices by hand.
      forgets = isBritish ? 0.022 : 0.0015
    }
  }

  private mutating func bill(
    _ contract: Contract, habit: BillingHabit, random: inout SampleRandom
  ) {
    let calendar = company.calendar
    let first = contract.billingStart ?? contract.start
    let isForgotten = contract.deal != nil && random.chance(0.004)
    var lag = random.chance(0.05) ? random.between(25, 70) : random.between(0, 14)
    var period = 0
    while true {
      let from = calendar.adding(months: period * contract.billingMonths, to: first)
      let issued = calendar.workdayAtOrAfter(max(from, contract.signed) + lag)
      guard from <= contract.end, issued <= calendar.asOf else { break }
      let months = Int64(contract.billingMonths)
      let until = calendar.adding(months: (period + 1) * contract.billingMonths, to: first) - 1
      var amount = (contract.annual * months + 6) / 12
      if until > contract.end {
        amount = contract.annual * Int64(contract.end - from + 1) / 365
      }
      let draw = random.unit()
      if !isForgotten && draw > habit.forgets {
        if draw > 0.998 { amount = amount / 100 * 90 }
        let credit = random.chance(0.008) ? amount / 100 * Int64(random.between(5, 40)) : nil
        invoice(
          contract.deal, issued: issued, amount: amount, credit: credit, isOneOff: false,
          habit: habit, random: &random)
      }
      lag = random.between(0, 3)
      period += 1
    }
    guard let place = contract.deal, story.deals[place].kind == .new, story.segment < 2,
      random.chance(0.4)
    else { return }
    let issued = calendar.workdayAtOrAfter(contract.signed + random.between(2, 30))
    guard issued <= calendar.asOf else { return }
    let setUp = contract.annual / 100 * Int64(random.between(4, 11))
    invoice(
      place, issued: issued, amount: setUp, credit: nil, isOneOff: true, habit: habit,
      random: &random)
  }

  private mutating func invoice(
    _ place: Int?, issued: Int, amount: Int64, credit: Int64?, isOneOff: Bool,
    habit: BillingHabit, random: inout SampleRandom
  ) {
    let (file, calendar) = (tables[.invoices], company.calendar)
    let due = issued + habit.terms
    let late = random.chance(0.06) ? random.between(20, 80) : random.between(-4, 6)
    let paid = random.chance(0.012) ? nil : max(issued + 1, due + habit.delay + late)
    invoices += 1
    file.id(IdWidths.invoice, invoices, width: ids.many)
    file.id(IdWidths.account, account, width: ids.account)
    file.day(issued, calendar)
    file.money(amount)
    file.word(Currency.all[story.currency].code)
    deal(place, to: file)
    file.day(due, calendar)
    file.fact(paid.map(calendar.workdayAtOrAfter), calendar)
    if let credit { file.money(credit) } else { file.blank() }
    file.word(isOneOff ? phrases.oneOff : phrases.recurring)
    file.endRow()
  }
}
