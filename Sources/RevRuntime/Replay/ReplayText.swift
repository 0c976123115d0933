import TermCells

/// How events are written in a replay file.
enum ReplayText {
  static let kinds: [(name: String, kind: MouseEvent.Kind)] = [
    ("press", .press), ("release", .release), ("drag", .drag), ("wheel-up", .wheelUp),
    ("wheel-down", .wheelDown),
  ]
  static let buttons: [(name: String, button: MouseEvent.Button)] = [
    ("left", .left), ("middle", .middle), ("right", .right),
  ]

  /// The line of an event; nil for one that is no deed of the person.
  static func line(_ event: TerminalEvent) -> String? {
    switch event {
    case .key(let key): "key \(key.name)"
    case .paste(let text): "paste \(quoted(text))"
    case .resized(let size): "resize \(size.width)x\(size.height)"
    case .mouse(let mouse): line(mouse)
    case .unknownKey: "unknown"
    case .resumed, .background, .quitRequested, .closed: nil
    }
  }

  private static func line(_ mouse: MouseEvent) -> String {
    let kind = kinds.first { $0.kind == mouse.kind }?.name ?? "press"
    let button = buttons.first { $0.button == mouse.button }?.name ?? "left"
    return "mouse \(kind) \(button) \(mouse.x) \(mouse.y)" + (mouse.isControlDown ? " ctrl" : "")
  }

  /// Text in double quotes on one line; what is no printable ASCII is written as `\u{...}`.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case " "..."~": result.unicodeScalars.append(scalar)
      default: result += "\\u{" + String(scalar.value, radix: 16) + "}"
      }
    }
    return result + "\""
  }

  /// The text that was quoted; nil when the quotes or an escape are wrong.
  static func unquoted(_ text: String) -> String? {
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return nil }
    var result = String.UnicodeScalarView()
    var rest = Substring(text.dropFirst().dropLast()).unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        if scalar == "\"" { return nil }
        result.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "\"": result.append("\"")
      case "\\": result.append("\\")
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "u":
        guard rest.popFirst() == "{", let end = rest.firstIndex(of: "}"),
          let value = UInt32(String(rest[..<end]), radix: 16), let made = Unicode.Scalar(value)
        else { return nil }
        result.append(made)
        rest = rest[rest.index(after: end)...]
      default: return nil
      }
    }
    return String(result)
  }
}
