import RevBase
import RevMetrics
import RevModel
import RevRisk

/// What is said about a line that is no number of the book.
struct ItemWords {
  let item: Item
  let context: AnswerContext
  let model: RiskModel?
  let masksNames: Bool

  var says: String {
    switch item {
    case .metric(let id): id.rawValue
    case .stage: "open deals of the period that stand in this stage"
    case .deal:
      "the chance that this deal is won by the period's end: base and points add up to it"
    case .atRisk:
      "deals due by the period's end whose chance is less than half of what a clean record would "
        + "give them, or that have a hard flag with money behind it"
    case .action: "the rows behind this action"
    case .line: "a line of this view"
    case .aging: "open deals by days since they were created"
    case .week: "deals that were created in this week"
    case .mrr(let line): mrrWords(line)
    case .renewals(let days): "contracts that end within \(days) days of the as-of day"
    case .month: "retention at the end of this month"
    case .riskFlag(let flag): "deals due by the period's end with this flag: \(flag.rule)"
    case .bucket(let step): "what the movement counts as: \(step.title.lowercased())"
    case .source: "deals of the period that came from this source"
    case .channel: "what was spent on this channel in the period"
    case .owner: "open deals of the period of this owner"
    case .contribution: "what an open deal adds to the expected landing"
    case .audit: "what was said about past periods, and what came"
    case .anomaly: "a number that is beyond its own past, or past its threshold"
    }
  }

  var formula: String? {
    switch item {
    case .stage, .aging, .week, .source, .owner: "sum of amount"
    case .channel: "sum of amount of spend"
    case .bucket: "sum of what each deal adds"
    case .mrr: "12 x change of MRR of each account"
    case .renewals: "sum of annual_value"
    case .deal: "base + points of each reason"
    case .atRisk, .riskFlag:
      "sum of amount when won x (chance with a clean record - chance)"
    case .metric, .month, .action, .line, .anomaly, .contribution, .audit: nil
    }
  }

  func values(_ currency: String) -> [ExplainModel.Line] {
    switch item {
    case .stage(let row):
      return StageTableWords(context).line(row).map { .init("", $0) }
    case .deal(let row):
      guard let model else { return [.init("", "learning from the history", .missing)] }
      guard let risk = model.risk(ofDeal: Int(row)) else {
        return [.init("", "not an open deal of a type that is modelled", .missing)]
      }
      return lines(risk, model, currency)
    case .atRisk, .riskFlag:
      guard let model else { return [.init("", "learning from the history", .missing)] }
      if case .rules(let words) = model.mode { return [.init("Mode", words, .warning)] }
      return []
    default: return []
    }
  }

  private func lines(
    _ risk: DealRisk, _ model: RiskModel, _ currency: String
  ) -> [ExplainModel.Line] {
    let text = RiskText(risk: risk, currency: currency, masksNames: masksNames)
    var lines: [ExplainModel.Line] = []
    for part in text.parts {
      lines.append(.init(part.points, part.seen, part.tone))
      if !part.rest.isEmpty { lines.append(.init("", part.rest, .dim)) }
    }
    lines.append(
      .init("= \(risk.chancePercent)%", "won by the end of \(model.period.label)", .strong))
    lines += text.outlook.map { .init($0.label, $0.text) }
    if let words = risk.modeWords { lines.append(.init("Mode", words, .warning)) }
    return lines
  }

  var leftOut: String? {
    switch item {
    case .atRisk, .riskFlag: "open deals that are due after the period"
    case .stage, .owner: "deals that close outside of the period, omitted deals"
    case .deal: "nothing: every open deal of a type that is modelled has a chance"
    case .aging: "deals of another age, omitted deals; the close date does not matter"
    case .week, .source: "deals that were created at another time, omitted deals"
    case .channel: "what was spent at another time or on another channel"
    case .bucket: "deals that did not change in this way"
    case .mrr: "accounts whose recurring revenue did not change in this way"
    case .renewals: "contracts that end later, or have ended; the type slicer is not applied"
    case .metric, .month, .action, .line, .anomaly, .contribution, .audit: nil
    }
  }

  /// The columns that it is read from.
  var source: String? {
    switch item {
    case .stage: "deals.amount, deals.stage, deals.close_date"
    case .aging: "deals.amount, deals.created_date"
    case .week: "deals.amount, deals.created_date"
    case .source: "deals.amount, deals.source, deals.created_date"
    case .owner: "deals.amount, deals.owner_id, deals.close_date"
    case .atRisk, .riskFlag, .deal: "deals, deal_history, activities"
    case .channel: "spend.amount, spend.channel, spend.date"
    case .bucket: "deals, deal_history"
    case .mrr: "subscriptions.mrr, subscriptions.start_date, subscriptions.end_date"
    case .renewals: "contracts.annual_value, contracts.end_date"
    case .metric, .month, .action, .line, .anomaly, .contribution, .audit: nil
    }
  }

  private func mrrWords(_ line: MRRLine) -> String {
    switch line {
    case .start: "recurring revenue a year on the day before the period"
    case .new: "recurring revenue of accounts that never had any before"
    case .reactivation: "recurring revenue of accounts that came back"
    case .expansion: "what accounts pay more than before the period"
    case .contraction: "what accounts pay less than before the period"
    case .churn: "what accounts paid that pay nothing any more"
    case .end: "recurring revenue a year at the end"
    }
  }
}

/// What the stage table says about one stage.
private struct StageTableWords {
  let lines: [StageLine]

  init(_ context: AnswerContext) { lines = Facts(context).stages.lines }

  func line(_ row: Int) -> [String] {
    guard let line = lines.first(where: { $0.row == row }) else { return [] }
    var result: [String] = []
    if let advanced = line.advanced, let lost = line.lost {
      let rate = line.conversion.map { " = \(Format.percent($0))" } ?? ", too few to say"
      result.append(
        "conversion: \(advanced) advanced / (\(advanced) + \(lost) lost)\(rate), last 365 days")
    }
    if let entered = line.entered { result.append("entered in the last 365 days: \(entered)") }
    if let days = line.medianDays { result.append("median length of a stay: \(Format.days(days))") }
    if let age = line.medianAge {
      result.append("median age of today's deals: \(Format.days(age))")
    }
    if line.isBottleneck { result.append("the bottleneck: lowest conversion of all stages") }
    return result
  }
}
