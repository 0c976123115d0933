import RevBase
import RevMetrics
import RevModel

/// View 9: what is wrong with the records, what it costs, and whose it is.
extension BoardMaker {
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
          measure.reason.map { cell(BookLetters(question: question).reason($0), .missing) }
            ?? cell(signalWords(id), .dim),
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

  /// What a signal of readiness means, as a statement.
  private func signalWords(_ id: MetricID) -> String {
    let says = MetricCatalog.definition(id)?.says ?? ""
    return says.hasPrefix("whether ") ? String(says.dropFirst(8)) : says
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
    // Who has neither an open deal nor pushed one has nothing to put right.
    let zero = Money.zero
    let busy = lines.filter {
      $0.hygiene != nil || ($0.open ?? zero) != zero || ($0.pushed ?? zero) != zero
    }
    let rows = busy.map { line in
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
      + (busy.count == lines.count
        ? []
        : [
          .note([
            .text(
              "\(Format.count(lines.count - busy.count)) more without open or pushed deals", .dim)
          ])
        ])
  }
}
