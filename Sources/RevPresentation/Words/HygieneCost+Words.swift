import RevBase
import RevMetrics

extension HygieneCost {
  /// What the flag does to a number: `hide about 412K from coverage`.
  package var words: String {
    guard distortion != .zero else { return "nothing that the dashboard shows" }
    let title = MetricCatalog.definition(metric)?.title.lowercased() ?? metric.rawValue
    let amount = (isEstimate ? "about " : "") + Format.compact(distortion)
    return switch effect {
    case .hides: "hide \(amount) from \(title)"
    case .inflates: "add \(amount) to \(title)"
    case .orphans: "\(amount) of \(title) belongs to nobody"
    }
  }
}
