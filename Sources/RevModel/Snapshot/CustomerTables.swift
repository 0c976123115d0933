// Tables about customers: subscriptions, contracts, invoices, onboarding, health.

/// subscriptions.csv.
package struct SubscriptionTable: Sendable {
  package var columns = ColumnSet()
  package var id = TextColumn()
  package var account: [Int32] = []
  package var start: [Int32] = []
  /// The first day out of service; unknown while it runs.
  package var end: [Int32] = []
  package var mrr: [Int64] = []
  package var product = CodeColumn()
  /// Code into deals.
  package var deal: [Int32] = []
  package var cancelRequested: [Int32] = []
  package init() {}
  package var count: Int { account.count }
}

/// contracts.csv.
package struct ContractTable: Sendable {
  package var columns = ColumnSet()
  package var id = TextColumn()
  package var account: [Int32] = []
  package var start: [Int32] = []
  /// The last day of the contract.
  package var end: [Int32] = []
  package var annualValue: [Int64] = []
  package var deal: [Int32] = []
  package var renewalDeal: [Int32] = []
  package var billingStart: [Int32] = []
  package init() {}
  package var count: Int { account.count }
}

/// invoices.csv, in the order of the file.
package struct InvoiceTable: Sendable {
  package enum Kind: UInt8, Sendable { case blank, recurring, oneOff, other }
  package var columns = ColumnSet()
  package var id = TextColumn()
  package var account: [Int32] = []
  package var issued: [Int32] = []
  package var amount: [Int64] = []
  package var deal: [Int32] = []
  package var due: [Int32] = []
  package var paid: [Int32] = []
  /// Amount credited against the invoice; 0 when blank.
  package var credited: [Int64] = []
  package var kind: [UInt8] = []
  package init() {}
  package var count: Int { account.count }
}

/// onboarding.csv.
package struct OnboardingTable: Sendable {
  package var columns = ColumnSet()
  package var account: [Int32] = []
  package var deal: [Int32] = []
  package var kickoff: [Int32] = []
  package var firstValue: [Int32] = []
  package var live: [Int32] = []
  package init() {}
  package var count: Int { account.count }
}

/// health.csv.
package struct HealthTable: Sendable {
  package var columns = ColumnSet()
  package var account: [Int32] = []
  package var date: [Int32] = []
  package var score: [Int32] = []
  package init() {}
  package var count: Int { account.count }
}
