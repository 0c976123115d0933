import RevBase
import RevForecast
import RevMetrics
import RevModel
import RevPresentation

/// What `revtop forecast --audit` prints: every past week's forecast against what came.
struct AuditDocument {
  let audit: ForecastAudit
  let question: Question
  let snapshot: Snapshot

  private static let columns = [
    "as_of", "period", "week", "days_left", "p10", "p50", "p90", "confidence", "stage_week", "pace",
    "last_period", "weighted_due", "weighted_all", "call", "actual", "held",
  ]

  // MARK: - JSON

  var json: JSON {
    var members = KPIDocument.header(question, snapshot)
    members += [
      JSON.Member("formula", .string(ForecastAudit.formula)),
      JSON.Member("days", .int(audit.rows.count)),
      JSON.Member("methods", errors(audit.methods)),
      JSON.Member("range", range(audit.range)),
      JSON.Member(
        "weeks",
        .array(
          audit.weeks.map { week in
            [
              "week": .int(week.week), "methods": errors(week.errors), "range": range(week.range),
            ]
          })),
      JSON.Member(
        "confidence",
        .array(
          audit.bands.filter { $0.rows > 0 }.map { band in
            [
              "from": .int(band.from), "to": .int(band.from + 10), "days": .int(band.rows),
              "landed": .int(band.landed), "said": .real(band.mean), "share": .real(band.share),
            ]
          })),
      JSON.Member("periods", .array(audit.periods.map(period))),
      JSON.Member("calls", .array(audit.calls.map(call))),
    ]
    if let reason = audit.callsReason {
      members.append(JSON.Member("calls_reason", .string(reason)))
    }
    members.append(JSON.Member("rows", .array(audit.rows.map(row))))
    return .object(members)
  }

  private func errors(_ errors: [ForecastMethodName: MethodError]) -> JSON {
    .object(
      ForecastMethodName.allCases.compactMap { method in
        guard let error = errors[method], error.wape != nil else { return nil }
        return JSON.Member(
          method.rawValue,
          [
            "wape": .real(error.wape), "bias": .real(error.bias), "days": .int(error.rows),
            "denominator": ForecastDocument.units(error.denominator),
          ])
      })
  }

  private func range(_ range: RangeRecord) -> JSON {
    [
      "coverage": .real(range.coverage), "inside": .int(range.inside), "days": .int(range.rows),
      "width": .real(range.relativeWidth),
    ]
  }

  private func period(_ line: ForecastAudit.PeriodLine) -> JSON {
    [
      "period": .string(line.period.label), "forecast": ForecastDocument.units(line.forecast),
      "actual": ForecastDocument.units(line.actual), "accuracy": .real(line.accuracy),
      "variance": .real(line.variance), "restated": .bool(line.isRestated),
    ]
  }

  private func call(_ call: ForecastAudit.CallBias) -> JSON {
    [
      "person_id": .string(snapshot.people.ids[Int(call.person)]), "name": .string(call.name),
      "periods": .int(call.periods), "days": .int(call.error.rows),
      "bias": .real(call.error.bias), "wape": .real(call.error.wape),
      "lasting": .int(call.lasting),
    ]
  }

  private func row(_ row: ForecastAudit.Row) -> JSON {
    func units(_ value: Double?) -> JSON { ForecastDocument.units(value) }
    return [
      "as_of": .day(row.asOf), "period": .string(row.period.label), "week": .int(row.week),
      "days_left": .int(row.daysLeft), "p10": units(row.p10), "p50": units(row.p50),
      "p90": units(row.p90), "confidence": .real(row.confidence),
      "stage_week": units(row.stageWeek), "pace": units(row.pace),
      "last_period": units(row.lastPeriod), "weighted_due": units(row.weightedDue),
      "weighted_all": units(row.weightedAll), "call": units(row.call),
      "actual": units(row.actual), "held": .bool(row.isInside),
    ]
  }

  // MARK: - CSV

  var csv: String {
    ([Self.columns] + audit.rows.map(cells)).map { CSVText.line($0) + "\n" }.joined()
  }

  private func cells(_ row: ForecastAudit.Row) -> [String] {
    func units(_ value: Double?) -> String {
      value.map { "\(Money(cents: Int64(($0 * 100).rounded(.toNearestOrEven))))" } ?? ""
    }
    return [
      "\(row.asOf)", row.period.label, "\(row.week)", "\(row.daysLeft)", units(row.p10),
      units(row.p50), units(row.p90), "\(row.confidence)", units(row.stageWeek), units(row.pace),
      units(row.lastPeriod), units(row.weightedDue), units(row.weightedAll), units(row.call),
      units(row.actual), row.isInside ? "1" : "0",
    ]
  }

  // MARK: - Text

  private func percent(_ share: Double?) -> String {
    share.map { PlainText.decimal($0 * 100, digits: 1) + "%" } ?? "n/a"
  }

  private func amount(_ units: Double?) -> String {
    units.map { PlainText.amount(Money(cents: Int64(($0 * 100).rounded(.toNearestOrEven)))) }
      ?? "n/a"
  }

  var text: String {
    guard !audit.rows.isEmpty else {
      return "no finished \(audit.cadence.word) was forecast yet: nothing to replay\n"
    }
    return [
      methodText, weekText, bandText, periodText, callText, rowText,
    ].joined(separator: "\n")
  }

  private var methodText: String {
    var table = TextTable([
      .init("method"), .init("WAPE", .right), .init("bias", .right), .init("as-of days", .right),
    ])
    for method in ForecastMethodName.allCases {
      guard let error = audit.methods[method], error.wape != nil else { continue }
      table.rows.append([
        method.title, percent(error.wape), percent(error.bias), "\(error.rows)",
      ])
    }
    let periods = Set(audit.rows.map(\.period.start)).count
    return Headline.text(question, snapshot)
      + "audit of \(audit.rows.count) as-of days in \(periods) finished \(audit.cadence.word)s\n\n"
      + table.text + "\n\(audit.range.inside) of \(audit.range.rows) days landed between P10 and "
      + "P90 (\(percent(audit.range.coverage)), wanted 80%); width "
      + "\(percent(audit.range.relativeWidth)) of what came\n\(ForecastAudit.formula)\n"
  }

  private var weekText: String {
    let methods = ForecastMethodName.allCases.filter { audit.methods[$0]?.wape != nil }
    var table = TextTable(
      [.init("week")] + methods.map { .init($0.rawValue, .right) } + [
        .init("coverage", .right), .init("width", .right), .init("days", .right),
      ])
    for week in audit.weeks {
      table.rows.append(
        [week.week == 0 ? "before" : "\(week.week)"]
          + methods.map { percent(week.errors[$0]?.wape) } + [
            percent(week.range.coverage), percent(week.range.relativeWidth), "\(week.range.rows)",
          ])
    }
    return table.text
  }

  private var bandText: String {
    var table = TextTable([
      .init("confidence"), .init("said", .right), .init("landed within 10%", .right),
      .init("days", .right),
    ])
    for band in audit.bands where band.rows > 0 {
      table.rows.append([
        "\(band.from)-\(band.from + 10)", percent(band.mean), percent(band.share),
        "\(band.landed) of \(band.rows)",
      ])
    }
    return table.text
  }

  private var periodText: String {
    var table = TextTable([
      .init("period"), .init("P50 the day before", .right), .init("came", .right),
      .init("accuracy", .right), .init(""),
    ])
    for line in audit.periods {
      table.rows.append([
        line.period.label, amount(line.forecast), amount(line.actual), percent(line.accuracy),
        line.isRestated ? "restated since by more than 1%" : "",
      ])
    }
    return table.text
  }

  private var callText: String {
    if let reason = audit.callsReason { return "submitted calls: \(reason)\n" }
    var table = TextTable([
      .init("submitted calls of", limit: 30), .init("bias", .right), .init("WAPE", .right),
      .init("periods", .right), .init(""),
    ])
    for call in audit.calls {
      table.rows.append([
        call.name, percent(call.error.bias), percent(call.error.wape), "\(call.periods)",
        call.lasting > 0
          ? "too high three times running" : call.lasting < 0 ? "too low three times running" : "",
      ])
    }
    return table.text
  }

  private var rowText: String {
    var table = TextTable([
      .init("as of"), .init("period"), .init("week", .right), .init("P10", .right),
      .init("P50", .right), .init("P90", .right), .init("came", .right), .init(""),
      .init("confidence", .right), .init("call", .right),
    ])
    for row in audit.rows {
      table.rows.append([
        "\(row.asOf)", row.period.label, "\(row.week)", amount(row.p10), amount(row.p50),
        amount(row.p90), amount(row.actual), row.isInside ? "held" : "missed",
        PlainText.decimal(row.confidence * 100, digits: 0), amount(row.call),
      ])
    }
    return table.text
  }
}
