import RevBase
import RevModel
import RevTesting

/// A small company in which every rule of the book has one case to speak about.
///
/// Twelve deals won and twelve lost for 1,000 each after 30 days, so that a new deal is worth 500.
enum ActionFixture {
  static let today = Day(Day.number(year: 2026, month: 5, day: 15))

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
    Day(Day.number(year: year, month: month, day: day))
  }

  static func snapshot() throws -> Snapshot {
    var deals =
      "deal_id,name,account_id,owner_id,stage,amount,created_date,close_date,closed_date,type,"
      + "source,term_months,contacts\n"
    var history = "deal_id,changed_at,field,old_value,new_value\n"
    var invoices = "invoice_id,account_id,issued_date,amount,deal_id\n"
    for number in 0..<12 {
      let created = day(2025, 9, 1) + 19 * number
      let closed = created + 30
      let source = number == 11 ? "ads" : ""
      deals += "w\(number),,a9,ann,Won,1000,\(created),\(closed),\(closed),new,\(source),12,2\n"
      history += "w\(number),\(created + 10),stage,Discovery,Negotiation\n"
      history += "w\(number),\(closed),stage,Negotiation,Won\n"
      invoices += "i\(number),a9,\(closed + 10),1000,w\(number)\n"
      deals += "l\(number),,a9,bob,Lost,1000,\(created),\(closed),\(closed),new,,12,2\n"
      history += "l\(number),\(closed),stage,Discovery,Lost\n"
    }
    // Won in the period through a channel that pays, but nobody billed it, and its contract differs.
    deals += "unbilled,Unbilled,a8,bob,Won,1000,2026-03-01,2026-04-02,2026-04-02,new,event,12,2\n"
    history += "unbilled,2026-04-02,stage,Discovery,Won\n"
    // Due in the period: overdue with a single contact, and due in the next one.
    deals += "overdue,Overdue,a7,ann,Negotiation,5000,2026-01-10,2026-05-05,,new,,12,1\n"
    history += "overdue,2026-01-20,stage,Discovery,Negotiation\n"
    for number in 0..<10 {
      let stage = number == 9 ? "Negotiation" : "Discovery"
      deals += "next\(number),Next \(number),a7,ann,\(stage),400,2026-05-01,2026-07-20,,new,,12,2\n"
      if number == 9 { history += "next9,2026-05-08,stage,Discovery,Negotiation\n" }
    }
    let renewals = renewals()
    return try Fixture.snapshot([
      "revtop.yaml": "as_of: \(today)\ngross_margin: 0.5\n",
      "stages.csv": Fixture.stages, "deals.csv": deals + renewals.deals,
      "deal_history.csv": history, "invoices.csv": invoices, "contracts.csv": renewals.contracts,
      "subscriptions.csv": subscriptions(),
      "accounts.csv": "account_id,name,owner_id\na1,Acorn,bob\na2,Birch,bob\na3,Cedar,ann\n",
      "people.csv": "person_id,name,role\nann,Ann,ae\nbob,Bob,ae\n",
      "quotas.csv": """
      person_id,start_date,end_date,amount
      ann,2026-04-01,2026-06-30,100000
      ann,2026-07-01,2026-09-30,50000
      """,
      "calls.csv": """
      person_id,period_start,submitted_date,category,amount
      ann,2026-04-01,2026-05-01,call,250
      ann,2026-04-01,2026-05-10,call,300
      """,
      "health.csv": "account_id,date,score\na3,2026-03-20,80\na3,2026-05-01,55\n",
      "spend.csv": "date,channel,amount\n2026-04-10,ads,1000\n2026-04-10,event,100\n",
      "leads.csv": """
      lead_id,created_at,owner_id,score
      hot,2026-05-10T09:00:00,bob,90
      cold,2025-05-10T09:00:00,bob,95
      mild,2026-05-10T09:00:00,bob,20
      """,
    ])
  }

  /// Ten ended contracts with a renewal deal, of which nine were renewed, ten without, of which
  /// three were; one that ends in 47 days without anybody at work.
  private static func renewals() -> (deals: String, contracts: String) {
    var deals = ""
    var contracts =
      "contract_id,account_id,start_date,end_date,annual_value,deal_id,renewal_deal_id,"
      + "billing_start_date\n"
    for number in 0..<10 {
      let end = day(2025, 8, 1) + 10 * number
      contracts += "y\(number),b\(number),2024-08-01,\(end),1200,,r\(number),\n"
      let stage = number == 9 ? "Lost" : "Won"
      deals +=
        "r\(number),,b\(number),bob,\(stage),1200,\(end - 60),\(end - 5),\(end - 5),renewal,,12,2\n"
      contracts += "n\(number),c\(number),2024-08-01,\(end),1200,,,\n"
      if number < 3 { contracts += "m\(number),c\(number),\(end + 1),2030-01-01,1200,,,\n" }
    }
    contracts += "k,a1,2025-07-01,2026-07-01,1200,,,\n"
    contracts += "u,a8,2026-04-02,2029-04-01,900,unbilled,,2026-04-05\n"
    return (deals, contracts)
  }

  /// Ten accounts that asked to cancel, of which four stayed for 90 days; one that asks now.
  private static func subscriptions() -> String {
    var rows = "subscription_id,account_id,start_date,end_date,mrr,cancel_requested_date\n"
    for number in 0..<10 {
      let asked = day(2025, 6, 1) + 10 * number
      let end = number < 4 ? "" : "\(asked + 30)"
      rows += "h\(number),h\(number),2024-01-01,\(end),50,\(asked)\n"
    }
    rows += "s1,a2,2024-01-01,2026-09-01,100,2026-05-10\n"
    rows += "s2,a3,2024-01-01,,70,\n"
    return rows
  }
}
