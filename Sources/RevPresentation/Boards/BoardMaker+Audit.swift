import RevBase
import RevForecast
import RevMetrics
import RevModel

/// View F: every past week's forecast, held against what came.
extension BoardMaker {
  var audit: BoardModel {
    guard let audit = answers.audit else {
      return BoardModel(title: Self.auditTitle, note: "", left: missing(auditObstacle), right: [])
    }
    let days = Format.count(audit.rows.count, "as-of day")
    let periods = Format.count(Set(audit.rows.map(\.period.start)).count, "\(audit.cadence.word)")
    guard !audit.rows.isEmpty else {
      return BoardModel(
        title: Self.auditTitle, note: "",
        left: missing("no finished \(audit.cadence.word) was forecast yet: nothing to replay")
          + monthsHint(audit) + [figures(LineItems.auditMetrics)], right: [])
    }
    return BoardModel(
      title: Self.auditTitle, note: "\(days) of \(periods), as known on \(audit.asOf)",
      left: [figures(LineItems.auditMetrics)] + methodBlocks(audit) + weekBlocks(audit)
        + bandBlocks(audit),
      right: periodBlocks(audit) + callBlocks(audit) + dayBlocks(audit))
  }

  private static let auditTitle = "F Forecast audit"

  /// How to replay months where no quarter is over yet.
  private func monthsHint(_ audit: ForecastAudit) -> [BoardModel.Block] {
    guard audit.cadence == .quarters else { return [] }
    let month = presenter.engine.snapshot.manifest.fiscalCalendar.month(holding: audit.asOf)
    return [
      .note([
        .text("months can be replayed: "), .key(.pickPeriod),
        .text(" and type \(month.start)..\(month.end)"),
      ])
    ]
  }

  private var auditObstacle: String {
    if let progress = state.modelProgress {
      return "replaying the past: \(Format.percent(progress, digits: 0))"
    }
    return answers.now[.forecastP50].reason ?? "a forecast is made for a fiscal quarter or a month"
  }

  private func row(_ line: AuditLine, _ cells: [TableModel.Cell]) -> BoardModel.Row {
    BoardModel.Row(item: .audit(line), cells: cells, isSelected: selected == .audit(line))
  }

  private func percent(_ share: Double?) -> TableModel.Cell {
    cell(share.map { Format.percent($0) }, share == nil ? .missing : .text)
  }

  private func signed(_ share: Double?) -> TableModel.Cell {
    cell(share.map { ($0 > 0 ? "+" : "") + Format.percent($0) }, share == nil ? .missing : .text)
  }

  /// A column of words that say nothing when they are cut.
  private func whole(_ title: String, _ width: Int) -> TableModel.Column {
    TableModel.Column(
      title: title, isNumeric: false, minimum: width, ideal: width, flex: 0, priority: 0)
  }

  private func amount(_ units: Double?) -> TableModel.Cell {
    cell(units.map { Format.compact(units: $0) })
  }

  // MARK: - All days together

  private func methodBlocks(_ audit: ForecastAudit) -> [BoardModel.Block] {
    let rows = ForecastMethodName.allCases.compactMap { method -> BoardModel.Row? in
      guard let error = audit.methods[method], error.wape != nil else { return nil }
      return row(
        .method(method),
        [
          cell(method.title, method == .median ? .strong : .text), percent(error.wape),
          signed(error.bias), count(error.rows),
        ])
    }
    let range = audit.range
    let held =
      "\(range.inside) of \(range.rows) days between P10 and P90: "
      + "\(Format.percent(range.coverage ?? 0)), wanted 80%; "
      + "width \(Format.percent(range.relativeWidth ?? 0)) of what came"
    return [
      .heading("How far each method was off"),
      .grid(
        .init(
          columns: [
            text("Method", 36), number("WAPE", 7), number("Bias", 7), number("Days", 5),
          ], rows: rows, hasBars: false)),
      .note([.text(held)]),
      .note([.text("WAPE = sum of |said - came| / sum of came; bias keeps the sign", .dim)]),
    ]
  }

  private func weekBlocks(_ audit: ForecastAudit) -> [BoardModel.Block] {
    let others: [(ForecastMethodName, String)] = [
      (.stageWeek, "Stage"), (.pace, "Pace"), (.lastPeriod, "Last"), (.weightedDue, "CRM"),
      (.call, "Call"),
    ].filter { audit.methods[$0.0]?.wape != nil }
    let rows = audit.weeks.map { week in
      row(
        .week(week.week),
        [cell(week.week == 0 ? "before" : "\(week.week)"), percent(week.errors[.median]?.wape)]
          + others.map { percent(week.errors[$0.0]?.wape) } + [
            share(week.range.coverage), share(week.range.relativeWidth), count(week.range.rows),
          ])
    }
    return [
      .heading("WAPE by week of the \(audit.cadence.word), and how the range held"),
      .grid(
        .init(
          columns: [text("Week", 6), number("P50", 6)]
            + others.enumerated().map { number($0.element.1, 6, priority: 5 - $0.offset) } + [
              number("Held", 5), number("Width", 5, priority: 1), number("Days", 4),
            ], rows: rows, hasBars: false)),
    ]
  }

  private func bandBlocks(_ audit: ForecastAudit) -> [BoardModel.Block] {
    let rows = audit.bands.filter { $0.rows > 0 }.map { band in
      row(
        .band(band.from),
        [
          cell("\(band.from)-\(band.from + 10)"), percent(band.mean), percent(band.share),
          cell("\(band.landed) of \(band.rows)", band.rows < 20 ? .dim : .text),
        ])
    }
    return [
      .heading("What the confidence said, and how often it landed within 10%"),
      .grid(
        .init(
          columns: [
            text("Confidence", 10), number("Said", 7), number("Landed", 7),
            number("Days", 10),
          ], rows: rows, hasBars: false)),
    ]
  }

  // MARK: - One by one

  private func periodBlocks(_ audit: ForecastAudit) -> [BoardModel.Block] {
    let rows = audit.periods.reversed().map { line in
      row(
        .period(line.period.start),
        [
          cell(line.period.label), amount(line.forecast), amount(line.actual),
          percent(line.accuracy), signed(line.variance.map { -$0 }),
          cell(line.isRestated ? "restated since" : "", .dim),
        ])
    }
    return [
      .heading("Forecast of the day before each \(audit.cadence.word)"),
      .grid(
        .init(
          columns: [
            text("Period", 10), number("Said", 7), number("Came", 7), number("Accuracy", 8),
            number("Off", 7), text("", 14),
          ], rows: rows, hasBars: false)),
    ]
  }

  private func callBlocks(_ audit: ForecastAudit) -> [BoardModel.Block] {
    guard audit.callsReason == nil else {
      return [.heading("Submitted calls by person")] + missing(audit.callsReason)
    }
    let rows = audit.calls.map { call in
      let words = call.lasting > 0 ? "high 3 times" : call.lasting < 0 ? "low 3 times" : ""
      return row(
        .caller(call.person),
        [
          cell(presenter.person(call.person, state), .name), signed(call.error.bias),
          percent(call.error.wape), count(call.periods), cell(words, .watch),
        ])
    }
    return [
      .heading("Submitted calls by person"),
      .grid(
        .init(
          columns: [
            text("Person", 18, flex: 1), number("Bias", 7), number("WAPE", 7),
            number("Periods", 7, priority: 1), text("", 13),
          ], rows: rows, hasBars: false)),
    ]
  }

  private func dayBlocks(_ audit: ForecastAudit) -> [BoardModel.Block] {
    let rows = audit.rows.reversed().map { day in
      row(
        .day(day.asOf),
        [
          cell("\(day.asOf)", .dim), cell(day.period.label), amount(day.p10), amount(day.p50),
          amount(day.p90), amount(day.actual),
          cell(
            day.isInside ? "held" : day.actual < day.p10 ? "below" : "above",
            day.isInside ? .good : .watch), cell(Format.fixed(day.confidence * 100)),
          amount(day.call),
        ])
    }
    return [
      .heading("Every as-of day, latest first; drill shows the cockpit of that day"),
      .grid(
        .init(
          columns: [
            whole("As of", 10), whole("Period", 10), number("P10", 7, priority: 1),
            number("P50", 7), number("P90", 7, priority: 1), number("Came", 7), text("", 6),
            number("Conf", 4, priority: 2), number("Call", 7, priority: 3),
          ], rows: rows, hasBars: false)),
    ]
  }
}
