import RevModel

// How fast leads are answered.

extension MetricDefinition {
  static let funnelResponseSLA = MetricDefinition(
    .funnelResponseSLA, "Response in time", .share, in: .funnel, clock: .period,
    says: "the share of leads that got their first answer within the promised hours",
    formula: "in_time / answerable",
    counted: "leads of the period that were answered by A, or whose response_sla_hours ran out by "
      + "the end of A",
    leftOut: "leads whose creation or answer is a bare day without an hour; leads that still have "
      + "time",
    better: .higher,
    sources: ["leads.created_at", "leads.first_response_at", "revtop.yaml response_sla_hours"],
    terms: { facts in
      let (funnel, known) = (facts.funnel, facts.funnel.obstacle == nil)
      return [
        Term("in_time", known ? .count(funnel.answeredInTime) : nil),
        Term("answerable", known ? .count(funnel.answerable) : nil),
      ]
    },
    rows: { facts in facts.answerableLeads },
    measure: { facts in
      .unless(facts.funnel.obstacle) {
        .ratio(
          facts.funnel.answeredInTime, over: facts.funnel.answerable,
          otherwise: "no lead of the period has an answer, or its time ran out, with known hours")
      }
    })

  static let funnelHotUntouched = MetricDefinition(
    .funnelHotUntouched, "Hot leads untouched", .count, in: .funnel, clock: .asOf,
    says: "good leads that have waited for an answer for longer than promised",
    formula: "count(leads)",
    counted: "leads of any creation day by A with at least hot_lead_score, without an answer by A "
      + "and older than response_sla_hours at the end of A",
    leftOut: "disqualified leads", better: .lower,
    sources: [
      "leads.score", "leads.created_at", "leads.first_response_at", "leads.disqualified_date",
      "revtop.yaml hot_lead_score",
    ],
    rows: { facts in facts.hotLeads },
    measure: { facts in
      .unless(facts.funnel.obstacle) { Measure(.count(facts.funnel.hotUntouched)) }
    })
}

extension Facts {
  fileprivate var answerableLeads: RowSet? {
    guard funnel.obstacle == nil, let leads = LeadView(context) else { return nil }
    let rows = leads.rows(reaching: []).filter { leads.answer(Int($0)) != .unknown }
    return RowSet(.leads, rows: rows)
  }

  fileprivate var hotLeads: RowSet? {
    guard funnel.obstacle == nil, let leads = LeadView(context) else { return nil }
    let hot = Int32(clamping: context.snapshot.manifest.hotLeadScore)
    let rows = (0..<leads.table.count).filter { row in
      let score = leads.table.score[row]
      return score >= hot && score != Int32.min && leads.passes(row) && leads.isUntouched(row)
    }
    return RowSet(.leads, rows: rows.map { Int32($0) })
  }
}
