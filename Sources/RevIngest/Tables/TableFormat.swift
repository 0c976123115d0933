package import RevModel

/// The columns of a table as the snapshot format has them.
package struct TableFormat: Sendable {
  /// Without one of these a file is no such table.
  package let required: [String]
  package let optional: [String]

  private init(_ required: String, _ optional: String = "") {
    self.required = required.split(separator: " ").map(String.init)
    self.optional = optional.split(separator: " ").map(String.init)
  }

  package static func of(_ table: TableName) -> TableFormat {
    switch table {
    case .stages:
      TableFormat("stage position outcome", "category probability qualified pipeline")
    case .deals:
      TableFormat(
        "deal_id stage created_date close_date",
        "name account_id owner_id pipeline amount currency closed_date type product source "
          + "campaign term_months lost_reason forecast_category probability next_step "
          + "next_step_date last_activity_date contacts")
    case .dealHistory:
      TableFormat("deal_id changed_at field", "old_value new_value changed_by")
    case .accounts:
      TableFormat(
        "account_id", "name segment region industry parent_id owner_id created_date tier")
    case .people:
      TableFormat("person_id", "name role team manager_id hired_date left_date")
    case .quotas:
      TableFormat("person_id start_date end_date amount", "full_amount segment")
    case .calls:
      TableFormat("person_id period_start submitted_date category amount")
    case .activities:
      TableFormat("activity_id date", "kind deal_id account_id person_id direction")
    case .leads:
      TableFormat(
        "lead_id created_at",
        "source campaign segment account_id owner_id score first_response_at mql_date sql_date "
          + "meeting_date deal_id disqualified_date")
    case .subscriptions:
      TableFormat(
        "subscription_id account_id start_date mrr",
        "end_date currency product deal_id cancel_requested_date")
    case .contracts:
      TableFormat(
        "contract_id account_id start_date end_date annual_value",
        "currency deal_id renewal_deal_id billing_start_date")
    case .invoices:
      TableFormat(
        "invoice_id account_id issued_date amount",
        "currency deal_id due_date paid_date credited kind")
    case .onboarding:
      TableFormat("account_id", "deal_id kickoff_date first_value_date live_date")
    case .spend:
      TableFormat("date channel amount", "currency campaign")
    case .costs:
      TableFormat("month category amount", "currency")
    case .payouts:
      TableFormat("person_id start_date end_date paid", "budget")
    case .health:
      TableFormat("account_id date score")
    }
  }
}
