// Every table of the format, column by column.
import RevBase
import RevIngest
import RevModel
import RevTesting
import Testing

private let deals = "deal_id,stage,created_date,close_date\nd1,Open,2026-01-01,2026-02-01\n"

private func load(
  _ files: [String: String]
) throws -> (snapshot: Snapshot, report: LoadReport) {
  try FixtureFolder(files.merging(["deals.csv": deals]) { own, _ in own }).load()
}

private func number(_ text: String) -> Int32 { Day(text)?.number ?? Day.unknownNumber }

@Suite("The table")
struct TableTests {
  @Test("deals.csv has all its columns")
  func dealTable() throws {
    let (snapshot, report) = try load([
      "deals.csv": """
      deal_id,name,account_id,owner_id,pipeline,stage,amount,currency,created_date,close_date,\
      closed_date,type,product,source,campaign,term_months,lost_reason,forecast_category,\
      probability,next_step,next_step_date,last_activity_date,contacts
      d1,"Big, one",a1,u1,New,Open,100.50,,2026-01-01,2026-03-01,,expansion,P,web,C1,12,,commit,\
      0.4,Call,2026-02-01,2026-01-15,3
      d2,,,,,Lost,,,2026-01-02,2026-03-02,2026-03-03,,,,,,price,,,Call,,,

      """
    ])
    let deals = snapshot.deals
    #expect(report.faults.isEmpty)
    #expect(deals.count == 2)
    #expect(deals.id[0] == "d1" && deals.id[1] == "d2")
    #expect(deals.name[0] == "Big, one" && deals.name.isBlank(1))
    #expect(deals.account == [0, -1] && deals.owner == [0, -1] && deals.pipeline == [0, -1])
    #expect(deals.stage == [0, 1])
    #expect(snapshot.stages.names.words == ["Open", "Lost"])
    #expect(snapshot.stages.pipelines.words == ["New"])
    #expect(deals.amount == [10_050, 0])
    #expect(deals.created == [number("2026-01-01"), number("2026-01-02")])
    #expect(deals.close == [number("2026-03-01"), number("2026-03-02")])
    #expect(deals.closed == [Day.unknownNumber, number("2026-03-03")])
    #expect(deals.kind == [1, 0])
    #expect(deals.product[0] == "P" && deals.product[1] == nil)
    #expect(deals.source[0] == "web" && deals.campaign[0] == "C1")
    #expect(deals.lostReason[0] == nil && deals.lostReason[1] == "price")
    #expect(deals.termMonths == [12, 0])
    #expect(deals.probability == [400_000_000, -1])
    #expect(deals.nextStep == [0, 0] && deals.nextSteps[0] == "Call")
    #expect(deals.nextStepDate == [number("2026-02-01"), Day.unknownNumber])
    #expect(deals.lastActivity == [number("2026-01-15"), Day.unknownNumber])
    #expect(deals.contacts == [3, -1])
    #expect(deals.line == [2, 3])
  }

  @Test("stages.csv is ordered by pipeline, then position, then file")
  func stageTable() throws {
    let (snapshot, report) = try load([
      "stages.csv": """
      stage,position,outcome,category,probability,qualified,pipeline
      Late,2,open,commit,0.8,TRUE,
      Open,1,open,closed,0.25,false,
      Won,3,won,closed,1,,
      Early,-1,open,odd,,maybe,Renewal
      Same,2,lost,omitted,,,
      """
    ])
    let stages = snapshot.stages
    #expect(stages.isLoaded)
    #expect((0..<5).map { stages.title($0) } == ["Open", "Late", "Same", "Won", "Early"])
    #expect(stages.rows.map(\.pipeline) == [-1, -1, -1, -1, 0])
    #expect(stages.rows.map(\.category) == [.pipeline, .commit, .omitted, .pipeline, .pipeline])
    #expect(stages.rows.map(\.qualified) == [false, true, true, true, true])
    #expect(stages.rows.map(\.probability) == [250_000_000, 800_000_000, -1, 1_000_000_000, -1])
    #expect(stages.rows.map(\.outcome) == [.open, .open, .lost, .won, .open])
    #expect(faults(report) == ["unreadable qualified 5 maybe"])
    #expect(report.warnings.map(\.kind) == ["unknown_words", "blank_amounts", "inferred_as_of"])
  }

  @Test("accounts.csv refers to itself and to people")
  func accountTable() throws {
    let (snapshot, _) = try load([
      "accounts.csv": """
      account_id,name,segment,region,industry,parent_id,owner_id,created_date,tier
      a1,One,SMB,EMEA,Steel,a2,u1,2020-01-01,gold
      a2,,,,,a9,,,
      """
    ])
    let accounts = snapshot.accounts
    #expect(accounts.knownCount == 2 && accounts.count == 3)
    #expect(accounts.ids[2] == "a9")
    #expect(accounts.parent == [1, 2] && accounts.owner == [0, -1])
    #expect(accounts.segment[0] == "SMB" && accounts.region[0] == "EMEA")
    #expect(accounts.industry[0] == "Steel" && accounts.tier[0] == "gold")
    #expect(accounts.segment[1] == nil)
    #expect(accounts.title(ofCode: 0) == "One" && accounts.title(ofCode: 1) == "a2")
    #expect(accounts.created == [number("2020-01-01"), Day.unknownNumber])
  }

  @Test("people.csv has roles as words and as what they mean")
  func peopleTable() throws {
    let (snapshot, report) = try load([
      "people.csv": """
      person_id,name,role,team,manager_id,hired_date,left_date
      u1,Ann,ae,West,u2,2020-01-01,
      u2,Bob,manager,West,,,2026-01-01
      u3,,boss,,u3,,
      u4,,,,,,
      """
    ])
    let people = snapshot.people
    #expect(people.role == [0, 3, 4, 5])
    #expect(people.roleWord[2] == "boss" && people.team[0] == "West")
    #expect(people.manager == [1, -1, 2, -1])
    #expect(people.isManager(1) && !people.isManager(0))
    #expect(
      people.left == [
        Day.unknownNumber, number("2026-01-01"), Day.unknownNumber, Day.unknownNumber,
      ])
    #expect(
      report.warnings.contains(
        .unknownWords(
          table: .people, column: "role", count: 1, words: [.init(word: "boss", count: 1)])))
  }

  @Test("quotas.csv, calls.csv, payouts.csv are about people")
  func peopleTables() throws {
    let (snapshot, report) = try load([
      "quotas.csv": """
      person_id,start_date,end_date,amount,full_amount,segment
      u1,2026-01-01,2026-03-31,1000,2000,SMB
      u2,2026-01-01,2026-03-31,500.5,,
      u3,2026-01-01,2026-03-31,,,
      """,
      "calls.csv": """
      person_id,period_start,submitted_date,category,amount
      u1,2026-01-01,2026-01-05,commit,10
      u1,2026-01-01,2026-01-06,best_case,20
      u1,2026-01-01,2026-01-07,call,30
      u1,2026-01-01,2026-01-08,guess,40
      u1,2026-01-01,2026-01-08,,40
      """,
      "payouts.csv": "person_id,start_date,end_date,paid,budget\nu1,2026-01-01,2026-01-31,5,\n"
        + "u1,2026-02-01,2026-02-28,6,7\n",
    ])
    let quotas = try #require(snapshot.quotas)
    #expect(quotas.amount == [100_000, 50_050] && quotas.fullAmount == [200_000, 50_050])
    #expect(quotas.segment[0] == "SMB" && quotas.segment[1] == nil)
    #expect(count(report, .quotas) == [3, 2, 0, 1])
    let calls = try #require(snapshot.calls)
    #expect(calls.category == [0, 1, 2, 3])
    #expect(calls.amount == [1000, 2000, 3000, 4000])
    #expect(count(report, .calls) == [5, 4, 0, 1])
    let payouts = try #require(snapshot.payouts)
    #expect(payouts.paid == [500, 600] && payouts.budget == [Int64.min, 700])
    #expect(snapshot.people.count == 2)
  }

  @Test("activities.csv is put in the order of date, then file", arguments: [true, false])
  func activityTable(_ isFar: Bool) throws {
    let last = isFar ? "9999-12-31" : "2026-01-09"
    let (snapshot, report) = try load([
      "activities.csv": """
      activity_id,date,kind,deal_id,account_id,person_id,direction
      1,\(last),call,d1,a1,u1,in
      2,2026-01-02T10:00:00Z,mail,d1,,,out
      3,2026-01-02,call,,,,sideways
      2,2026-01-01,call,,,,
      4,2026-01-01,,,,,
      """
    ])
    let activities = try #require(snapshot.activities)
    #expect(
      activities.date
        == [number("2026-01-01"), number("2026-01-02"), number("2026-01-02"), number(last)])
    #expect(activities.direction == [0, 2, 3, 1])
    #expect((0..<4).map { activities.kind[$0] } == [nil, "mail", "call", "call"])
    #expect(activities.deal == [-1, 0, -1, 0])
    #expect(activities.account == [-1, -1, -1, 0] && activities.person == [-1, -1, -1, 0])
    #expect(snapshot.links.activities(ofDeal: 0) == [1, 3])
    #expect(faults(report) == ["repeated_id activity_id 5 2"])
  }

  @Test("leads.csv keeps moments, and whether the hour is known")
  func leadTable() throws {
    let (snapshot, report) = try load([
      "revtop.yaml": "time_zone: America/New_York\nas_of: 2026-11-16",
      "leads.csv": """
      lead_id,created_at,source,campaign,segment,account_id,owner_id,score,first_response_at,\
      mql_date,sql_date,meeting_date,deal_id,disqualified_date
      l1,2026-11-01T01:30:00Z,web,C,SMB,a1,u1,79.9,2026-11-01,2026-11-02,2026-11-03,2026-11-04,d1,
      l2,2026-11-01,,,,,,,,,,,,2026-11-05
      l3,,,,,,,,,,,,,
      """,
    ])
    let leads = try #require(snapshot.leads)
    #expect(leads.created == [number("2026-10-31"), number("2026-11-01")])
    #expect(leads.createdAt == [1_793_496_600_000_000, 1_793_505_600_000_000])
    #expect(leads.createdIsDay == [false, true])
    #expect(leads.response == [number("2026-11-01"), Day.unknownNumber])
    #expect(leads.responseAt == [1_793_505_600_000_000, Instant.unknown])
    #expect(leads.responseIsDay == [true, false])
    #expect(leads.score == [79, Int32.min])
    #expect(leads.mql[0] == number("2026-11-02") && leads.sql[0] == number("2026-11-03"))
    #expect(leads.meeting[0] == number("2026-11-04") && leads.deal == [0, -1])
    #expect(leads.disqualified == [Day.unknownNumber, number("2026-11-05")])
    #expect(leads.source[0] == "web" && leads.campaign[0] == "C" && leads.segment[0] == "SMB")
    #expect(count(report, .leads) == [3, 2, 0, 1])
  }

  @Test("subscriptions.csv, contracts.csv, invoices.csv hold converted money")
  func customerTables() throws {
    let (snapshot, report) = try load([
      "revtop.yaml": "exchange_rates: {EUR: 1.1}",
      "subscriptions.csv": """
      subscription_id,account_id,start_date,end_date,mrr,currency,product,deal_id,\
      cancel_requested_date
      s1,a1,2026-01-01,2026-06-01,10,EUR,P,d1,2026-05-01
      s2,a1,2026-06-01,,12,,P,,
      s2,a1,2026-06-01,,12,,P,,
      """,
      "contracts.csv": """
      contract_id,account_id,start_date,end_date,annual_value,currency,deal_id,renewal_deal_id,\
      billing_start_date
      c1,a1,2026-01-01,2026-12-31,1000,EUR,d1,d7,2026-02-01
      c2,,2026-01-01,2026-12-31,1000,EUR,d1,d7,2026-02-01
      """,
      "invoices.csv": """
      invoice_id,account_id,issued_date,amount,currency,deal_id,due_date,paid_date,credited,kind
      i1,a1,2026-01-31,100,EUR,d1,2026-03-01,2026-02-20,10,recurring
      i2,a2,2026-01-31,-5,,,,,,one_off
      i3,a2,2026-01-31,5,,,,,,gift
      """,
    ])
    let subscriptions = try #require(snapshot.subscriptions)
    #expect(subscriptions.mrr == [1100, 1200] && subscriptions.deal == [0, -1])
    #expect(subscriptions.end == [number("2026-06-01"), Day.unknownNumber])
    #expect(subscriptions.cancelRequested == [number("2026-05-01"), Day.unknownNumber])
    #expect(subscriptions.id[1] == "s2" && subscriptions.product[0] == "P")
    #expect(count(report, .subscriptions) == [3, 2, 0, 1])
    let contracts = try #require(snapshot.contracts)
    #expect(contracts.annualValue == [110_000])
    #expect(contracts.deal == [0] && contracts.renewalDeal == [1])
    #expect(contracts.billingStart == [number("2026-02-01")])
    #expect(snapshot.deals.unknownIds == ["d7"])
    let invoices = try #require(snapshot.invoices)
    #expect(invoices.amount == [11_000, -500, 500] && invoices.credited == [1100, 0, 0])
    #expect(invoices.kind == [1, 2, 3] && invoices.account == [0, 1, 1])
    #expect(invoices.paid == [number("2026-02-20"), Day.unknownNumber, Day.unknownNumber])
    #expect(invoices.due[0] == number("2026-03-01") && invoices.id[2] == "i3")
  }

  @Test("onboarding.csv, health.csv, spend.csv, costs.csv")
  func otherTables() throws {
    let (snapshot, report) = try load([
      "onboarding.csv": "account_id,deal_id,kickoff_date,first_value_date,live_date\n"
        + "a1,d1,2026-01-02,2026-01-09,\na1,,,,2026-02-01\n",
      "health.csv": "account_id,date,score\na1,2026-01-02,87.5\na1,2026-01-02,good\n",
      "spend.csv": "date,channel,amount,currency,campaign\n2026-01-02,ads,9.99,,C\n,ads,1,,\n",
      "costs.csv": "month,category,amount\n2026-01-01,tools,5\n2026-01-01,rent,6\n2026-01-01,,7\n",
    ])
    let onboarding = try #require(snapshot.onboarding)
    #expect(onboarding.account == [0, 0] && onboarding.deal == [0, -1])
    #expect(onboarding.kickoff == [number("2026-01-02"), Day.unknownNumber])
    #expect(onboarding.firstValue[0] == number("2026-01-09"))
    #expect(onboarding.live == [Day.unknownNumber, number("2026-02-01")])
    let health = try #require(snapshot.health)
    #expect(health.score == [87] && health.date == [number("2026-01-02")])
    #expect(count(report, .health) == [2, 1, 0, 1])
    let spend = try #require(snapshot.spend)
    #expect(spend.amount == [999] && spend.channel[0] == "ads" && spend.campaign[0] == "C")
    let costs = try #require(snapshot.costs)
    #expect(costs.amount == [500, 600] && costs.category[1] == "rent")
    #expect(
      report.warnings.contains(
        .unknownWords(
          table: .costs, column: "category", count: 1, words: [.init(word: "rent", count: 1)])))
  }

  @Test("that is missing is nil, and one without rows is not")
  func missing() throws {
    let (snapshot, report) = try load(["quotas.csv": "person_id,start_date,end_date,amount"])
    #expect(snapshot.calls == nil && snapshot.history == nil && snapshot.leads == nil)
    #expect(snapshot.quotas?.count == 0)
    #expect(report[.quotas].isPresent && !report[.calls].isPresent)
  }
}
