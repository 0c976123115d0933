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
          stepNote(figure, conversion),
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

  /// What stands behind a step: what its rate is of, or in a comparison what changed.
  private func stepNote(_ step: FigureModel, _ rate: FigureModel?) -> TableModel.Cell {
    guard answers.isCompared else {
      return cell(rate.map { _ in "of the step before" } ?? "", .dim)
    }
    let parts = [step.change.isEmpty ? "=" : step.change, rate?.change ?? ""]
    return cell(parts.filter { !$0.isEmpty }.joined(separator: ", "), step.changeTone)
  }

  private var sourceBlocks: [BoardModel.Block] {
    let sources = answers.now.tables.sources
    guard let lines = sources.value else {
      return [.heading("Sources")] + missing(sources.reason ?? "computing")
    }
    let before = base?.sources.value ?? []
    let rows = lines.map { line in
      let old = before.first { $0.source == line.source }
      return BoardModel.Row(
        item: .source(line.source),
        cells: [
          cell(line.source), compared(line.leads, old?.leads), compared(line.mql, old?.mql),
          compared(line.sql, old?.sql), compared(line.opportunities, old?.opportunities),
          compared(line.won, old?.won), compared(line.created, old?.created),
          compared(line.wonAmount, old?.wonAmount), compared(share: line.winRate, old?.winRate),
        ], isSelected: selected == .source(line.source))
    }
    return [
      heading("Sources"),
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
    let before = base?.channels.value ?? []
    let rows = lines.map { line in
      let old = before.first { $0.channel == line.channel }
      return BoardModel.Row(
        item: .channel(line.channel),
        cells: [
          cell(line.channel), compared(line.spend, old?.spend, .neither),
          compared(line.created, old?.created), compared(line.won, old?.won),
          compared(line.margin, old?.margin), compared(share: line.marginShare, old?.marginShare),
        ], isSelected: selected == .channel(line.channel))
    }
    return [
      heading("Channels"),
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
    guard owners.value != nil else {
      return [.heading("Owners")] + missing(owners.reason ?? "computing")
    }
    let before = base?.owners.value ?? []
    let rows = answers.ownersByOutlook.map { line in
      BoardModel.Row(
        item: .owner(line.owner),
        cells: ownerCells(line, before.first { $0.owner == line.owner }),
        isSelected: selected == .owner(line.owner))
    }
    return [
      heading(ownersHeading),
      .grid(
        .init(
          columns: [
            text("Owner", 16, least: 13, flex: 1), number("Quota", 6), number("Won", 6),
            number("Att", 5, priority: 1), number("Open", 6), number("Lands", 6),
            text("Outlook", 48, least: 28, flex: 2), number("Cover", 6, priority: 2),
            number("Win", 5, priority: 3), number("Cycle", 6, priority: 5),
            number("Pushed", 7, priority: 4), number("Hyg", 4, priority: 6),
          ], rows: rows, hasBars: false)),
    ]
  }

  /// How many of those with a quota will miss it, and by how much together.
  private var ownersHeading: String {
    let outlooks = answers.outlooks.values
    guard !outlooks.isEmpty else { return "Owners" }
    let short = outlooks.filter(\.willMiss)
    let sum = short.reduce(Money.zero) { $0 + $1.missing }
    return "Owners: \(short.count) of \(outlooks.count) with a quota will miss it"
      + (short.isEmpty ? "" : ", by \(Format.compact(sum)) together")
  }

  /// Where an owner will land, and what stands in the way.
  private func outlook(_ line: OwnerLine) -> [TableModel.Cell] {
    guard let outlook = answers.outlooks[line.owner] else { return [cell(nil), cell("")] }
    let lands = cell(Format.compact(outlook.expected), outlook.willMiss ? .poor : .good)
    guard let why = outlook.why else { return [lands, cell("reaches quota", .good)] }
    return [lands, cell("misses \(Format.compact(outlook.missing)): \(why)", .watch)]
  }

  private func ownerCells(_ line: OwnerLine, _ old: OwnerLine?) -> [TableModel.Cell] {
    func real(_ value: Double?) -> Quantity? { value.map(Quantity.real) }
    return [
      cell(ownerName(line), .name), compared(line.quota, old?.quota, .neither),
      compared(line.won, old?.won),
      compared(
        attainment(line.attainment), real(line.attainment), real(old?.attainment), .share, .higher),
      compared(line.open, old?.open),
    ] + outlook(line) + [
      compared(
        coverage(line.coverage), real(line.coverage), real(old?.coverage), .multiple, .higher),
      compared(share: line.winRate, old?.winRate),
      compared(
        cell(line.cycleMedian.map(Format.days)), real(line.cycleMedian), real(old?.cycleMedian),
        .days, .lower),
      compared(line.pushed, old?.pushed, .lower),
      compared(
        cell(line.hygiene.map { Format.fixed($0) }), real(line.hygiene), real(old?.hygiene),
        .score, .higher),
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
          cell(
            figure.reason ?? figure.comparison?.words
              ?? [figure.word, figure.change].joined(separator: " ") + count,
            figure.comparison?.tone ?? .dim),
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
          compared(tally?.amount, answers.base?.flags[id]?.amount, .lower),
          flagNote(id, figure),
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
          columns: [
            text("", 20), number("Deals", 7), number("Amount", 8),
            text("What it does to the dashboard", 50, flex: 1),
          ], rows: flags, hasBars: false)),
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
          .text("\(Format.count(state.facts.warningCount, "kind")) of trouble in the files   "),
          .key(.viewWarnings), .text(" lists them"),
        ]))
    }
    return BoardModel(
      title: "9 Hygiene", note: "open deals as of \(question.asOf)", left: left,
      right: hygieneOwners)
  }

  /// What a flag does to the number that it distorts most, or in a comparison what changed.
  private func flagNote(_ id: MetricID, _ figure: FigureModel) -> TableModel.Cell {
    if let reason = figure.reason { return cell(reason, .missing) }
    if let comparison = figure.comparison { return cell(comparison.words, comparison.tone) }
    guard let cost = answers.costs.first(where: { $0.flag.metric == id }), cost.deals > 0 else {
      return cell("", .dim)
    }
    return cell(cost.words, cost.distortion == .zero ? .dim : .watch)
  }

  private var hygieneOwners: [BoardModel.Block] {
    guard let lines = answers.now.tables.owners.value else {
      return missing(answers.now.tables.owners.reason)
    }
    let before = base?.owners.value ?? []
    let rows = lines.map { line in
      let old = before.first { $0.owner == line.owner }
      return BoardModel.Row(
        item: .owner(line.owner),
        cells: [
          cell(ownerName(line), .name),
          compared(
            cell(line.hygiene.map { Format.fixed($0) }), line.hygiene.map(Quantity.real),
            old?.hygiene.map(Quantity.real), .score, .higher),
          compared(line.open, old?.open), compared(line.pastDue, old?.pastDue, .lower),
          compared(line.pushed, old?.pushed, .lower),
        ], number: line.hygiene, isSelected: selected == .owner(line.owner))
    }
    return [
      heading("By owner, score of 100"),
      .grid(
        .init(
          columns: [
            text("Owner", 18), number("Score", 6), number("Open", 8),
            number("Past due", 9), number("Pushed", 8),
          ], rows: rows, hasBars: false)),
    ]
  }
}
