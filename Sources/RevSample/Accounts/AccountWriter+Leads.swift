// Rows of leads.csv.

extension AccountWriter {
  /// The leads that became deals of the account, and others of about the same time that did not.
  mutating func writeLeads() {
    guard !story.isLegacy else { return }
    var random = company.random(.leads, story.index)
    for place in story.deals.indices {
      let deal = story.deals[place]
      guard deal.kind == .new, deal.source < 6, random.chance(0.9) else { continue }
      write(converted(place, random: &random))
    }
    for _ in 0..<(1 + random.below(5)) { write(unconverted(random: &random)) }
    // Since the new bidding strategy, paid search brings more and cheaper leads.
    let climate = company.climate
    if random.chance(0.075) {
      let day = random.between(climate.cheapLeadsDay, company.calendar.asOf)
      write(cheap(on: day, random: &random))
    }
  }

  /// A lead on its way; days beyond the as-of day have not happened and are left blank.
  private struct Lead {
    var day: Int
    var minute: Int
    var source: Int
    var segment: Int
    var region: Int
    var score = 0
    var isLinked = false
    /// Minutes from creation to the first answer.
    var response: Int?
    var mql: Int?
    var meeting: Int?
    var sql: Int?
    var deal: Int?
    var disqualified: Int?
  }

  private func base(on day: Int, source: Int, random: inout SampleRandom) -> Lead {
    let isByHand = source == Vocabulary.outbound
    return Lead(
      day: day, minute: isByHand ? random.between(480, 1050) : random.between(300, 1439),
      source: source, segment: story.segment, region: story.region)
  }

  private func converted(_ place: Int, random: inout SampleRandom) -> Lead {
    let (calendar, deal) = (company.calendar, story.deals[place])
    let pace = [2.2, 1.0, 0.5][story.segment]
    let gap = 2 + Int(Double(random.between(2, 26)) * pace)
    var lead = base(on: deal.created - gap, source: deal.source, random: &random)
    lead.isLinked = true
    lead.score = random.between(52, 99)
    lead.response = response(chance: 0.985, random: &random)
    lead.mql = calendar.workdayAtOrBefore(lead.day + gap / 3)
    lead.mql = max(lead.mql ?? lead.day, lead.day)
    lead.meeting = random.chance(0.8) ? deal.created - random.below(max(1, gap / 3)) : nil
    lead.sql = deal.created
    lead.deal = place
    return lead
  }

  private func unconverted(random: inout SampleRandom) -> Lead {
    let day = company.climate.arrivalDay(at: random.unit())
    let sources = Vocabulary.sourceShares
    var lead = base(on: day, source: random.pick(sources), random: &random)
    lead.segment = random.pick([0.10, 0.30, 0.60])
    lead.region = random.pick(Region.shares)
    lead.score = random.between(3, 68)
    let isQuick = lead.source != 2
    lead.response = response(chance: 0.86, random: &random)
    if random.chance(isQuick ? 0.34 : 0.27) {
      lead.mql = day + random.between(1, 16)
      lead.score = random.between(42, 92)
      if random.chance(0.3) { lead.meeting = day + random.between(6, 30) }
      if random.chance(isQuick ? 0.30 : 0.20) { lead.sql = day + random.between(10, 40) }
      if random.chance(0.5) { lead.disqualified = day + random.between(30, 70) }
    } else if random.chance(0.65) {
      lead.disqualified = day + random.between(2, 60)
    }
    // Hot leads are answered, until the last weeks: the desk is behind.
    if lead.score >= 80 {
      let isRecent = day > company.calendar.asOf - 40
      lead.response = response(chance: isRecent ? 0.7 : 0.985, random: &random)
    }
    if lead.response == nil, lead.score >= 80 { lead.disqualified = nil }
    return lead
  }

  private func cheap(on day: Int, random: inout SampleRandom) -> Lead {
    var lead = base(on: day, source: Vocabulary.paidSearch, random: &random)
    lead.segment = 2
    lead.region = random.pick(Region.shares)
    lead.score = random.between(40, 90)
    lead.response = response(chance: 0.72, random: &random)
    if random.chance(0.6) { lead.mql = day + random.between(0, 5) }
    if random.chance(0.05) { lead.sql = day + random.between(6, 25) }
    return lead
  }

  /// Minutes to the first answer; nil when there is none.
  private func response(chance: Double, random: inout SampleRandom) -> Int? {
    guard random.chance(chance) else { return nil }
    let draw = random.unit()
    if draw < 0.52 { return random.between(4, 240) }
    if draw < 0.82 { return random.between(240, 1380) }
    return random.between(1500, 7200)
  }

  private mutating func write(_ lead: Lead) {
    let (file, calendar, names) = (tables[.leads], company.calendar, company.names)
    guard lead.day <= calendar.asOf else { return }
    leads += 1
    if lead.deal == nil || lead.mql != nil { ledger.addLead(day: lead.day, source: lead.source) }
    let isUTC = lead.region == 1
    file.id(IdWidths.lead, leads, width: ids.many)
    file.moment(lead.day, minute: lead.minute, isUTC: isUTC, calendar)
    file.word(names.sources[lead.source])
    if lead.source < Vocabulary.marketingSources {
      file.word(phrases.campaign(quarter: calendar.quarter(lead.day), source: lead.source))
    } else {
      file.blank()
    }
    file.word(Segment.all[lead.segment].name)
    if lead.isLinked {
      file.id(IdWidths.account, account, width: ids.account)
    } else {
      file.blank()
    }
    let developers = company.roster.developers
    file.person(developers[(leads * 7 + lead.region) % developers.count], ids)
    file.integer(lead.score)
    answer(lead, isUTC: isUTC, to: file)
    file.fact(lead.mql, calendar)
    file.fact(lead.sql, calendar)
    file.fact(lead.meeting, calendar)
    if let deal = lead.deal {
      file.id(IdWidths.deal, numbers[deal], width: ids.deal)
    } else {
      file.blank()
    }
    file.fact(lead.disqualified, calendar)
    file.endRow()
  }

  /// The first answer, in waking hours and not after the as-of day.
  private func answer(_ lead: Lead, isUTC: Bool, to file: TableFile) {
    guard let delay = lead.response else { return file.blank() }
    var minute = lead.minute + delay
    var day = lead.day + minute / 1440
    minute %= 1440
    if minute < 300 { minute = 300 + minute / 10 }
    // Nobody answers on Sunday.
    if company.calendar.weekday(day) == 6, lead.day < day { day += 1 }
    guard day <= company.calendar.asOf else { return file.blank() }
    file.moment(day, minute: minute, isUTC: isUTC, company.calendar)
  }
}
