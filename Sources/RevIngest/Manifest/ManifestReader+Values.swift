import RevBase
import RevModel
import Yams

// One value of the manifest, of the kind that its key asks for.
extension ManifestReader {
  /// An error at the place of a node.
  func wrong(_ node: Node, _ problem: String, _ remedy: String) -> LoadError {
    .manifest(
      path: path, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, problem: problem,
      remedy: remedy)
  }

  func text(_ node: Node, _ key: String) throws(LoadError) -> String {
    guard let text = node.scalar?.string, text.contains(where: { !$0.isWhitespace }) else {
      throw wrong(node, "\(key) is no text", "write one word or line behind it")
    }
    return text
  }

  func texts(_ node: Node, _ key: String) throws(LoadError) -> [String] {
    guard case .sequence(let sequence) = node else {
      throw wrong(node, "\(key) is no list", "write a list such as [inbound, event]")
    }
    var texts: [String] = []
    for element in sequence {
      guard let text = element.scalar?.string else {
        throw wrong(element, "\(key) holds something that is no word", "list words only")
      }
      texts.append(text)
    }
    return texts
  }

  func integer(
    _ node: Node, _ key: String, in range: ClosedRange<Int>, _ remedy: String
  ) throws(LoadError) -> Int {
    guard let text = node.scalar?.string, let value = Int(text), range.contains(value) else {
      let shown = node.scalar.map { ": '\(Shown.cut($0.string))'" } ?? ""
      throw wrong(
        node, "\(key) is no whole number from \(range.lowerBound) to \(range.upperBound)\(shown)",
        remedy)
    }
    return value
  }

  /// A share as billionths; nil when it is a decimal outside of 0 to 1.
  func share(_ node: Node, _ key: String) throws(LoadError) -> Int32? {
    let text = node.scalar?.string ?? ""
    let (isDecimal, value) = FileBytes(Array(text.utf8)).withView { view -> (Bool, Int64?) in
      guard let decimal = DecimalCell(view.trimmed()) else { return (false, nil) }
      guard decimal.isShare else { return (true, nil) }
      return (true, decimal.scaled(places: 9, rate: .one, limit: 1_000_000_000))
    }
    guard isDecimal else {
      throw wrong(
        node, "\(key) is no share: '\(Shown.cut(text))'", "write a decimal such as 0.78")
    }
    return value.map { Int32(truncatingIfNeeded: $0) }
  }

  func day(_ node: Node, _ key: String) throws(LoadError) -> Day {
    let text = node.scalar?.string ?? ""
    var clock = ZoneClock(manifest.zone)
    let number = FileBytes(Array(text.utf8)).withView { $0.trimmed().day(&clock) }
    guard let number else {
      throw wrong(
        node, "\(key) is no day: '\(Shown.cut(text))'", "write a day such as 2026-11-16")
    }
    return Day(number)
  }

  /// What the YAML parser says, with its place.
  func syntaxError(_ error: any Error) -> LoadError {
    func at(_ mark: Mark?, _ problem: String) -> LoadError {
      .manifest(
        path: path, line: mark?.line ?? 1, column: mark?.column ?? 1,
        problem: "this is no YAML: \(problem.visible)", remedy: "correct that line")
    }
    guard let yaml = error as? YamlError else { return at(nil, String(describing: error)) }
    switch yaml {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return at(mark, problem)
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { Shown.cut(String(describing: $0)) }.joined(separator: ", ")
      return at(context.mark, "a key comes twice: \(names)")
    default:
      return at(nil, Shown.cut(String(describing: yaml)))
    }
  }
}

extension Node {
  /// Whether a key has no value: nothing, white space, `~` or `null`.
  var isNull: Bool {
    guard case .scalar(let scalar) = self else { return false }
    if scalar.string.allSatisfy(\.isWhitespace) { return true }
    let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
    return !isQuoted && ["~", "null", "Null", "NULL"].contains(scalar.string)
  }
}

extension ExchangeRate {
  /// A positive decimal of at most 18 digits, exactly; nil for any other text.
  package init?(decimal text: String) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let isDecimal = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
    guard isDecimal, let whole = parts.first else { return nil }
    var fraction = parts.count == 2 ? parts[1] : ""
    while fraction.last == "0" { fraction.removeLast() }
    let digits = (whole + fraction).drop { $0 == "0" }
    guard digits.utf8.count <= 18, fraction.utf8.count <= 18, let value = Int64(digits), value > 0
    else { return nil }
    self.init(digits: value, scale: fraction.utf8.count)
  }
}

/// A guard before the YAML parser, which recurses.
enum NestingDepth {
  /// The first place that is nested more deeply than allowed; nil when none is.
  ///
  /// Counts brackets and `- ` chains of one line, and levels of indentation; brackets in quotes
  /// and comments count too, which no manifest has that many of.
  static func exceeds(_ limit: Int, in text: String) -> (line: Int, column: Int)? {
    var (line, column, depth, dashes) = (1, 0, 0, 0)
    var indents: [Int] = []
    var isLeading = true
    var previous: UInt8 = 0x0A
    for byte in text.utf8 {
      column += 1
      switch byte {
      case 0x0A:
        (line, column, dashes, isLeading) = (line + 1, 0, 0, true)
      case 0x5B, 0x7B: depth += 1
      case 0x5D, 0x7D: depth = max(0, depth - 1)
      case 0x2D, 0x3F: if isLeading || previous == 0x20 { dashes += 1 }
      default: break
      }
      if isLeading, byte != 0x20, byte != 0x0A {
        isLeading = false
        while let last = indents.last, last >= column { indents.removeLast() }
        indents.append(column)
      }
      previous = byte
      if depth > limit || dashes > limit || indents.count > limit { return (line, column) }
    }
    return nil
  }
}
