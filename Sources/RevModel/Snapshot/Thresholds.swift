/// Where a number turns from good to watch to poor; every one can be set in the manifest.
package struct Thresholds: Sendable, Equatable {
  /// Values by key of the manifest's `thresholds`.
  package private(set) var values: [String: Double]
  /// The keys that the manifest set.
  package private(set) var set: Set<String> = []

  package static let defaults: [(key: String, value: Double)] = [
    ("coverage", 3.0), ("win_rate", 0.20), ("nrr", 1.10), ("nrr_poor", 1.00), ("grr", 0.90),
    ("accuracy", 0.90), ("accuracy_fair", 0.85), ("accuracy_weak", 0.75), ("cac_payback", 18),
    ("stale_share", 0.20), ("push_rate", 0.25), ("pace", 1.0), ("at_quota", 0.60),
    ("leakage_share", 0.01), ("stack_share", 0.10), ("hygiene", 90),
  ]

  package init() {
    values = Dictionary(uniqueKeysWithValues: Self.defaults.map { ($0.key, $0.value) })
  }

  /// The value of a key; nil for a key that is none.
  package subscript(key: String) -> Double? { values[key] }

  /// Sets a key from the manifest; false when there is no such key.
  package mutating func set(_ key: String, to value: Double) -> Bool {
    guard values[key] != nil else { return false }
    values[key] = value
    set.insert(key)
    return true
  }
}
