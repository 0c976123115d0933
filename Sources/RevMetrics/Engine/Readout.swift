package import RevModel

/// Everything that was asked about one question: numbers and tables.
package struct Readout: Sendable, Equatable {
  package var question: Question
  /// By position in `MetricID.allCases`; nil where the group was not asked for.
  private var measures: [Measure?]
  package var tables = BookTables()

  package init(question: Question) {
    self.question = question
    measures = [Measure?](repeating: nil, count: MetricID.allCases.count)
  }

  /// The answer to one number; undefined ("not asked") where its group was not asked for.
  package subscript(id: MetricID) -> Measure {
    get { measures[id.position] ?? .undefined("not asked") }
    set { measures[id.position] = newValue }
  }

  package func has(_ id: MetricID) -> Bool { measures[id.position] != nil }
}

extension MetricID {
  /// Position in the book.
  package var position: Int { Self.positions[self] ?? 0 }

  private static let positions = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
