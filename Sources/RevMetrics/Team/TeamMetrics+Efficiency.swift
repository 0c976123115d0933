import RevBase
import RevModel

// What pay, selling and marketing cost against what they bring.

extension MetricDefinition {
  static let compPayoutRatio = MetricDefinition(
    .compPayoutRatio, "Payout against budget", .share, in: .team, clock: .period,
    says: "how much of the budget for variable pay was paid",
    formula: "paid / budget",
    counted: "payouts that have a budget, prorated by day from the period's start to E",
    leftOut: "payouts without a budget", better: .neither,
    sources: ["payouts.paid", "payouts.budget", "payouts.start_date", "payouts.end_date"],
    terms: { facts in
      let known = facts.context.obstacle(.payouts) == nil
      let pay = CostFacts.pay(facts.context)
      return [
        Term("paid", known ? .money(pay.paid) : nil),
        Term("budget", known ? .money(pay.budget) : nil),
      ]
    },
    measure: { facts in
      .unless(facts.context.obstacle(.payouts)) {
        let pay = CostFacts.pay(facts.context)
        return .ratio(
          pay.paid, over: pay.budget, otherwise: "no payout of the period by E has a budget")
      }
    })

  static let compCostOfSales = MetricDefinition(
    .compCostOfSales, "Cost-of-sales ratio", .share, in: .team, clock: .period,
    says: "what selling cost for each unit of bookings won",
    formula: "costs / won",
    counted: "costs of category sales from the period's start to E, months prorated by day; won in "
      + "the period",
    leftOut: "other categories of costs", better: .lower,
    sources: ["costs.amount", "costs.month", "deals.amount"],
    terms: { facts in
      let known = facts.context.obstacle(.costs, .deals) == nil
      return [
        Term("costs", known ? .money(CostFacts.inPeriod(["sales"], facts.context)) : nil),
        Term("won", known ? .money(CostFacts.won(facts.context)) : nil),
      ]
    },
    measure: { facts in
      .unless(facts.context.obstacle(.costs, .deals)) {
        .ratio(
          CostFacts.inPeriod(["sales"], facts.context), over: CostFacts.won(facts.context),
          otherwise: "nothing was won in the period by E")
      }
    })

  static let efficiencyCAC = MetricDefinition(
    .efficiencyCAC, "Acquisition cost", .money, in: .team, clock: .period,
    says: "what it cost to win one new customer",
    formula: "costs / new_logos",
    counted: "costs of sales and marketing from the period's start to E; accounts whose first won "
      + "deal of any type closed in the period and is of type new",
    leftOut: "deals without an account; customers who bought before", better: .lower,
    sources: ["costs.amount", "deals.account_id", "deals.type", "deals.closed_date"],
    terms: { facts in
      let known = facts.context.obstacle(.costs, .deals) == nil
      let costs = CostFacts.inPeriod(["sales", "marketing"], facts.context)
      return [
        Term("costs", known ? .money(costs) : nil),
        Term("new_logos", known ? .count(CostFacts.newLogos(facts).count) : nil),
      ]
    },
    rows: { facts in
      guard facts.context.obstacle(.costs, .deals) == nil else { return nil }
      let logos = CostFacts.newLogos(facts)
      let known = Int32(facts.context.snapshot.accounts.knownCount)
      return logos.allSatisfy { $0 < known } ? RowSet(.accounts, rows: logos) : nil
    },
    measure: { facts in
      .unless(facts.context.obstacle(.costs, .deals)) {
        let logos = CostFacts.newLogos(facts).count
        guard logos > 0 else { return .undefined("no new customer was won in the period by E") }
        let costs = CostFacts.inPeriod(["sales", "marketing"], facts.context)
        return Measure(.fraction(cents: Int128(costs.cents), over: Int128(logos)))
      }
    })

  static let efficiencyCACPayback = MetricDefinition(
    .efficiencyCACPayback, "CAC payback", .months, in: .team, clock: .period,
    says: "the months of gross profit from new customers that pay for winning them",
    formula: "costs / (new_mrr * gross_margin)",
    counted: "costs of sales and marketing from the period's start to E; the new MRR of the "
      + "period's movement; the manifest's gross margin",
    leftOut: "expansion and reactivation", better: .lower, threshold: .atMost("cac_payback"),
    sources: ["costs.amount", "subscriptions.mrr", "revtop.yaml gross_margin"],
    terms: { facts in
      let known = facts.context.obstacle(.costs, .subscriptions) == nil
      let costs = CostFacts.inPeriod(["sales", "marketing"], facts.context)
      return [
        Term("costs", known ? .money(costs) : nil),
        Term("new_mrr", known ? .money(facts.retention.movement.new.amount) : nil),
        Term(
          "gross_margin",
          facts.context.snapshot.manifest.grossMargin.map { .real(Double($0) / 1e9) }),
      ]
    },
    measure: { facts in
      .unless(facts.context.obstacle(.costs, .subscriptions)) {
        guard facts.context.question.hasBegun else { return .undefined(Reason.notBegun) }
        guard let margin = facts.context.snapshot.manifest.grossMargin else {
          return .undefined(Reason.noMargin)
        }
        let new = facts.retention.movement.new.amount
        guard new.cents != 0, margin != 0 else {
          return .undefined("the period brought no new MRR by E")
        }
        let costs = CostFacts.inPeriod(["sales", "marketing"], facts.context)
        return Measure(.real(Exact.quotient(costs.cents, over: new.cents, billionths: margin)))
      }
    })

  static let efficiencyPipelinePerSpend = MetricDefinition(
    .efficiencyPipelinePerSpend, "Pipeline per unit of spend", .multiple, in: .team,
    clock: .period,
    says: "how much pipeline each unit of marketing spend created",
    formula: "sourced / spend",
    counted: "pipeline created in the period by deals whose source is one of the manifest's "
      + "marketing_sources; spend from the period's start to E",
    leftOut: "deals from other sources", better: .higher,
    sources: ["deals.source", "deals.amount", "spend.amount", "revtop.yaml marketing_sources"],
    terms: { facts in
      let known = facts.spendObstacle == nil
      return [
        Term("sourced", CostFacts.marketingSourced(facts.context).map { .money($0) }),
        Term(
          "spend", known ? .money(Money(cents: SpendFacts(facts.context).total)) : nil),
      ]
    },
    measure: { facts in
      .unless(facts.spendObstacle) {
        .ratio(
          CostFacts.marketingSourced(facts.context) ?? .zero,
          over: Money(cents: SpendFacts(facts.context).total),
          otherwise: "nothing was spent in the period by E")
      }
    })

  static let efficiencyStackShare = MetricDefinition(
    .efficiencyStackShare, "Tool spend", .share, in: .team, clock: .trailing,
    says: "what a year of tools costs for each unit of ARR",
    formula: "costs / arr",
    counted: "costs of category tools in T, months prorated by day; ARR at E",
    leftOut: "other categories of costs", better: .lower, threshold: .atMost("stack_share"),
    sources: ["costs.amount", "costs.month", "subscriptions.mrr"],
    terms: { facts in
      let known = facts.context.obstacle(.costs, .subscriptions) == nil
      return [
        Term("costs", known ? .money(facts.toolCosts) : nil),
        Term("arr", known ? .money(facts.retention.arr) : nil),
      ]
    },
    measure: { facts in
      .unless(facts.context.obstacle(.costs, .subscriptions)) {
        .ratio(
          facts.toolCosts, over: facts.retention.arr,
          otherwise: "there is no recurring revenue on \(facts.context.question.end)")
      }
    })
}

extension Facts {
  fileprivate var toolCosts: Money {
    let trailing = context.question.trailing
    return CostFacts.costs(["tools"], from: trailing.start, to: trailing.end, context)
  }

  fileprivate var spendObstacle: String? {
    if let reason = context.obstacle(.deals, .spend) { return reason }
    if !context.snapshot.deals.columns.has("source") { return "deals.csv has no column source" }
    return context.snapshot.manifest.marketingSources == nil
      ? "revtop.yaml has no marketing_sources" : nil
  }
}
