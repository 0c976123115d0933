import RevBase
import RevModel

extension LoadReport {
  /// The report for people with three examples of each group of faults.
  package var text: String { text(examples: 3) }

  /// The report for people, worst first: the sum, the faults, the warnings, the tables.
  ///
  /// - Parameter examples: how many examples of each group of faults are shown.
  package func text(examples: Int) -> String {
    var lines: [String] = []
    let sum = total
    let day = asOf.map { ", as of \($0)" } ?? ""
    lines.append("\(name.visible)\(day): \(folder.visible)")
    lines.append(
      sum.setAside == 0
        ? "\(Self.grouped(sum.read)) rows read, none set aside"
        : "\(Self.grouped(sum.read)) rows read, \(Self.grouped(sum.setAside)) set aside")
    if !faults.isEmpty {
      lines.append("")
      lines.append("Faults")
      for group in faults { lines += Self.lines(of: group, examples: examples) }
    }
    if !warnings.isEmpty {
      lines.append("")
      lines.append("Warnings")
      for warning in warnings {
        let place = warning.place.map { ":\($0.line):\($0.column)" } ?? ""
        let remedy = warning.remedy.map { "; \($0)" } ?? ""
        lines.append("  \(warning.file.visible)\(place): \(warning)\(remedy)")
      }
    }
    lines.append("")
    lines += tableLines
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of group: FaultGroup, examples: Int) -> [String] {
    let column = group.column.map { ", column '\(Shown.cut($0))'" } ?? ""
    let times = group.count == 1 ? "1 time" : "\(grouped(group.count)) times"
    var lines = [
      "  \(group.table.file)\(column): \(group.kind.meaning), \(times): \(group.kind.done)"
    ]
    let place = group.column.map { ":\(Shown.cut($0))" } ?? ""
    for example in group.examples.prefix(examples) {
      let value = example.value.isEmpty ? "(blank)" : "'\(example.value)'"
      lines.append("    \(group.table.file):\(example.line)\(place): \(value)")
    }
    if group.count > examples { lines.append("    and \(grouped(group.count - examples)) more") }
    lines.append("    remedy: \(group.kind.remedy)")
    return lines
  }

  /// `46,323`.
  private static func grouped(_ number: Int) -> String {
    var (rest, text) = (number, "")
    while rest >= 1000 {
      let digits = String(rest % 1000)
      text = "," + String(repeating: "0", count: 3 - digits.count) + digits + text
      rest /= 1000
    }
    return "\(rest)" + text
  }

  private var tableLines: [String] {
    func right(_ text: String) -> String {
      String(repeating: " ", count: max(1, 11 - text.count)) + text
    }
    func left(_ text: String) -> String {
      text + String(repeating: " ", count: max(1, 20 - text.count))
    }
    var lines = [
      left("Table") + right("read") + right("accepted") + right("ignored") + right("set aside")
    ]
    for table in tables where table.isPresent {
      lines.append(
        left(table.table.file) + right(Self.grouped(table.read))
          + right(Self.grouped(table.accepted))
          + right(Self.grouped(table.ignored)) + right(Self.grouped(table.setAside)))
    }
    let missing = tables.filter { !$0.isPresent }.map(\.table.file)
    if !missing.isEmpty { lines.append("Not there: " + missing.joined(separator: ", ")) }
    return lines
  }
}
