/// Days in a stage, in fifteen bins that widen with age.
package enum AgeBins {
  /// First day of each bin; a deal is one day in its stage on the day after it entered.
  package static let starts = [1, 4, 8, 15, 22, 29, 43, 57, 71, 85, 99, 113, 141, 183, 274]
  package static let count = 15
  /// The oldest age that is told apart.
  static let cap = 274
  /// Ages 0 to `cap`.
  static let ages = cap + 1

  /// Bin of each age from 0 to `cap`; age 0 has none and stands with the first.
  static let ofAge: [UInt8] = {
    var bins = [UInt8](repeating: 0, count: ages)
    for age in 1...cap { bins[age] = UInt8(starts.lastIndex { $0 <= age } ?? 0) }
    return bins
  }()

  /// `15-21 days`.
  package static func label(_ bin: Int) -> String {
    bin + 1 < count ? "\(starts[bin])-\(starts[bin + 1] - 1) days" : "\(starts[bin]) days and more"
  }
}
