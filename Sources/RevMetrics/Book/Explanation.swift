import RevBase
package import RevModel

/// How one number was made: everything that the explain overlay and `revtop explain` say.
package struct Explanation: Sendable, Equatable {
  /// A threshold that the number is held against.
  package struct Bar: Sendable, Equatable {
    /// Key of the manifest's `thresholds`.
    package let key: String
    package let value: Double
    /// Whether the manifest set it; else it is the default.
    package let isFromManifest: Bool
  }

  package let id: MetricID
  package let title: String
  package let unit: MetricUnit
  package let says: String
  /// In the names of `terms`.
  package let formula: String
  /// The formula with today's values in place of the names; nil when one is unknown.
  package let substituted: String?
  package let terms: [Term]
  package let result: Measure
  package let counted: String
  /// How many rows are counted; nil when it is no sum over rows of one table.
  package let countedRows: Int?
  /// The table of those rows.
  package let countedTable: TableName?
  package let leftOut: String
  /// Only reasons that left out at least one row.
  package let omissions: [Omission]
  package let question: Question
  package let clock: MetricDefinition.Clock
  package let bars: [Bar]
  package let grade: Grade?
  /// Of a rate whose numerator and denominator are counts.
  package let interval: WilsonInterval?
  /// Whether a rate rests on fewer than `fewRows` rows, so that it is shown dimmed.
  package let isSmallSample: Bool
  package let sources: [String]

  package static let fewRows = 20
}

extension Measure {
  /// Whether a rate rests on fewer than twenty rows.
  package var isSmallSample: Bool {
    guard case .count(let trials) = denominator else { return false }
    return trials < Explanation.fewRows
  }

  /// The interval of a rate whose numerator and denominator are counts; nil for every other number.
  package var interval: WilsonInterval? {
    guard case .count(let hits) = numerator, case .count(let trials) = denominator else {
      return nil
    }
    return WilsonInterval(hits: hits, of: trials)
  }
}

extension MetricDefinition {
  /// How the number was made for a question.
  ///
  /// - Parameter answered: the answer where another layer made it (the forecast model's numbers);
  ///   nil to ask the definition.
  package func explain(_ facts: Facts, answered: Measure? = nil) -> Explanation {
    let result = answered ?? measure(facts)
    let terms = self.terms(facts)
    let thresholds = facts.context.snapshot.manifest.thresholds
    let isDefined = result.value != nil
    let counted = isDefined ? rows(facts) : nil
    return Explanation(
      id: id, title: title, unit: unit, says: says, formula: formula,
      substituted: isDefined ? substituted(terms, result) : nil, terms: terms, result: result,
      counted: self.counted, countedRows: counted?.rows.count, countedTable: counted?.table,
      leftOut: leftOut, omissions: isDefined ? omissions(facts).filter { $0.count > 0 } : [],
      question: facts.context.question, clock: clock,
      bars: (threshold?.keys ?? []).compactMap { key in
        thresholds[key].map {
          Explanation.Bar(key: key, value: $0, isFromManifest: thresholds.set.contains(key))
        }
      },
      grade: result.value.flatMap { threshold?.grade($0.double, thresholds) },
      interval: unit == .share ? result.interval : nil,
      isSmallSample: unit == .share && result.isSmallSample, sources: sources)
  }

  /// The formula with the values of its terms; nil when one is unknown.
  private func substituted(_ terms: [Term], _ result: Measure) -> String? {
    guard let formula = try? Formula(formula) else { return nil }
    var texts: [String: String] = [:]
    if let name = formula.loneAggregate { texts[name] = result.value?.plain }
    for term in terms { texts[term.name] = term.value?.plain }
    return formula.substituting(texts)
  }

  /// What the formula gives for the values of its terms; nil when one is unknown.
  ///
  /// A formula that is one aggregate over rows, and whose term is not given, is its own result.
  package func recomputed(_ facts: Facts) throws(Formula.SyntaxError) -> Double? {
    let formula = try Formula(formula)
    var values: [String: Double] = [:]
    if let name = formula.loneAggregate { values[name] = measure(facts).value?.double }
    for term in terms(facts) { values[term.name] = term.value?.double }
    return formula.evaluate(values)
  }
}

extension Quantity {
  /// The value as plain digits that read back to the same value: `48000.50`, `0.25`, `-3`.
  package var plain: String {
    switch self {
    case .money(let money): money.description
    case .count(let count): String(count)
    case .flag(let isOn): isOn ? "1" : "0"
    case .fraction, .estimate, .real: Self.plain(double)
    }
  }

  private static func plain(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return value.description
  }
}
