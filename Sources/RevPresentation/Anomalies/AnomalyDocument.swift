package import RevBase
import RevMetrics

/// An anomaly as JSON: the form of `revtop anomalies --json` and of the report.
package enum AnomalyDocument {
  package static func line(_ finding: AnomalyFinding) -> JSON {
    var members: [JSON.Member] = [
      .init("id", .string(finding.id)), .init("title", .string(finding.title)),
      .init("value", value(finding.value, finding.unit)),
      .init("unit", .string(finding.unit.rawValue)), .init("word", .string(finding.word)),
      .init("bad", finding.isBad.map { .bool($0) } ?? .null),
    ]
    if let unusual = finding.unusual {
      members += [
        .init("usual", value(unusual.usual, finding.unit)),
        .init("deviations", .real((unusual.deviations * 100).rounded() / 100)),
        .init("past", .array(unusual.past.map { $0.map { value($0, finding.unit) } ?? .null })),
      ]
    }
    if let bar = finding.bar {
      members += [.init("threshold", .string(bar.key)), .init("bar", .real(bar.value))]
    }
    members.append(.init("words", .string(finding.words)))
    return .object(members)
  }

  private static func value(_ value: Double, _ unit: MetricUnit) -> JSON {
    switch unit {
    case .money, .moneyPerDay, .moneyPerMonth: .quantity(.estimate(value))
    case .count, .share, .multiple, .days, .months, .score, .flag: .real(value)
    }
  }
}
