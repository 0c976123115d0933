import RevPresentation
import TermCells

/// A page of the meeting over the whole screen: larger letters and more air where there is room.
struct MeetingView {
  let model: MeetingModel
  let keys: Keymap

  /// Draws everything between the title and the path line.
  func draw(in area: Rect, on surface: inout Surface) {
    guard !area.isEmpty else { return }
    let air = air(area)
    var y = area.y + air.top
    func place(_ rows: Int) -> Rect {
      let rect = Rect(
        x: area.x + air.margin, y: y, width: area.width - 2 * air.margin,
        height: max(0, min(rows, area.maxY - y)))
      y += rows
      return rect
    }
    surface.write(model.question, in: place(1), style: Style(.title, [.bold]))
    if !model.answer.isEmpty { surface.write(model.answer, in: place(1), role: model.tone.role) }
    y += air.gap
    if !model.bigs.isEmpty {
      drawBigs(in: place(air.digits + 1), size: air.size, on: &surface)
      y += air.gap
    }
    let rows = chartRows
    if rows > 0 {
      let rect = place(min(rows, max(0, area.maxY - y)))
      drawChart(in: rect, on: &surface)
      y += air.gap
    }
    if !model.heading.isEmpty { surface.write(model.heading, in: place(1), role: .header) }
    let step = air.isSpread ? 2 : 1
    drawLines(in: place(max(0, area.maxY - y)), step: step, on: &surface)
  }

  // MARK: - Room

  private struct Air {
    var margin: Int
    var top: Int
    var gap: Int
    var size: BigNumber.Size
    var isSpread = false
    var digits: Int { size.rows }
  }

  /// The largest letters and gaps with which everything still fits.
  private func air(_ area: Rect) -> Air {
    let sizes: [BigNumber.Size] =
      area.width >= 160
      ? [.blocks(2), .blocks(1), .lines] : area.width >= 100 ? [.blocks(1), .lines] : [.lines]
    let margin = area.width >= 160 ? 12 : area.width >= 100 ? 6 : 2
    for size in sizes where fits(size, width: area.width - 2 * margin) {
      for isSpread in [true, false] {
        for gap in [5, 4, 3, 2, 1] where gap == 1 || area.height >= 30 {
          let air = Air(margin: margin, top: gap, gap: gap, size: size, isSpread: isSpread)
          if height(air) <= area.height { return air }
        }
      }
    }
    let tight = Air(margin: margin, top: 0, gap: 1, size: .lines)
    return height(tight) <= area.height ? tight : Air(margin: margin, top: 0, gap: 0, size: .lines)
  }

  private func fits(_ size: BigNumber.Size, width: Int) -> Bool {
    let share = width / max(1, model.bigs.count) - 2
    return model.bigs.allSatisfy { BigNumber($0.text, size: size).width(glyphs: .block) <= share }
  }

  private func height(_ air: Air) -> Int {
    var rows = air.top + 1 + (model.answer.isEmpty ? 0 : 1) + air.gap
    if !model.bigs.isEmpty { rows += air.digits + 1 + air.gap }
    if chartRows > 0 { rows += chartRows + air.gap }
    if !model.heading.isEmpty { rows += 1 }
    return rows + model.lines.count * (air.isSpread ? 2 : 1)
  }

  // MARK: - Parts

  private func drawBigs(in area: Rect, size: BigNumber.Size, on surface: inout Surface) {
    let columns = area.columns(model.bigs.map { _ in .fill(1) }, gap: 2)
    for (big, column) in zip(model.bigs, columns) {
      let role: Role = big.tone == .text ? .bigNumber : big.tone.role
      BigNumber(big.text, role: role, size: size).draw(in: column, on: &surface)
      surface.write(big.label, in: column.row(size.rows), role: .label)
    }
  }

  private var chartRows: Int {
    switch model.chart {
    case .none: 0
    case .landing(let range): LandingChart(range).rows
    case .bridge(let steps): BridgeLines.lines(steps).count
    }
  }

  private func drawChart(in area: Rect, on surface: inout Surface) {
    switch model.chart {
    case .none: break
    case .landing(let range): LandingChart(range).draw(in: area, on: &surface)
    case .bridge(let steps):
      LineStack(lines: BridgeLines.lines(steps)).draw(in: area, selected: nil, on: &surface)
    }
  }

  /// Leads stand to the right of their column, so that amounts can be compared.
  private func drawLines(in area: Rect, step: Int, on surface: inout Surface) {
    let lead = min(12, model.lines.map { surface.columns(of: $0.lead) }.max() ?? 0)
    let detailed = model.lines.filter { !$0.detail.isEmpty }
    let texts = detailed.map { surface.columns(of: $0.text) }.max() ?? 0
    let details = detailed.map { surface.columns(of: $0.detail) }.max() ?? 0
    let rest = area.width - lead - 2
    // Details give way to texts, but not more than two fifths of the room.
    let text = min(texts, max(rest * 3 / 5, rest - details - 2))
    // Lines that are left over are for sentences that would be cut.
    var spare = area.height - model.lines.count * step
    var y = 0
    for line in model.lines {
      let row = area.row(y)
      if row.isEmpty { return }
      y += step
      surface.write(
        line.lead, in: row.leading(lead), alignment: .trailing,
        style: Style(line.tone.role, [.bold]))
      let words = row.inset(left: lead == 0 ? 0 : lead + 2)
      let room = line.detail.isEmpty ? words : words.leading(text)
      let parts = line.detail.isEmpty ? TextWrap.lines(line.text, width: room.width) : []
      if parts.count > 1, parts.count - 1 <= spare {
        for (index, part) in parts.enumerated() {
          let below = area.row(y - step + index).inset(left: lead == 0 ? 0 : lead + 2)
          surface.write(part, in: below, role: line.tone.role)
        }
        y += parts.count - 1
        spare -= parts.count - 1
        continue
      }
      surface.write(line.text, in: room, role: line.tone.role)
      surface.write(line.detail, in: words.inset(left: text + 2), role: .dim)
    }
  }
}
