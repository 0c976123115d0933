package import RevMetrics
package import RevModel
import RevRisk

/// A number that is beyond its own past, past its threshold, or both.
package struct AnomalyFinding: Equatable, Sendable, Identifiable {
  /// How far it is from what it usually is.
  package struct Unusual: Equatable, Sendable {
    /// Robust deviations from the middle of the past weeks; negative below it.
    package var deviations: Double
    /// The middle of the past weeks.
    package var usual: Double
    /// The past weeks, oldest first; nil where the number was undefined.
    package var past: [Double?]
  }

  /// What the manifest, or its default, asks for.
  package struct Bar: Equatable, Sendable {
    /// Name of the threshold in `revtop.yaml`.
    package var key: String
    package var value: Double
    /// `LOW` or `HIGH`.
    package var word: String
    /// `want 3.0x`, `at most 20.0%`.
    package var wish: String
  }

  /// The metric's id, or the word of a weekly flow: `created_week`.
  package var id: String
  package var title: String
  package var unit: MetricUnit
  package var value: Double
  /// nil when it is only past its threshold.
  package var unusual: Unusual?
  /// nil when it is only beyond its past.
  package var bar: Bar?
  /// Whether it is bad news; nil where neither direction is.
  package var isBad: Bool?

  package var metric: MetricID? { MetricID(rawValue: id) }

  /// `HIGH`, `LOW`, or for news that is neither poor nor past a threshold `good` and `unusual`.
  package var word: String {
    if let bar { return bar.word }
    switch isBad {
    case true?: return (unusual?.deviations ?? 0) > 0 ? "HIGH" : "LOW"
    case false?: return "good"
    case nil: return "unusual"
    }
  }

  package var tone: Tone {
    switch isBad {
    case true?: .poor
    case false?: .good
    case nil: .watch
    }
  }

  package var shownValue: String { Format.value(.real(value), unit, estimate: value) }

  /// `usually 120K, 9.2 deviations above its last 8 weeks`; `want 3.0x`.
  package var why: String {
    var parts: [String] = []
    if let unusual {
      let usual = Format.value(.real(unusual.usual), unit, estimate: unusual.usual)
      let distance = unusual.deviations.magnitude
      let far = distance >= 100 ? "over 100" : Format.fixed(distance, digits: 1)
      let side = unusual.deviations < 0 ? "below" : "above"
      let weeks = unusual.past.compactMap { $0 }.count
      parts.append("usually \(usual), \(far) deviations \(side) its last \(weeks) weeks")
    }
    if let bar { parts.append(bar.wish) }
    return parts.joined(separator: "; ")
  }

  /// One line: `Overdue 412K HIGH: usually 120K, 9.2 deviations above its last 8 weeks`.
  package var words: String { "\(title) \(shownValue) \(word): \(why)" }
}

extension AnomalyFinding {
  /// What is unusual about a question's numbers, and what is past a threshold: the farthest from its
  /// past first, then thresholds in the order of the book.
  ///
  /// A task for the background: one answer for each of the past weeks.
  ///
  /// - Parameter readout: the answer to the question, with every group.
  package static func findings(
    _ engine: Engine, _ question: Question, _ readout: Readout
  ) -> [AnomalyFinding] {
    let series = Anomalies.series(engine, question)
    let pasts = Dictionary(series.map { ($0.id, $0.past) }) { first, _ in first }
    var found: [AnomalyFinding] = []
    for anomaly in Anomalies.unusual(series) {
      guard case .unusual(let deviations, let usual) = anomaly.kind else { continue }
      found.append(
        AnomalyFinding(
          id: anomaly.id, title: anomaly.title, unit: anomaly.unit, value: anomaly.value,
          unusual: Unusual(
            deviations: deviations, usual: usual, past: pasts[anomaly.id] ?? []),
          isBad: anomaly.isBad))
    }
    let thresholds = engine.snapshot.manifest.thresholds
    for anomaly in Anomalies.pastThresholds(readout, thresholds) {
      guard case .threshold(let key, let bar) = anomaly.kind,
        let definition = MetricID(rawValue: anomaly.id).flatMap(MetricCatalog.definition)
      else { continue }
      let mark = Bar(
        key: key, value: bar,
        word: definition.grade(of: readout[definition.id], thresholds)?.word ?? "",
        wish: definition.wish(thresholds) ?? "")
      if let place = found.firstIndex(where: { $0.id == anomaly.id }) {
        found[place].bar = mark
        found[place].isBad = true
      } else {
        found.append(
          AnomalyFinding(
            id: anomaly.id, title: anomaly.title, unit: anomaly.unit, value: anomaly.value,
            bar: mark, isBad: true))
      }
    }
    return found
  }

  /// What a cursor stands on in the list.
  package var item: Item { .anomaly(id) }
}

extension Format {
  /// A number that comes of real arithmetic, in its unit: amounts are taken as units of currency.
  package static func value(_ real: Quantity, _ unit: MetricUnit, estimate: Double) -> String {
    switch unit {
    case .money, .moneyPerDay, .moneyPerMonth: value(.estimate(estimate), unit)
    case .count, .share, .multiple, .days, .months, .score, .flag: value(real, unit)
    }
  }
}

extension Analyst {
  /// What is unusual about a question's numbers; see `AnomalyFinding.findings`.
  package func anomalies(_ question: Question) -> [AnomalyFinding] {
    AnomalyFinding.findings(engine, question, answer(question))
  }
}
