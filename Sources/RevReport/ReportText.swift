/// Text from data on its way into a report: nothing in it may act on a browser, a Markdown reader,
/// or the direction of the text around it.
package enum ReportText {
  /// Control characters, overrides of direction and invisible marks become `�`; line breaks and
  /// tabs become a space.
  package static func clean(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: result.append(" ")
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
        0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
        result.append("\u{FFFD}")
      case let value where value & 0xFFFE == 0xFFFE: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// For element content and for attribute values in quotes.
  package static func html(_ text: String) -> String {
    var result = ""
    for character in clean(text).unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// For a line or a table cell of Markdown: no character of it is markup, and nothing becomes a
  /// link by itself.
  package static func markdown(_ text: String) -> String {
    var result = ""
    let scalars = Array(clean(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&", "@", "{", "}", "^":
        result += "\\"
      // Amounts stay as they are; other dollars could begin a formula.
      case "$" where !isDigit(scalars, index + 1): result += "\\"
      case ":" where index + 1 < scalars.count && scalars[index + 1] == "/": result += "\\"
      case "." where isAfterWWW(scalars, index): result += "\\"
      case "#", "=": if index == 0 { result += "\\" }
      case "+", "-": if index == 0, isEnd(scalars, 1) { result += "\\" }
      case ".", ")":
        if index > 0, startsWithNumber(scalars, index), isEnd(scalars, index + 1) {
          result += "\\"
        }
      default: break
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  private static func isDigit(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    index < scalars.count && scalars[index] >= "0" && scalars[index] <= "9"
  }

  /// Whether a mark of a list would end here.
  private static func isEnd(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    index >= scalars.count || scalars[index] == " "
      || scalars[..<index].allSatisfy { $0 == scalars[0] } && scalars[index] == scalars[0]
  }

  /// `1.` at the beginning of a line begins a list.
  private static func startsWithNumber(_ scalars: [Unicode.Scalar], _ end: Int) -> Bool {
    scalars[..<end].allSatisfy { $0 >= "0" && $0 <= "9" }
  }

  private static func isAfterWWW(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    index >= 3 && scalars[(index - 3)..<index].allSatisfy { $0 == "w" || $0 == "W" }
  }
}
