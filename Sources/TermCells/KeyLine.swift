/// The line that names the keys that matter here.
package struct KeyLine: Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    package var keys: String
    package var label: String
    package var isEnabled: Bool
    /// Kept when others are dropped: help, close.
    package var isPinned: Bool

    package init(_ keys: String, _ label: String, isEnabled: Bool = true, isPinned: Bool = false) {
      self.keys = keys
      self.label = label
      self.isEnabled = isEnabled
      self.isPinned = isPinned
    }
  }

  package var items: [Item]

  package init(_ items: [Item]) {
    self.items = items
  }

  /// Draws into the first row of `area`; items that do not fit whole are left out, unpinned ones at
  /// the end first.
  package func draw(in area: Rect, on surface: inout Surface) {
    guard !area.isEmpty else { return }
    var shown = items
    func width(of item: Item) -> Int {
      surface.columns(of: item.keys) + 1 + surface.columns(of: item.label)
    }
    func total() -> Int { shown.reduce(1) { $0 + width(of: $1) + 2 } - 2 }
    while total() > area.width, let drop = shown.lastIndex(where: { !$0.isPinned }) {
      shown.remove(at: drop)
    }
    var x = area.x + 1
    for item in shown {
      let room = area.maxX - x
      guard room > 0 else { return }
      x += surface.write(
        item.keys, x: x, y: area.y, limit: room, role: item.isEnabled ? .key : .disabled)
      x += 1
      x += surface.write(
        item.label, x: x, y: area.y, limit: area.maxX - x,
        role: item.isEnabled ? .keyLabel : .disabled)
      x += 2
    }
  }
}
