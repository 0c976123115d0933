/// Writes the tables that belong to the company instead of to an account.
struct CompanyTables {
  let company: Company
  let tables: SampleTables
  let ledger: Ledger
  let ids: IdWidths
  let plan: QuotaPlan

  init(company: Company, tables: SampleTables, ledger: Ledger) {
    self.company = company
    self.tables = tables
    self.ledger = ledger
    ids = IdWidths(deals: company.options.deals, people: company.roster.idWidth)
    plan = QuotaPlan(company: company, ledger: ledger)
  }

  func write() {
    writeStages()
    writePeople()
    writeQuotas()
    writeCalls()
    writePayouts()
    writeCosts()
    writeSpend()
  }

  private func writeStages() {
    let file = tables[.stages]
    for stage in Stage.allCases {
      file.word(Array(stage.name.utf8))
      file.integer(stage.position)
      file.word(Array((stage.isWon ? "won" : stage.isLost ? "lost" : "open").utf8))
      file.word(Array(stage.category.name.utf8))
      file.word(Array(stage.probability.utf8))
      file.flag(stage != .prospecting)
      file.word(stage.isRenewal ? Array("Renewal".utf8) : [])
      file.endRow()
    }
  }

  private func writePeople() {
    let (file, calendar) = (tables[.people], company.calendar)
    for (index, person) in company.roster.people.enumerated() {
      file.person(index, ids)
      file.text(person.name)
      file.word(person.role)
      file.text(person.team)
      if let manager = person.manager { file.person(manager, ids) } else { file.blank() }
      file.day(person.hired, calendar)
      file.fact(person.left == Int.max ? nil : person.left, calendar)
      file.endRow()
    }
  }

  private func writeQuotas() {
    let (file, calendar, roster) = (tables[.quotas], company.calendar, company.roster)
    let segments = Segment.all.map(\.name)
    for quarter in 0..<calendar.quarterCount {
      var teams = [Int64](repeating: 0, count: roster.people.count)
      for rep in roster.reps {
        guard let row = plan.row(rep: rep, quarter: quarter) else { continue }
        if let manager = roster.people[rep].manager { teams[manager] += row.amount }
        file.person(rep, ids)
        file.day(row.start, calendar)
        file.day(row.end, calendar)
        file.money(row.amount)
        file.money(row.full)
        file.word(segments[row.segment])
        file.endRow()
      }
      let (start, end) = (calendar.quarterStarts[quarter], calendar.quarterStarts[quarter + 1] - 1)
      for manager in roster.managers where teams[manager] > 0 {
        // A manager answers for less than the sum of the team.
        let amount = QuotaPlan.rounded(teams[manager] / 100 * 92)
        file.person(manager, ids)
        file.day(start, calendar)
        file.day(end, calendar)
        file.money(amount)
        file.money(amount)
        file.word(company.roster.people[manager].segment.map { segments[$0] } ?? [])
        file.endRow()
      }
    }
  }

  // MARK: - Calls

  /// Every Monday each rep and each manager says how the quarter will end.
  private func writeCalls() {
    let (calendar, roster) = (company.calendar, company.roster)
    var random = company.random(.calls, 0)
    for week in 0..<ledger.weeks {
      let monday = calendar.start - calendar.weekday(calendar.start) + week * 7
      guard monday >= calendar.start, monday <= calendar.asOf else { continue }
      let quarter = calendar.quarter(monday)
      var teams = [Call](repeating: Call(), count: roster.people.count)
      for rep in roster.reps where roster.people[rep].isEmployed(on: monday) {
        guard let row = plan.row(rep: rep, quarter: quarter) else { continue }
        let call = call(of: rep, quota: row.amount, week: week, monday: monday, random: &random)
        if let manager = roster.people[rep].manager { teams[manager].add(call) }
        submit(call, by: rep, quarter: quarter, on: monday)
      }
      for manager in roster.managers where teams[manager].call > 0 {
        let doubt = roster.people[manager].callBias * (1 + 0.03 * random.normal())
        submit(teams[manager].scaled(doubt), by: manager, quarter: quarter, on: monday)
      }
    }
  }

  private struct Call {
    var commit: Int64 = 0
    var bestCase: Int64 = 0
    var call: Int64 = 0

    mutating func add(_ other: Call) {
      commit += other.commit
      bestCase += other.bestCase
      call += other.call
    }

    func scaled(_ factor: Double) -> Call {
      Call(commit: commit, bestCase: bestCase, call: Int64(Double(call) * factor))
    }
  }

  private func call(
    of rep: Int, quota: Int64, week: Int, monday: Int, random: inout SampleRandom
  ) -> Call {
    let calendar = company.calendar
    let start = calendar.quarterStarts[calendar.quarter(monday)]
    let won = ledger.won(person: rep, from: start, to: monday - 1)
    let open = ledger.outlook(person: rep, week: week)
    let left = Double(calendar.quarterEnd(monday) - monday) / 92
    let seen = 0.82 * Double(open.commit) + 0.34 * Double(open.bestCase)
    let hoped = 0.55 * left * max(0, Double(quota) - Double(won))
    let bias = company.roster.people[rep].callBias * exponential(0.05 * random.normal())
    let rest = bias * (seen * (1 - 0.45 * left) + hoped)
    return Call(
      commit: won + open.commit, bestCase: won + open.commit + open.bestCase,
      call: won + Int64(rest))
  }

  private func submit(_ call: Call, by person: Int, quarter: Int, on day: Int) {
    let file = tables[.calls]
    for (category, amount) in [
      (Self.commit, call.commit), (Self.bestCase, call.bestCase), (Self.call, call.call),
    ] {
      file.person(person, ids)
      file.day(company.calendar.quarterStarts[quarter], company.calendar)
      file.day(day, company.calendar)
      file.word(category)
      file.money((amount + 50_000) / 100_000 * 100_000)
      file.endRow()
    }
  }

  private static let commit = Array("commit".utf8)
  private static let bestCase = Array("best_case".utf8)
  private static let call = Array("call".utf8)
}
