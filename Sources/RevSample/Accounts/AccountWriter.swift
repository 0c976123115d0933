/// Tells every account's story once more and writes its rows.
struct AccountWriter {
  let company: Company
  let tables: SampleTables
  let ledger: Ledger
  let ids: IdWidths
  var story = Story()
  /// Numbers of the deals of the present story.
  var numbers: [Int] = []
  /// Number of the present account, and of the last rows written.
  var account = 0
  var subscriptions = 0
  var contracts = 0
  var invoices = 0
  var activities = 0
  var leads = 0
  let phrases: DealPhrases

  init(company: Company, tables: SampleTables, ledger: Ledger) {
    self.company = company
    self.tables = tables
    self.ledger = ledger
    ids = IdWidths(deals: company.options.deals, people: company.roster.idWidth)
    phrases = DealPhrases(company: company)
  }

  mutating func write(
    _ layout: CompanyLayout, progress: (Int, Int) -> Bool
  ) throws(SampleError) {
    let life = AccountLife(company: company, ledger: ledger)
    let total = layout.dealNumbers.count
    var done = 0
    for (count, index) in layout.accounts.enumerated() where life.tell(Int(index), into: &story) {
      numbers.removeAll(keepingCapacity: true)
      for place in done..<(done + story.deals.count) {
        numbers.append(Int(layout.dealNumbers[place]))
      }
      done += story.deals.count
      account += 1
      let name = accountName(Int(index))
      writeDeals(name: name)
      writeCustomer()
      writeLeads()
      writeAccount(name: name)
      guard count % 4096 == 4095 else { continue }
      if let fault = tables.fault { throw fault }
      if !progress((total + done) / 2, total) { throw .cancelled }
    }
    _ = progress(total, total)
  }

  private func accountName(_ index: Int) -> [UInt8] { company.names.accountName(index) }

  /// The account's row, after all that refers to it, and now and then a second one for the same
  /// company: somebody typed it in again.
  private mutating func writeAccount(name: [UInt8]) {
    var random = company.random(.names, story.index)
    let (calendar, roster) = (company.calendar, company.roster)
    let isCustomer = story.subscriptions.contains { $0.end == nil }
    let owner =
      isCustomer ? story.success : roster.owner(ofSeat: story.seat, on: calendar.asOf)
    let parent = account > 20 && random.chance(0.02) ? 1 + random.below(account - 1) : nil
    let tier = min(2, story.segment + (random.chance(0.25) ? 1 : 0))
    let isTwin = random.chance(0.010)
    let twinDay = story.created + random.between(10, 200)
    row(name: name + company.names.suffix(random.next()), parent: parent, owner: owner, tier: tier)
    guard isTwin, twinDay <= calendar.asOf else { return }
    account += 1
    story.created = twinDay
    row(name: Vocabulary.retyped(name), parent: nil, owner: owner, tier: tier)
  }

  private func row(name: [UInt8], parent: Int?, owner: Int, tier: Int) {
    let file = tables[.accounts]
    file.id(IdWidths.account, account, width: ids.account)
    file.text(name)
    file.word(Segment.all[story.segment].name)
    file.word(Region.names[story.region])
    file.word(company.names.industries[story.industry])
    if let parent {
      file.id(IdWidths.account, parent, width: ids.account)
    } else {
      file.blank()
    }
    file.person(owner, ids)
    file.day(story.created, company.calendar)
    file.word(company.names.tiers[tier])
    file.endRow()
  }
}

/// Letters and digits of the ids of each table.
struct IdWidths: Sendable {
  static let deal: UInt8 = 0x44
  static let account: UInt8 = 0x41
  static let person: UInt8 = 0x50
  static let subscription: UInt8 = 0x53
  static let contract: UInt8 = 0x43
  static let invoice: UInt8 = 0x49
  static let activity: UInt8 = 0x45
  static let lead: UInt8 = 0x4C

  let deal: Int
  let account: Int
  let person: Int
  /// Ids of tables that have several rows a deal.
  let many: Int

  init(deals: Int, people: Int) {
    let digits = max(4, String(deals).count)
    deal = digits
    account = digits
    person = people
    many = digits + 1
  }
}

extension TableFile {
  func person(_ index: Int, _ ids: IdWidths) {
    id(IdWidths.person, index + 1, width: ids.person)
  }

  /// An owner, or the queue of inbound deals that nobody has taken.
  func owner(_ index: Int?, _ ids: IdWidths) {
    if let index { person(index, ids) } else { word(Self.queue) }
  }

  private static let queue = Array("Q-INBOUND".utf8)
}
