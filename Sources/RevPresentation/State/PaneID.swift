/// The four panes of the dashboard.
package enum PaneID: Int, Sendable, CaseIterable, Hashable {
  case pipeline, risk, forecast, retention

  package var title: String {
    switch self {
    case .pipeline: "Pipeline health"
    case .risk: "At risk"
    case .forecast: "Forecast"
    case .retention: "Retention"
    }
  }

  /// The digit in front of the title.
  package var number: Int { rawValue + 1 }

  package func next(_ steps: Int) -> PaneID {
    let count = Self.allCases.count
    return Self.allCases[((rawValue + steps) % count + count) % count]
  }
}
