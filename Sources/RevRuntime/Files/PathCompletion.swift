import Foundation
import TermCells

/// What a typed path can go on with.
struct PathCompletion: Equatable {
  /// The text as far as all choices agree.
  private(set) var text: String
  /// Names that continue it, folders with a slash; empty when there is one, or none.
  private(set) var choices: [String] = []

  init(_ text: String, home: String) {
    self.text = text
    let slash = text.lastIndex(of: "/")
    let folder = slash.map { String(text[...$0]) } ?? ""
    let start = slash.map { String(text[text.index(after: $0)...]) } ?? text
    let place = folder.isEmpty ? "." : Self.expanded(folder, home: home)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    let fitting = names.filter { name in
      name.hasPrefix(start) && (start.hasPrefix(".") || !name.hasPrefix("."))
        // What cannot be typed as it is called cannot be named here.
        && DisplayText.cleaned(name) == name
    }.sorted()
    guard let first = fitting.first else { return }
    let shown = fitting.map { Self.isFolder("\(place)/\($0)") ? $0 + "/" : $0 }
    if fitting.count == 1 {
      self.text = folder + shown[0]
      return
    }
    let common = fitting.reduce(first) { common, name in
      String(zip(common, name).prefix { $0 == $1 }.map(\.0))
    }
    self.text = folder + common
    choices = shown
  }

  /// A path with `~` at its start written out.
  static func expanded(_ path: String, home: String) -> String {
    path == "~" || path.hasPrefix("~/") ? home + path.dropFirst() : path
  }

  private static func isFolder(_ path: String) -> Bool {
    let kind = try? URL(filePath: path).resourceValues(forKeys: [.isDirectoryKey])
    return kind?.isDirectory == true
  }
}
