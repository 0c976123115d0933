extension JSON {
  /// The value as text.
  ///
  /// Objects and arrays are broken into lines down to `depth` levels and stay on one line below,
  /// so that a metric or a row is a line: easy to read and to compare.
  package func text(depth: Int = 2) -> String {
    var out: [UInt8] = []
    write(to: &out, depth: depth, indent: 0)
    return String(decoding: out, as: UTF8.self)
  }

  private func write(to out: inout [UInt8], depth: Int, indent: Int) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .number(let text): out += text.utf8
    case .string(let text): Self.quote(text, to: &out)
    case .array(let items):
      Self.list(items.count, "[", "]", &out, depth, indent) { index, out in
        items[index].write(to: &out, depth: depth - 1, indent: indent + 2)
      }
    case .object(let members):
      Self.list(members.count, "{", "}", &out, depth, indent) { index, out in
        Self.quote(members[index].key, to: &out)
        out += ": ".utf8
        members[index].value.write(to: &out, depth: depth - 1, indent: indent + 2)
      }
    }
  }

  private static func list(
    _ count: Int, _ open: String, _ close: String, _ out: inout [UInt8], _ depth: Int,
    _ indent: Int, each: (Int, inout [UInt8]) -> Void
  ) {
    out += open.utf8
    for index in 0..<count {
      if index > 0 { out += (depth > 0 ? "," : ", ").utf8 }
      if depth > 0 {
        out.append(0x0A)
        out += repeatElement(0x20, count: indent + 2)
      }
      each(index, &out)
    }
    if depth > 0, count > 0 {
      out.append(0x0A)
      out += repeatElement(0x20, count: indent)
    }
    out += close.utf8
  }

  /// A text in quotes as JSON has it, which is good YAML as well.
  package static func quoted(_ text: String) -> String {
    var out: [UInt8] = []
    quote(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Quotes a text; control characters are escaped, and so are the line separators of JavaScript
  /// and the byte order mark.
  private static func quote(_ text: String, to out: inout [UInt8]) {
    let hex = Array("0123456789abcdef".utf8)
    out.append(0x22)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: out += "\\\"".utf8
      case 0x5C: out += "\\\\".utf8
      case 0x0A: out += "\\n".utf8
      case 0x0D: out += "\\r".utf8
      case 0x09: out += "\\t".utf8
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF:
        let value = Int(scalar.value)
        out += "\\u".utf8
        out += [
          hex[value >> 12 & 15], hex[value >> 8 & 15], hex[value >> 4 & 15], hex[value & 15],
        ]
      default: out += String(scalar).utf8
      }
    }
    out.append(0x22)
  }
}
