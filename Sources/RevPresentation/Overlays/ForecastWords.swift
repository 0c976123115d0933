import RevBase
import RevForecast
package import RevMetrics
import RevModel

/// What a number of the forecast is made of, in lines that a person can follow by hand.
package struct ForecastWords {
  private let analyst: Analyst
  private let context: AnswerContext

  package init(_ analyst: Analyst, _ context: AnswerContext) {
    (self.analyst, self.context) = (analyst, context)
  }

  /// Empty for other numbers, and where there is no range. Fits the model of the question when nobody
  /// did before.
  package func lines(_ id: MetricID) -> [ExplainModel.Line] {
    guard MetricCatalog.definition(id)?.group == .forecast else { return [] }
    let forecast = analyst.forecaster.forecast(context)
    switch id {
    case .forecastP10, .forecastP50, .forecastP90:
      guard let landing = forecast.landing else { return [] }
      return split(landing) + range(landing) + crossCheck(landing) + rates(landing)
    case .forecastAttainProbability:
      guard let landing = forecast.landing else { return [] }
      return chance(landing) + range(landing)
    case .forecastConfidence: return confidence(forecast)
    case .forecastAccuracy: return accuracy(forecast)
    default: return []
    }
  }

  private func money(_ money: Money) -> String { Format.full(Money(cents: money.cents)) }
  private func money(_ units: Double) -> String {
    Format.full(Money(cents: Int64((units * 100).rounded(.toNearestOrEven))))
  }
  /// Whole units: what a person adds up.
  private func whole(_ units: Double) -> String {
    Format.full(Money(cents: Int64(units.rounded(.toNearestOrEven)) * 100))
  }

  // MARK: - Split

  private func split(_ landing: Landing) -> [ExplainModel.Line] {
    var lines: [ExplainModel.Line] = [
      .init("Won", "\(money(landing.won)) booked by \(context.question.asOf)"),
      .init(
        "Open",
        "\(money(landing.expectedOpen)) = sum of chance x amount when won of every open deal, "
          + "whatever its close date or category"),
    ]
    lines += landing.stages.filter { $0.count > 0 }.map { part in
      .init(
        "",
        "  \(part.stage): \(money(part.expected)) of \(Format.count(part.count, "deal")), "
          + "\(money(part.amount))", .dim)
    }
    lines.append(.init("To come", money(landing.expectedNew) + newWords))
    lines.append(
      .init(
        "Expected",
        "\(money(landing.won)) + \(money(landing.expectedOpen)) + \(money(landing.expectedNew))"
          + " = \(money(landing.expected))", .strong))
    return lines
  }

  /// Where the term of deals that do not exist yet comes from.
  private var newWords: String {
    guard let (models, ahead) = analyst.forecaster.fitted(context), models.count == 1,
      let model = models.first
    else { return " from deals that are not created yet" }
    let days = model.periods[ahead].end - context.question.asOf
    let coming = model.coming(ahead)
    var words =
      " from deals not created yet: \(Format.fixed(model.createdPerDay, digits: 2)) a day lately, "
      + "\(days) days left, at what new deals brought so soon: \(whole(coming.raw))"
    if abs(coming.corrected / max(coming.raw, 0.01) - 1) > 0.001 {
      words += ", x \(Format.fixed(coming.corrected / coming.raw, digits: 3)) by past periods"
    }
    if !context.question.slicers.isEmpty {
      words += "; shared out by the amounts of deals created in the last 182 days"
    }
    return words
  }

  // MARK: - Range

  private func range(_ landing: Landing) -> [ExplainModel.Line] {
    let (mean, variance) = (landing.rest.mean, landing.rest.variance)
    guard mean > 0, variance > 0 else {
      return [.init("Range", "nothing is uncertain: P10, P50 and P90 are the same")]
    }
    let sd = variance.squareRoot()
    let luck = max(0, landing.luck).squareRoot()
    let error = max(0, variance - landing.luck).squareRoot() / mean
    let k = mean * mean / variance
    let inner = 1 - 1 / (9 * k)
    let step = GammaRange.tenth / (3 * k.squareRoot())
    return [
      .init(
        "Range",
        "m = \(whole(mean)) still to come, sd \(whole(sd)): luck of single deals \(whole(luck)), "
          + "past errors \(Format.percent(error)) of m; k = (m / sd)^2 = "
          + Format.fixed(k, digits: 2)),
      .init(
        "",
        "P50 = won + m x (1 - 1/(9k))^3 = \(whole(landing.won)) + \(whole(mean)) x "
          + "\(Format.fixed(inner, digits: 4))^3 = \(whole(landing.p50))"),
      .init(
        "",
        "P10, P90 = won + m x (1 - 1/(9k) -+ 1.2816/(3 sqrt k))^3 = \(whole(landing.won)) + "
          + "\(whole(mean)) x (\(Format.fixed(inner, digits: 4)) -+ "
          + "\(Format.fixed(step, digits: 4)))^3 = \(whole(landing.p10)), \(whole(landing.p90))"),
    ]
  }

  private func crossCheck(_ landing: Landing) -> [ExplainModel.Line] {
    guard let pace = landing.pace else { return [] }
    let last = landing.lastPeriod.map { "; the last one booked \(whole($0))" } ?? ""
    let weight =
      landing.paceWeight > 0
      ? "its share in the forecast is \(Format.percent(landing.paceWeight))"
      : "it is no part of the forecast"
    return [
      .init(
        "Cross-check",
        "past periods booked from this point on what makes \(whole(pace)) of the whole company"
          + "\(last); \(weight)", .dim)
    ]
  }

  /// The daily rates where today's deals stand.
  private func rates(_ landing: Landing) -> [ExplainModel.Line] {
    guard let (models, _) = analyst.forecaster.fitted(context),
      let rows = analyst.forecaster.contributions(context)?.rows
    else { return [] }
    let lines = models.flatMap { $0.rateLines(ofDeals: rows) }
    return lines.enumerated().map { index, entry in
      .init(index == 0 ? "Daily rates" : "", Self.rate(entry.line, deals: entry.deals), .dim)
    }
  }

  /// `Proposal, 15-21 days: 1.8% a day won, 312 deal-days, 6 wins`.
  static func rate(_ line: RateLine, deals: Int? = nil) -> String {
    func percent(_ rate: Double) -> String { Format.fixed(rate * 100, digits: 2) + "%" }
    let today = deals.map { "; \(Format.count($0, "deal")) today" } ?? ""
    return "\(line.stage), \(line.age): \(percent(line.wonPerDay)) a day won, "
      + "\(percent(line.lostPerDay)) lost, \(percent(line.movedPerDay)) moved on; seen "
      + "\(Format.count(line.dealDays, "deal-day")), \(Format.count(line.won, "win"))\(today)"
  }

  // MARK: - Chance, confidence, accuracy

  private func chance(_ landing: Landing) -> [ExplainModel.Line] {
    let quota = MetricCatalog.definition(.bookingsQuota)?.measure(Facts(context)).value?.money
    guard let quota else { return [] }
    if landing.won >= quota.units {
      return [.init("Chance", "\(money(landing.won)) is booked: the quota is reached")]
    }
    let (mean, variance) = (landing.rest.mean, landing.rest.variance)
    let gap = quota.units - landing.won
    guard mean > 0, variance > 0 else { return [] }
    let k = mean * mean / variance
    let root = GammaRange.normalScore(of: gap, landing.rest)
    return [
      .init(
        "Chance",
        "that more than \(whole(gap)) = \(money(quota)) - \(money(landing.won)) comes; the cube "
          + "root of what comes is nearly normal: z = 3 sqrt k x ((gap/m)^(1/3) - 1 + 1/(9k)) = "
          + "\(Format.fixed(root, digits: 3)) with k = \(Format.fixed(k, digits: 2)); chance = "
          + "1 - Phi(z) = \(Format.percent(landing.chance(toReach: quota.units)))")
    ]
  }

  private func confidence(_ forecast: Forecast) -> [ExplainModel.Line] {
    guard let parts = forecast.confidenceParts, let score = forecast.confidence.value else {
      return []
    }
    func fixed(_ value: Double) -> String { Format.fixed(value, digits: 3) }
    var lines: [ExplainModel.Line] = [
      .init("In words", forecast.confidenceWords, .strong),
      .init(
        "Made of",
        "100 x (\(fixed(parts.evidence)) x \(fixed(parts.landingChance)) + \(fixed(parts.hits))) / "
          + "(\(fixed(parts.evidence)) + \(fixed(parts.weight))) x \(fixed(parts.quality))"),
      .init(
        "",
        "\(Format.percent(parts.landingChance)): chance by the range itself to land within 10% of "
          + "P50, with the weight of \(Format.fixed(parts.evidence)) periods", .dim),
      .init(
        "",
        "\(fixed(parts.hits)) of \(fixed(parts.weight)): past periods that landed so from this "
          + "point, newer ones weigh more", .dim),
      .init(
        "",
        "\(fixed(parts.quality)): 1, less what the data became less clean by: "
          + "\(Format.percent(parts.clean)) of the open amount is clean now"
          + (parts.cleanBefore.map { ", \(Format.percent($0)) in the past" } ?? ""), .dim),
    ]
    if abs(parts.ownChance - parts.landingChance) > 1e-9 {
      lines.append(
        .init(
          "",
          "for these deals alone times \(fixed(parts.ownChance)) / \(fixed(parts.landingChance)), "
            + "their own chance by the range over the company's: \(Format.fixed(score, digits: 1))",
          .dim))
    }
    return lines
  }

  private func accuracy(_ forecast: Forecast) -> [ExplainModel.Line] {
    forecast.accuracyPeriods.enumerated().map { index, line in
      .init(
        index == 0 ? "Periods" : "",
        "\(line.period.label): said \(whole(line.forecast)) the day before, "
          + "\(whole(line.actual)) came: 1 - |came - said| / came = "
          + Format.percent(line.accuracy))
    }
  }
}

extension Presenter {
  /// What one open deal adds to the expected landing, factor by factor.
  func explanation(
    ofContribution row: Int, _ context: AnswerContext, _ state: AppState?
  ) -> ExplainModel {
    let title = state.map { deal(row, $0) } ?? snapshot.deals.id[row]
    var model = ExplainModel(title: "Adds  \(title)", value: "", lines: [], top: 0, rows: nil)
    guard analyst.hasModel(for: context.question),
      let (models, ahead) = analyst.forecaster.fitted(context),
      let part = models.compactMap({ $0.contribution(ofDeal: row, ahead) }).first
    else {
      model.lines = [.init("Undefined", "there is no forecast of this deal", .missing)]
      return model
    }
    let period = context.question.period
    func odds(_ value: Double) -> String {
      (value > 0 ? "+" : "") + Format.fixed(value, digits: 3)
    }
    let chance = Format.fixed(part.chance, digits: 4)
    let when = Money(cents: Int64((part.amountWhenWon * 100).rounded()))
    model.value = Format.compact(part.adds, in: currency)
    model.lines = [
      .init(
        "What it says", "what this deal is expected to add to \(period.label)"),
      .init("Formula", "chance to be won in the period x amount when won", .strong),
      .init("", "\(chance) x \(Format.full(when)) = \(Format.full(part.adds))", .strong),
      .init(
        "When won",
        part.amount.map {
          "\(Format.full($0)) x \(Format.fixed(part.realisation, digits: 4)): what amounts in "
            + "\(part.stage) were realised at"
        } ?? "no amount: what won deals of its segment brought"),
      .init(
        "Stage",
        "\(part.stage) for \(part.daysInStage) days, \(part.daysLeft) days left: "
          + "\(Format.percent(Odds.chance(part.layerOne))) by the daily rates, log-odds "
          + odds(part.layerOne)),
    ]
    if let rate = part.rate { model.lines.append(.init("", ForecastWords.rate(rate), .dim)) }
    model.lines.append(.init("Adjusted by", "\(odds(part.intercept))  every deal of these months"))
    for term in part.terms {
      let factor = term.factor == .owner && state?.masksNames == true ? "owner" : term.factor.title
      let level = term.factor == .owner && state?.masksNames == true ? "(masked)" : term.level
      model.lines.append(
        .init(
          "",
          "\(odds(term.logOdds))  \(factor): \(level); won \(Format.fixed(term.observed)), "
            + "\(Format.fixed(term.expected)) expected"))
    }
    if part.theta != 0 {
      model.lines.append(.init("", "\(odds(part.theta))  all deals, so that they add up"))
    }
    let sum = "\(odds(part.logOdds)): chance = 1 / (1 + exp(\(odds(-part.logOdds))))"
    let own = Odds.chance(part.logOdds)
    model.lines.append(
      .init("Sum of log-odds", "\(sum) = \(Format.fixed(own, digits: 4))", .strong))
    if own > part.chance + 1e-9 {
      model.lines.append(
        .init("", "at most \(chance), which the chance to be won before leaves", .dim))
    }
    model.lines.append(
      .init("Evidence", "won and expected count a deal once for every third week it was seen", .dim)
    )
    model.rows = "all deals"
    return model
  }
}
