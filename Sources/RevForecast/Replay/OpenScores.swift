import Glibc

/// The open deals of one day with their chance to be won in one period, before calibration.
struct OpenScores: Sendable {
  /// In the order of the points.
  private(set) var chance: [Double]
  /// Expected amount when won, in units, and the variance of an amount that is not known.
  private(set) var amount: [Double]
  private(set) var spread: [Double]
  private(set) var mean = 0.0
  private(set) var variance = 0.0

  /// - Parameters:
  ///   - layerOne: log-odds of layer one by cell of the projection.
  ///   - spent: chances to be won before the period begins, nil when it has begun.
  init(
    _ points: [DealPoint], layerOne: [Double], rule: LevelRule, adjustments: Adjustments,
    wins: WonAmounts, spent: [Double]?
  ) {
    chance = [Double](repeating: 0, count: points.count)
    amount = chance
    spread = chance
    for (index, point) in points.enumerated() {
      let cell = Projection.cell(stage: Int(point.stage), age: Int(point.age))
      var p = Odds.chance(layerOne[cell] + adjustments.sum(rule.levels(point)))
      if let spent { p = min(p, max(0, 1 - spent[index])) }
      let size = Self.size(point, adjustments, wins)
      chance[index] = p
      amount[index] = size.amount
      spread[index] = size.variance
      mean += p * size.amount
      variance += p * (1 - p) * size.amount * size.amount + p * size.variance
    }
  }

  /// What a deal brings when it is won: its amount as such amounts were realised, or what its
  /// segment's won deals brought when it is not sized.
  static func size(
    _ point: DealPoint, _ adjustments: Adjustments, _ wins: WonAmounts
  ) -> (amount: Double, variance: Double) {
    if point.amount > 0 {
      return (Double(point.amount) / 100 * adjustments.realisation[Int(point.stage)], 0)
    }
    let typical = wins.typical(segment: point.segment)
    return (typical.mean, typical.variance)
  }
}
