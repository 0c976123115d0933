import RevBase
import RevModel

// subscriptions.csv, contracts.csv, invoices.csv, health.csv, onboarding.csv.
extension LoadContext {
  mutating func loadSubscriptions() throws(LoadError) -> SubscriptionTable? {
    try read(.subscriptions) { _, shared in SubscriptionPart(shared: shared) }?.table
  }

  mutating func loadContracts() throws(LoadError) -> ContractTable? {
    try read(.contracts) { _, shared in ContractPart(shared: shared) }?.table
  }

  mutating func loadInvoices() throws(LoadError) -> InvoiceTable? {
    try read(.invoices) { _, shared in InvoicePart(shared: shared) }?.table
  }

  mutating func loadHealth() throws(LoadError) -> HealthTable? {
    try read(.health) { _, shared in HealthPart(shared: shared) }?.table
  }

  mutating func loadOnboarding() throws(LoadError) -> OnboardingTable? {
    try read(.onboarding) { _, shared in OnboardingPart(shared: shared) }?.table
  }
}

/// The rows of subscriptions.csv.
private struct SubscriptionPart: TablePart {
  var shared: Referents
  var table = SubscriptionTable()
  private var id = TextArena()
  private var product = CodeBuilder()

  init(shared: Referents) { self.shared = shared }

  func empty() -> SubscriptionPart { SubscriptionPart(shared: shared.bare) }

  mutating func read(_ reader: inout TableReader) throws(LoadError) {
    reader.require("subscription_id")
    reader.require("account_id")
    let start = reader.days("start_date", required: true)
    let end = reader.days("end_date")
    let mrr = reader.amounts("mrr", required: true, in: reader.currencyIndexes())
    let cancel = reader.days("cancel_requested_date")
    reader.unique("subscription_id")
    reader.settle()
    try reader.append("subscription_id", to: &id)
    try reader.append("account_id", to: &table.account, of: &shared.accounts)
    reader.append(start, to: &table.start)
    reader.append(end, to: &table.end)
    reader.append(mrr, to: &table.mrr)
    reader.append("product", to: &product)
    try reader.append("deal_id", to: &table.deal, of: &shared.deals)
    reader.append(cancel, to: &table.cancelRequested)
  }

  mutating func append(
    _ next: SubscriptionPart, _ codes: Recodings, at place: StretchPlace
  ) throws(LoadError) {
    id.append(next.id)
    table.account.append(next.table.account, codes.accounts)
    table.start.append(contentsOf: next.table.start)
    table.end.append(contentsOf: next.table.end)
    table.mrr.append(contentsOf: next.table.mrr)
    product.append(next.product)
    table.deal.append(next.table.deal, codes.deals)
    table.cancelRequested.append(contentsOf: next.table.cancelRequested)
    if id.overflowed { throw .tooMuchText(path: place.path, column: "subscription_id") }
  }

  mutating func finish(_ reader: inout TableReader) {
    table.columns = reader.columns
    table.id = id.finish()
    table.product = product.finish()
  }
}

/// The rows of contracts.csv.
private struct ContractPart: TablePart {
  var shared: Referents
  var table = ContractTable()
  private var id = TextArena()

  init(shared: Referents) { self.shared = shared }

  func empty() -> ContractPart { ContractPart(shared: shared.bare) }

  mutating func read(_ reader: inout TableReader) throws(LoadError) {
    reader.require("contract_id")
    reader.require("account_id")
    let start = reader.days("start_date", required: true)
    let end = reader.days("end_date", required: true)
    let value = reader.amounts("annual_value", required: true, in: reader.currencyIndexes())
    let billing = reader.days("billing_start_date")
    reader.unique("contract_id")
    reader.settle()
    try reader.append("contract_id", to: &id)
    try reader.append("account_id", to: &table.account, of: &shared.accounts)
    reader.append(start, to: &table.start)
    reader.append(end, to: &table.end)
    reader.append(value, to: &table.annualValue)
    try reader.append("deal_id", to: &table.deal, of: &shared.deals)
    try reader.append("renewal_deal_id", to: &table.renewalDeal, of: &shared.deals)
    reader.append(billing, to: &table.billingStart)
  }

  mutating func append(
    _ next: ContractPart, _ codes: Recodings, at place: StretchPlace
  ) throws(LoadError) {
    id.append(next.id)
    table.account.append(next.table.account, codes.accounts)
    table.start.append(contentsOf: next.table.start)
    table.end.append(contentsOf: next.table.end)
    table.annualValue.append(contentsOf: next.table.annualValue)
    table.deal.append(next.table.deal, codes.deals)
    table.renewalDeal.append(next.table.renewalDeal, codes.deals)
    table.billingStart.append(contentsOf: next.table.billingStart)
    if id.overflowed { throw .tooMuchText(path: place.path, column: "contract_id") }
  }

  mutating func finish(_ reader: inout TableReader) {
    table.columns = reader.columns
    table.id = id.finish()
  }
}

/// The rows of invoices.csv.
private struct InvoicePart: TablePart {
  var shared: Referents
  var table = InvoiceTable()
  private var id = TextArena()

  init(shared: Referents) { self.shared = shared }

  func empty() -> InvoicePart { InvoicePart(shared: shared.bare) }

  private static let kinds = WordList(
    words: [
      ("recurring", InvoiceTable.Kind.recurring.rawValue),
      ("one_off", InvoiceTable.Kind.oneOff.rawValue),
    ],
    blank: InvoiceTable.Kind.blank.rawValue, other: InvoiceTable.Kind.other.rawValue)

  mutating func read(_ reader: inout TableReader) throws(LoadError) {
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
    try reader.append("account_id", to: &table.account, of: &shared.accounts)
    reader.append(issued, to: &table.issued)
    reader.append(amount, to: &table.amount)
    try reader.append("deal_id", to: &table.deal, of: &shared.deals)
    reader.append(due, to: &table.due)
    reader.append(paid, to: &table.paid)
    reader.append(amounts: credited, blank: 0, to: &table.credited)
    table.kind.append(contentsOf: reader.words("kind", Self.kinds))
  }

  mutating func append(
    _ next: InvoicePart, _ codes: Recodings, at place: StretchPlace
  ) throws(LoadError) {
    id.append(next.id)
    table.account.append(next.table.account, codes.accounts)
    table.issued.append(contentsOf: next.table.issued)
    table.amount.append(contentsOf: next.table.amount)
    table.deal.append(next.table.deal, codes.deals)
    table.due.append(contentsOf: next.table.due)
    table.paid.append(contentsOf: next.table.paid)
    table.credited.append(contentsOf: next.table.credited)
    table.kind.append(contentsOf: next.table.kind)
    if id.overflowed { throw .tooMuchText(path: place.path, column: "invoice_id") }
  }

  mutating func finish(_ reader: inout TableReader) {
    table.columns = reader.columns
    table.id = id.finish()
  }
}

/// The rows of health.csv.
private struct HealthPart: TablePart {
  var shared: Referents
  var table = HealthTable()

  init(shared: Referents) { self.shared = shared }

  func empty() -> HealthPart { HealthPart(shared: shared.bare) }

  mutating func read(_ reader: inout TableReader) throws(LoadError) {
    reader.require("account_id")
    let date = reader.days("date", required: true)
    let score = reader.scores("score", required: true)
    reader.settle()
    try reader.append("account_id", to: &table.account, of: &shared.accounts)
    reader.append(date, to: &table.date)
    reader.append(score, to: &table.score)
  }

  mutating func append(
    _ next: HealthPart, _ codes: Recodings, at place: StretchPlace
  ) throws(LoadError) {
    table.account.append(next.table.account, codes.accounts)
    table.date.append(contentsOf: next.table.date)
    table.score.append(contentsOf: next.table.score)
  }

  mutating func finish(_ reader: inout TableReader) {
    table.columns = reader.columns
  }
}

/// The rows of onboarding.csv.
private struct OnboardingPart: TablePart {
  var shared: Referents
  var table = OnboardingTable()

  init(shared: Referents) { self.shared = shared }

  func empty() -> OnboardingPart { OnboardingPart(shared: shared.bare) }

  mutating func read(_ reader: inout TableReader) throws(LoadError) {
    reader.require("account_id")
    let kickoff = reader.days("kickoff_date")
    let firstValue = reader.days("first_value_date")
    let live = reader.days("live_date")
    reader.settle()
    try reader.append("account_id", to: &table.account, of: &shared.accounts)
    try reader.append("deal_id", to: &table.deal, of: &shared.deals)
    reader.append(kickoff, to: &table.kickoff)
    reader.append(firstValue, to: &table.firstValue)
    reader.append(live, to: &table.live)
  }

  mutating func append(
    _ next: OnboardingPart, _ codes: Recodings, at place: StretchPlace
  ) throws(LoadError) {
    table.account.append(next.table.account, codes.accounts)
    table.deal.append(next.table.deal, codes.deals)
    table.kickoff.append(contentsOf: next.table.kickoff)
    table.firstValue.append(contentsOf: next.table.firstValue)
    table.live.append(contentsOf: next.table.live)
  }

  mutating func finish(_ reader: inout TableReader) {
    table.columns = reader.columns
  }
}
