package import RevBase
package import RevForecast
package import RevMetrics
package import RevModel
package import RevRisk

/// The numbers of one meeting or one weekly report, all of one moment: they are held while the
/// meeting runs, whatever happens to the files.
package struct Briefing: Equatable, Sendable {
  /// With `since` filled in.
  package var question: Question
  package var readout: Readout
  /// The same week of the period before; nil where nothing is known about it.
  package var before: Readout?
  package var forecast: Forecast
  package var fan: [FanPoint]
  /// Why the expected landing differs from that of the day it is compared with; nil where it cannot
  /// be known.
  package var change: ForecastChange?
  package var risk: RiskSummary
  package var renewals: RenewalOutlook?
  package var actions: NextBestActions
  package var anomalies: [AnomalyFinding]
  /// Faults of the data that were found while loading.
  package var warnings: Int

  /// The deals that need somebody.
  package struct RiskSummary: Equatable, Sendable {
    /// The deals of the meeting, worst first, taken apart.
    package var top: [TopDeal]
    /// Shortfall and number of all deals at risk.
    package var atRisk: Tally
    /// What the deals at risk bring when they are won.
    package var exposed: Money
    /// Deals that were looked at.
    package var considered: Int
    package var remarks: [String]
  }

  /// One of them, with where it stands.
  package struct TopDeal: Equatable, Sendable {
    package var risk: DealRisk
    /// As the CRM has it.
    package var amount: Money
    package var stage: String
    /// Codes into accounts and people; negative for none.
    package var account: Int32
    package var owner: Int32
    package var close: Day?
    package var shortfall: Money
  }

  /// The day that movement and forecast are compared with.
  package var since: Day { question.since ?? question.asOf - 7 }
}

extension Analyst {
  /// Works everything out that a meeting or a report says about a question.
  ///
  /// A task for the background: it fits the models of the day and of the day compared with, and
  /// answers once for each of the last weeks.
  package func brief(_ asked: Question, warnings: Int) -> Briefing {
    var question = asked
    question.since = asked.since ?? Forecaster.lastMonday(before: asked.asOf)
    let context = engine.context(question)
    let readout = answer(question)
    let facts = SnapshotFacts(engine, warnings: warnings)
    let forecast = forecaster.forecast(context)
    let hasRange = forecast.landing != nil
    let model = outcomes(for: question)
    let list = RevRisk.RiskList(model, context)
    return Briefing(
      question: question, readout: readout,
      before: question.sameWeekBefore(facts).map {
        engine.answer($0, groups: [.pipeline, .bookings])
      },
      forecast: forecast, fan: hasRange ? forecaster.fan(context) : [],
      change: hasRange
        ? forecaster.change(context, since: question.since ?? question.asOf - 7) : nil,
      risk: summary(list, model, context), renewals: RenewalOutlook(context),
      actions: NextBestActions(engine, context, model, list, forecast),
      anomalies: AnomalyFinding.findings(engine, question, readout), warnings: warnings)
  }

  private func summary(
    _ list: RevRisk.RiskList, _ model: RiskModel, _ context: AnswerContext
  ) -> Briefing.RiskSummary {
    let (deals, state) = (snapshot.deals, context.book.state)
    let top = list.top.compactMap { row -> Briefing.TopDeal? in
      guard let risk = model.risk(ofDeal: row.deal) else { return nil }
      return Briefing.TopDeal(
        risk: risk, amount: Money(cents: state.amount[row.deal]), stage: risk.stage,
        account: deals.account[row.deal], owner: state.owner[row.deal],
        close: Day(known: state.close[row.deal]), shortfall: row.shortfall)
    }
    return Briefing.RiskSummary(
      top: top, atRisk: list.atRisk, exposed: list.exposed, considered: list.rows.count,
      remarks: list.remarks)
  }
}
