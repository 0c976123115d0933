import RevBase
import RevForecast
package import RevJournal
import RevMetrics
import RevModel
import RevRisk

/// Puts the numbers of a briefing into words.
package struct ReportMaker: Sendable {
  let briefing: Briefing
  let naming: Naming
  let entries: [JournalEntry]
  /// What is written by hand, with names hidden where they are.
  let text: @Sendable (String) -> String

  /// - Parameters:
  ///   - entries: of the snapshot's journal, in any order.
  ///   - text: hides names in written text; the text itself where names are shown.
  package init(
    _ briefing: Briefing, _ naming: Naming, entries: [JournalEntry],
    text: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.briefing = briefing
    self.naming = naming
    self.entries = entries
    self.text = text
  }

  /// Actions that a report lists.
  static let mostActions = 10

  var question: Question { briefing.question }
  var manifest: Manifest { naming.snapshot.manifest }
  var currency: String { manifest.currency }

  package var report: WeeklyReport {
    WeeklyReport(
      heading: heading, verdict: verdict, readout: briefing.readout, figures: figures,
      range: range, confidenceWords: briefing.forecast.confidenceWords,
      remarks: briefing.forecast.remarks, changes: changes, deals: deals, pipeline: pipeline,
      retention: retention, anomalies: briefing.anomalies, actions: actions, journal: journal,
      warnings: briefing.warnings)
  }

  private var heading: WeeklyReport.Heading {
    let slicers = question.slicers.pairs.map { dimension, values in
      let shown = values.map { dimension == .owner ? naming.person(id: $0) : $0 }
      return "\(dimension.title) \(shown.joined(separator: ", "))"
    }
    return WeeklyReport.Heading(
      company: manifest.name, currency: currency, period: question.period,
      week: PeriodWeek(question).words, asOf: question.asOf, since: briefing.since,
      slicers: slicers)
  }

  // MARK: - Numbers

  /// The numbers that a report shows, in the order of the book.
  private static let metrics: [MetricID] = [
    .pipelineOpen, .pipelineOpenCount, .pipelineCoverage, .pipelineVelocity, .pipelineCreated,
    .pipelinePastDue, .pipelineStaleShare, .pipelinePushed, .winRateCount, .dealAverageWon,
    .cycleMedian, .bookingsWon, .bookingsCount, .bookingsQuota, .bookingsAttainment,
    .bookingsPace, .bookingsGap, .forecastCommit, .forecastBestCase, .forecastCall, .forecastP10,
    .forecastP50, .forecastP90, .forecastAttainProbability, .forecastConfidence,
    .forecastAccuracy, .retentionARR, .retentionCustomers, .retentionNRR, .retentionGRR,
    .retentionLogoChurn, .retentionScheduledChurn, .renewalsDue, .renewalsCoverage,
    .renewalsUncovered,
  ]

  private var figures: Figures {
    let maker = FigureMaker(
      now: briefing.readout, before: briefing.before, thresholds: manifest.thresholds,
      currency: currency)
    return Dictionary(
      uniqueKeysWithValues: Self.metrics.map { (Item.metric($0), maker.figure($0)) })
  }

  func number(_ id: MetricID) -> Double? { briefing.readout[id].value?.double }

  private var range: WeeklyReport.Range? {
    let fan = briefing.fan.map {
      WeeklyReport.Week(day: $0.day, isPast: $0.isPast, p10: $0.p10, p50: $0.p50, p90: $0.p90)
    }
    return WeeklyReport.Range(
      won: number(.bookingsWon), commit: number(.forecastCommit),
      bestCase: number(.forecastBestCase), call: number(.forecastCall),
      quota: number(.bookingsQuota), p10: number(.forecastP10), p50: number(.forecastP50),
      p90: number(.forecastP90), fan: fan)
  }

  private var verdict: WeeklyReport.Verdict {
    let readout = briefing.readout
    let quota = readout[.bookingsQuota].value?.money
    func money(_ id: MetricID) -> String? {
      readout[id].value?.money.map { Format.compact($0, in: currency) }
    }
    let won = money(.bookingsWon) ?? Format.missing
    if question.period.end <= question.asOf {
      guard let quota, let share = number(.bookingsAttainment) else {
        return .init(
          answer: "The period is over", reason: "won \(won); no quota to compare with", tone: .text)
      }
      let isReached = share >= 1
      return .init(
        answer: isReached ? "Yes, it was reached" : "No, it was missed",
        reason:
          "won \(won) of \(Format.compact(quota, in: currency)), \(Format.percent(share, digits: 0))",
        tone: isReached ? .good : .poor)
    }
    guard let expected = money(.forecastP50), let low = money(.forecastP10),
      let high = money(.forecastP90)
    else {
      return .init(
        answer: "Not known yet",
        reason: readout[.forecastP50].reason ?? "there is no forecast", tone: .missing)
    }
    let span = "expected \(expected), nine in ten above \(low), one in ten above \(high)"
    guard let chance = number(.forecastAttainProbability), let quota else {
      return .init(
        answer: "No quota to reach",
        reason: "\(readout[.bookingsQuota].reason ?? "no quota"); \(span)", tone: .missing)
    }
    let (answer, tone) = Self.answer(chance)
    let goal = Format.compact(quota, in: currency)
    return .init(
      answer: answer,
      reason: "\(Format.percent(chance, digits: 0)) chance to reach \(goal); \(span)",
      tone: tone)
  }

  /// A chance in words.
  static func answer(_ chance: Double) -> (String, Tone) {
    switch chance {
    case 0.9...: ("Almost certainly yes", .good)
    case 0.7..<0.9: ("Likely yes", .good)
    case 0.55..<0.7: ("More likely than not", .good)
    case 0.45..<0.55: ("Open: as likely as not", .watch)
    case 0.3..<0.45: ("Less likely than not", .watch)
    case 0.1..<0.3: ("Likely not", .poor)
    default: ("Almost certainly not", .poor)
    }
  }

  // MARK: - What changed

  private var changes: WeeklyReport.Changes {
    var result = WeeklyReport.Changes(forecast: [], movement: [])
    if let change = briefing.change {
      result.forecast = Self.parts(change)
    } else {
      let reason = briefing.readout[.forecastP50].reason
      result.forecastReason =
        reason ?? "the forecast of \(briefing.since) for \(question.period.label) is not known"
    }
    let answer = briefing.readout.tables.movement
    guard let movement = answer.value else {
      result.movementReason = answer.reason ?? "the movement was not asked for"
      return result
    }
    result.movement = LineItems.movement(movement).map { step in
      let (tally, sign) = movement.part(step)
      return WeeklyReport.Step(
        label: step.title, amount: tally.amount, count: tally.count,
        kind: sign == 0 ? .total : sign > 0 ? .plus : .minus, words: step.words)
    }
    return result
  }

  /// The sum, then its parts, the largest first.
  static func parts(_ change: ForecastChange) -> [WeeklyReport.Part] {
    let parts: [WeeklyReport.Part] = [
      .init(amount: change.won, words: "won beyond what was expected"),
      .init(amount: change.moved - change.lost, words: "moved: stage, amount, date or owner"),
      .init(amount: change.lost, words: "lost deals"),
      .init(amount: change.new, words: "new deals"),
      .init(amount: change.timePassed, words: "time passed"),
    ]
    let total = WeeklyReport.Part(
      amount: change.after - change.before, words: "expected landing since \(change.from)")
    return [total]
      + parts.filter { $0.amount != .zero }.enumerated().sorted { a, b in
        let (x, y) = (a.element.amount.magnitude, b.element.amount.magnitude)
        return x == y ? a.offset < b.offset : x > y
      }.map(\.element)
  }

  // MARK: - Pipeline and customers

  private var pipeline: WeeklyReport.Pipeline {
    let tables = briefing.readout.tables
    return WeeklyReport.Pipeline(
      created: tables.createdWeekly.value ?? [], aging: tables.aging.value ?? [],
      stages: (tables.stages.value ?? []).filter { $0.pipeline == nil || $0.tally.count > 0 })
  }

  private var retention: WeeklyReport.Retention {
    let answer = briefing.readout.tables.mrrMovement
    var result = WeeklyReport.Retention(steps: [], span: "", windows: [])
    if let movement = answer.value {
      result.span = "\(movement.from) to \(movement.to)"
      result.steps = MRRLine.allCases.compactMap { line in
        let (tally, kind) = movement.part(line)
        if kind != .total, tally.count == 0, line == .reactivation { return nil }
        return WeeklyReport.Step(
          label: line.barLabel, amount: Money(cents: tally.amount.cents * 12), count: tally.count,
          kind: kind == .total ? .total : kind == .plus ? .plus : .minus, words: "")
      }
    } else {
      result.stepsReason = answer.reason ?? "recurring revenue was not asked for"
    }
    if let outlook = briefing.renewals {
      result.windows = outlook.windows.map {
        WeeklyReport.Window(days: $0.days, due: $0.due, uncovered: $0.uncovered)
      }
    } else {
      result.windowsReason =
        naming.snapshot.obstacle(to: .contracts, under: question.slicers)
        ?? "renewals are not known"
    }
    return result
  }
}

/// Which week of its period a question's day is in.
struct PeriodWeek {
  let number: Int
  let count: Int

  init(_ question: Question) {
    let period = question.period
    count = (period.days + 6) / 7
    number =
      question.hasBegun ? max(0, min(count, (question.end - period.start) / 7 + 1)) : 0
  }

  /// `week 3 of 14`.
  var words: String { "week \(number) of \(count)" }
}
