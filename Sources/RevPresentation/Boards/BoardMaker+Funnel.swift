import RevBase
import RevMetrics
import RevModel

/// View 6: from a lead to a won deal, by source and by channel.
extension BoardMaker {
  var funnel: BoardModel {
    let isCompared = answers.isCompared && !answers.isSupposedOnly
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
        ] + (isCompared ? [stepNote(figure, conversion)] : []), number: figure.number,
        isSelected: figure.isSelected)
    }
    if let reason = answers.now[.funnelLeads].reason {
      // Without leads there is one thing to say, and what does not need them.
      return BoardModel(
        title: "6 Funnel", note: question.period.label,
        left: [
          .heading("Leads created in \(question.period.label)"),
          .note([.text(reason, .missing)]), .heading("Beside the line"),
          figures(LineItems.funnelFurther.filter { answers.now[$0].value != nil }),
        ], right: sourceBlocks + channelBlocks)
    }
    let left: [BoardModel.Block] = [
      .heading("Leads created in \(question.period.label)"),
      .grid(
        .init(
          columns: [text("Step", 26), number("Count", 7), number("Of step before", 15)]
            + (isCompared ? [text("", 16)] : []),
          rows: steps, hasBars: true)),
      .heading("Beside the line"), figures(LineItems.funnelFurther),
    ]
    return BoardModel(
      title: "6 Funnel", note: question.period.label, left: left,
      right: sourceBlocks + channelBlocks)
  }

  /// What changed of a step in a comparison: its count, then its rate.
  private func stepNote(_ step: FigureModel, _ rate: FigureModel?) -> TableModel.Cell {
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
}
