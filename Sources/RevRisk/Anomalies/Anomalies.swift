import RevBase
package import RevMetrics
package import RevModel

/// Finds numbers that are beyond their own past or past a threshold.
package enum Anomalies {
  /// Robust deviations beyond which a number is unusual.
  package static let bar = 3.0
  package static let weeks = 8
  /// Past values without which nothing is called unusual.
  package static let fewest = 5

  /// Series whose current value lies more than three robust deviations from the middle of its past,
  /// the farthest first.
  ///
  /// The deviation is 1.4826 times the median absolute deviation, and never less than a hundredth
  /// of the middle (one for counts, half a day for days, half a point for shares): where nothing
  /// ever moved, a trifle must not alarm.
  package static func unusual(_ series: [AnomalySeries]) -> [Anomaly] {
    let found = series.compactMap { one -> Anomaly? in
      guard let value = one.current, let middle = middle(one) else { return nil }
      let deviations = (value - middle.median) / middle.deviation
      guard abs(deviations) > bar else { return nil }
      return Anomaly(
        id: one.id, title: one.title, unit: one.unit, value: value,
        kind: .unusual(deviations: deviations, usual: middle.median),
        isBad: isBad(one.better, rises: deviations > 0))
    }
    return found.sorted { a, b in
      let (x, y) = (deviations(a), deviations(b))
      return x == y ? a.id < b.id : x > y
    }
  }

  /// The middle of a series' past and its robust deviation; nil below five past values.
  package static func middle(_ series: AnomalySeries) -> (median: Double, deviation: Double)? {
    let past = series.past.compactMap { $0 }
    guard past.count >= fewest else { return nil }
    let median = median(past)
    let spread = 1.4826 * Self.median(past.map { abs($0 - median) })
    let floor: Double =
      switch series.unit {
      case .count: 1
      case .days, .months: 0.5
      case .share: 0.005
      case .money, .moneyPerDay, .moneyPerMonth, .multiple, .score, .flag: 0
      }
    return (median, max(spread, floor, 0.01 * abs(median), 1e-9))
  }

  /// Numbers that the thresholds grade as poor, in the order of the book.
  package static func pastThresholds(_ readout: Readout, _ thresholds: Thresholds) -> [Anomaly] {
    MetricCatalog.all.compactMap { definition in
      guard let rule = definition.threshold, readout.has(definition.id),
        let value = readout[definition.id].value?.double,
        rule.grade(value, thresholds) == .poor, let key = poorKey(rule),
        let bar = thresholds[key]
      else { return nil }
      return Anomaly(
        id: definition.id.rawValue, title: definition.title, unit: definition.unit, value: value,
        kind: .threshold(key: key, bar: bar), isBad: true)
    }
  }

  // MARK: - The past of a question

  /// Numbers that do not belong to a period: on every week they mean the same.
  ///
  /// Next steps are left out: their dates keep no history, so that past weeks look cleaner than they
  /// were.
  package static let watched: [MetricID] = [
    .pipelineOpenAll, .pipelineOpenAllCount, .pipelineVelocity, .pipelinePastDue,
    .pipelineStaleShare, .winRateTrailing, .retentionMRR, .retentionNRR, .retentionGRR,
    .retentionLogoChurn, .retentionScheduledChurn, .funnelHotUntouched, .cashInvoicingLag,
    .cashUnbilled, .cashMismatch, .cashLeakage, .cashOverdue, .cashDSO,
    .hygieneNoAmount, .hygienePastDue, .hygieneNoActivity, .hygieneNoOwner,
  ]

  /// The watched numbers and the weekly flows of a question, on its as-of day and each of the eight
  /// weeks before it.
  ///
  /// A task for the background: one answer a week. Without deal_history.csv only the flows are
  /// known for the past.
  ///
  /// - Parameter progress: told the share that is done; false ends it with what is known by then.
  package static func series(
    _ engine: Engine, _ question: Question, progress: (Double) -> Bool = { _ in true }
  ) -> [AnomalySeries] {
    var series = flows(engine.context(question))
    let calendar = engine.snapshot.manifest.fiscalCalendar
    let groups: Set<MetricGroup> = [.pipeline, .retention, .funnel, .cash, .hygiene]
    guard engine.snapshot.history != nil else { return series }
    var readouts: [Readout] = []
    for week in 0...weeks {
      if !progress(Double(week) / Double(weeks + 1)) { return series }
      let day = question.asOf - 7 * week
      let past = Question(
        slicers: question.slicers, period: calendar.quarter(holding: day), asOf: day)
      readouts.append(engine.answer(past, groups: groups, withTables: false, isPassing: true))
    }
    for id in watched {
      guard let definition = MetricCatalog.definition(id) else { continue }
      let values = readouts.map { $0[id].value?.double }
      series.append(
        AnomalySeries(
          id: id.rawValue, title: definition.title, unit: definition.unit,
          better: definition.better, current: values[0], past: values.dropFirst().reversed()))
    }
    return series
  }

  /// Created, won and lost in the seven days up to the as-of day and in each of the eight weeks
  /// before them, as known on the as-of day.
  package static func flows(_ context: AnswerContext) -> [AnomalySeries] {
    let (deals, book) = (context.snapshot.deals, context.book)
    let today = context.question.asOf
    func flow(
      _ id: String, _ title: String, _ better: MetricDefinition.Direction, _ rows: [Int32],
      _ day: (Int) -> Int32
    ) -> AnomalySeries {
      var sums = [Double](repeating: 0, count: weeks + 1)
      for row in rows {
        let number = day(Int(row))
        guard let date = Day(known: number), date <= today else { continue }
        let week = (today - date) / 7
        if week <= weeks { sums[week] += Double(book.state.amount[Int(row)]) / 100 }
      }
      return AnomalySeries(
        id: id, title: title, unit: .money, better: better, current: sums[0],
        past: sums.dropFirst().reversed().map { $0 })
    }
    let selection = context.selection
    guard context.question.end == today else { return [] }
    return [
      flow("created_week", "Created in seven days", .higher, selection.createdInWeeks) {
        deals.created[$0]
      },
      flow("won_week", "Won in seven days", .higher, selection.wonTrailing) { book.closed[$0] },
      flow("lost_week", "Lost in seven days", .lower, selection.lostTrailing) { book.closed[$0] },
    ]
  }

  // MARK: - Helpers

  private static func deviations(_ anomaly: Anomaly) -> Double {
    if case .unusual(let deviations, _) = anomaly.kind { abs(deviations) } else { 0 }
  }

  private static func isBad(_ better: MetricDefinition.Direction, rises: Bool) -> Bool? {
    switch better {
    case .higher: !rises
    case .lower: rises
    case .neither: nil
    }
  }

  private static func poorKey(_ rule: ThresholdRule) -> String? {
    switch rule {
    case .atLeast(let key), .atMost(let key): key
    case .between(_, let poor): poor
    case .bands(_, _, let weak): weak
    }
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
