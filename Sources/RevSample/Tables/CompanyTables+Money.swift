// Rows of payouts.csv, costs.csv and spend.csv.

extension CompanyTables {
  /// Variable pay by month: a share of what was won, with a floor for new hires.
  func writePayouts() {
    let (file, calendar, roster) = (tables[.payouts], company.calendar, company.roster)
    var random = company.random(.money, 1)
    for month in ledger.firstMonth..<(ledger.firstMonth + ledger.months) {
      let start = calendar.firstDay(ofMonth: month)
      let end = min(calendar.monthEnd(start), calendar.asOf)
      for rep in roster.reps {
        let person = roster.people[rep]
        let (first, last) = (max(start, person.hired), min(end, person.left - 1))
        guard first <= last, let quota = plan.row(rep: rep, quarter: calendar.quarter(first))
        else { continue }
        let share = Double(last - first + 1) / Double(quota.end - quota.start + 1)
        let budget = Double(quota.amount) * min(1, share) * 0.10
        let won = Double(ledger.won(person: rep, from: first, to: last))
        let quarterWon = Double(
          ledger.won(person: rep, from: calendar.quarterStarts[calendar.quarter(first)], to: last))
        let accelerator = quarterWon > Double(quota.amount) ? 1.25 : 1.0
        var paid = won * 0.092 * accelerator * (1 + 0.01 * random.normal())
        if first - person.hired < 120 { paid = max(paid, 0.6 * budget) }
        file.person(rep, ids)
        file.day(first, calendar)
        file.day(last, calendar)
        file.money(Int64(paid))
        file.money(Int64(budget / 100) * 100)
        file.endRow()
      }
    }
  }

  /// Costs by month: what it takes to win and to serve at this size, a little uneven.
  func writeCosts() {
    var random = company.random(.money, 2)
    let shares: [(name: String, ofNew: Double, ofRecurring: Double)] = [
      ("sales", 0.60, 0), ("marketing", 0.35, 0), ("customer_success", 0, 0.090),
      ("tools", 0, 0.042), ("cogs", 0, 0.215),
    ]
    var recurring: Int64 = 0
    for month in 0..<ledger.months {
      recurring += ledger.recurringChange[month]
      for share in shares {
        let base = share.ofNew * smoothedNew(month) + share.ofRecurring * Double(recurring) / 12
        let amount = max(0, base) * (1 + 0.035 * random.normal())
        cost(month, Array(share.name.utf8), Int64(amount / 10_000) * 10_000)
      }
    }
  }

  private func cost(_ month: Int, _ category: [UInt8], _ cents: Int64) {
    let file = tables[.costs]
    let calendar = company.calendar
    file.day(calendar.firstDay(ofMonth: ledger.firstMonth + month), calendar)
    file.word(category)
    file.money(cents)
    file.word(Currency.all[0].code)
    file.endRow()
  }

  /// New business a month as the budget sees it: the mean of nine months around, half-finished
  /// ones left out.
  private func smoothedNew(_ month: Int) -> Double {
    let low = max(0, month - 4)
    let high = max(low, min(ledger.months - 2, month + 4))
    var sum: Int64 = 0
    for at in low...high { sum += ledger.newValue[min(at, ledger.months - 1)] }
    return Double(sum) / Double(high - low + 1)
  }

  /// Programme spend, every Monday and channel: so much a lead, and a fee for being there.
  func writeSpend() {
    let (file, calendar, names) = (tables[.spend], company.calendar, company.names)
    let phrases = DealPhrases(company: company)
    var random = company.random(.money, 3)
    let weights = [1.5, 2.2, 1.3, 1.3, 1.5]
    for week in 0..<ledger.weeks {
      let monday = calendar.start - calendar.weekday(calendar.start) + week * 7
      guard monday >= calendar.start, monday <= calendar.asOf else { continue }
      let month = min(calendar.month(monday) - ledger.firstMonth, ledger.months - 1)
      let budget = smoothedNew(month) * 0.35 * 0.48 * 7 / 30.4
      var total = 0.0
      for channel in 0..<Vocabulary.marketingSources {
        total += weights[channel] * (1 + typicalLeads(channel))
      }
      for channel in 0..<Vocabulary.marketingSources {
        var amount = budget * weights[channel] * (1 + typicalLeads(channel)) / total
        if channel == Vocabulary.paidSearch, monday >= company.climate.cheapLeadsDay {
          amount *= 1.7
        }
        amount *= exponential(0.18 * random.normal())
        let cents = Int64(amount / 1_000) * 1_000
        guard cents > 0 else { continue }
        file.day(monday, calendar)
        file.word(names.sources[channel])
        file.money(cents)
        file.word(Currency.all[0].code)
        file.word(phrases.campaign(quarter: calendar.quarter(monday), source: channel))
        file.endRow()
      }
    }
  }

  /// Leads a month of a channel over the whole history.
  private func typicalLeads(_ channel: Int) -> Double {
    var sum = 0.0
    for month in 0..<ledger.months {
      sum += Double(ledger.leads[month * Vocabulary.marketingSources + channel])
    }
    return sum / Double(ledger.months)
  }
}
