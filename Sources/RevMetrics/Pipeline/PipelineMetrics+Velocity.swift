import RevModel

extension MetricDefinition {
  /// What the pipeline brings in a day.
  static let pipelineVelocity = MetricDefinition(
    .pipelineVelocity, "Pipeline velocity", .moneyPerDay, in: .pipeline, clock: .trailing,
    says:
      "how much the pipeline turns into bookings in a day, at the win rate, deal size and "
      + "cycle of the last year",
    formula:
      "open_deals * (won / (won + lost)) * (won_amount / won) / max(1, cycle_days / cycles)",
    counted: "all open deals of the slicers; deals won and lost in the 365 days to E",
    leftOut: "cycles of deals that closed before they were created",
    better: .higher,
    sources: ["deals.amount", "deals.stage", "deals.created_date", "deals.closed_date"],
    terms: { facts in
      let pipeline = facts.pipeline
      return [
        Term("open_deals", .count(pipeline.openAll.count)),
        Term("won", .count(pipeline.wonTrailing.count)),
        Term("lost", .count(facts.context.selection.count(.lostTrailing))),
        Term("won_amount", .sum(pipeline.wonTrailing)),
        Term("cycle_days", .count(pipeline.cycleTrailing.days)),
        Term("cycles", .count(pipeline.cycleTrailing.cycles)),
      ]
    },
    omissions: { facts in
      [
        Omission(
          facts.pipeline.wonTrailing.count - facts.pipeline.cycleTrailing.cycles,
          "they closed before they were created")
      ]
    }
  ) { facts in
    facts.ask(.deals) {
      let pipeline = facts.pipeline
      let (won, lost) = (pipeline.wonTrailing, facts.context.selection.count(.lostTrailing))
      let cycle = pipeline.cycleTrailing
      guard won.count > 0 else { return .undefined("no deal was won in the year") }
      guard cycle.cycles > 0 else { return .undefined("no won deal of the year has a cycle") }
      guard won.money != nil else { return .undefined(Total.tooLarge) }
      // open x won/(won+lost) x amount/won, over the mean cycle, as one fraction.
      let top = Int128(pipeline.openAll.count) * won.cents
      let closed = Int128(won.count + lost)
      let (days, deals) = (Int128(cycle.days), Int128(cycle.cycles))
      if days < deals { return Measure(.fraction(cents: top, over: closed)) }
      return Measure(.fraction(cents: top * deals, over: closed * days))
    }
  }
}
