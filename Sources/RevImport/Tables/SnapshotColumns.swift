import RevModel

/// The columns of the snapshot's tables, in the order in which an import writes them.
enum SnapshotColumns {
  /// Beside the tables: by what else people and companies are known, for later joins.
  static let importKeys = "import-keys"

  /// The name of a table's file; what is no table of the snapshot does not look like one.
  static func file(_ table: String) -> String {
    table == importKeys ? "import.keys" : "\(table).csv"
  }

  static let names: [String: [String]] = [
    "stages": words("stage position outcome category probability qualified pipeline"),
    "deals": words(
      "deal_id name account_id owner_id pipeline stage amount currency created_date close_date "
        + "closed_date type product source campaign term_months lost_reason forecast_category "
        + "probability next_step next_step_date last_activity_date contacts"),
    "deal_history": words("deal_id changed_at field old_value new_value changed_by"),
    "accounts": words(
      "account_id name segment region industry parent_id owner_id created_date tier"),
    "people": words("person_id name role team manager_id hired_date left_date"),
    "quotas": words("person_id start_date end_date amount full_amount segment"),
    "calls": words("person_id period_start submitted_date category amount"),
    "activities": words("activity_id date kind deal_id account_id person_id direction"),
    "leads": words(
      "lead_id created_at source campaign segment account_id owner_id score first_response_at "
        + "mql_date sql_date meeting_date deal_id disqualified_date"),
    "subscriptions": words(
      "subscription_id account_id start_date end_date mrr currency product deal_id "
        + "cancel_requested_date"),
    "contracts": words(
      "contract_id account_id start_date end_date annual_value currency deal_id renewal_deal_id "
        + "billing_start_date"),
    "invoices": words(
      "invoice_id account_id issued_date amount currency deal_id due_date paid_date credited kind"),
    "onboarding": words("account_id deal_id kickoff_date first_value_date live_date"),
    "spend": words("date channel amount currency campaign"),
    "costs": words("month category amount currency"),
    "payouts": words("person_id start_date end_date paid budget"),
    "health": words("account_id date score"),
    importKeys: words("table id kind value"),
  ]

  /// How many columns at the start of a row tell it from others.
  static let keys: [String: [String]] = [
    "accounts": ["account_id"], "people": ["person_id"], "activities": ["activity_id"],
    "leads": ["lead_id"], "subscriptions": ["subscription_id"], "contracts": ["contract_id"],
    "invoices": ["invoice_id"], "stages": ["pipeline", "stage"],
    "quotas": ["person_id", "start_date", "end_date", "segment"],
    "calls": ["person_id", "period_start", "submitted_date", "category"],
    "onboarding": ["account_id", "deal_id"], "spend": ["date", "channel", "campaign", "currency"],
    "costs": ["month", "category", "currency"],
    importKeys: ["table", "id", "kind", "value"],
    "payouts": ["person_id", "start_date", "end_date"], "health": ["account_id", "date"],
  ]

  static func columns(_ table: String) -> [String] { names[table] ?? [] }

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }
}
