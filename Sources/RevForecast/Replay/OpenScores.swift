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
    var chances = [Double](repeating: 0, count: points.count)
    var amounts = chances
    var spreads = chances
    let before = spent ?? []
    do {
      var chance = chances.mutableSpan
      var amount = amounts.mutableSpan
      var spread = spreads.mutableSpan
      let (layerOne, all) = (layerOne.span, points.span)
      let used = before.span
      let (realisation, isLater) = (adjustments.realisation.span, spent != nil)
      for index in 0..<all.count {
        let point = all[index]
        let cell = Projection.cell(stage: Int(point.stage), age: Int(point.age))
        var p = Odds.chance(layerOne[cell] + adjustments.sum(rule.levels(point)))
        if isLater { p = min(p, max(0, 1 - used[index])) }
        var (size, unknown) = (0.0, 0.0)
        if point.amount > 0 {
          size = Double(point.amount) / 100 * realisation[Int(point.stage)]
        } else {
          (size, unknown) = Self.size(point, adjustments, wins)
        }
        chance[index] = p
        amount[index] = size
        spread[index] = unknown
        mean += p * size
        variance += p * (1 - p) * size * size + p * unknown
      }
    }
    (chance, amount, spread) = (chances, amounts, spreads)
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
