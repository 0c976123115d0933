/// Everything that was read from one folder: immutable, shared without copying.
///
/// A class only so that passing it around copies one reference instead of some hundred arrays. A
/// table is nil when its file is missing; accounts and people always exist, because other tables
/// refer to ids of theirs, and say with `isLoaded` whether their file was there.
package final class Snapshot: Sendable {
  package let manifest: Manifest
  package let stages: StageTable
  package let deals: DealTable
  package let history: HistoryTable?
  package let accounts: AccountTable
  package let people: PeopleTable
  package let quotas: QuotaTable?
  package let calls: CallTable?
  package let activities: ActivityTable?
  package let leads: LeadTable?
  package let subscriptions: SubscriptionTable?
  package let contracts: ContractTable?
  package let invoices: InvoiceTable?
  package let onboarding: OnboardingTable?
  package let spend: SpendTable?
  package let costs: CostTable?
  package let payouts: PayoutTable?
  package let health: HealthTable?
  /// Rows that each deal has in other tables.
  package let links: DealLinks
  /// Accounts that no slicer can tell apart.
  package let cells: AccountCells

  package init(_ parts: SnapshotParts) {
    manifest = parts.manifest
    stages = parts.stages
    deals = parts.deals
    history = parts.history
    accounts = parts.accounts
    people = parts.people
    quotas = parts.quotas
    calls = parts.calls
    activities = parts.activities
    leads = parts.leads
    subscriptions = parts.subscriptions
    contracts = parts.contracts
    invoices = parts.invoices
    onboarding = parts.onboarding
    spend = parts.spend
    costs = parts.costs
    payouts = parts.payouts
    health = parts.health
    links = DealLinks(parts)
    cells = AccountCells(parts.accounts)
  }
}

/// The tables while they are being read; `Snapshot` makes them immutable.
package struct SnapshotParts: Sendable {
  package var manifest: Manifest
  package var stages: StageTable
  package var deals: DealTable
  package var history: HistoryTable?
  package var accounts = AccountTable()
  package var people = PeopleTable()
  package var quotas: QuotaTable?
  package var calls: CallTable?
  package var activities: ActivityTable?
  package var leads: LeadTable?
  package var subscriptions: SubscriptionTable?
  package var contracts: ContractTable?
  package var invoices: InvoiceTable?
  package var onboarding: OnboardingTable?
  package var spend: SpendTable?
  package var costs: CostTable?
  package var payouts: PayoutTable?
  package var health: HealthTable?

  package init(manifest: Manifest, stages: StageTable, deals: DealTable) {
    self.manifest = manifest
    self.stages = stages
    self.deals = deals
  }
}
