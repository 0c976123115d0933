import RevBase
import RevModel

extension LoadReport {
  /// The report as JSON; keys and the words of `kind` stay as they are.
  ///
  /// ```
  /// { "folder": text, "name": text, "as_of": "YYYY-MM-DD",
  ///   "rows": { "read", "accepted", "ignored", "set_aside" },       numbers over all tables
  ///   "tables": [ { "file", "present": flag, "read", "accepted", "ignored", "set_aside" } ],
  ///   "faults": [ { "kind", "file", "column": text or null, "count", "done", "remedy",
  ///                 "examples": [ { "line", "value" } ] } ],          worst first
  ///   "warnings": [ { "kind", "file", "message", and where it has them
  ///                   "remedy", "line", "column_of_line", "column", "count" } ] }
  /// ```
  package var json: String {
    var writer = JSONText()
    writer.object { writer in
      writer.member("folder", folder)
      writer.member("name", name)
      writer.key("as_of")
      if let asOf { writer.text(asOf.description) } else { writer.null() }
      writer.key("rows")
      writer.object { writer in
        let sum = total
        writer.member("read", sum.read)
        writer.member("accepted", sum.accepted)
        writer.member("ignored", sum.ignored)
        writer.member("set_aside", sum.setAside)
      }
      writer.list("tables", tables) { $0.table($1) }
      writer.list("faults", faults) { $0.group($1) }
      writer.list("warnings", warnings) { $0.warning($1) }
    }
    return writer.result
  }
}

/// Writes JSON, two blanks a level.
private struct JSONText {
  private(set) var result = ""
  private var depth = 0
  private var isFirst = true

  mutating func object(_ body: (inout JSONText) -> Void) {
    result += "{"
    nest(body)
    result += "}"
  }

  mutating func list<Element>(
    _ name: String, _ elements: [Element], _ each: (inout JSONText, Element) -> Void
  ) {
    key(name)
    result += "["
    nest { writer in
      for element in elements {
        writer.next()
        each(&writer, element)
      }
    }
    result += "]"
  }

  private mutating func nest(_ body: (inout JSONText) -> Void) {
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { newLine() }
    isFirst = false
  }

  mutating func next() {
    if !isFirst { result += "," }
    isFirst = false
    newLine()
  }

  private mutating func newLine() {
    result += "\n" + String(repeating: "  ", count: depth)
  }

  mutating func key(_ name: String) {
    next()
    text(name)
    result += ": "
  }

  mutating func member(_ name: String, _ value: String) {
    key(name)
    text(value)
  }

  mutating func member(_ name: String, _ value: Int) {
    key(name)
    result += "\(value)"
  }

  mutating func null() { result += "null" }

  mutating func text(_ value: String) {
    result += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let hex = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    result += "\""
  }

  mutating func table(_ table: LoadReport.Table) {
    object { writer in
      writer.member("file", table.table.file)
      writer.key("present")
      writer.result += table.isPresent ? "true" : "false"
      writer.member("read", table.read)
      writer.member("accepted", table.accepted)
      writer.member("ignored", table.ignored)
      writer.member("set_aside", table.setAside)
    }
  }

  mutating func group(_ group: LoadReport.FaultGroup) {
    object { writer in
      writer.member("kind", group.kind.rawValue)
      writer.member("file", group.table.file)
      writer.key("column")
      if let column = group.column { writer.text(column) } else { writer.null() }
      writer.member("count", group.count)
      writer.member("done", group.kind.done)
      writer.member("remedy", group.kind.remedy)
      writer.list("examples", group.examples) { writer, example in
        writer.object { writer in
          writer.member("line", example.line)
          writer.member("value", example.value)
        }
      }
    }
  }

  mutating func warning(_ warning: LoadWarning) {
    object { writer in
      writer.member("kind", warning.kind)
      writer.member("file", warning.file)
      writer.member("message", warning.description)
      if let remedy = warning.remedy { writer.member("remedy", remedy) }
      if let place = warning.place {
        writer.member("line", place.line)
        writer.member("column_of_line", place.column)
      }
      if let column = warning.column { writer.member("column", column) }
      if let count = warning.count { writer.member("count", count) }
    }
  }
}
