import RevBase
import RevForecast
import RevMetrics
import RevModel
import RevPresentation

/// `revtop forecast`: where the period will land, what each deal adds, how often it held.
package struct ForecastCommand {
  package enum Form: Sendable { case text, json, csv }
  /// Which of its three answers is wanted.
  package enum What: Sendable { case landing, deals, audit }

  let opened: SnapshotRequest.Opened
  let analyst: Analyst
  private let what: What
  private let form: Form

  /// - Parameter isMonthly: asks about the month of the as-of day instead of its quarter.
  package init(
    _ opened: SnapshotRequest.Opened, what: What, form: Form, isMonthly: Bool = false
  ) {
    var question = opened.question
    if isMonthly {
      question.period =
        opened.engine.snapshot.manifest.fiscalCalendar.month(holding: question.asOf)
    }
    self.opened = SnapshotRequest.Opened(
      engine: opened.engine, report: opened.report, question: question, warnings: opened.warnings)
    analyst = Analyst(opened.engine)
    self.what = what
    self.form = form
  }

  /// - Parameter progress: told the share that is done; false stops.
  package func run(progress: (Double) -> Bool = { _ in true }) throws(CommandError) -> String {
    let question = opened.question
    if let cadence = analyst.forecaster.cadence(of: question.period),
      snapshot.obstacle(to: .deals, under: question.slicers) == nil
    {
      for population in analyst.forecaster.populations(question.slicers) {
        do throws(CancellationError) {
          _ = try analyst.forecaster.model(
            on: question.asOf, population, cadence, progress: progress)
        } catch { throw CommandError(.badData, "forecast: stopped") }
      }
    }
    switch what {
    case .landing: return landing()
    case .deals: return try deals()
    case .audit: return try audit()
    }
  }

  var snapshot: Snapshot { opened.engine.snapshot }
  var context: AnswerContext { opened.engine.context(opened.question) }

  // MARK: - Landing

  private func landing() -> String {
    let context = context
    var readout = Readout(question: opened.question)
    readout[.bookingsQuota] =
      MetricCatalog.definition(.bookingsQuota)?.measure(Facts(context)) ?? .undefined("no quota")
    let forecast = analyst.forecaster.forecast(context)
    analyst.forecaster.fill(&readout, context, forecast)
    let change = analyst.forecaster.change(
      context, since: Forecaster.lastMonday(before: opened.question.asOf))
    let models = analyst.forecaster.fitted(context)?.models ?? []
    let report = ForecastDocument(
      forecast: forecast, readout: readout, change: change, models: models,
      ahead: analyst.forecaster.fitted(context)?.ahead ?? 0, snapshot: snapshot)
    return form == .json ? report.json.text() + "\n" : report.text
  }

  // MARK: - Deals

  private func deals() throws(CommandError) -> String {
    let context = context
    guard let (models, ahead) = analyst.forecaster.fitted(context),
      let found = analyst.forecaster.contributions(context)
    else { throw CommandError(.badData, "forecast: \(reason(context))") }
    let parts = found.rows.compactMap { row in
      models.lazy.compactMap { $0.contribution(ofDeal: Int(row), ahead) }.first
    }
    let document = ContributionDocument(
      parts: parts.sorted { $0.adds == $1.adds ? $0.row < $1.row : $0.adds > $1.adds },
      context: context)
    switch form {
    case .json: return document.json.text() + "\n"
    case .csv: return document.csv
    case .text: return document.text
    }
  }

  /// Why there is no forecast, in words.
  private func reason(_ context: AnswerContext) -> String {
    switch analyst.forecaster.forecast(context).outlook {
    case .unknown(let reason): reason
    case .finished: "the period is over: nothing is expected any more"
    case .range: "there is no forecast of this period"
    }
  }

  // MARK: - Audit

  private func audit() throws(CommandError) -> String {
    let question = opened.question
    if let obstacle = snapshot.obstacle(to: .deals, under: question.slicers) {
      throw CommandError(.badData, "forecast: \(obstacle)")
    }
    guard let cadence = analyst.forecaster.cadence(of: question.period) else {
      throw CommandError(
        .badUsage, "forecast: --audit replays fiscal quarters or months; name one with --period")
    }
    guard let population = analyst.forecaster.populations(question.slicers).first else {
      throw CommandError(.badUsage, "forecast: no type of deal is selected")
    }
    if question.slicers.values.contains(where: { $0.key != .type }) {
      throw CommandError(
        .badUsage,
        "forecast: --audit is of the whole company; of the slicers it takes --type only")
    }
    let audit = ForecastAudit(analyst.forecaster.model(on: question.asOf, population, cadence))
    let document = AuditDocument(audit: audit, question: question, snapshot: snapshot)
    switch form {
    case .json: return document.json.text() + "\n"
    case .csv: return document.csv
    case .text: return document.text
    }
  }
}
