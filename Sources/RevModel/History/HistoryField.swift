/// The fields of a deal whose changes are kept, in the order of their logs.
package enum HistoryField: UInt8, Sendable, CaseIterable {
  case stage, amount, closeDate, category, owner, nextStep

  /// The word in the `field` column of deal_history.csv.
  package var word: String {
    switch self {
    case .stage: "stage"
    case .amount: "amount"
    case .closeDate: "close_date"
    case .category: "forecast_category"
    case .owner: "owner_id"
    case .nextStep: "next_step"
    }
  }
}
