import RevBase

/// Joins the customers of finance systems to accounts and their money to deals, and writes the tables.
struct FinanceJoin {
  let books: ImportBooks
  let links: DealLinks
  let told: [MappingFile.Join]
  let stripeAmount: StripeAmount?
  let asOf: Day
  private(set) var plan = JoinPlan()
  /// What becomes of each customer, for the mapping file.
  private(set) var joins: [MappingFile.Join] = []
  private var accountOf: [String: String] = [:]

  init(
    _ books: ImportBooks, _ links: DealLinks, told: [MappingFile.Join],
    stripeAmount: StripeAmount?, asOf: Day
  ) {
    (self.books, self.links, self.told) = (books, links, told)
    (self.stripeAmount, self.asOf) = (stripeAmount, asOf)
  }

  mutating func run() throws(ImportError) {
    let meaning = try amountMeaning()
    for subscription in books.finance.subscriptions {
      guard let money = money(subscription, meaning) else { continue }
      books.finance.addYearly(subscription.customer, subscription.currency, money.year)
    }
    try joinCustomers()
    try writeInvoices()
    try writeSubscriptions(meaning)
  }

  // MARK: - Customers

  private mutating func joinCustomers() throws(ImportError) {
    let accounts = try books.table("accounts")
    // Accounts that are nothing but customers of an earlier import are no CRM to be joined with.
    let own = Set(books.finance.customerOrder)
    let hasCRM = (0..<accounts.count).contains { !own.contains(accounts.row($0)["account_id"] ?? "") }
    let told = Dictionary(self.told.map { ($0.customer, $0) }) { _, last in last }
    for id in books.finance.customerOrder {
      guard let customer = books.finance.customers[id] else { continue }
      if let (account, reason) = match(customer, told[id]) {
        accountOf[id] = account
        plan.matched[reason, default: 0] += 1
        joins.append(MappingFile.Join(customer: id, account: account, reason: reason))
        continue
      }
      accountOf[id] = id
      if hasCRM {
        let money = customer.invoiced.isEmpty ? customer.yearly : customer.invoiced
        plan.unmatched.append(
          JoinPlan.Unmatched(
            customer: id, name: customer.name, money: money, candidates: candidates(customer)))
        joins.append(MappingFile.Join(customer: id, account: nil, reason: .mapping))
      }
      accounts.put([
        "account_id": id, "name": customer.name.isEmpty ? id : customer.name,
      ])
    }
    plan.unmatched.sort { $0.total > $1.total }
  }

  /// Id, else domain, else normal name; never a guess among several.
  private func match(
    _ customer: FinanceBook.Customer, _ told: MappingFile.Join?
  ) -> (String, JoinPlan.Reason)? {
    if let told, let account = told.account { return (account, told.reason) }
    if let account = customer.account { return (account, .id) }
    if let account = books.companyFinance.id(customer.id) { return (account, .id) }
    if let domain = CompanyName.domain(customer.email),
      let account = books.companyDomains.id(domain)
    {
      return (account, .domain)
    }
    let name = CompanyName.normal(customer.name)
    let named = name.isEmpty ? [] : books.companyNames.ids(name).filter { $0 != customer.id }
    return named.count == 1 ? (named[0], .name) : nil
  }

  private func candidates(_ customer: FinanceBook.Customer) -> [String] {
    let domain = CompanyName.domain(customer.email).map { books.companyDomains.ids($0) } ?? []
    if !domain.isEmpty { return domain }
    return books.companyNames.ids(CompanyName.normal(customer.name)).filter { $0 != customer.id }
  }

  // MARK: - Rows

  private mutating func writeInvoices() throws(ImportError) {
    if books.finance.invoices.isEmpty { return }
    let table = try books.table("invoices")
    for invoice in books.finance.invoices {
      let account = accountOf[invoice.customer] ?? invoice.customer
      var paid = invoice.paid
      if paid == nil, invoice.isPaidSometime {
        paid = max(invoice.issued, min(invoice.due ?? invoice.issued, asOf))
        books.finance.paidSometime += 1
      }
      table.put([
        "invoice_id": invoice.id, "account_id": account, "issued_date": invoice.issued.description,
        "amount": invoice.amount.description, "currency": invoice.currency,
        "deal_id": deal(invoice.deal, links.only(account)) ?? "",
        "due_date": invoice.due?.description ?? "", "paid_date": paid?.description ?? "",
        "kind": invoice.isRecurring.map { $0 ? "recurring" : "one_off" } ?? "",
      ])
    }
  }

  /// The deal that a row names, else the one that its account tells; counted either way.
  private mutating func deal(_ named: String?, _ told: String?) -> String? {
    if let named, links.ids.contains(named) {
      plan.dealsByID += 1
      return named
    }
    if let deal = told {
      plan.dealsByAccount += 1
      return deal
    }
    plan.withoutDeal += 1
    return nil
  }

  /// Money of one month and of one year of a subscription; nil beyond what is believed.
  private func money(
    _ subscription: FinanceBook.Subscription, _ meaning: StripeAmount
  ) -> (month: Money, year: Money)? {
    let units = meaning == .each ? Int128(subscription.quantity) : 1
    let payment = Int128(subscription.amount.cents) * units * Int128(subscription.months.bottom)
    let month = Exact.roundHalfEven(payment, over: Int128(subscription.months.top))
    let year = Exact.roundHalfEven(payment * 12, over: Int128(subscription.months.top))
    guard abs(year) <= Int128(Money.limit.cents) else { return nil }
    return (Money(cents: Int64(month)), Money(cents: Int64(year)))
  }

  private mutating func writeSubscriptions(_ meaning: StripeAmount) throws(ImportError) {
    if books.finance.subscriptions.isEmpty { return }
    let (table, contracts) = (try books.table("subscriptions"), try books.table("contracts"))
    for subscription in books.finance.subscriptions {
      guard let money = money(subscription, meaning) else {
        books.notes.append("\(subscription.id): its amount is beyond ten trillion; it is left out")
        continue
      }
      let account = accountOf[subscription.customer] ?? subscription.customer
      let start = subscription.start
      let deal = deal(subscription.deal, links.nearest(account, to: start)) ?? ""
      table.put([
        "subscription_id": subscription.id, "account_id": account,
        "start_date": start.description, "end_date": subscription.end?.description ?? "",
        "mrr": money.month.description, "currency": subscription.currency,
        "product": subscription.product, "deal_id": deal,
        "cancel_requested_date": subscription.canceled?.description ?? "",
      ])
      // A subscription that is paid by the year is a contract for the year that it is in.
      guard subscription.months.bottom == 1, subscription.months.top >= 12,
        let period = subscription.period
      else { continue }
      contracts.put([
        "contract_id": subscription.id, "account_id": account,
        "start_date": period.start.description, "end_date": (period.end - 1).description,
        "annual_value": money.year.description, "currency": subscription.currency,
        "deal_id": deal, "billing_start_date": max(period.start, start).description,
      ])
    }
  }

  /// What Stripe's Amount is: as told, else as the invoices of subscriptions of several units show.
  private func amountMeaning() throws(ImportError) -> StripeAmount {
    if let stripeAmount { return stripeAmount }
    let several = books.finance.subscriptions.filter { $0.quantity > 1 && $0.amount.cents != 0 }
    guard let example = several.first else { return .total }
    let byID = Dictionary(several.map { ($0.id, $0) }) { first, _ in first }
    var votes = (each: 0, total: 0)
    for invoice in books.finance.invoices {
      guard let subscription = invoice.subscription.flatMap({ byID[$0] }) else { continue }
      let whole = subscription.amount.cents
      let (product, overflow) = whole.multipliedReportingOverflow(by: Int64(subscription.quantity))
      if invoice.amount.cents == whole { votes.total += 1 }
      if !overflow, invoice.amount.cents == product { votes.each += 1 }
    }
    if votes.each > votes.total { return .each }
    if votes.total > votes.each { return .total }
    throw .questions([
      ImportQuestion(
        file: "subscriptions",
        question: "nothing tells whether Amount of '\(CellText.shown(example.id))' is the price of "
          + "one of its \(example.quantity) units or of all.",
        answers: ["--stripe-amount each", "--stripe-amount total"])
    ])
  }
}

extension JoinPlan.Unmatched {
  /// All its money, for sorting; currencies are not converted here.
  var total: Int64 { money.values.reduce(0) { $0 + $1.cents } }
}
