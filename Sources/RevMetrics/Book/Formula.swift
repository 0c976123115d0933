/// The formula of a number, as it is printed, and a small machine that computes it.
///
/// The language: numbers, names of terms, `+ - * /`, `^` for powers, parentheses, comparisons that
/// may be joined by `and` (1 when true, 0 when not), and functions. `min` and `max` compare two or
/// more expressions. Any other function is an aggregate over rows, as `sum(amount)` or
/// `median(first_won - hired_date)`: rows are not part of a formula, so what stands between its
/// parentheses is the name of the term whose value is the aggregate's result.
package struct Formula: Sendable, Equatable, CustomStringConvertible {
  private let root: Node
  /// As it was written.
  package let description: String

  /// Why a text is no formula.
  package struct SyntaxError: Error, Equatable, CustomStringConvertible {
    /// Characters before the fault.
    package let offset: Int
    package let expected: String

    package var description: String { "at character \(offset + 1): expected \(expected)" }
  }

  package init(_ text: String) throws(SyntaxError) {
    var parser = FormulaParser(text)
    root = try parser.parse()
    description = text
  }

  /// The names of the terms, in the order of their first use.
  package var names: [String] {
    var result: [String] = []
    root.collect(into: &result)
    return result
  }

  /// The result with these values; nil when one is missing or something is divided by zero.
  package func evaluate(_ values: [String: Double]) -> Double? {
    guard let result = root.evaluate(values), result.isFinite else { return nil }
    return result
  }

  /// The name of the term when the whole formula is one aggregate; nil when it is more.
  package var loneAggregate: String? {
    if case .aggregate(_, of: let name) = root { name } else { nil }
  }

  /// The formula with texts in place of its names, aggregates included; nil when one is missing.
  ///
  /// Texts that begin with a minus are put in parentheses, so that what is printed can be read, and
  /// computed, as it stands.
  package func substituting(_ texts: [String: String]) -> String? {
    root.print(texts)
  }
}

/// One operation of a formula.
indirect enum Node: Sendable, Equatable {
  case number(String, Double)
  case term(String)
  /// An aggregate over rows, with the text between its parentheses.
  case aggregate(String, of: String)
  case extreme(isMax: Bool, [Node])
  case negative(Node)
  case binary(String, Node, Node)
  case group(Node)

  func collect(into names: inout [String]) {
    switch self {
    case .number: break
    case .term(let name), .aggregate(_, of: let name):
      if !names.contains(name) { names.append(name) }
    case .extreme(_, let nodes): for node in nodes { node.collect(into: &names) }
    case .negative(let node), .group(let node): node.collect(into: &names)
    case .binary(_, let left, let right):
      left.collect(into: &names)
      right.collect(into: &names)
    }
  }

  func evaluate(_ values: [String: Double]) -> Double? {
    switch self {
    case .number(_, let value): return value
    case .term(let name), .aggregate(_, of: let name): return values[name]
    case .group(let node): return node.evaluate(values)
    case .negative(let node): return node.evaluate(values).map { -$0 }
    case .extreme(let isMax, let nodes):
      let results = nodes.compactMap { $0.evaluate(values) }
      guard results.count == nodes.count else { return nil }
      return isMax ? results.max() : results.min()
    case .binary(let sign, let left, let right):
      guard let a = left.evaluate(values), let b = right.evaluate(values) else { return nil }
      switch sign {
      case "+": return a + b
      case "-": return a - b
      case "*": return a * b
      case "/": return b == 0 ? nil : a / b
      case "<": return a < b ? 1 : 0
      case "<=": return a <= b ? 1 : 0
      case ">": return a > b ? 1 : 0
      case ">=": return a >= b ? 1 : 0
      case "and": return a != 0 && b != 0 ? 1 : 0
      default: return power(a, b)
      }
    }
  }

  func print(_ texts: [String: String]) -> String? {
    switch self {
    case .number(let text, _): return text
    case .term(let name), .aggregate(_, of: let name):
      return texts[name].map { $0.hasPrefix("-") ? "(\($0))" : $0 }
    case .group(let node): return node.print(texts).map { "(\($0))" }
    case .negative(let node): return node.print(texts).map { "-\($0)" }
    case .extreme(let isMax, let nodes):
      let parts = nodes.compactMap { $0.print(texts) }
      guard parts.count == nodes.count else { return nil }
      return "\(isMax ? "max" : "min")(\(parts.joined(separator: ", ")))"
    case .binary(let sign, let left, let right):
      guard let a = left.print(texts), let b = right.print(texts) else { return nil }
      return "\(a) \(sign) \(b)"
    }
  }
}
