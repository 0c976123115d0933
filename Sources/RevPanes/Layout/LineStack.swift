import RevPresentation
package import TermCells

/// One row of a pane: what it draws, and the items on it that the cursor can stand on.
struct PaneLine {
  var items: [Item]
  var draw: (Rect, inout Surface) -> Void

  init(_ items: [Item] = [], draw: @escaping (Rect, inout Surface) -> Void) {
    self.items = items
    self.draw = draw
  }

  static var blank: PaneLine { PaneLine { _, _ in } }

  static func text(_ text: String, _ role: Role = .dim) -> PaneLine {
    PaneLine { area, surface in surface.write(text, in: area, role: role) }
  }

  static func phrase(_ phrase: Phrase, _ keys: Keymap, _ role: Role = .text) -> PaneLine {
    PaneLine { area, surface in
      surface.write(phrase.runs(keys, base: role), x: area.x, y: area.y, limit: area.width)
    }
  }
}

/// The rows of a pane, scrolled so that the one with the cursor is seen.
struct LineStack {
  var lines: [PaneLine] = []
  /// The first rows stay when the others scroll.
  var pinned = 0

  /// Draws as many rows as there is room for, and returns how many are hidden below. Changed rows
  /// have their sign in the column before the area.
  @discardableResult
  func draw(
    in area: Rect, selected: Item?, changed: Set<Item> = [], on surface: inout Surface
  ) -> Int {
    let height = area.height
    guard height > 0 else { return lines.count }
    let fixed = min(pinned, max(0, height - 1))
    var first = 0
    if let selected, let line = lines.firstIndex(where: { $0.items.contains(selected) }),
      line >= height
    {
      first = line - height + 1
    }
    for row in 0..<height {
      let index = row < fixed ? row : row + first
      guard index < lines.count else { return 0 }
      let place = area.row(row)
      surface.clipped(to: place) { lines[index].draw(place, &$0) }
      if lines[index].items.contains(where: { changed.contains($0) }) {
        Table.markChanged(place, on: &surface)
      }
    }
    return max(0, lines.count - first - height)
  }

  /// The item on a row of the area, for the mouse.
  func item(atRow row: Int, height: Int, selected: Item?) -> Item? {
    var first = 0
    if let selected, let line = lines.firstIndex(where: { $0.items.contains(selected) }),
      line >= height
    {
      first = line - height + 1
    }
    let index = row < min(pinned, max(0, height - 1)) ? row : row + first
    return lines.indices.contains(index) ? lines[index].items.first : nil
  }
}

extension Phrase {
  /// The phrase as runs, with the keys of the key map in it.
  package func runs(_ keys: Keymap, base: Role = .text) -> [TextRun] {
    map { piece in
      switch piece {
      case .text(let text, let tone):
        TextRun(text, role: tone == .text ? base : tone.role)
      case .key(let command): TextRun(keys.name(command), role: .key)
      }
    }
  }
}
