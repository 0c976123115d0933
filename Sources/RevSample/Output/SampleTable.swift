/// The tables of a snapshot, in the order in which the report names them, with their headers.
package enum SampleTable: String, CaseIterable, Sendable {
  case stages, deals
  case dealHistory = "deal_history"
  case accounts, people, quotas, calls, activities, leads, subscriptions, contracts, invoices
  case onboarding, spend, costs, payouts, health

  package var fileName: String { rawValue + ".csv" }

  /// The header line, without its end.
  package var header: String {
    switch self {
    case .stages: "stage,position,outcome,category,probability,qualified,pipeline"
    case .deals:
      "deal_id,name,account_id,owner_id,pipeline,stage,amount,currency,created_date,close_date,"
        + "closed_date,type,product,source,campaign,term_months,lost_reason,forecast_category,"
        + "probability,next_step,next_step_date,last_activity_date,contacts"
    case .dealHistory: "deal_id,changed_at,field,old_value,new_value,changed_by"
    case .accounts:
      "account_id,name,segment,region,industry,parent_id,owner_id,created_date,tier"
    case .people: "person_id,name,role,team,manager_id,hired_date,left_date"
    case .quotas: "person_id,start_date,end_date,amount,full_amount,segment"
    case .calls: "person_id,period_start,submitted_date,category,amount"
    case .activities: "activity_id,date,kind,deal_id,account_id,person_id,direction"
    case .leads:
      "lead_id,created_at,source,campaign,segment,account_id,owner_id,score,first_response_at,"
        + "mql_date,sql_date,meeting_date,deal_id,disqualified_date"
    case .subscriptions:
      "subscription_id,account_id,start_date,end_date,mrr,currency,product,deal_id,"
        + "cancel_requested_date"
    case .contracts:
      "contract_id,account_id,start_date,end_date,annual_value,currency,deal_id,renewal_deal_id,"
        + "billing_start_date"
    case .invoices:
      "invoice_id,account_id,issued_date,amount,currency,deal_id,due_date,paid_date,credited,kind"
    case .onboarding: "account_id,deal_id,kickoff_date,first_value_date,live_date"
    case .spend: "date,channel,amount,currency,campaign"
    case .costs: "month,category,amount,currency"
    case .payouts: "person_id,start_date,end_date,paid,budget"
    case .health: "account_id,date,score"
    }
  }
}
