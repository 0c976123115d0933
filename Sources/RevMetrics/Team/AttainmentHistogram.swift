package import RevBase

/// How many carriers reached how much of their quota, for the team view.
package struct AttainmentHistogram: Sendable, Equatable {
  /// Carriers whose attainment lies in `from..<to`, in hundredths of the quota.
  package struct Bin: Sendable, Equatable {
    package var from: Int
    /// nil for the last, which has no end.
    package var to: Int?
    package var carriers: Int
    /// Their prorated quota together.
    package var quota: Money
  }

  package private(set) var bins: [Bin]

  /// Why there is none; nil when there is one.
  package let reason: String?

  /// Of the carriers of a question, in steps of a quarter of the quota up to one and a half.
  package init(_ facts: Facts) {
    reason = facts.team.obstacle
    bins = stride(from: 0, through: 150, by: 25).map {
      Bin(from: $0, to: $0 == 150 ? nil : $0 + 25, carriers: 0, quota: .zero)
    }
    guard reason == nil else { return }
    for carrier in facts.team.carriers {
      let quarters = Int128(max(0, carrier.won.cents)) * 4 / Int128(carrier.quota.cents)
      let bin = Int(min(quarters, Int128(bins.count - 1)))
      bins[bin].carriers += 1
      bins[bin].quota += carrier.quota
    }
  }
}
