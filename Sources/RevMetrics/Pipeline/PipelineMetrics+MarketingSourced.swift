import RevModel

extension MetricDefinition {
  /// What marketing brought of the pipeline created.
  static let pipelineMarketingSourced = MetricDefinition(
    .pipelineMarketingSourced, "Marketing-sourced share", .share, in: .pipeline, clock: .period,
    says: "which part of the pipeline created in the period came from marketing sources",
    formula: "marketing / created",
    counted:
      "deals created in the period and by the as-of day, as large as they are at the as-of "
      + "day; marketing: those whose source is one of the manifest's marketing_sources",
    leftOut: "deals of other sources count in the denominator only",
    sources: [
      "deals.amount", "deals.source", "deals.created_date", "revtop.yaml marketing_sources",
    ],
    terms: { facts in
      [
        Term("marketing", facts.pipeline.marketing.flatMap { .sum($0) }),
        Term("created", .sum(facts.pipeline.created)),
      ]
    },
    rows: { facts in
      guard facts.pipeline.marketing != nil else { return nil }
      let source = facts.context.snapshot.deals.source
      let names = Set(facts.context.snapshot.manifest.marketingSources ?? [])
      return facts.rows(
        facts.context.selection.created.filter { source[Int($0)].map(names.contains) ?? false })
    },
    omissions: { facts in
      let marketing = facts.pipeline.marketing?.count ?? 0
      return [Omission(facts.pipeline.created.count - marketing, "they came from other sources")]
    }
  ) { facts in
    facts.ask(.deals) {
      guard let marketing = facts.pipeline.marketing else {
        return .undefined("revtop.yaml has no marketing_sources")
      }
      guard facts.context.snapshot.deals.columns.has("source") else {
        return .undefined("deals.csv has no column source")
      }
      return .quotient(
        marketing, over: facts.pipeline.created, otherwise: "no pipeline was created in the period")
    }
  }
}
