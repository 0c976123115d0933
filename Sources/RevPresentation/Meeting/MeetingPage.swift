import RevMetrics

/// The pages of the Monday meeting: one question each.
package enum MeetingPage: Int, Sendable, CaseIterable, Hashable {
  case quarter, changes, deals, customers, decisions

  package func next(_ steps: Int) -> MeetingPage {
    let last = Self.allCases.count - 1
    return MeetingPage(rawValue: max(0, min(last, rawValue + steps))) ?? self
  }

  /// The number that the page is about, for explaining it; nil where it is none of the book's.
  package var item: Item? {
    switch self {
    case .quarter: .metric(.forecastP50)
    case .changes: .metric(.pipelineOpen)
    case .deals: .atRisk
    case .customers: .metric(.retentionNRR)
    case .decisions: nil
    }
  }
}
