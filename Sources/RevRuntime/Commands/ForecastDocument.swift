import RevBase
import RevForecast
import RevMetrics
import RevModel
import RevPresentation

/// What `revtop forecast` prints: the range, its split, and the tables of rates and factors.
struct ForecastDocument {
  let forecast: Forecast
  let readout: Readout
  let change: ForecastChange?
  let models: [ForecastModel]
  let ahead: Int
  let snapshot: Snapshot

  private static let ids: [MetricID] = [
    .forecastP10, .forecastP50, .forecastP90, .bookingsQuota, .forecastAttainProbability,
    .forecastConfidence, .forecastAccuracy,
  ]

  // MARK: - JSON

  var json: JSON {
    var members = KPIDocument.header(readout.question, snapshot)
    let metrics = Self.ids.compactMap { id -> JSON.Member? in
      MetricCatalog.definition(id).map {
        JSON.Member(id.rawValue, KPIDocument.measure(readout[id], $0.unit))
      }
    }
    members.append(JSON.Member("metrics", .object(metrics)))
    members.append(JSON.Member("won", .money(forecast.won)))
    if case .unknown(let reason) = forecast.outlook {
      members.append(JSON.Member("reason", .string(reason)))
    }
    members.append(JSON.Member("weighted_pipeline", .money(forecast.weightedPipeline)))
    members.append(JSON.Member("confidence_words", .string(forecast.confidenceWords)))
    members.append(JSON.Member("remarks", .array(forecast.remarks.map { .string($0) })))
    members.append(JSON.Member("split", forecast.landing.map(split) ?? .null))
    members.append(JSON.Member("range", forecast.landing.map(range) ?? .null))
    members.append(JSON.Member("cross_check", forecast.landing.map(crossCheck) ?? .null))
    members.append(JSON.Member("change", change.map(Self.change) ?? .null))
    members.append(
      JSON.Member(
        "following",
        .array(
          forecast.following.map { later in
            [
              "period": .string(later.period.label), "start": .day(later.period.start),
              "end": .day(later.period.end), "p10": Self.units(later.p10),
              "p50": Self.units(later.p50), "p90": Self.units(later.p90),
              "expected": .money(later.expected),
            ]
          })))
    members.append(
      JSON.Member(
        "accuracy_periods",
        .array(
          forecast.accuracyPeriods.map { line in
            [
              "period": .string(line.period.label), "forecast": Self.units(line.forecast),
              "actual": Self.units(line.actual), "accuracy": .real(line.accuracy),
            ]
          })))
    members += tables
    return .object(members)
  }

  private func split(_ landing: Landing) -> JSON {
    [
      "won": .money(forecast.won), "open": .money(landing.expectedOpen),
      "new": .money(landing.expectedNew),
      "expected": .money(forecast.won + landing.expectedOpen + landing.expectedNew),
      "stages": .array(
        landing.stages.map { part in
          [
            "stage": .string(part.stage), "deals": .int(part.count),
            "amount": .money(part.amount), "expected": .money(part.expected),
          ]
        }),
    ]
  }

  private func range(_ landing: Landing) -> JSON {
    let mean = landing.rest.mean
    let error = max(0, landing.rest.variance - landing.luck)
    return [
      "rest_mean": .real(mean), "rest_variance": .real(landing.rest.variance),
      "luck_variance": .real(landing.luck),
      "relative_error": .real(mean > 0 ? error.squareRoot() / mean : nil),
      "share_of_company": .real(landing.share),
    ]
  }

  private func crossCheck(_ landing: Landing) -> JSON {
    [
      "pace": Self.units(landing.pace), "last_period": Self.units(landing.lastPeriod),
      "pace_weight": .real(landing.paceWeight), "open_factor": .real(landing.openFactor),
      "new_factor": .real(landing.newFactor),
    ]
  }

  private static func change(_ change: ForecastChange) -> JSON {
    [
      "from": .day(change.from), "to": .day(change.to), "before": .money(change.before),
      "won": .money(change.won), "moved": .money(change.moved),
      "lost_of_moved": .money(change.lost),
      "new": .money(change.new), "time_passed": .money(change.timePassed),
      "after": .money(change.after),
    ]
  }

  private var tables: [JSON.Member] {
    let rates = models.flatMap { $0.rateLines() }
    let factors = models.flatMap { $0.factorLines() }
    return [
      JSON.Member(
        "rates",
        .array(
          rates.map { line in
            [
              "stage": .string(line.stage), "age": .string(line.age),
              "deal_days": .int(line.dealDays), "won": .int(line.won), "lost": .int(line.lost),
              "moved": .int(line.moved), "won_per_day": .real(line.wonPerDay),
              "lost_per_day": .real(line.lostPerDay), "moved_per_day": .real(line.movedPerDay),
              "won_by_end": .real(line.wonByEnd),
            ]
          })),
      JSON.Member(
        "weeks",
        .array(
          models.flatMap { $0.weekLines() }.map { line in
            [
              "weeks_left": .int(line.weeksLeft), "won": .real(line.won), "lost": .real(line.lost),
              "moved": .real(line.moved),
            ]
          })),
      JSON.Member(
        "factors",
        .array(
          factors.map { line in
            [
              "factor": .string(line.factor.title), "level": .string(line.level),
              "log_odds": .real(line.logOdds), "odds_ratio": .real(line.oddsRatio),
              "won": .real(line.observed), "expected": .real(line.expected),
            ]
          })),
      JSON.Member("intercept", .array(models.map { .real($0.intercept) })),
      JSON.Member(
        "realisation",
        .array(
          models.flatMap { $0.realisationLines() }.map { line in
            ["stage": .string(line.stage), "ratio": .real(line.ratio)]
          })),
      JSON.Member("created_per_day", .array(models.map { .real($0.createdPerDay) })),
    ]
  }

  /// Units of currency with two digits behind the point.
  static func units(_ value: Double?) -> JSON {
    .money(value.map { Money(cents: Int64(($0 * 100).rounded(.toNearestOrEven))) })
  }

  // MARK: - Text

  var text: String {
    let currency = snapshot.manifest.currency
    var out = Headline.text(readout.question, snapshot) + "\n"
    var numbers = TextTable([.init("number"), .init("value", .right), .init("", limit: 120)])
    for id in Self.ids {
      guard let definition = MetricCatalog.definition(id) else { continue }
      var (value, note) = PlainText.measure(readout[id], definition.unit, currency: currency)
      if id == .forecastConfidence, forecast.confidence.value != nil {
        note = forecast.confidenceWords
      }
      numbers.rows.append([definition.title, value, note])
    }
    out += numbers.text
    for remark in forecast.remarks { out += TextGate.line(remark) + "\n" }
    guard let landing = forecast.landing else { return out }
    out += "\n" + splitText(landing)
    if let change { out += "\n" + changeText(change) }
    if !forecast.following.isEmpty { out += "\n" + followingText }
    return out + "\n" + ratesText + "\n" + factorsText
  }

  private func amount(_ units: Double) -> String {
    PlainText.amount(Money(cents: Int64((units * 100).rounded(.toNearestOrEven))))
  }

  private func splitText(_ landing: Landing) -> String {
    var table = TextTable([
      .init("made of"), .init("expected", .right), .init("deals", .right), .init("amount", .right),
    ])
    table.rows.append(["won", PlainText.amount(forecast.won), "", ""])
    for part in landing.stages where part.count > 0 {
      table.rows.append([
        "open, \(part.stage)", PlainText.amount(part.expected), "\(part.count)",
        PlainText.amount(part.amount),
      ])
    }
    table.rows.append(["not created yet", PlainText.amount(landing.expectedNew), "", ""])
    let sum = forecast.won + landing.expectedOpen + landing.expectedNew
    table.rows.append(["expected landing", PlainText.amount(sum), "", ""])
    var text = table.text
    if let pace = landing.pace {
      let last = landing.lastPeriod.map { ", the last one booked \(amount($0))" } ?? ""
      text += "cross-check: pace of past periods says \(amount(pace))\(last); "
      text +=
        "share of pace in the forecast \(PlainText.decimal(landing.paceWeight * 100, digits: 0))%\n"
    }
    return text
  }

  private func changeText(_ change: ForecastChange) -> String {
    var table = TextTable([.init("since \(change.from)"), .init("expected", .right)])
    table.rows = [
      ["expected then", PlainText.amount(change.before)],
      ["won, beyond what was expected", PlainText.amount(change.won)],
      ["moved or lost", PlainText.amount(change.moved)],
      ["new deals", PlainText.amount(change.new)],
      ["time passed", PlainText.amount(change.timePassed)],
      ["expected now", PlainText.amount(change.after)],
    ]
    return table.text
  }

  private var followingText: String {
    var table = TextTable([
      .init("later"), .init("P10", .right), .init("P50", .right), .init("P90", .right),
    ])
    table.rows = forecast.following.map {
      [$0.period.label, amount($0.p10), amount($0.p50), amount($0.p90)]
    }
    return table.text
  }

  private var ratesText: String {
    var table = TextTable([
      .init("stage"), .init("in the stage"), .init("won a day", .right), .init("lost", .right),
      .init("moved on", .right), .init("by the end", .right), .init("deal-days", .right),
      .init("won", .right), .init("lost", .right), .init("moved", .right),
    ])
    func percent(_ value: Double) -> String { PlainText.decimal(value * 100, digits: 2) + "%" }
    for line in models.flatMap({ $0.rateLines() }) {
      table.rows.append([
        line.stage, line.age, percent(line.wonPerDay), percent(line.lostPerDay),
        percent(line.movedPerDay), PlainText.decimal(line.wonByEnd * 100, digits: 1) + "%",
        PlainText.grouped(UInt64(line.dealDays)), "\(line.won)", "\(line.lost)", "\(line.moved)",
      ])
    }
    return table.text
  }

  private var factorsText: String {
    var table = TextTable([
      .init("factor"), .init("level"), .init("log-odds", .right), .init("odds x", .right),
      .init("won", .right), .init("expected", .right),
    ])
    for line in models.flatMap({ $0.factorLines() }) {
      table.rows.append([
        line.factor.title, line.level, PlainText.decimal(line.logOdds, digits: 3),
        PlainText.decimal(line.oddsRatio, digits: 2), PlainText.decimal(line.observed, digits: 0),
        PlainText.decimal(line.expected, digits: 1),
      ])
    }
    return table.text
  }
}
