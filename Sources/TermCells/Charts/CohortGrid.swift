/// Cohorts below each other and their ages beside each other, as numbers.
package struct CohortGrid: Hashable, Sendable {
  package enum Cell: Hashable, Sendable {
    /// A number in words; the role may shade it, but adds nothing that the number does not say.
    case value(String, Role)
    /// Nothing was recorded: `n/a`.
    case absent
    /// The cohort is not that old yet: `·`.
    case future
  }

  package struct Row: Hashable, Sendable {
    package var label: String
    package var cells: [Cell]

    package init(_ label: String, _ cells: [Cell]) {
      self.label = label
      self.cells = cells
    }
  }

  /// What the numbers are, above the cohorts' names.
  package var title: String
  package var ages: [String]
  package var rows: [Row]

  package init(_ title: String, ages: [String], rows: [Row]) {
    self.title = title
    self.ages = ages
    self.rows = rows
  }

  private func text(of cell: Cell, glyphs: GlyphSet) -> (String, Role) {
    switch cell {
    case .value(let text, let role): (text, role)
    case .absent: ("n/a", .missing)
    case .future: (String(Character(glyphs.absent)), .notYet)
    }
  }

  /// Draws the heads and a row a cohort; ages that do not fit are left out from the right, and the
  /// newest cohorts stay when there are too few rows.
  package func draw(in area: Rect, on surface: inout Surface) {
    guard !area.isEmpty else { return }
    let glyphs = surface.glyphs
    let labels = [title] + rows.map(\.label)
    let labelWidth = labels.map { surface.columns(of: $0) }.max() ?? 0
    surface.write(title, in: area.row(0).leading(labelWidth), role: .header)
    let shown = rows.suffix(max(0, area.height - 1))
    for (index, row) in shown.enumerated() {
      surface.write(row.label, in: area.row(index + 1).leading(labelWidth), role: .label)
    }
    var x = area.x + labelWidth + 2
    for (age, head) in ages.enumerated() {
      let column = rows.map { age < $0.cells.count ? $0.cells[age] : .future }
      let texts = column.map { text(of: $0, glyphs: glyphs) }
      let width = max(
        surface.columns(of: head), texts.map { surface.columns(of: $0.0) }.max() ?? 0)
      guard x + width <= area.maxX else { return }
      let place = Rect(x: x, y: area.y, width: width, height: area.height)
      surface.write(head, in: place.row(0), alignment: .trailing, role: .header)
      for (index, value) in texts.suffix(shown.count).enumerated() {
        surface.write(value.0, in: place.row(index + 1), alignment: .trailing, role: value.1)
      }
      x += width + 2
    }
  }
}
