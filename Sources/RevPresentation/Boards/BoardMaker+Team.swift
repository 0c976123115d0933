import RevBase
import RevMetrics
import RevModel

/// View 7: where everybody will land, and what stands in the way.
extension BoardMaker {
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
}
