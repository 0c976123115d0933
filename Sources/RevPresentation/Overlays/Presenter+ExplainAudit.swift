import RevBase
import RevForecast
import RevMetrics
import RevModel

extension Presenter {
  /// How a line of the audit was made: formula, the same with its sums, denominator.
  func explanation(
    of line: AuditLine, _ context: AnswerContext, _ state: AppState?
  ) -> ExplainModel {
    var model = ExplainModel(
      title: state.map { title(of: .audit(line), $0) } ?? "", value: "", lines: [], top: 0,
      rows: nil)
    guard let audit = analyst.audit(for: context.question) else {
      model.lines = [.init("Undefined", "learning from the history", .missing)]
      return model
    }
    let words = AuditWords(audit)
    switch line {
    case .method(let method):
      if let error = audit.methods[method] { model.lines = words.method(method, error) }
    case .week(let number):
      if let week = audit.weeks.first(where: { $0.week == number }) {
        model.lines = words.week(week)
      }
    case .band(let from):
      if let band = audit.bands.first(where: { $0.from == from }) { model.lines = words.band(band) }
    case .period(let start):
      if let period = audit.periods.first(where: { $0.period.start == start }) {
        model.lines = words.period(period)
        model.rows = "the cockpit of that day"
      }
    case .caller(let person):
      if let call = audit.calls.first(where: { $0.person == person }) {
        model.lines = words.call(call)
      }
    case .day(let day):
      if let row = audit.rows.first(where: { $0.asOf == day }) {
        model.lines = words.day(row)
        model.rows = "the cockpit of that day"
      }
    }
    model.lines.append(
      .init(
        "Replayed",
        "every weekly day of every finished \(audit.cadence.word) as known on \(audit.asOf); a "
          + "forecast knows nothing that is dated after its own day"))
    if !context.question.slicers.values.filter({ $0.key != .type }).isEmpty {
      model.lines.append(.init("Slicers", "the audit is of the whole company", .watch))
    }
    return model
  }
}

/// The words of the audit's lines.
private struct AuditWords {
  let audit: ForecastAudit

  init(_ audit: ForecastAudit) { self.audit = audit }

  private func money(_ units: Double) -> String {
    Format.full(Money(cents: Int64(units.rounded(.toNearestOrEven)) * 100))
  }

  private func errors(_ error: MethodError) -> [ExplainModel.Line] {
    let wape = error.wape.map { Format.percent($0, digits: 2) } ?? Format.missing
    let bias = error.bias.map { Format.percent($0, digits: 2) } ?? Format.missing
    return [
      .init("WAPE", "sum of |said - came| / sum of came", .strong),
      .init(
        "", "\(money(error.absolute)) / \(money(error.denominator)) = \(wape)", .strong),
      .init("Bias", "sum of (said - came) / sum of came"),
      .init("", "\(money(error.signed)) / \(money(error.denominator)) = \(bias)"),
      .init("Counted", Format.count(error.rows, "as-of day") + " on which it had a value"),
    ]
  }

  func method(_ method: ForecastMethodName, _ error: MethodError) -> [ExplainModel.Line] {
    let says =
      switch method {
      case .median: "P50 of the forecast"
      case .stageWeek:
        "booked, plus open amounts times the share that the same stage brought from the same week "
          + "of past periods, plus what new deals brought"
      case .pace: "booked, plus the mean of what the last four periods still booked from here"
      case .lastPeriod: "what the period before booked"
      case .weightedDue:
        "booked, plus amounts of open deals due in the period times the CRM's chances"
      case .weightedAll: "booked, plus amounts of all open deals times the CRM's chances"
      case .call: "the latest submitted calls, added up"
      }
    return [.init("What it says", says)] + errors(error)
  }

  func week(_ week: ForecastAudit.Week) -> [ExplainModel.Line] {
    var lines: [ExplainModel.Line] = []
    if let error = week.errors[.median] { lines += errors(error) }
    lines.append(
      .init(
        "Held",
        "\(week.range.inside) of \(week.range.rows) days lay between P10 and P90 = "
          + Format.percent(week.range.coverage ?? 0)))
    lines.append(
      .init("Width", "P90 - P10 over what came: \(Format.percent(week.range.relativeWidth ?? 0))"))
    for method in ForecastMethodName.allCases where method != .median {
      guard let error = week.errors[method], let wape = error.wape else { continue }
      lines.append(
        .init(
          "", "\(method.title): WAPE \(Format.percent(wape)) of \(Format.count(error.rows, "day"))",
          .dim))
    }
    return lines
  }

  func band(_ band: ReliabilityBand) -> [ExplainModel.Line] {
    [
      .init(
        "What it says",
        "of the days on which the confidence was \(band.from) to \(band.from + 10), how many landed "
          + "within 10% of P50"),
      .init("Formula", "landed / days", .strong),
      .init(
        "",
        "\(band.landed) / \(band.rows) = \(Format.percent(band.share ?? 0)); said "
          + Format.percent(band.mean ?? 0), .strong),
    ]
  }

  func period(_ line: ForecastAudit.PeriodLine) -> [ExplainModel.Line] {
    guard let said = line.forecast, let accuracy = line.accuracy else {
      return [.init("Undefined", "nothing was forecast yet on the day before", .missing)]
    }
    return [
      .init("What it says", "P50 of \(line.period.start - 1) against what the period booked"),
      .init("Formula", "max(0, 1 - |came - said| / came)", .strong),
      .init(
        "",
        "1 - |\(money(line.actual)) - \(money(said))| / \(money(line.actual)) = "
          + Format.percent(accuracy), .strong),
      .init(
        "Restated",
        line.isRestated
          ? "what was booked has changed by more than 1% since the period's last day" : "no"),
    ]
  }

  func call(_ call: ForecastAudit.CallBias) -> [ExplainModel.Line] {
    let lasting =
      call.lasting > 0
      ? "too high in each of the last three periods"
      : call.lasting < 0 ? "too low in each of the last three periods" : "no lasting side"
    return [
      .init(
        "What it says",
        "the person's latest call on each as-of day against what they, or the people below them, "
          + "booked in \(Format.count(call.periods, "period"))")
    ] + errors(call.error) + [.init("Side", lasting)]
  }

  func day(_ row: ForecastAudit.Row) -> [ExplainModel.Line] {
    var lines: [ExplainModel.Line] = [
      .init(
        "What it says",
        "said on \(row.asOf), \(row.daysLeft) days before the end of \(row.period.label)"),
      .init(
        "Range",
        "P10 \(money(row.p10)), P50 \(money(row.p50)), P90 \(money(row.p90)); "
          + "\(money(row.actual)) came: \(row.isInside ? "held" : "missed")", .strong),
      .init("Confidence", "\(Format.fixed(row.confidence * 100)) of 100"),
    ]
    for method in ForecastMethodName.allCases {
      guard let said = row[method], row.actual > 0 else { continue }
      let off = (said - row.actual) / row.actual
      lines.append(
        .init(
          "", "\(method.title): \(money(said)), off by \(off > 0 ? "+" : "")\(Format.percent(off))",
          .dim))
    }
    return lines
  }
}
