import RevBase
import RevModel

// subscriptions.csv, contracts.csv, invoices.csv, onboarding.csv, health.csv.
extension LoadContext {
  mutating func loadSubscriptions() throws(LoadError) -> SubscriptionTable? {
    guard var reader = try open(.subscriptions) else { return nil }
    var table = SubscriptionTable()
    var (id, product) = (TextArena(), CodeBuilder())
    while try reader.advance() {
      reader.require("subscription_id")
      reader.require("account_id")
      let start = reader.days("start_date", required: true)
      let end = reader.days("end_date")
      let mrr = reader.amounts("mrr", required: true, in: reader.currencyIndexes())
      let cancel = reader.days("cancel_requested_date")
      reader.unique("subscription_id")
      reader.settle()
      try reader.append("subscription_id", to: &id)
      try reader.append("account_id", to: &table.account, of: &accounts)
      reader.append(start, to: &table.start)
      reader.append(end, to: &table.end)
      reader.append(mrr, to: &table.mrr)
      reader.append("product", to: &product)
      try reader.append("deal_id", to: &table.deal, of: &deals)
      reader.append(cancel, to: &table.cancelRequested)
    }
    table.columns = reader.columns
    table.id = id.finish()
    table.product = product.finish()
    close(reader)
    return table
  }

  mutating func loadContracts() throws(LoadError) -> ContractTable? {
    guard var reader = try open(.contracts) else { return nil }
    var table = ContractTable()
    var id = TextArena()
    while try reader.advance() {
      reader.require("contract_id")
      reader.require("account_id")
      let start = reader.days("start_date", required: true)
      let end = reader.days("end_date", required: true)
      let value = reader.amounts("annual_value", required: true, in: reader.currencyIndexes())
      let billing = reader.days("billing_start_date")
      reader.unique("contract_id")
      reader.settle()
      try reader.append("contract_id", to: &id)
      try reader.append("account_id", to: &table.account, of: &accounts)
      reader.append(start, to: &table.start)
      reader.append(end, to: &table.end)
      reader.append(value, to: &table.annualValue)
      try reader.append("deal_id", to: &table.deal, of: &deals)
      try reader.append("renewal_deal_id", to: &table.renewalDeal, of: &deals)
      reader.append(billing, to: &table.billingStart)
    }
    table.columns = reader.columns
    table.id = id.finish()
    close(reader)
    return table
  }

  private static let invoiceKinds = WordList(
    words: [
      ("recurring", InvoiceTable.Kind.recurring.rawValue),
      ("one_off", InvoiceTable.Kind.oneOff.rawValue),
    ],
    blank: InvoiceTable.Kind.blank.rawValue, other: InvoiceTable.Kind.other.rawValue)

  mutating func loadInvoices() throws(LoadError) -> InvoiceTable? {
    guard var reader = try open(.invoices) else { return nil }
    var table = InvoiceTable()
    var id = TextArena()
    while try reader.advance() {
      reader.require("invoice_id")
      reader.require("account_id")
      let issued = reader.days("issued_date", required: true)
      let currency = reader.currencyIndexes()
      let amount = reader.amounts("amount", required: true, in: currency)
      let due = reader.days("due_date")
      let paid = reader.days("paid_date")
      let credited = reader.amounts("credited", in: currency)
      reader.unique("invoice_id")
      reader.settle()
      try reader.append("invoice_id", to: &id)
      try reader.append("account_id", to: &table.account, of: &accounts)
      reader.append(issued, to: &table.issued)
      reader.append(amount, to: &table.amount)
      try reader.append("deal_id", to: &table.deal, of: &deals)
      reader.append(due, to: &table.due)
      reader.append(paid, to: &table.paid)
      reader.append(amounts: credited, blank: 0, to: &table.credited)
      table.kind.append(contentsOf: reader.words("kind", Self.invoiceKinds))
    }
    table.columns = reader.columns
    table.id = id.finish()
    close(reader)
    return table
  }

  mutating func loadOnboarding() throws(LoadError) -> OnboardingTable? {
    guard var reader = try open(.onboarding) else { return nil }
    var table = OnboardingTable()
    while try reader.advance() {
      reader.require("account_id")
      let kickoff = reader.days("kickoff_date")
      let firstValue = reader.days("first_value_date")
      let live = reader.days("live_date")
      reader.settle()
      try reader.append("account_id", to: &table.account, of: &accounts)
      try reader.append("deal_id", to: &table.deal, of: &deals)
      reader.append(kickoff, to: &table.kickoff)
      reader.append(firstValue, to: &table.firstValue)
      reader.append(live, to: &table.live)
    }
    table.columns = reader.columns
    close(reader)
    return table
  }

  mutating func loadHealth() throws(LoadError) -> HealthTable? {
    guard var reader = try open(.health) else { return nil }
    var table = HealthTable()
    while try reader.advance() {
      reader.require("account_id")
      let date = reader.days("date", required: true)
      let score = reader.scores("score", required: true)
      reader.settle()
      try reader.append("account_id", to: &table.account, of: &accounts)
      reader.append(date, to: &table.date)
      reader.append(score, to: &table.score)
    }
    table.columns = reader.columns
    close(reader)
    return table
  }
}
