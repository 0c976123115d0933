import RevModel

/// Which fields have a history by a day: only those may teach a factor.
struct Tracking: Sendable {
  private(set) var due = false
  private(set) var owner = false
  private(set) var category = false
  var activities = false

  mutating func begin(_ field: HistoryField) {
    switch field {
    case .closeDate: due = true
    case .owner: owner = true
    case .category: category = true
    case .stage, .amount, .nextStep: break
    }
  }
}
