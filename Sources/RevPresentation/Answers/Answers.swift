import RevBase
package import RevForecast
package import RevMetrics
package import RevModel

/// What the presenter is asked when the question changes.
package struct AnswerRequest: Hashable, Sendable {
  package var question: Question
  package var groups: Set<MetricGroup>
  /// What the numbers are held against: the same week of the period before, or what the screen is
  /// compared with; nil where nothing is known about it.
  package var before: Question?
  /// Whether everything is held against it, not only a few numbers.
  package var isCompared: Bool
  /// Whether the forecast audit is on the screen.
  package var wantsAudit = false
  /// Whether the movement is on the screen.
  package var wantsMovement = false

  package init(
    question: Question, groups: Set<MetricGroup>, before: Question?, isCompared: Bool = false
  ) {
    self.question = question
    self.groups = groups
    self.before = before
    self.isCompared = isCompared
  }
}

/// Everything that the screen shows about one question, as plain values.
package struct Answers: Equatable, Sendable {
  package var groups: Set<MetricGroup>
  package var now: Readout
  /// The same week of the period before; nil where it cannot be known.
  package var before: Readout?
  package var risk: RiskAnswer
  package var renewals: RenewalOutlook?
  package var cohorts: CohortTable?
  /// What the model says besides its numbers; nil until it is fitted.
  package var forecast: ForecastAnswer?
  /// The replay of the past, when the audit was asked for and its model is fitted.
  package var audit: ForecastAudit?
  /// Of the carriers, when the team was asked for.
  package var attainment: AttainmentHistogram?
  /// Where owners with a quota will land, by id, when the team was asked for and there is a forecast.
  package var outlooks: [String: OwnerOutlook] = [:]
  /// Deals and pipeline behind each flag, when hygiene was asked for.
  package var flags: [MetricID: Tally] = [:]
  /// What each flag of hygiene does to the dashboard, worst first, when hygiene was asked for.
  package var costs: [HygieneCost] = []
  /// How many rows each number of the money that waits is the sum of, when cash was asked for.
  package var cashRows: [MetricID: RowCount] = [:]
  /// What the screen is compared with, when everything is; nil otherwise.
  package var base: Base?

  /// How many rows of which table.
  package struct RowCount: Equatable, Sendable {
    package var count: Int
    package var table: TableName
  }

  /// The other answers of a comparison, besides the numbers of `before`.
  package struct Base: Equatable, Sendable {
    package var atRisk: Tally
    package var renewals: RenewalOutlook?
    package var flags: [MetricID: Tally] = [:]
  }

  /// Whether every number on the screen is held against another answer to it.
  package var isCompared: Bool { base != nil }

  /// Whether that other answer is the same without suppositions: only what differs is worth a word.
  package var isSupposedOnly: Bool {
    guard isCompared, !now.question.whatIf.isEmpty else { return false }
    var known = now.question
    known.whatIf = []
    return before?.question == known
  }

  package init(
    groups: Set<MetricGroup>, now: Readout, before: Readout?, risk: RiskAnswer,
    renewals: RenewalOutlook?, cohorts: CohortTable?
  ) {
    self.groups = groups
    self.now = now
    self.before = before
    self.risk = risk
    self.renewals = renewals
    self.cohorts = cohorts
  }
}

extension Question {
  /// The same question about the same week of the period before; nil when nothing is known then.
  package func sameWeekBefore(_ facts: SnapshotFacts) -> Question? {
    guard facts.hasHistory else { return nil }
    let earlier = facts.calendar.shift(period, by: -1)
    guard asOf >= period.start else { return nil }
    var copy = self
    copy.period = earlier
    copy.asOf = min(earlier.start + (asOf - period.start), asOf)
    copy.since = nil
    copy.whatIf = []
    return copy
  }
}
