/// One line of text being typed, with a cursor.
///
/// What is typed or pasted passes the gate at once, so that what is seen is what is used: newlines
/// become spaces, and controls and other hidden characters are left out.
package struct TextField: Hashable, Sendable {
  /// What the gate takes for one character, each as its own string.
  private var characters: [String] = []
  /// The number of characters before the cursor.
  package private(set) var cursor = 0
  /// Further characters are refused.
  package let maximumLength: Int

  package init(_ text: String = "", maximumLength: Int = 1000) {
    self.maximumLength = max(0, maximumLength)
    insert(text)
  }

  package var text: String { characters.joined() }
  package var count: Int { characters.count }
  package var isEmpty: Bool { characters.isEmpty }

  // MARK: - Editing

  /// Puts typed or pasted text before the cursor.
  package mutating func insert(_ text: String) {
    // A combining mark typed after its letter joins it: the line is cleaned and cut up as a whole.
    let before = DisplayText.accepted(characters[..<cursor].joined() + text)
    let after = characters[cursor...]
    let room = max(0, maximumLength - after.count)
    characters = Array(before.prefix(room)) + after
    cursor = min(before.count, room)
  }

  /// Removes the character before the cursor.
  package mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  /// Removes the character after the cursor.
  package mutating func deleteForward() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  /// Removes back to the start of the word.
  package mutating func deleteWordBackward() {
    let start = wordStart
    characters.removeSubrange(start..<cursor)
    cursor = start
  }

  /// Removes everything before the cursor.
  package mutating func deleteToStart() {
    characters.removeSubrange(..<cursor)
    cursor = 0
  }

  /// Removes everything after the cursor.
  package mutating func deleteToEnd() {
    characters.removeSubrange(cursor...)
  }

  // MARK: - Moving

  /// Moves by characters, at most to the ends.
  package mutating func move(by offset: Int) {
    cursor = max(0, min(characters.count, cursor + offset))
  }

  package mutating func moveToStart() { cursor = 0 }
  package mutating func moveToEnd() { cursor = characters.count }
  package mutating func moveWordBackward() { cursor = wordStart }

  package mutating func moveWordForward() {
    while cursor < characters.count, characters[cursor] == " " { cursor += 1 }
    while cursor < characters.count, characters[cursor] != " " { cursor += 1 }
  }

  private var wordStart: Int {
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    return start
  }

  /// Does what `key` does in a line of text; false when it does nothing there.
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .backspace: deleteBackward()
    case .delete, .control("d"): deleteForward()
    case .left, .control("b"): move(by: -1)
    case .right, .control("f"): move(by: 1)
    case .home, .control("a"): moveToStart()
    case .end, .control("e"): moveToEnd()
    case .wordLeft: moveWordBackward()
    case .wordRight: moveWordForward()
    case .control("w"): deleteWordBackward()
    case .control("u"): deleteToStart()
    case .control("k"): deleteToEnd()
    default: return false
    }
    return true
  }

  // MARK: - Drawing

  /// Draws the part around the cursor into the first row of `area`; the cursor is a reverse cell.
  package func draw(in area: Rect, on surface: inout Surface, isFocused: Bool = true) {
    guard !area.isEmpty else { return }
    let widths = characters.map { surface.columns(of: $0) }
    // The cursor needs a column of its own behind the text.
    var first = 0
    var used = widths[..<cursor].reduce(0, +) + 1
    while used > area.width, first < cursor {
      used -= widths[first]
      first += 1
    }
    surface.fill(area.row(0))
    var x = area.x
    for index in first..<characters.count {
      guard x + widths[index] <= area.maxX else { break }
      let isHere = isFocused && index == cursor
      let style = isHere ? Style(.cursor, [.reverse]) : Style(.text)
      x += surface.write(characters[index], x: x, y: area.y, style: style)
    }
    if isFocused, cursor == characters.count {
      surface.put(" ", x: min(x, area.maxX - 1), y: area.y, style: Style(.cursor, [.reverse]))
    }
  }
}

extension DisplayText {
  /// The characters of `text` that may be typed: what the gate would replace is left out.
  static func accepted(_ text: String) -> [String] {
    var reader = GlyphReader(text, isASCII: false)
    var result: [String] = []
    while let glyph = reader.next() {
      guard glyph != .replacement else { continue }
      var scalars = String.UnicodeScalarView()
      scalars.append(glyph.cluster)
      result.append(String(scalars))
    }
    return result
  }
}
