/// A view of lines and charts: movement, funnel, team, cash, hygiene.
package struct BoardModel: Equatable, Sendable {
  /// One line of a table: finished cells, and an item to drill from.
  package struct Row: Equatable, Sendable {
    package var item: Item?
    package var cells: [TableModel.Cell]
    /// For the bar behind the cells; nil without one.
    package var number: Double?
    package var isSelected: Bool

    package init(
      item: Item?, cells: [TableModel.Cell], number: Double? = nil, isSelected: Bool = false
    ) {
      self.item = item
      self.cells = cells
      self.number = number
      self.isSelected = isSelected
    }
  }

  package struct Grid: Equatable, Sendable {
    package var columns: [TableModel.Column]
    package var rows: [Row]
    /// Whether a bar fills the room behind the last column.
    package var hasBars: Bool
  }

  package enum Block: Equatable, Sendable {
    case heading(String)
    case figures([FigureModel])
    case bridge([RetentionPaneModel.Step])
    case grid(Grid)
    case note(Phrase)
  }

  package var title: String
  package var note: String
  /// Two columns beside each other where there is room; below each other elsewhere.
  package var left: [Block]
  package var right: [Block]
  /// Rows that say something else than before the files were read again.
  package var changed: Set<Item> = []
  /// The rows behind the selected number, where there is room; nil for none.
  package var peek: PeekModel?
}
