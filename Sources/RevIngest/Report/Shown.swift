/// Makes text from files fit for one line of a report.
package enum Shown {
  /// At most this many characters of a value are shown.
  package static let limit = 40

  /// The first 40 characters, with control characters made visible.
  package static func cut(_ text: some StringProtocol) -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit { return result + "…" }
      result += visible(scalar)
      count += 1
    }
    return result
  }

  /// The same of bytes that may not even be UTF-8.
  static func cut(_ bytes: ByteView) -> String {
    // 40 characters have at most 160 bytes; one more tells whether something was cut.
    bytes.count > 164 ? cut(bytes.slice(0, 164).string) : cut(bytes.string)
  }

  /// `1 deal`, `3 deals`.
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(number == 1 ? noun : noun + "s")"
  }

  /// A character as it can be shown: control, format and line characters as an escape.
  package static func visible(_ scalar: Unicode.Scalar) -> String {
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

extension String {
  /// The whole text with control characters made visible, for paths and names in messages.
  var visible: String { unicodeScalars.map { Shown.visible($0) }.joined() }
}
