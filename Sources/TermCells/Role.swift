/// What a cell means on the screen; a palette decides how that looks.
///
/// Values from 128 on are free for an application's own roles.
package struct Role: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  // MARK: - Text

  /// Body text.
  package static let text = Role(rawValue: 0)
  /// Secondary text: units, notes beside a number.
  package static let dim = Role(rawValue: 1)
  /// Text that must be seen first.
  package static let strong = Role(rawValue: 2)
  /// Labels in front of values.
  package static let label = Role(rawValue: 3)
  /// A person's, company's or deal's name.
  package static let name = Role(rawValue: 4)

  // MARK: - Furniture

  /// The title row of the screen.
  package static let titleBar = Role(rawValue: 5)
  /// The title of a frame.
  package static let title = Role(rawValue: 6)
  /// The title of the frame that has the focus.
  package static let focusTitle = Role(rawValue: 7)
  /// Lines of a frame.
  package static let border = Role(rawValue: 8)
  /// Lines of the frame that has the focus.
  package static let focusBorder = Role(rawValue: 9)
  /// Words in a frame's lower line.
  package static let footer = Role(rawValue: 10)
  /// Column heads of a table.
  package static let header = Role(rawValue: 11)
  /// The column head that the rows are sorted by.
  package static let sortedHeader = Role(rawValue: 12)
  /// The totals row of a table.
  package static let total = Role(rawValue: 13)
  /// The path line.
  package static let path = Role(rawValue: 14)
  /// A message in the path line.
  package static let message = Role(rawValue: 15)
  /// A key's name in the key line, in help and in the palette.
  package static let key = Role(rawValue: 16)
  /// What a key does.
  package static let keyLabel = Role(rawValue: 17)
  /// An action that cannot be used now.
  package static let disabled = Role(rawValue: 18)

  // MARK: - State

  /// A value at or beyond its target.
  package static let good = Role(rawValue: 19)
  /// A value to keep an eye on.
  package static let watch = Role(rawValue: 20)
  /// A value that misses its threshold.
  package static let poor = Role(rawValue: 21)
  /// Something worth knowing, neither good nor poor.
  package static let accent = Role(rawValue: 22)
  /// The selected row or item.
  package static let selection = Role(rawValue: 23)
  /// A row that the user has marked.
  package static let marked = Role(rawValue: 24)
  /// A slicer or setting that is not at its neutral value.
  package static let active = Role(rawValue: 25)
  /// The part of a text that matches a search.
  package static let match = Role(rawValue: 26)
  /// The place where typed text goes.
  package static let cursor = Role(rawValue: 27)
  /// A warning about data or settings.
  package static let warning = Role(rawValue: 28)
  /// Something that failed.
  package static let error = Role(rawValue: 29)
  /// A value that is not there: never shown as zero.
  package static let missing = Role(rawValue: 30)
  /// A time that has not come yet.
  package static let notYet = Role(rawValue: 31)
  /// A name that is masked.
  package static let masked = Role(rawValue: 32)
  /// A past or imagined state of things: time travel, what if.
  package static let elsewhen = Role(rawValue: 33)

  // MARK: - Charts

  /// The first series of a chart.
  package static let bar = Role(rawValue: 34)
  /// The second series.
  package static let barAlt = Role(rawValue: 35)
  /// The third series.
  package static let barThird = Role(rawValue: 36)
  /// The fourth series.
  package static let barFourth = Role(rawValue: 37)
  /// The outer part of a range, P10 to P90.
  package static let range = Role(rawValue: 38)
  /// The inner part of a range, P25 to P75.
  package static let rangeInner = Role(rawValue: 39)
  /// The middle of a range.
  package static let median = Role(rawValue: 40)
  /// A target, quota or threshold drawn in a chart.
  package static let goal = Role(rawValue: 41)
  /// Axis lines and tick labels.
  package static let axis = Role(rawValue: 42)
  /// A part of a waterfall that adds.
  package static let increase = Role(rawValue: 43)
  /// A part of a waterfall that takes away.
  package static let decrease = Role(rawValue: 44)
  /// The three-row digits of a presentation.
  package static let bigNumber = Role(rawValue: 45)
}
