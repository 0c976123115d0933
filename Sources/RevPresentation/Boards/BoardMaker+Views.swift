import RevBase
import RevMetrics
import RevModel

extension BoardMaker {
  // MARK: - Funnel

  var funnel: BoardModel {
    let rates: [MetricID?] = [
      nil, .funnelLeadToMQL, .funnelMQLToSQL, .funnelSQLToOpportunity, .funnelOpportunityToWon,
    ]
    let steps = zip(LineItems.funnelSteps, rates).map { step, rate -> BoardModel.Row in
      let figure = figures.figure(step)
      let conversion = rate.map { figures.figure($0) }
      return BoardModel.Row(
        item: .metric(step),
        cells: [
          cell(figure.label), cell(figure.value, figure.tone),
          conversion.map { cell($0.value, $0.tone) } ?? cell(""),
          cell(conversion.map { _ in "of the step before" } ?? "", .dim),
        ], number: figure.number, isSelected: figure.isSelected)
    }
    var left: [BoardModel.Block] = [
      .heading("Leads created in \(question.period.label)"),
      .grid(
        .init(
          columns: [text("Step", 24), number("Count", 8), number("Rate", 8), text("", 18)],
          rows: steps, hasBars: true)),
      .heading("Beside the line"), figures(LineItems.funnelFurther),
    ]
    if let reason = answers.now[.funnelLeads].reason {
      left.append(.note([.text(reason, .missing)]))
    }
    return BoardModel(
      title: "6 Funnel", note: question.period.label, left: left,
      right: sourceBlocks + channelBlocks)
  }

  private var sourceBlocks: [BoardModel.Block] {
    let sources = answers.now.tables.sources
    guard let lines = sources.value else {
      return [.heading("Sources")] + missing(sources.reason ?? "computing")
    }
    let rows = lines.map { line in
      BoardModel.Row(
        item: .source(line.source),
        cells: [
          cell(line.source), count(line.leads), count(line.mql), count(line.sql),
          count(line.opportunities), count(line.won), money(line.created), money(line.wonAmount),
          share(line.winRate),
        ], isSelected: selected == .source(line.source))
    }
    return [
      .heading("Sources"),
      .grid(
        .init(
          columns: [
            text("Source", 14, flex: 1), number("Leads", 6), number("MQL", 5, priority: 3),
            number("SQL", 5, priority: 4), number("Opp", 5, priority: 2),
            number("Won", 5, priority: 5), number("Created", 8), number("Won amt", 8),
            number("Win", 5, priority: 1),
          ], rows: rows, hasBars: false)),
    ]
  }

  private var channelBlocks: [BoardModel.Block] {
    let channels = answers.now.tables.channels
    guard let lines = channels.value else {
      return [.heading("Channels")] + missing(channels.reason ?? "computing")
    }
    let rows = lines.map { line in
      BoardModel.Row(
        item: .channel(line.channel),
        cells: [
          cell(line.channel), money(line.spend), money(line.created), money(line.won),
          money(line.margin), share(line.marginShare),
        ], isSelected: selected == .channel(line.channel))
    }
    return [
      .heading("Channels"),
      .grid(
        .init(
          columns: [
            text("Channel", 14, flex: 1), number("Spend", 8), number("Created", 8),
            number("Won", 8), number("Margin", 8, priority: 1), number("Share", 6, priority: 2),
          ], rows: rows, hasBars: false)),
    ]
  }

  // MARK: - Team

  var team: BoardModel {
    var right: [BoardModel.Block] = [.heading("Team"), figures(LineItems.team)]
    right += histogramBlocks
    return BoardModel(
      title: "7 Team", note: question.period.label, left: ownerBlocks + callBlocks, right: right)
  }

  private var ownerBlocks: [BoardModel.Block] {
    let owners = answers.now.tables.owners
    guard let lines = owners.value else {
      return [.heading("Owners")] + missing(owners.reason ?? "computing")
    }
    let calls = callBook
    let rows = lines.map { line in
      BoardModel.Row(
        item: .owner(line.owner),
        cells: [
          cell(ownerName(line), .name), money(line.quota), money(line.won),
          attainment(line.attainment), call(line.owner, calls), money(line.open), coverage(line.coverage),
          share(line.winRate), cell(line.cycleMedian.map(Format.days)), money(line.pushed),
          cell(line.hygiene.map { Format.fixed($0) }),
        ], isSelected: selected == .owner(line.owner))
    }
    return [
      .heading("Owners"),
      .grid(
        .init(
          columns: [
            text("Owner", 18, flex: 1), number("Quota", 7), number("Won", 7), number("Att", 5),
            number("Call", 6, priority: 2), number("Open", 7), number("Cover", 6, priority: 1), number("Win", 5, priority: 2),
            number("Cycle", 6, priority: 3), number("Pushed", 7, priority: 4),
            number("Hyg", 4, priority: 5),
          ], rows: rows, hasBars: false)),
    ]
  }

  func ownerName(_ line: OwnerLine) -> String {
    guard let code = line.person else { return line.owner }
    return presenter.person(code, state)
  }

  /// Behind the share of the period that is over means the quota will be missed at this pace.
  private func attainment(_ share: Double?) -> TableModel.Cell {
    guard let share else { return cell(nil) }
    let period = question.period
    let days = max(0, question.end - period.start + 1)
    let elapsed = Double(days) / Double(period.days)
    let tone: Tone = share >= elapsed ? .good : share >= elapsed * 0.8 ? .watch : .poor
    return cell(Format.percent(share, digits: 0), tone)
  }

  private func coverage(_ value: Double?) -> TableModel.Cell {
    guard let value else { return cell(nil) }
    let rule = MetricCatalog.definition(.pipelineCoverage)?.threshold
    let grade = rule?.grade(value, presenter.thresholds)
    return cell(Format.multiple(value), grade == .good ? .text : grade?.tone ?? .text)
  }

  private var histogramBlocks: [BoardModel.Block] {
    guard let histogram = answers.attainment else { return [] }
    if histogram.reason != nil { return [] }
    let rows = histogram.bins.map { bin in
      BoardModel.Row(
        item: nil,
        cells: [
          cell(bin.to.map { "\(bin.from)-\($0)%" } ?? "\(bin.from)% and more", .label),
          count(bin.carriers),
        ], number: Double(bin.carriers))
    }
    return [
      .heading("Attainment of carriers"),
      .grid(.init(columns: [text("", 14), number("", 5)], rows: rows, hasBars: true)),
    ]
  }

  // MARK: - Cash

  var cash: BoardModel {
    BoardModel(
      title: "8 Cash", note: "won to cash as of \(question.asOf)",
      left: [.heading("Money that waits"), bars(LineItems.cashMoney)],
      right: [.heading("How fast, how much"), figures(LineItems.cashRest)])
  }

  private func bars(_ ids: [MetricID]) -> BoardModel.Block {
    let rows = ids.map { id -> BoardModel.Row in
      let figure = figures.figure(id)
      let count = answers.now[id].count.map { " in \(Format.count($0, "deal"))" } ?? ""
      return BoardModel.Row(
        item: .metric(id),
        cells: [
          cell(figure.label), cell(figure.value, figure.tone),
          cell(figure.reason ?? [figure.word, figure.change].joined(separator: " ") + count, .dim),
        ], number: figure.number, isSelected: figure.isSelected)
    }
    return .grid(
      .init(
        columns: [text("", 24), number("", 9), text("", 22, flex: 0)], rows: rows, hasBars: true))
  }

  // MARK: - Hygiene

  var hygiene: BoardModel {
    let flags = LineItems.hygieneFlags.map { id -> BoardModel.Row in
      let figure = figures.figure(id)
      let tally = answers.flags[id]
      return BoardModel.Row(
        item: .metric(id),
        cells: [
          cell(figure.label), cell(figure.value, figure.tone),
          tally.map { money($0.amount) } ?? cell(""),
          cell(figure.reason ?? (figure.change.isEmpty ? "" : figure.change), .dim),
        ], number: tally?.amount.units, isSelected: figure.isSelected)
    }
    let signals = LineItems.readiness.map { id -> BoardModel.Row in
      let measure = answers.now[id]
      let isOn = measure.value.map { $0.double != 0 }
      return BoardModel.Row(
        item: .metric(id),
        cells: [
          cell(MetricCatalog.definition(id)?.title ?? id.rawValue),
          isOn.map { $0 ? cell("ON", .poor) : cell("off", .good) } ?? cell(nil),
          cell(measure.reason ?? "", .missing),
        ], isSelected: selected == .metric(id))
    }
    let isOn = LineItems.readiness.count { answers.now[$0].value?.double == 1 }
    let verdict = isOn >= 3 ? "act" : isOn == 2 ? "watch" : "noise"
    var left: [BoardModel.Block] = [
      .heading("Flags on open deals, and the pipeline behind them"),
      .grid(
        .init(
          columns: [text("", 20), number("Deals", 7), number("Amount", 8), text("", 18)],
          rows: flags, hasBars: true)),
      figures(LineItems.hygieneRest),
      .heading("Readiness: \(isOn) of \(LineItems.readiness.count) signals on, \(verdict)"),
      .grid(
        .init(
          columns: [text("", 22), number("", 4), text("", 40, flex: 1)], rows: signals,
          hasBars: false)),
    ]
    if state.facts.warningCount > 0 {
      left.append(
        .note([
          .text(
            "\(Format.count(state.facts.warningCount, "row")) set aside or corrected while loading   "
          ),
          .key(.viewWarnings), .text(" lists them"),
        ]))
    }
    return BoardModel(
      title: "9 Hygiene", note: "open deals as of \(question.asOf)", left: left,
      right: hygieneOwners)
  }

  private var hygieneOwners: [BoardModel.Block] {
    guard let lines = answers.now.tables.owners.value else {
      return missing(answers.now.tables.owners.reason)
    }
    let rows = lines.map { line in
      BoardModel.Row(
        item: .owner(line.owner),
        cells: [
          cell(ownerName(line), .name), cell(line.hygiene.map { Format.fixed($0) }),
          money(line.open), money(line.pastDue), money(line.pushed),
        ], number: line.hygiene, isSelected: selected == .owner(line.owner))
    }
    return [
      .heading("By owner, score of 100"),
      .grid(
        .init(
          columns: [
            text("Owner", 18), number("Score", 6), number("Open", 8),
            number("Past due", 9), number("Pushed", 8),
          ], rows: rows, hasBars: false)),
    ]
  }
}
