/// All themes that can be chosen: the built-in one and those of files.
package struct ThemeLibrary: Equatable, Sendable {
  /// The built-in theme, then those of the project in their order, then the user's by name.
  package private(set) var themes = Theme.builtIn
  /// What is wrong in the files; what can be used of them is used.
  package private(set) var faults: [ThemeFault] = []

  private static let order = [
    "default", "dark", "light", "high-contrast", "colour-blind", "colour-blind-light", "mono",
  ]

  /// - Parameter files: Name (`dark.yaml`) and text; a later file replaces an earlier theme of the
  ///   same name.
  package init(files: [(name: String, text: String)]) {
    var left = files
    // A theme may inherit one that is read later: whoever can be read is, until nobody is left.
    while !left.isEmpty {
      let ready = left.filter { file in
        // One that extends a theme of its own name means the one that was read before.
        guard let parent = Self.parent(of: file.text), parent != Self.fallback(file.name)
        else { return true }
        return !left.contains { Self.fallback($0.name) == parent }
      }
      let batch = ready.isEmpty ? left : ready
      for file in batch { add(file.name, file.text) }
      left.removeAll { file in batch.contains { $0.name == file.name && $0.text == file.text } }
    }
    themes.sort { Self.rank($0.name) < Self.rank($1.name) }
  }

  /// Reads one more theme; it takes the place of one with the same name.
  ///
  /// Returns its name; nil when it could not be read.
  @discardableResult
  package mutating func add(_ name: String, _ text: String) -> String? {
    do {
      let read = try ThemeFile.read(
        text, file: name, fallback: Self.fallback(name), known: themes)
      faults += read.faults
      themes.removeAll { $0.name == read.theme.name }
      themes.append(read.theme)
      return read.theme.name
    } catch {
      faults.append(error)
      return nil
    }
  }

  /// The theme of a name; nil when there is none.
  package subscript(name: String) -> Theme? { themes.first { $0.name == name } }

  package var names: [String] { themes.map(\.name) }

  /// The word behind `inherit:` at the start of a line.
  private static func parent(of text: String) -> String? {
    for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix("inherit:") {
      let word = line.dropFirst(8).split(separator: " ").first
      return word.map { String($0.filter { $0 != "\"" && $0 != "'" }) }
    }
    return nil
  }

  private static func fallback(_ file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
  }

  private static func rank(_ name: String) -> String {
    let index = order.firstIndex(of: name)
    return index.map { "0\($0)" } ?? "1\(name)"
  }
}
