package import RevMetrics
import RevModel
import RevPresentation

/// `revtop assert 'pipeline.coverage >= 3'`: for cron and CI.
package struct AssertCommand: Sendable, Equatable {
  package enum Comparison: String, Sendable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case equal = "=="
    case unequal = "!="
    case more = ">"
    case less = "<"

    func holds(_ a: Double, _ b: Double) -> Bool {
      switch self {
      case .atLeast: a >= b
      case .atMost: a <= b
      case .equal: a == b
      case .unequal: a != b
      case .more: a > b
      case .less: a < b
      }
    }
  }

  package let metric: MetricID
  package let comparison: Comparison
  package let bar: Double
  private let isPercent: Bool

  /// Understands `ID COMPARISON NUMBER`; the number may end in `%`.
  package init(_ text: String) throws(CommandError) {
    for comparison in Comparison.allCases {
      guard let range = text.firstRange(of: comparison.rawValue) else { continue }
      let name = Self.trimmed(text[..<range.lowerBound])
      let number = Self.trimmed(text[range.upperBound...])
      guard let id = MetricID(rawValue: name) else {
        throw CommandError(
          .badUsage, "assert: no number is called '\(name)'; 'revtop metrics' lists them")
      }
      isPercent = number.hasSuffix("%")
      guard let value = Double(isPercent ? Self.trimmed(number.dropLast()[...]) : number),
        value.isFinite
      else {
        throw CommandError(.badUsage, "assert: '\(number)' is no number")
      }
      metric = id
      self.comparison = comparison
      bar = isPercent ? value / 100 : value
      return
    }
    throw CommandError(
      .badUsage, "assert: '\(text)' is not understood; write 'pipeline.coverage >= 3'")
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// What was found; an error of kind `.assertionFalse` when it does not hold.
  package func run(_ opened: SnapshotRequest.Opened) throws(CommandError) -> String {
    guard let definition = MetricCatalog.definition(metric) else {
      throw CommandError(.badUsage, "assert: '\(metric.rawValue)' has no definition")
    }
    let readout = Analyst(opened.engine).answer(
      opened.question, groups: [definition.group, .bookings, .forecast])
    let measure = readout[metric]
    let currency = opened.engine.snapshot.manifest.currency
    let (value, note) = PlainText.measure(measure, definition.unit, currency: currency)
    let claim = "\(metric.rawValue) \(comparison.rawValue) \(isPercent ? bar * 100 : bar)"
    let suffix = isPercent ? "%" : ""
    guard let found = measure.value else {
      throw CommandError(.assertionFalse, "\(claim)\(suffix) is not known: \(note)")
    }
    guard comparison.holds(found.double, bar) else {
      throw CommandError(.assertionFalse, "\(claim)\(suffix) is false: it is \(value)")
    }
    return "\(claim)\(suffix) holds: it is \(value)\n"
  }
}
