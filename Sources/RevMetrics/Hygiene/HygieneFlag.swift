import RevModel

/// What can be wrong with an open deal, in the order of the book.
package enum HygieneFlag: Int, Sendable, CaseIterable {
  case noAmount, pastDue, noNextStep, noActivity, noOwner, noAccount, singleContact

  /// Its number in the metric book.
  package var metric: MetricID {
    switch self {
    case .noAmount: .hygieneNoAmount
    case .pastDue: .hygienePastDue
    case .noNextStep: .hygieneNoNextStep
    case .noActivity: .hygieneNoActivity
    case .noOwner: .hygieneNoOwner
    case .noAccount: .hygieneNoAccount
    case .singleContact: .hygieneSingleContact
    }
  }

  /// What such deals are, in words that follow a number of deals: `deals without an amount`.
  package var words: String {
    switch self {
    case .noAmount: "without an amount"
    case .pastDue: "past their close date"
    case .noNextStep: "without a next step ahead"
    case .noActivity: "without an activity in 30 days"
    case .noOwner: "without an owner"
    case .noAccount: "without an account"
    case .singleContact: "with a single contact"
    }
  }

  var bit: UInt8 { 1 << UInt8(rawValue) }

  /// Why a snapshot cannot tell whether the flag is raised; nil when it can.
  func obstacle(in snapshot: Snapshot) -> String? {
    func column(_ name: String, _ field: HistoryField? = nil) -> String? {
      if snapshot.deals.columns.has(name) { return nil }
      if let field, let history = snapshot.history, history[field].count > 0 { return nil }
      return "deals.csv has no column \(name)"
    }
    switch self {
    case .noAmount: return column("amount", .amount)
    case .pastDue: return nil
    case .noNextStep: return column("next_step", .nextStep)
    case .noActivity:
      if snapshot.activities != nil || snapshot.deals.columns.has("last_activity_date") {
        return nil
      }
      return "activities.csv is missing, and deals.csv has no column last_activity_date"
    case .noOwner: return column("owner_id", .owner)
    case .noAccount: return column("account_id")
    case .singleContact: return column("contacts")
    }
  }
}
