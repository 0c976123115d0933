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

  /// A phrase in as many lines as it takes.
  static func wrapped(_ phrase: Phrase, _ keys: Keymap, width: Int, _ role: Role = .text)
    -> [PaneLine]
  {
    TextRun.lines(phrase.runs(keys, base: role), width: width).map { runs in
      PaneLine { area, surface in
        surface.write(runs, x: area.x, y: area.y, limit: area.width)
      }
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
    let first = top(height: height, selected: selected)
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

  /// The first row that is seen: the one with the cursor is, with the lines that go on below it, and
  /// behind the last one everything that still follows.
  private func top(height: Int, selected: Item?) -> Int {
    guard let selected, let line = lines.firstIndex(where: { $0.items.contains(selected) }) else {
      return 0
    }
    var last = line
    while last + 1 < lines.count, lines[last + 1].items.contains(selected) { last += 1 }
    if lines[(last + 1)...].allSatisfy(\.items.isEmpty) { last = lines.count - 1 }
    let fixed = min(pinned, max(0, height - 1))
    return max(0, min(last - height + 1, line - fixed))
  }

  /// The item on a row of the area, for the mouse.
  func item(atRow row: Int, height: Int, selected: Item?) -> Item? {
    let first = top(height: height, selected: selected)
    let index = row < min(pinned, max(0, height - 1)) ? row : row + first
    return lines.indices.contains(index) ? lines[index].items.first : nil
  }
}

extension TextRun {
  /// Runs in lines of a width, broken between words.
  static func lines(_ runs: [TextRun], width: Int) -> [[TextRun]] {
    let total = runs.reduce(0) { $0 + $1.text.count }
    guard total > width, width > 0 else { return [runs] }
    var lines: [[TextRun]] = [[]]
    var used = 0
    for run in runs {
      // A word keeps the blank behind it.
      let pieces = run.text.split(separator: " ", omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() {
        if used + piece.count > width, used > 0 {
          lines.append([])
          used = 0
        }
        let isLast = index == pieces.count - 1
        let text = isLast || used + piece.count >= width ? String(piece) : piece + " "
        lines[lines.count - 1].append(TextRun(text, style: run.style))
        used += text.count
      }
    }
    return lines
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
