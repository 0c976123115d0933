/// The tables of a snapshot by the name of their file.
package enum TableName: String, Sendable, CaseIterable {
  case stages, deals
  case dealHistory = "deal_history"
  case accounts, people, quotas, calls, activities, leads, subscriptions, contracts, invoices
  case onboarding, spend, costs, payouts, health

  package var file: String { rawValue + ".csv" }
}

extension Snapshot {
  /// Whether the file of a table was there.
  package func has(_ table: TableName) -> Bool {
    switch table {
    case .stages: stages.isLoaded
    case .deals: true
    case .dealHistory: history != nil
    case .accounts: accounts.isLoaded
    case .people: people.isLoaded
    case .quotas: quotas != nil
    case .calls: calls != nil
    case .activities: activities != nil
    case .leads: leads != nil
    case .subscriptions: subscriptions != nil
    case .contracts: contracts != nil
    case .invoices: invoices != nil
    case .onboarding: onboarding != nil
    case .spend: spend != nil
    case .costs: costs != nil
    case .payouts: payouts != nil
    case .health: health != nil
    }
  }

  /// The columns that the file of a table has; empty when it is missing.
  package func columns(_ table: TableName) -> ColumnSet {
    switch table {
    case .stages, .dealHistory: ColumnSet()
    case .deals: deals.columns
    case .accounts: accounts.columns
    case .people: people.columns
    case .quotas: quotas?.columns ?? ColumnSet()
    case .calls: calls?.columns ?? ColumnSet()
    case .activities: activities?.columns ?? ColumnSet()
    case .leads: leads?.columns ?? ColumnSet()
    case .subscriptions: subscriptions?.columns ?? ColumnSet()
    case .contracts: contracts?.columns ?? ColumnSet()
    case .invoices: invoices?.columns ?? ColumnSet()
    case .onboarding: onboarding?.columns ?? ColumnSet()
    case .spend: spend?.columns ?? ColumnSet()
    case .costs: costs?.columns ?? ColumnSet()
    case .payouts: payouts?.columns ?? ColumnSet()
    case .health: health?.columns ?? ColumnSet()
    }
  }
}
