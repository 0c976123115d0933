/// How large won deals were, by segment: what an unsized deal is taken to be.
struct WonAmounts: Sendable {
  private struct Tally: Sendable {
    var count = 0
    var sum = 0.0
    var squares = 0.0
  }

  private var company = Tally()
  private var segments: [Tally] = []

  /// Deals won so far, sized or not.
  private(set) var count = 0

  mutating func add(_ cents: Int64, segment: UInt16) {
    count += 1
    guard cents > 0 else { return }
    let units = Double(cents) / 100
    Self.add(units, to: &company)
    guard segment != NameLevels.none else { return }
    while segments.count <= Int(segment) { segments.append(Tally()) }
    Self.add(units, to: &segments[Int(segment)])
  }

  private static func add(_ units: Double, to tally: inout Tally) {
    tally.count += 1
    tally.sum += units
    tally.squares += units * units
  }

  /// Mean and variance of the won deals of a segment with five wins, else of the company.
  func typical(segment: UInt16) -> (mean: Double, variance: Double) {
    var tally = company
    if segment != NameLevels.none, Int(segment) < segments.count,
      segments[Int(segment)].count >= 5
    {
      tally = segments[Int(segment)]
    }
    guard tally.count > 0 else { return (0, 0) }
    let mean = tally.sum / Double(tally.count)
    return (mean, max(0, tally.squares / Double(tally.count) - mean * mean))
  }
}
