/// The colours and attributes of a role.
package struct Appearance: Hashable, Sendable {
  package var foreground: Color
  package var background: Color
  package var attributes: Attributes

  package init(
    _ foreground: Color = .standard, on background: Color = .standard,
    _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

/// What every role looks like: the part of a theme that the terminal needs.
package struct Palette: Equatable, Sendable {
  private var table: [Appearance]
  /// The background that it was made for; nil for any.
  package var ground: RGB?

  /// A palette in which the roles that are not named look like ordinary text.
  package init(_ entries: [Role: Appearance] = [:]) {
    table = Array(repeating: Appearance(), count: 256)
    for (role, appearance) in entries { self[role] = appearance }
  }

  package subscript(role: Role) -> Appearance {
    get { table[Int(role.rawValue)] }
    set { table[Int(role.rawValue)] = newValue }
  }

  /// What a cell looks like: its role's entry, overridden where the cell names colours itself.
  package func appearance(of cell: Cell) -> Appearance {
    var look = table[Int(cell.role.rawValue)]
    if cell.foreground != .inherit { look.foreground = cell.foreground }
    if cell.background != .inherit { look.background = cell.background }
    look.attributes.formUnion(cell.attributes)
    return look
  }
}

extension Palette {
  /// No colour at all: bold, dim and reverse carry the meaning.
  package static let plain = Palette([
    .dim: Appearance(.standard, [.dim]), .strong: Appearance(.standard, [.bold]),
    .titleBar: Appearance(.standard, [.bold]), .title: Appearance(.standard, [.bold]),
    .focusTitle: Appearance(.standard, [.bold, .reverse]), .header: Appearance(.standard, [.bold]),
    .focusBorder: Appearance(.standard, [.bold]),
    .sortedHeader: Appearance(.standard, [.bold, .underline]),
    .total: Appearance(.standard, [.bold]), .message: Appearance(.standard, [.bold]),
    .key: Appearance(.standard, [.bold]), .disabled: Appearance(.standard, [.dim]),
    .watch: Appearance(.standard, [.bold]), .poor: Appearance(.standard, [.bold]),
    .selection: Appearance(.standard, [.reverse]), .marked: Appearance(.standard, [.bold]),
    .active: Appearance(.standard, [.reverse]), .match: Appearance(.standard, [.underline]),
    .cursor: Appearance(.standard, [.reverse]), .warning: Appearance(.standard, [.bold]),
    .error: Appearance(.standard, [.bold, .reverse]), .missing: Appearance(.standard, [.dim]),
    .notYet: Appearance(.standard, [.dim]), .elsewhen: Appearance(.standard, [.reverse]),
    .median: Appearance(.standard, [.bold]), .goal: Appearance(.standard, [.bold]),
    .axis: Appearance(.standard, [.dim]), .bigNumber: Appearance(.standard, [.bold]),
  ])

  /// For a dark background; the terminal's own colours wherever meaning allows.
  package static let dark = coloured(
    good: 75, warning: 214, bad: 209, information: 117, dim: 246, frame: 244)

  /// For a light background; the terminal's own colours wherever meaning allows.
  package static let light = coloured(
    good: 25, warning: 94, bad: 124, information: 24, dim: 241, frame: 243)

  /// Good is blue and poor is orange or red, so that no pair is red and green.
  private static func coloured(
    good: UInt8, warning: UInt8, bad: UInt8, information: UInt8, dim: UInt8, frame: UInt8
  ) -> Palette {
    var palette = Palette.plain
    for role in [Role.dim, .keyLabel, .footer, .disabled, .missing, .notYet, .axis] {
      palette[role] = Appearance(.indexed(dim))
    }
    palette[.border] = Appearance(.indexed(frame))
    for role in [Role.good, .bar, .increase] { palette[role] = Appearance(.indexed(good)) }
    for role in [Role.watch, .barThird, .goal, .decrease] {
      palette[role] = Appearance(.indexed(warning))
    }
    palette[.warning] = Appearance(.indexed(warning), [.bold])
    palette[.poor] = Appearance(.indexed(bad), [.bold])
    palette[.error] = Appearance(.indexed(bad), [.bold, .reverse])
    for role in [Role.accent, .barAlt, .rangeInner, .header, .key] {
      palette[role] = Appearance(.indexed(information))
    }
    palette[.sortedHeader] = Appearance(.indexed(information), [.bold, .underline])
    palette[.range] = Appearance(.indexed(frame))
    palette[.marked] = Appearance(.indexed(warning), [.bold])
    return palette
  }
}

extension Appearance {
  fileprivate init(_ foreground: Color, _ attributes: Attributes) {
    self.init(foreground, on: .standard, attributes)
  }
}
