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
    let sum = total
    let document: JSON = [
      "folder": .string(folder), "name": .string(name), "as_of": .day(asOf),
      "rows": [
        "read": .int(sum.read), "accepted": .int(sum.accepted), "ignored": .int(sum.ignored),
        "set_aside": .int(sum.setAside),
      ],
      "tables": .array(tables.map(\.json)), "faults": .array(faults.map(\.json)),
      "warnings": .array(warnings.map(\.json)),
    ]
    return document.text(depth: 16)
  }
}

extension LoadReport.Table {
  fileprivate var json: JSON {
    [
      "file": .string(table.file), "present": .bool(isPresent), "read": .int(read),
      "accepted": .int(accepted), "ignored": .int(ignored), "set_aside": .int(setAside),
    ]
  }
}

extension LoadReport.FaultGroup {
  fileprivate var json: JSON {
    [
      "kind": .string(kind.rawValue), "file": .string(table.file), "column": .text(column),
      "count": .int(count), "done": .string(kind.done), "remedy": .string(kind.remedy),
      "examples": .array(examples.map { ["line": .int($0.line), "value": .string($0.value)] }),
    ]
  }
}

extension LoadWarning {
  fileprivate var json: JSON {
    var members: [(String, JSON)] = [
      ("kind", .string(kind)), ("file", .string(file)), ("message", .string(description)),
    ]
    if let remedy { members.append(("remedy", .string(remedy))) }
    if let place {
      members += [("line", .int(place.line)), ("column_of_line", .int(place.column))]
    }
    if let column { members.append(("column", .string(column))) }
    if let count { members.append(("count", .int(count))) }
    return .members(members)
  }
}
