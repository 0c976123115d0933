import RevIngest

/// Makes text of files fit for one line of a report.
enum CellText {
  /// A stretch of a file with control characters made visible, cut to `Shown.limit`.
  static func shown(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> String {
    shown(string(text, start, min(end, start + 4 * Shown.limit + 4)))
  }

  static func shown(_ text: String) -> String { Shown.cut(text) }

  /// The first names of a list, in quotes.
  static func list(_ names: [String]) -> String {
    if names.isEmpty { return "none" }
    let list = names.prefix(8).map { "'\(shown($0))'" }.joined(separator: ", ")
    return names.count > 8 ? "\(list) and \(names.count - 8) more" : list
  }

  /// The text of a cell; bytes that are no UTF-8 become U+FFFD.
  static func string(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> String {
    if start >= end { return "" }
    return unsafe text.extracting(start..<end).withUnsafeBufferPointer {
      unsafe String(decoding: $0, as: UTF8.self)
    }
  }
}
