// The files of a sample as a format: headers, sizes, quoting, days, references.

import Foundation
import RevBase
import RevSample
import Testing

@Suite("The sample's files")
struct SampleFormatTests {
  let sample: GeneratedSnapshot

  init() throws { sample = try GeneratedSnapshot.shared.get() }

  /// As the format's description lists them.
  static let headers: [SampleTable: String] = [
    .stages: "stage position outcome category probability qualified pipeline",
    .deals:
      "deal_id name account_id owner_id pipeline stage amount currency created_date close_date closed_date type product source campaign term_months lost_reason forecast_category probability next_step next_step_date last_activity_date contacts",
    .dealHistory: "deal_id changed_at field old_value new_value changed_by",
    .accounts: "account_id name segment region industry parent_id owner_id created_date tier",
    .people: "person_id name role team manager_id hired_date left_date",
    .quotas: "person_id start_date end_date amount full_amount segment",
    .calls: "person_id period_start submitted_date category amount",
    .activities: "activity_id date kind deal_id account_id person_id direction",
    .leads:
      "lead_id created_at source campaign segment account_id owner_id score first_response_at mql_date sql_date meeting_date deal_id disqualified_date",
    .subscriptions:
      "subscription_id account_id start_date end_date mrr currency product deal_id cancel_requested_date",
    .contracts:
      "contract_id account_id start_date end_date annual_value currency deal_id renewal_deal_id billing_start_date",
    .invoices:
      "invoice_id account_id issued_date amount currency deal_id due_date paid_date credited kind",
    .onboarding: "account_id deal_id kickoff_date first_value_date live_date",
    .spend: "date channel amount currency campaign",
    .costs: "month category amount currency",
    .payouts: "person_id start_date end_date paid budget",
    .health: "account_id date score",
  ]

  @Test(arguments: SampleTable.allCases)
  func everyTableHasTheFormatsHeaderAndRowsOfItsWidth(table: SampleTable) throws {
    let rows = try sample.rows(table)
    let expected = try #require(Self.headers[table]).split(separator: " ").map(String.init)
    #expect(rows.header == expected)
    #expect(rows.cells.count > 0)
    #expect(rows.cells.allSatisfy { $0.count == expected.count })
    let reported = try #require(sample.report.tables.first { $0.table == table })
    #expect(reported.rows == rows.cells.count)
    #expect(reported.bytes == sample.files[table.fileName]?.count)
  }

  @Test func fifteenHundredDealsStayUnderFourMegabytes() throws {
    #expect(sample.report.deals == 1_500)
    #expect(try sample.rows(.deals).cells.count == 1_500)
    #expect(sample.files.values.reduce(0) { $0 + $1.count } < 4_000_000)
  }

  @Test func textWithCommasAndQuotesIsQuoted() throws {
    let names = try sample.rows(.accounts).column("name")
    #expect(names.contains { $0.hasSuffix(", Inc.") })
    let steps = try sample.rows(.deals).column("next_step")
    #expect(steps.contains("Align on scope \"phase 1\""))
    #expect(try sample.text("deals.csv").contains("\"Align on scope \"\"phase 1\"\"\""))
  }

  @Test func noFactLiesAfterTheAsOfDay() throws {
    let facts: [(SampleTable, [String])] = [
      (.deals, ["created_date", "closed_date", "last_activity_date"]),
      (.dealHistory, ["changed_at"]), (.accounts, ["created_date"]),
      (.people, ["hired_date", "left_date"]), (.quotas, ["start_date"]),
      (.calls, ["submitted_date", "period_start"]), (.activities, ["date"]),
      (
        .leads,
        [
          "created_at", "first_response_at", "mql_date", "sql_date", "meeting_date",
          "disqualified_date",
        ]
      ),
      (.subscriptions, ["start_date", "cancel_requested_date"]),
      (.invoices, ["issued_date", "paid_date"]),
      (.onboarding, ["kickoff_date", "first_value_date", "live_date"]), (.spend, ["date"]),
      (.costs, ["month"]), (.payouts, ["start_date", "end_date"]), (.health, ["date"]),
    ]
    for (table, columns) in facts {
      let rows = try sample.rows(table)
      for column in columns {
        let latest = try rows.column(column).filter { !$0.isEmpty }.map { $0.prefix(10) }.max()
        let day = try #require(latest, "\(table) has no \(column)")
        #expect(day <= sample.asOf, "\(table).\(column)")
      }
    }
  }

  @Test func whatSubscriptionsEndLaterThanTheAsOfDayWasCancelled() throws {
    let rows = try sample.rows(.subscriptions)
    let cancelled = try rows.column("cancel_requested_date")
    for (end, request) in zip(try rows.column("end_date"), cancelled) where end > sample.asOf {
      #expect(!request.isEmpty)
    }
    #expect(cancelled.contains { !$0.isEmpty })
  }

  @Test func everyDayIsADayAndEveryTimestampAMinuteThatExists() throws {
    for table in SampleTable.allCases {
      let rows = try sample.rows(table)
      for name in rows.header where name.hasSuffix("_date") || name == "date" || name == "month" {
        for cell in try rows.column(name) where !cell.isEmpty {
          #expect(Day(cell) != nil, "\(table).\(name): \(cell)")
        }
      }
    }
    for cell in try sample.rows(.dealHistory).column("changed_at") {
      let hour = try #require(Int(cell.dropFirst(11).prefix(2)))
      let day = try #require(Day(cell.prefix(10)))
      #expect((8...20).contains(hour) && day.weekday < 5, "\(cell)")
    }
    // Hours that a change of clocks could skip would be no moments at all.
    for cell in try sample.rows(.leads).column("created_at") {
      #expect(try #require(Int(cell.dropFirst(11).prefix(2))) >= 5)
    }
  }

  @Test func idsAreUniqueAndReferencesAreKnown() throws {
    var known: [String: Set<String>] = [:]
    for (table, column) in [
      (SampleTable.deals, "deal_id"), (.accounts, "account_id"), (.people, "person_id"),
      (.leads, "lead_id"), (.activities, "activity_id"), (.subscriptions, "subscription_id"),
      (.contracts, "contract_id"), (.invoices, "invoice_id"),
    ] {
      let ids = try sample.rows(table).column(column)
      known[column] = Set(ids)
      #expect(known[column]?.count == ids.count, "\(table)")
    }
    let aliases = [
      "owner_id": "person_id", "manager_id": "person_id", "changed_by": "person_id",
      "parent_id": "account_id", "renewal_deal_id": "deal_id",
    ]
    for table in SampleTable.allCases {
      let rows = try sample.rows(table)
      for column in rows.header {
        guard let ids = known[aliases[column] ?? column] else { continue }
        for cell in try rows.column(column) where !cell.isEmpty && cell != "Q-INBOUND" {
          #expect(ids.contains(cell), "\(table).\(column): \(cell)")
        }
      }
    }
  }

  @Test func everyStageIsListedForItsPipelineAndEveryWordIsOfItsList() throws {
    let stages = try sample.rows(.stages)
    let keys = Set(
      zip(try stages.column("pipeline"), try stages.column("stage")).map { "\($0)|\($1)" })
    #expect(keys.count == stages.cells.count)
    let deals = try sample.rows(.deals)
    for (pipeline, stage) in zip(try deals.column("pipeline"), try deals.column("stage")) {
      #expect(keys.contains("\(pipeline)|\(stage)"))
    }
    let words = Set(["omitted", "pipeline", "best_case", "commit", "closed"])
    #expect(Set(try deals.column("forecast_category")).isSubset(of: words))
    #expect(Set(try deals.column("type")) == ["new", "expansion", "renewal"])
    #expect(Set(try deals.column("currency")) == ["USD", "EUR", "GBP"])
    #expect(Set(try sample.rows(.calls).column("category")) == ["commit", "best_case", "call"])
    #expect(Set(try sample.rows(.activities).column("direction")) == ["in", "out"])
    #expect(Set(try sample.rows(.invoices).column("kind")) == ["recurring", "one_off"])
    #expect(
      Set(try sample.rows(.people).column("role")).isSuperset(of: ["ae", "sdr", "csm", "manager"]))
  }

  @Test func channelsAreTheManifestsMarketingSources() throws {
    let manifest = try sample.text("revtop.yaml")
    let channels = Set(try sample.rows(.spend).column("channel"))
    #expect(channels == ["inbound", "event", "paid search", "content", "webinar"])
    #expect(
      manifest.contains("marketing_sources: [inbound, event, paid search, content, webinar]"))
    #expect(Set(try sample.rows(.leads).column("source")).isSuperset(of: channels))
  }

  @Test func theReadmeNamesTheCommandAndTheRows() throws {
    let text = try sample.text("README.md")
    #expect(
      text.contains(
        "revtop sample --deals 1500 --seed 1 --as-of 2026-11-16 --months 36 --out DIR"))
    #expect(text.contains("| [deals.csv](deals.csv) | 1,500 |"))
  }
}
