import RevPresentation
import TermCells

/// Whether a board's blocks stand in two columns, and how wide each is: beside each other only where
/// no table loses a column by it, so that a larger terminal never shows less than a smaller one.
struct BoardColumns {
  static let gap = 3
  /// Below this, two columns would be two narrow ones.
  private static let least = 140

  let model: BoardModel

  init(_ model: BoardModel) { self.model = model }

  /// Widths of the columns; nil when one stands below the other.
  func widths(in width: Int) -> (left: Int, right: Int)? {
    guard width >= Self.least, !model.left.isEmpty, !model.right.isEmpty else { return nil }
    let (left, right) = (Self.need(model.left), Self.need(model.right))
    let spare = width - Self.gap - left.least - right.least
    guard spare >= 0 else { return nil }
    // What is left goes to whoever still wants some, in proportion; beyond that to both alike.
    let (wantsLeft, wantsRight) = (left.best - left.least, right.best - right.least)
    let wanted = wantsLeft + wantsRight
    let share =
      spare < wanted ? spare * wantsLeft / wanted : wantsLeft + (spare - wanted) / 2
    return (left.least + share, width - Self.gap - left.least - share)
  }

  /// The columns that a stack of blocks takes at least, and with all words in one line.
  private static func need(_ blocks: [BoardModel.Block]) -> (least: Int, best: Int) {
    blocks.reduce((20, 20)) { sum, block in
      let need = need(block)
      return (max(sum.0, need.least), max(sum.1, need.best))
    }
  }

  private static func need(_ block: BoardModel.Block) -> (least: Int, best: Int) {
    switch block {
    case .heading(let text): (min(40, text.displayWidth), text.displayWidth)
    case .note: (30, 60)
    case .figures: (62, 70)
    case .bridge: (50, 70)
    case .grid(let grid): need(grid)
    }
  }

  private static func need(_ grid: BoardModel.Grid) -> (least: Int, best: Int) {
    let gaps = max(0, grid.columns.count - 1)
    let least = grid.columns.reduce(gaps) { $0 + $1.minimum }
    let words = grid.columns.indices.reduce(gaps) { sum, column in
      let longest =
        grid.rows.map { row in
          column < row.cells.count ? min(40, row.cells[column].text.displayWidth) : 0
        }.max() ?? 0
      return sum + max(grid.columns[column].ideal, longest)
    }
    // Bars take a third of the width.
    return grid.hasBars ? (least * 3 / 2, max(least, words) * 3 / 2) : (least, max(least, words))
  }
}
