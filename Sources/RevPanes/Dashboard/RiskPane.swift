import RevPresentation
import TermCells

/// The deals most worth the meeting's time, and how many have which flag.
struct RiskPane {
  let model: RiskPaneModel
  let keys: Keymap
  let isFocused: Bool
  /// Rows that say something else than before the files were read again.
  var changed: Set<Item> = []

  func draw(in area: Rect, on surface: inout Surface) {
    guard area.height > 0 else { return }
    guard !model.deals.isEmpty else {
      LineStack(
        lines: PaneLine.wrapped(model.emptyReason, keys, width: area.width)
          + model.remarks.flatMap {
            PaneLine.wrapped([.text($0, .missing)], keys, width: area.width)
          }
      )
      .draw(in: area, selected: nil, on: &surface)
      return
    }
    let parts = parts(area)
    drawDeals(in: parts[0], on: &surface)
    LineStack(lines: [.blank] + flagLines)
      .draw(
        in: parts[1], selected: model.flags.first(where: \.isSelected)?.item, changed: changed,
        on: &surface)
  }

  /// Which deals are seen in an area that has heads, and perhaps a line for those that are not.
  private func window(_ area: Rect) -> (rows: Range<Int>, hasMore: Bool) {
    let hasMore = model.count > area.height - 1
    let room = max(0, area.height - 1 - (hasMore ? 1 : 0))
    var viewport = Viewport()
    viewport.reveal(selectedDeal, count: model.deals.count, height: room)
    return (viewport.rows(count: model.deals.count, height: room), hasMore)
  }

  private var selectedDeal: Int? {
    model.deals.contains(where: \.isSelected) ? model.selectedIndex : nil
  }

  /// The deal on a row of the pane.
  func deal(atRow row: Int, in area: Rect) -> Item? {
    let rows = window(parts(area)[0]).rows
    let index = rows.lowerBound + row - 1
    return row > 0 && rows.contains(index) ? model.deals[index].item : nil
  }

  /// The deals above, the flags below where there is room.
  private func parts(_ area: Rect) -> [Rect] {
    let isInFlags = model.flags.contains(where: \.isSelected)
    let hasFlags = area.height >= 16 || isInFlags
    // The meeting's five deals are seen with their heads and the line for the rest; flags scroll.
    let deals = isInFlags ? 4 : min(8, model.deals.count + 2)
    let rows = hasFlags ? max(0, min(flagLines.count + 1, area.height - deals)) : 0
    return area.rows([.fill(1), .fixed(rows)])
  }

  private func drawDeals(in area: Rect, on surface: inout Surface) {
    var table = table(width: area.width)
    let (rows, hasMore) = window(area)
    table.firstRow = rows.lowerBound
    table.rows = rows.map {
      TableRow(
        cells(model.deals[$0], width: area.width), isMarked: model.deals[$0].isMarked,
        isChanged: changed.contains(model.deals[$0].item))
    }
    table.selectedRow = isFocused ? selectedDeal : nil
    table.draw(in: area.inset(bottom: hasMore ? 1 : 0), on: &surface)
    if hasMore {
      let left = model.count - rows.upperBound
      let more = left > 0 ? "\(Format.count(left)) more, " : ""
      surface.write(
        [
          TextRun(more, role: .dim), TextRun(keys.name(.drill), role: .key),
          TextRun(" lists all \(Format.count(model.count))", role: .dim),
        ], x: area.x + table.gutterWidth, y: area.maxY - 1, limit: area.width)
    }
  }

  private func table(width: Int) -> Table {
    let isWide = width >= 50
    var columns = [
      TableColumn("Deal", minimum: width >= 76 ? 20 : 13, ideal: isWide ? 24 : 13, flex: 1),
      TableColumn("Amt", minimum: 5, alignment: .trailing),
    ]
    if width >= 76 {
      columns += [
        TableColumn("Stage", minimum: 11, priority: 3),
        TableColumn("Age", minimum: 5, alignment: .trailing, priority: 2),
        TableColumn("Owner", minimum: 10, ideal: 14, priority: 4),
        TableColumn("Close", minimum: 10, priority: 5),
        TableColumn("Segment", minimum: 10, priority: 6),
      ]
    }
    if isWide { columns.append(TableColumn("Win", minimum: 4, alignment: .trailing)) }
    columns.append(TableColumn("Risk", minimum: 4, alignment: .trailing))
    if isWide {
      columns.append(TableColumn("At risk", minimum: 7, alignment: .trailing, priority: 1))
    }
    columns.append(
      TableColumn(
        "Why", minimum: width >= 76 ? 24 : 10, ideal: isWide ? 40 : 12, flex: 2))
    var table = Table(columns: columns, rows: [])
    table.hasGutter = isWide || model.deals.contains(where: \.isMarked)
    return table
  }

  private func cells(_ deal: RiskPaneModel.Deal, width: Int) -> [TableCell] {
    let name = TableCell.text(deal.name, deal.isTop ? .strong : .name)
    let risk = TableCell.text(
      "\(deal.risk)%", deal.risk >= 75 ? .poor : deal.risk >= 50 ? .watch : .text)
    let middle: [TableCell] =
      width >= 76
      ? [
        .text(deal.stage), .text(deal.age, .dim), .text(deal.owner, .name),
        .text(deal.close, .dim), .text(deal.segment, .dim),
      ] : []
    let numbers: [TableCell] =
      width >= 50 ? [.text(deal.win), risk, .text(deal.shortfall)] : [risk]
    let why = width >= 70 ? deal.why : deal.brief
    return [name, .text(deal.amount)] + middle + numbers + [.text(why, .dim)]
  }

  // MARK: - Flags

  private var flagLines: [PaneLine] {
    let top = model.flags.map(\.number).max() ?? 0
    let head = PaneLine { area, surface in
      surface.write("Flags of deals due", in: area.leading(30), role: .header)
      surface.write(
        "Deals", in: area.inset(left: 30).leading(6), alignment: .trailing, role: .header)
      surface.write(
        "At risk", in: area.inset(left: 36).leading(8), alignment: .trailing, role: .header)
    }
    return [head]
      + model.flags.map { flag in
        PaneLine([flag.item]) { area, surface in
          surface.write(flag.words, in: area.leading(30))
          surface.write(flag.count, in: area.inset(left: 30).leading(6), alignment: .trailing)
          surface.write(flag.amount, in: area.inset(left: 36).leading(8), alignment: .trailing)
          Bar(.value(flag.number), scale: Scale(to: top), role: .barThird)
            .draw(in: area.inset(left: 46), on: &surface)
          if flag.isSelected { surface.restyle(area.leading(44), role: .selection) }
        }
      } + remarkLines
  }

  private var remarkLines: [PaneLine] { model.remarks.map { .text($0, .missing) } }
}
