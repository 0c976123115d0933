import RevBase
import RevForecast
import RevMetrics
import RevModel

extension Presenter {
  mutating func dashboard(_ state: AppState) -> DashboardModel {
    DashboardModel(
      focus: state.place.focus, isZoomed: state.place.isZoomed, pipeline: pipelinePane(state),
      risk: riskPane(state), forecast: forecastPane(state), retention: retentionPane(state),
      changed: changedItems(state))
  }

  func maker(_ pane: PaneID, _ state: AppState, _ answers: Answers) -> FigureMaker {
    FigureMaker(
      answers: answers, thresholds: thresholds, currency: currency,
      selected: selected(pane, state), reloaded: state.beforeReload)
  }

  /// The item under the cursor, when the pane has the focus.
  private func selected(_ pane: PaneID, _ state: AppState) -> Item? {
    state.place.focus == pane ? state.item(of: pane) : nil
  }

  private func figures(_ ids: [MetricID], _ maker: FigureMaker) -> Figures {
    Dictionary(uniqueKeysWithValues: ids.map { (Item.metric($0), maker.figure($0)) })
  }

  // MARK: - Pipeline

  private func pipelinePane(_ state: AppState) -> PipelinePaneModel {
    guard let answers = state.answers else {
      return PipelinePaneModel(
        note: "", stages: [], stagesReason: [.text("computing")], totalCount: "", figures: [:],
        weeks: [], lastWeek: "", typicalWeek: "", weeksPeak: "", aging: [])
    }
    let maker = maker(.pipeline, state, answers)
    let tables = answers.now.tables
    let lines = PaneItems.stages(answers)
    let weeks = tables.createdWeekly.value ?? []
    let amounts = weeks.map(\.tally.amount)
    let lately = amounts.suffix(13).dropLast()
    let mean = lately.reduce(Int128(0)) { $0 + Int128($1.cents) }
    let typical =
      lately.isEmpty ? nil : Money(cents: Int64(mean / Int128(lately.count)))
    let coverage = maker.figure(.pipelineCoverage)
    let agingBefore = (answers.before?.tables.aging.value).map { lines in
      Dictionary(lines.map { ($0.bucket, $0.tally) }) { first, _ in first }
    }
    return PipelinePaneModel(
      note: coverage.reason == nil
        ? "cover \(coverage.value) \(coverage.word)".trimmingSpaces : "",
      stages: lines.map { stage($0, answers, maker.selected) },
      stagesReason: emptyReason(answers, tables.stages.reason, state),
      totalCount: Format.value(answers.now[.pipelineOpenCount], .count),
      leak: lines.first(where: \.isBottleneck).flatMap(leak),
      figures: figures(PaneItems.pipelineMetrics, maker),
      weeks: amounts.map(\.units), lastWeek: amounts.last.map(Format.compact) ?? "",
      typicalWeek: typical.map(Format.compact) ?? "",
      weeksPeak: amounts.max().map(Format.compact) ?? "",
      aging: (tables.aging.value ?? []).enumerated().map { index, line in
        PipelinePaneModel.Bar(
          item: .aging(index), label: line.bucket, count: Format.count(line.tally.count),
          amount: Format.compact(line.tally.amount), number: line.tally.amount.units,
          change: LineChange(isCompared: answers.isCompared).words(
            line.tally, agingBefore?[line.bucket]),
          isSelected: maker.selected == .aging(index))
      })
  }

  private func leak(_ line: StageLine) -> PipelinePaneModel.Leak? {
    guard let conversion = line.conversion, let advanced = line.advanced, let lost = line.lost
    else { return nil }
    return PipelinePaneModel.Leak(
      share: Format.percent(1 - conversion, digits: 0),
      words: "of \(Format.count(advanced + lost)) decided in \(line.stage) lost")
  }

  private func stage(_ line: StageLine, _ answers: Answers, _ selected: Item?)
    -> PipelinePaneModel.Stage
  {
    let before = answers.before?.tables.stages.value?.first { $0.row == line.row }?.tally
    let name = line.pipeline.map { "\(line.stage) (\($0))" } ?? line.stage
    return PipelinePaneModel.Stage(
      item: .stage(line.row), name: name, count: Format.count(line.tally.count),
      amount: Format.compact(line.tally.amount), number: line.tally.amount.units,
      conversion: line.conversion.map { Format.percent($0, digits: 0) } ?? Format.missing,
      conversionTone: line.conversion == nil ? .missing : line.isBottleneck ? .poor : .text,
      age: line.medianAge.map(Format.days) ?? Format.missing,
      change: LineChange(isCompared: answers.isCompared).words(line.tally, before),
      isSelected: selected == .stage(line.row))
  }

  /// Why there is no open deal: the slicer that emptied it, and the key that undoes it.
  func emptyReason(_ answers: Answers, _ reason: String?, _ state: AppState) -> Phrase? {
    if let reason { return [.text(reason, .missing)] }
    guard let count = answers.now[.pipelineOpenCount].value?.double, count == 0 else { return nil }
    let question = state.question
    if question.slicers.isEmpty {
      return [
        .text("no open deal closes in \(question.period.label)   "), .key(.previousPeriod),
        .text(" "), .key(.nextPeriod), .text(" other period"),
      ]
    }
    let names = question.slicers.values.map { dimension, values in
      "\(dimension.rawValue) \(values.map { title(ofValue: $0, dimension, state) }.joined(separator: ", "))"
    }
    return [
      // The key first: a narrow pane cuts the end.
      .key(.clear), .text(" clears   "),
      .text("no open deal in \(question.period.label) with \(names.joined(separator: " and "))"),
    ]
  }

  // MARK: - Forecast

  private func forecastPane(_ state: AppState) -> ForecastPaneModel {
    guard let answers = state.answers else {
      return ForecastPaneModel(
        note: "", figures: [:], rangeReason: "computing", fan: [], change: [], remarks: [])
    }
    let maker = maker(.forecast, state, answers)
    let range = answers.now[.forecastP50]
    let hasNoRange = range.value == nil || answers.now[.forecastP10].value == nil
    var reason = range.reason ?? "there is no range"
    if let progress = state.modelProgress, answers.forecast == nil {
      reason += ": \(Format.percent(progress, digits: 0))"
    }
    var model = ForecastPaneModel(
      note: state.question.period.label,
      figures: figures(PaneItems.forecastMetrics, maker)
        .merging(figures([.forecastP10, .forecastP90], maker)) { first, _ in first },
      rangeReason: hasNoRange ? reason : nil,
      fan: answers.forecast?.fan ?? [], change: changeWords(answers),
      remarks: answers.forecast?.remarks ?? [])
    model.confidenceWords = answers.forecast?.confidenceWords ?? ""
    if answers.forecast?.forecast.confidence.value != nil {
      // `good: 7 of 9 ...`: the grade stands beside the number.
      let grade = model.confidenceWords.split(separator: ":").first.map(String.init)
      model.figures[.metric(.forecastConfidence)]?.word = grade ?? ""
    }
    model.following = (answers.forecast?.forecast.following ?? []).map { later in
      ForecastPaneModel.Following(
        label: later.period.label, middle: Format.compact(units: later.p50),
        range: "\(Format.compact(units: later.p10)) to \(Format.compact(units: later.p90))")
    }
    return model
  }

  /// Why the expected landing is another than last Monday's: won, moved, new, time passed; the parts
  /// add up.
  private func changeWords(_ answers: Answers) -> [ForecastPaneModel.Change] {
    guard let change = answers.forecast?.change else { return [] }
    let lost =
      change.lost == .zero ? "" : ", \(Format.signed(change.lost)) of it lost"
    let parts: [(String, String, Money)] = [
      ("won, beyond what was expected", "won", change.won),
      ("moved or lost\(lost)", "moved", change.moved), ("new deals", "new", change.new),
      ("time passed, and what is to come", "time", change.timePassed),
    ]
    let total = change.after - change.before
    let from = Format.short(change.from, near: change.to)
    return [
      .init(
        amount: Format.signed(total),
        words: "since Monday \(from): expected \(Format.compact(change.before)) to "
          + Format.compact(change.after), short: "since \(from)")
    ] + parts.map { .init(amount: Format.signed($0.2), words: $0.0, short: $0.1) }
  }

  // MARK: - Retention

  private func retentionPane(_ state: AppState) -> RetentionPaneModel {
    let empty = RetentionPaneModel(
      note: "", missing: nil, figures: [:], steps: [], windows: [], cohortMonths: [], cohorts: [])
    guard let answers = state.answers else { return empty }
    let maker = maker(.retention, state, answers)
    var model = empty
    model.note = "12 months to \(Format.short(state.question.end, near: state.question.asOf))"
    let ids = PaneItems.retentionHead + PaneItems.retentionTail
    model.figures = figures(ids, maker)
    if !snapshot.has(.subscriptions), !snapshot.has(.contracts) {
      model.missing = [
        [.text("needs subscriptions.csv", .strong)],
        [.text("to show NRR, GRR, logo churn and how ARR moved;", .dim)],
        [.text("needs contracts.csv", .strong)],
        [.text("to show renewals due and those nobody works", .dim)],
      ]
      return model
    }
    let movement = answers.now.tables.mrrMovement
    model.stepsReason = movement.reason
    if let movement = movement.value { model.steps = steps(movement, answers, maker.selected) }
    if let outlook = answers.renewals {
      model.windows = outlook.windows.map { window($0, answers, maker.selected) }
    } else {
      model.windowsReason =
        snapshot.obstacle(to: .contracts, under: state.question.slicers)
        ?? "renewals are not known"
    }
    if let cohorts = answers.cohorts {
      model.cohortMonths = CohortTable.months.map(String.init)
      model.cohorts = cohorts.rows.map { row in
        [row.label] + row.shares.map { $0.map { Format.fixed($0 * 100) } ?? "" }
      }
    }
    return model
  }

  /// The bridge of recurring revenue, as ARR: twelve times the months.
  private func steps(_ movement: MRRMovement, _ answers: Answers, _ selected: Item?)
    -> [RetentionPaneModel.Step]
  {
    let before = answers.before?.tables.mrrMovement.value
    let change = LineChange(isCompared: answers.isCompared)
    return MRRLine.allCases.compactMap { line in
      let (tally, kind) = movement.part(line)
      // Lines that say nothing are left to the zoomed pane's table.
      if kind != .total, tally.count == 0, line == .reactivation { return nil }
      let arr = Money(cents: tally.amount.cents * 12)
      let amount =
        switch kind {
        case .total: Format.compact(arr)
        case .plus: Format.signed(arr)
        case .minus: Format.signed(-arr)
        }
      let old = (before?.part(line).0.amount).map { Money(cents: $0.cents * 12) }
      return RetentionPaneModel.Step(
        item: .mrr(line), label: line.barLabel, amount: change.amount(amount, arr, old),
        count: Format.count(tally.count), number: arr.units, kind: kind,
        isSelected: selected == .mrr(line))
    }
  }

  private func window(
    _ window: RenewalOutlook.Window, _ answers: Answers, _ selected: Item?
  ) -> RetentionPaneModel.Window {
    let before = answers.base?.renewals?.windows.first { $0.days == window.days }
    let change = LineChange(isCompared: answers.isCompared)
    let bare = window.uncovered
    let word = bare.count == 0 ? "all covered" : "\(Format.count(bare.count)) uncovered"
    return RetentionPaneModel.Window(
      item: .renewals(window.days), label: "Renewals \(window.days)d",
      count: Format.count(window.due.count), amount: Format.compact(window.due.amount),
      uncovered: answers.isCompared
        ? "due \(change.words(window.due, before?.due)), uncovered "
          + change.words(bare, before?.uncovered)
        : bare.count == 0 ? word : "\(word) \(Format.compact(bare.amount))",
      tone: bare.count == 0 ? .dim : .watch, isSelected: selected == .renewals(window.days))
  }
}

extension MRRMovement {
  /// A line of the bridge, and whether it adds.
  func part(_ line: MRRLine) -> (Tally, RetentionPaneModel.Step.Kind) {
    switch line {
    case .start: (start, .total)
    case .new: (new, .plus)
    case .reactivation: (reactivation, .plus)
    case .expansion: (expansion, .plus)
    case .contraction: (contraction, .minus)
    case .churn: (churn, .minus)
    case .end: (end, .total)
    }
  }
}

extension MRRLine {
  /// The word beside the bar.
  var barLabel: String {
    switch self {
    case .start: "Start ARR"
    case .new: "New"
    case .reactivation: "Reactivated"
    case .expansion: "Expansion"
    case .contraction: "Contraction"
    case .churn: "Churn"
    case .end: "End ARR"
    }
  }
}
