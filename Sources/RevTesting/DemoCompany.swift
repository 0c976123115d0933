package import RevModel

/// A company of twenty deals with every table that the cockpit shows, small enough to count by hand.
///
/// As of Monday 2026-11-16; fiscal years begin in February, so that the quarter is FY2027-Q4.
package enum DemoCompany {
  /// The files, by name; replace some of them for a test of your own.
  package static var files: [String: String] {
    [
      "revtop.yaml": """
      name: Demo Works
      as_of: 2026-11-16
      fiscal_year_start_month: 2
      marketing_sources: [inbound, event]
      gross_margin: 0.8
      tools: 12
      """,
      "stages.csv": """
      stage,position,outcome,category,probability
      Discovery,1,open,pipeline,0.1
      Proposal,2,open,best_case,0.4
      Negotiation,3,open,commit,0.8
      Won,4,won,closed,1
      Lost,5,lost,omitted,0
      """,
      "people.csv": """
      person_id,name,role,team,manager_id,hired_date,left_date
      p1,Ana Ruiz,ae,East,m1,2024-02-01,
      p2,Raj Patel,ae,East,m1,2025-03-01,
      p3,Kim Larsen,ae,West,m1,2026-04-01,
      m1,Max Stone,manager,,,2023-01-01,
      """,
      "accounts.csv": """
      account_id,name,segment,region,owner_id,created_date
      a1,Northwind,Enterprise,EMEA,p1,2024-01-10
      a2,Contoso,Enterprise,AMER,p2,2024-02-10
      a3,Fabrikam,Mid-market,EMEA,p3,2024-03-10
      a4,Tailspin,Mid-market,AMER,p1,2024-04-10
      a5,Litware,SMB,AMER,p2,2024-05-10
      a6,Coho Winery,SMB,EMEA,p3,2024-06-10
      """,
      "deals.csv": deals,
      "deal_history.csv": history,
      "quotas.csv": """
      person_id,start_date,end_date,amount
      p1,2026-11-01,2027-01-31,600000
      p2,2026-11-01,2027-01-31,500000
      p3,2026-11-01,2027-01-31,300000
      p1,2026-08-01,2026-10-31,550000
      p2,2026-08-01,2026-10-31,450000
      """,
      "calls.csv": """
      person_id,period_start,submitted_date,category,amount
      p1,2026-11-01,2026-11-09,call,420000
      p2,2026-11-01,2026-11-09,call,300000
      """,
      "activities.csv": """
      activity_id,date,kind,deal_id,account_id,person_id,direction
      x1,2026-11-12,meeting,d1,a1,p1,out
      x2,2026-11-05,email,d1,a1,p1,in
      x3,2026-09-20,call,d2,a2,p2,out
      x4,2026-11-10,meeting,d3,a3,p3,out
      x5,2026-10-30,email,d4,a4,p1,out
      x6,2026-11-13,call,d5,a5,p2,out
      x7,2026-11-02,email,d6,a6,p3,in
      """,
      "subscriptions.csv": """
      subscription_id,account_id,start_date,end_date,mrr,product
      s1,a1,2025-06-01,2026-06-01,10000,Core
      s2,a1,2026-06-01,,12000,Core
      s3,a2,2025-01-01,,8000,Core
      s4,a3,2025-02-01,2026-11-05,3000,Core
      s5,a4,2025-03-01,,2500,Core
      s6,a5,2026-11-03,,900,Core
      s7,a4,2026-11-10,,500,Insights
      """,
      "contracts.csv": """
      contract_id,account_id,start_date,end_date,annual_value,deal_id,renewal_deal_id
      c1,a1,2025-12-01,2026-11-30,144000,,r1
      c2,a2,2026-01-01,2026-12-31,96000,,
      c3,a4,2026-02-01,2027-01-31,30000,,r2
      """,
    ]
  }

  private static let deals = """
    deal_id,name,account_id,owner_id,stage,amount,created_date,close_date,closed_date,type,\
    source,product,next_step,next_step_date,contacts,lost_reason
    d1,Northwind Platform,a1,p1,Negotiation,400000,2026-05-04,2026-12-15,,new,inbound,Core,\
    Send contract,2026-11-20,4,
    d2,Contoso Platform,a2,p2,Proposal,310000,2026-04-01,2026-11-10,,new,outbound,Core,,,1,
    d3,Fabrikam EMEA,a3,p3,Proposal,120000,2026-07-15,2026-12-01,,new,event,Core,\
    Demo,2026-11-18,2,
    d4,Tailspin Upsell,a4,p1,Discovery,90000,2026-08-20,2027-01-20,,expansion,inbound,Insights,\
    ,,1,
    d5,Litware Migration,a5,p2,Discovery,45000,2026-10-05,2026-12-20,,new,partner,Core,\
    Call back,2026-11-17,3,
    d6,Coho Winery,a6,p3,Negotiation,60000,2026-06-10,2026-11-28,,new,inbound,Core,\
    Legal review,2026-11-01,2,
    d7,Northwind Analytics,a1,p1,Discovery,150000,2026-11-11,2027-03-15,,expansion,inbound,\
    Insights,Workshop,2026-11-25,2,
    w1,Contoso Add-on,a2,p2,Won,80000,2026-08-01,2026-11-06,2026-11-06,expansion,inbound,\
    Insights,,,3,
    w2,Litware Start,a5,p2,Won,40000,2026-09-01,2026-11-12,2026-11-12,new,event,Core,,,2,
    w3,Fabrikam Start,a3,p3,Won,70000,2026-05-01,2026-09-15,2026-09-15,new,outbound,Core,,,2,
    w4,Tailspin Start,a4,p1,Won,110000,2026-04-10,2026-10-20,2026-10-20,new,inbound,Core,,,2,
    w5,Coho Start,a6,p3,Won,30000,2026-06-05,2026-08-28,2026-08-28,new,event,Core,,,2,
    w6,Northwind Start,a1,p1,Won,200000,2026-02-10,2026-07-30,2026-07-30,new,outbound,Core,,,2,
    l1,Alpine Ski,a6,p3,Lost,55000,2026-07-01,2026-11-09,2026-11-09,new,outbound,Core,,,1,price
    l2,Proseware,a5,p2,Lost,65000,2026-05-20,2026-10-02,2026-10-02,new,inbound,Core,,,1,timing
    l3,Wingtip,a4,p1,Lost,25000,2026-06-15,2026-09-09,2026-09-09,new,event,Core,,,1,price
    r1,Northwind Renewal,a1,p1,Negotiation,150000,2026-09-01,2026-11-30,,renewal,,Core,\
    Sign,2026-11-28,3,
    r2,Tailspin Renewal,a4,p1,Lost,30000,2026-10-01,2026-11-01,2026-11-01,renewal,,Core,,,1,
    """

  private static let history = """
    deal_id,changed_at,field,old_value,new_value,changed_by
    d1,2026-06-10,stage,Discovery,Proposal,p1
    d1,2026-09-01,stage,Proposal,Negotiation,p1
    d1,2026-10-05,amount,450000,400000,p1
    d1,2026-11-12,close_date,2026-11-30,2026-12-15,p1
    d2,2026-05-20,stage,Discovery,Proposal,p2
    d2,2026-07-01,close_date,2026-08-31,2026-09-30,p2
    d2,2026-09-25,close_date,2026-09-30,2026-10-31,p2
    d2,2026-10-28,close_date,2026-10-31,2026-11-10,p2
    d3,2026-10-20,stage,Discovery,Proposal,p3
    d4,2026-11-11,close_date,2026-12-20,2027-01-20,p1
    d5,2026-11-13,amount,30000,45000,p2
    d6,2026-08-01,stage,Discovery,Proposal,p3
    d6,2026-09-15,stage,Proposal,Negotiation,p3
    d6,2026-11-10,owner_id,p2,p3,m1
    d7,2026-11-12,next_step,,Workshop,p1
    w1,2026-09-01,stage,Discovery,Proposal,p2
    w1,2026-10-10,stage,Proposal,Negotiation,p2
    w1,2026-11-06,stage,Negotiation,Won,p2
    w2,2026-09-20,stage,Discovery,Proposal,p2
    w2,2026-10-15,stage,Proposal,Negotiation,p2
    w2,2026-11-12,stage,Negotiation,Won,p2
    w3,2026-06-01,stage,Discovery,Proposal,p3
    w3,2026-08-01,stage,Proposal,Negotiation,p3
    w3,2026-09-15,stage,Negotiation,Won,p3
    w4,2026-05-10,stage,Discovery,Proposal,p1
    w4,2026-08-15,stage,Proposal,Negotiation,p1
    w4,2026-10-20,stage,Negotiation,Won,p1
    w5,2026-06-25,stage,Discovery,Proposal,p3
    w5,2026-08-01,stage,Proposal,Negotiation,p3
    w5,2026-08-28,stage,Negotiation,Won,p3
    w6,2026-03-10,stage,Discovery,Proposal,p1
    w6,2026-05-20,stage,Proposal,Negotiation,p1
    w6,2026-07-30,stage,Negotiation,Won,p1
    l1,2026-08-10,stage,Discovery,Proposal,p3
    l1,2026-11-09,stage,Proposal,Lost,p3
    l2,2026-10-02,stage,Discovery,Lost,p2
    l3,2026-09-09,stage,Discovery,Lost,p1
    r1,2026-10-15,stage,Proposal,Negotiation,p1
    r2,2026-11-01,stage,Discovery,Lost,p1
    """

  /// The company with some files replaced; an empty text takes a file away.
  package static func snapshot(_ changes: [String: String] = [:]) throws -> Snapshot {
    let all = files.merging(changes) { _, new in new }.filter { !$0.value.isEmpty }
    return try Fixture.snapshot(all)
  }
}
