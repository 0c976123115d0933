import RevBase
import RevModel

/// The metrics of this folder in the order of the book.
enum FunnelMetrics {
  static let definitions: [MetricDefinition] = [
    .funnelLeads, .funnelMQL, .funnelSQL, .funnelMeetings, .funnelOpportunities, .funnelWon,
    .funnelLeadToMQL, .funnelMQLToSQL, .funnelSQLToOpportunity, .funnelOpportunityToWon,
    .funnelLeadToWon, .funnelLeadToMeeting, .funnelMeetingToOpportunity, .funnelResponseSLA,
    .funnelHotUntouched,
  ]

  /// Fills the tables that belong to the group.
  static func fillTables(_ facts: Facts, into tables: inout BookTables) {
    tables.sources = SourceTable.answer(facts)
    tables.channels = ChannelTable.answer(facts)
  }
}

extension MetricDefinition {
  fileprivate static let leftOut =
    "leads created outside of the period or after A; dates after A have not happened"

  /// A count of leads that reached a step.
  fileprivate static func step(
    _ id: MetricID, _ title: String, _ steps: Reached, says: String, counted: String,
    sources: [String], value: @escaping @Sendable (LeadSteps) -> Int
  ) -> MetricDefinition {
    MetricDefinition(
      id, title, .count, in: .funnel, clock: .period, says: says, formula: "count(leads)",
      counted: counted, leftOut: leftOut, better: .higher,
      sources: ["leads.created_at"] + sources,
      rows: { facts in
        guard facts.funnel.obstacle == nil, let leads = LeadView(facts.context) else { return nil }
        return RowSet(.leads, rows: leads.rows(reaching: steps))
      },
      measure: { facts in
        .unless(facts.funnel.obstacle) { Measure(.count(value(facts.funnel.steps))) }
      })
  }

  static let funnelLeads = step(
    .funnelLeads, "Leads", [], says: "the leads that came in during the period",
    counted: "leads created in the period and by A", sources: [], value: \.leads)

  static let funnelMQL = step(
    .funnelMQL, "Marketing-qualified leads", .mql,
    says: "leads of the period that marketing found good enough",
    counted: "leads of the period with an mql_date by A, or any later step",
    sources: ["leads.mql_date"], value: \.mql)

  static let funnelSQL = step(
    .funnelSQL, "Sales-qualified leads", .sql,
    says: "leads of the period that sales accepted",
    counted: "leads of the period with an sql_date by A, or any later step",
    sources: ["leads.sql_date"], value: \.sql)

  static let funnelMeetings = step(
    .funnelMeetings, "Meetings", .meeting, says: "leads of the period that had a meeting",
    counted: "leads of the period with a meeting_date by A", sources: ["leads.meeting_date"],
    value: \.meetings)

  static let funnelOpportunities = step(
    .funnelOpportunities, "Opportunities", .opportunity,
    says: "leads of the period that became a deal",
    counted: "leads of the period whose deal exists at A", sources: ["leads.deal_id"],
    value: \.opportunities)

  static let funnelWon = step(
    .funnelWon, "Won leads", .won, says: "leads of the period whose deal is won",
    counted: "leads of the period whose deal is in a won stage at A",
    sources: ["leads.deal_id", "deals.stage"], value: \.won)

  /// A step over the step before.
  fileprivate static func rate(
    _ id: MetricID, _ title: String, says: String, of top: String, over bottom: String,
    reaching steps: Reached, counted: String, none: String,
    value: @escaping @Sendable (LeadSteps) -> (Int, Int)
  ) -> MetricDefinition {
    MetricDefinition(
      id, title, .share, in: .funnel, clock: .period, says: says, formula: "\(top) / \(bottom)",
      counted: counted, leftOut: leftOut, better: .higher,
      sources: [
        "leads.mql_date", "leads.sql_date", "leads.meeting_date", "leads.deal_id", "deals.stage",
      ],
      terms: { facts in
        guard facts.funnel.obstacle == nil else { return [Term(top, nil), Term(bottom, nil)] }
        let (reached, all) = value(facts.funnel.steps)
        return [Term(top, .count(reached)), Term(bottom, .count(all))]
      },
      rows: { facts in
        guard facts.funnel.obstacle == nil, let leads = LeadView(facts.context) else { return nil }
        return RowSet(.leads, rows: leads.rows(reaching: steps))
      },
      measure: { facts in
        .unless(facts.funnel.obstacle) {
          let (reached, all) = value(facts.funnel.steps)
          return .ratio(reached, over: all, otherwise: none)
        }
      })
  }

  private static let noLeads = "no lead was created in the period by A"

  static let funnelLeadToMQL = rate(
    .funnelLeadToMQL, "Lead to MQL", says: "the share of leads that marketing found good enough",
    of: "mql", over: "leads", reaching: .mql, counted: "leads of the period", none: noLeads
  ) { ($0.mql, $0.leads) }

  static let funnelMQLToSQL = rate(
    .funnelMQLToSQL, "MQL to SQL", says: "the share of marketing's leads that sales accepted",
    of: "sql", over: "mql", reaching: .sql, counted: "leads of the period that are MQL or later",
    none: "no lead of the period is an MQL"
  ) { ($0.sql, $0.mql) }

  static let funnelSQLToOpportunity = rate(
    .funnelSQLToOpportunity, "SQL to opportunity",
    says: "the share of accepted leads that became a deal",
    of: "opportunities", over: "sql", reaching: .opportunity,
    counted: "leads of the period that are SQL or later", none: "no lead of the period is an SQL"
  ) { ($0.opportunities, $0.sql) }

  static let funnelOpportunityToWon = rate(
    .funnelOpportunityToWon, "Opportunity to won",
    says: "the share of the deals from leads that are won", of: "won", over: "opportunities",
    reaching: .won, counted: "leads of the period with a deal",
    none: "no lead of the period became a deal"
  ) { ($0.won, $0.opportunities) }

  static let funnelLeadToWon = rate(
    .funnelLeadToWon, "Lead to won", says: "the share of leads that became a won deal",
    of: "won", over: "leads", reaching: .won, counted: "leads of the period", none: noLeads
  ) { ($0.won, $0.leads) }

  static let funnelLeadToMeeting = rate(
    .funnelLeadToMeeting, "Lead to meeting", says: "the share of leads that had a meeting",
    of: "meetings", over: "leads", reaching: .meeting, counted: "leads of the period",
    none: noLeads
  ) { ($0.meetings, $0.leads) }

  static let funnelMeetingToOpportunity = rate(
    .funnelMeetingToOpportunity, "Meeting to opportunity",
    says: "the share of leads with a meeting that became a deal", of: "both", over: "meetings",
    reaching: [.meeting, .opportunity],
    counted: "leads of the period with a meeting; both are those that have a deal as well",
    none: "no lead of the period had a meeting"
  ) { ($0.metOpportunities, $0.meetings) }
}
