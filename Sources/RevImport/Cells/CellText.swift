/// Makes text of files fit for one line of a report.
enum CellText {
  /// At most this many characters of a value are shown.
  static let limit = 40

  /// A stretch of a file with control characters made visible, cut to `limit`.
  static func shown(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> String {
    shown(string(text, start, min(end, start + 4 * limit + 4)))
  }

  static func shown(_ text: String) -> String {
    var (result, count) = ("", 0)
    for scalar in text.unicodeScalars {
      if count == limit { return result + "…" }
      result += visible(scalar)
      count += 1
    }
    return result
  }

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

  private static func visible(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\t": "\\t"
    case "\n": "\\n"
    case "\r": "\\r"
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: String(scalar)
      }
    }
  }
}
