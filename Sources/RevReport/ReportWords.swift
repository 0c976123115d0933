import RevBase
import RevMetrics
import RevPresentation

/// One number of a table: its words, and how it changed against the same week of the period before.
struct ReportRow {
  var label: String
  var value: String
  var change: String
  var note: String
  var tone: Tone
}

/// Words that all forms of the report share.
struct ReportWords {
  let report: WeeklyReport

  var currency: String { report.heading.currency }

  func money(_ money: Money) -> String { Format.compact(money, in: currency) }

  func signed(_ money: Money) -> String {
    let text = self.money(money)
    return money.cents > 0 ? "+" + text : text
  }

  /// `FY2027-Q4, 2026-11-01 to 2027-01-31, week 3 of 14`.
  var period: String {
    let period = report.heading.period
    return "\(period.label), \(period.start) to \(period.end), \(report.heading.week)"
  }

  var slicers: String {
    report.heading.slicers.isEmpty
      ? "the whole company" : report.heading.slicers.joined(separator: "; ")
  }

  /// The head of the column of changes.
  static let change = "against the same week of the period before"

  /// The rows of the first table.
  var numbers: [ReportRow] {
    rows([
      .bookingsQuota, .bookingsWon, .bookingsGap, .forecastCommit, .forecastBestCase,
      .forecastCall, .forecastP10, .forecastP50, .forecastP90, .forecastAttainProbability,
      .forecastConfidence, .forecastAccuracy,
    ])
  }

  /// Numbers of the pipeline that say whether there is enough of it.
  var pipeline: [ReportRow] {
    rows([
      .pipelineOpen, .pipelineCoverage, .pipelineVelocity, .winRateCount, .dealAverageWon,
      .cycleMedian, .pipelineCreated, .pipelinePastDue, .pipelineStaleShare, .pipelinePushed,
    ])
  }

  var retention: [ReportRow] {
    rows([
      .retentionNRR, .retentionGRR, .retentionLogoChurn, .retentionARR, .retentionCustomers,
      .retentionScheduledChurn, .renewalsDue, .renewalsCoverage, .renewalsUncovered,
    ])
  }

  private func rows(_ ids: [MetricID]) -> [ReportRow] {
    ids.compactMap { id in
      guard let figure = report.figure(id) else { return nil }
      // A score stands on no axis here that would say how far it goes.
      let isScore = MetricCatalog.definition(id)?.unit == .score && figure.number != nil
      let note = [figure.word, figure.wish, figure.reason ?? ""]
        .filter { !$0.isEmpty }.joined(separator: "; ")
      return ReportRow(
        label: figure.label, value: isScore ? "\(figure.value) of 100" : figure.value,
        change: figure.change, note: note,
        tone: figure.tone)
    }
  }

  func percent(_ share: Double) -> String { Format.percent(share, digits: 0) }

  /// `23 of 94 deals are at risk; $1.3M is missing against a clean record`.
  var atRisk: String {
    let deals = report.deals
    guard deals.atRisk.count > 0 else {
      return "none of \(Format.count(deals.considered, "deal")) is at risk"
    }
    let verb = deals.atRisk.count == 1 ? "is" : "are"
    return "\(Format.count(deals.atRisk.count)) of \(Format.count(deals.considered, "deal")) "
      + "\(verb) at risk; \(money(deals.atRisk.amount)) is missing against a clean record, of "
      + "\(money(deals.exposed)) that they bring when they are won"
  }

  func due(_ entry: WeeklyReport.Entry) -> String {
    guard let due = entry.due else { return "" }
    return entry.isLate ? "\(due), late" : "\(due)"
  }

  /// `41K to 95K, middle 68K`, or why there is no size.
  func size(_ action: WeeklyReport.Action) -> String {
    guard let mid = action.mid, let low = action.low, let high = action.high else {
      return "not sized"
    }
    return low == high ? money(mid) : "\(money(mid)) (\(money(low)) to \(money(high)))"
  }

  var actionsNote: String {
    let actions = report.actions
    var text = "together worth \(money(actions.claimed)), every deal's money counted once"
    if actions.more > 0 { text += "; \(Format.count(actions.more)) more are not listed" }
    return text
  }
}
