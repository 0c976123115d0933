import Glibc
import RevModel

/// One period's forecast of one day, split into what each deal and each recent creation adds.
///
/// Every amount is whole hundredths, so that the parts of any partition add up exactly.
struct PartSheet: Sendable {
  let estimate: PeriodEstimate
  /// Rows of the open deals in canonical order, and what each is expected to bring.
  private(set) var rows: [Int32]
  private(set) var cents: [Int64]
  /// Chance to be won in the period, after everything.
  private(set) var chance: [Double]
  /// Amount when won, in units.
  private(set) var amount: [Double]
  /// Corrected variance in units squared.
  private(set) var variance: [Double]
  /// Added to every deal's log-odds.
  let theta: Double
  /// Deals created lately by which the new term is shared out.
  let newRows: [Int32]
  let newCents: [Int64]
  private let newVariance: Double
  private let allNewCents: Int64
  private let partSpread: Double

  init(
    _ points: [DealPoint], _ scores: OpenScores, _ estimate: PeriodEstimate,
    recent: RecentCreations, _ method: ForecastMethod
  ) {
    self.estimate = estimate
    partSpread = method.partSpread
    rows = points.map(\.row)
    amount = scores.amount
    let wanted = min(estimate.openFactor * scores.mean, 0.99 * scores.amount.reduce(0, +))
    let theta =
      abs(wanted - scores.mean) <= 1e-12 * scores.mean
      ? 0 : Self.shift(scores.chance, scores.amount, reaching: wanted)
    self.theta = theta
    let chance =
      theta == 0
      ? scores.chance : scores.chance.map { Odds.chance(Odds.logOdds($0) + theta) }
    self.chance = chance
    let factor = estimate.calibration.openFactor
    cents = zip(chance, scores.amount).map { Self.cents($0, $1) }
    variance = scores.chance.indices.map { index in
      factor * Self.luck(scores.chance[index], scores.amount[index], scores.spread[index])
    }
    let new = max(0, estimate.mean - zip(chance, scores.amount).reduce(0) { $0 + $1.0 * $1.1 })
    newRows = recent.rows
    newCents = recent.share(Int64((new * 100).rounded()))
    allNewCents = newCents.reduce(0, +)
    newVariance = estimate.calibration.newFactor * estimate.newVariance
  }

  private static func cents(_ chance: Double, _ amount: Double) -> Int64 {
    Int64((chance * amount * 100).rounded())
  }

  /// Variance of what a deal brings that is won with a chance, and whose amount may be unknown.
  private static func luck(_ chance: Double, _ amount: Double, _ spread: Double) -> Double {
    chance * (1 - chance) * amount * amount + chance * spread
  }

  /// The number that, added to all log-odds, makes the expected sum the wanted one.
  static func shift(_ chance: [Double], _ amount: [Double], reaching wanted: Double) -> Double {
    guard wanted > 0 else { return 0 }
    let odds = chance.map(Odds.logOdds)
    var (low, high, theta) = (-12.0, 12.0, 0.0)
    for _ in 0..<60 {
      var (sum, slope) = (0.0, 0.0)
      for index in odds.indices {
        let p = Odds.chance(odds[index] + theta)
        sum += p * amount[index]
        slope += p * (1 - p) * amount[index]
      }
      if abs(sum - wanted) <= 1e-11 * wanted { break }
      if sum > wanted { high = theta } else { low = theta }
      let step = slope > 0 ? theta - (sum - wanted) / slope : (low + high) / 2
      theta = step > low && step < high ? step : (low + high) / 2
    }
    return theta
  }

  /// One open deal before the correction of all of them.
  struct Entry {
    var row: Int32
    var chance: Double
    var amount: Double
    /// Variance of an amount that is not known.
    var spread: Double
  }

  /// Puts deals as they are supposed to be in place of those at some places: the correction and what
  /// is not created yet stay.
  ///
  /// - Parameter order: places among the deals so far, or after those among the entries.
  mutating func suppose(_ entries: [Entry], order: [Int]) {
    let factor = estimate.calibration.openFactor
    for entry in entries {
      let corrected =
        theta == 0 ? entry.chance : Odds.chance(Odds.logOdds(entry.chance) + theta)
      rows.append(entry.row)
      chance.append(corrected)
      amount.append(entry.amount)
      cents.append(Self.cents(corrected, entry.amount))
      variance.append(factor * Self.luck(entry.chance, entry.amount, entry.spread))
    }
    rows = order.map { rows[$0] }
    chance = order.map { chance[$0] }
    amount = order.map { amount[$0] }
    cents = order.map { cents[$0] }
    variance = order.map { variance[$0] }
  }

  /// The whole company's part.
  func whole() -> PartSum { sum { _ in true } }

  /// What the deals that pass add up to.
  @inline(__always)
  func sum(_ passes: (Int) -> Bool) -> PartSum {
    var part = PartSum()
    for index in rows.indices where passes(Int(rows[index])) {
      part.openCents += cents[index]
      part.variance += variance[index]
    }
    for index in newRows.indices where passes(Int(newRows[index])) {
      part.newCents += newCents[index]
    }
    finish(&part)
    return part
  }

  /// Adds open deals by their places among `rows`.
  func addOpen(_ places: [Int32], to part: inout PartSum) {
    let (cents, variance, places) = (cents.span, variance.span, places.span)
    var (sum, spread) = (Int64(0), 0.0)
    for place in 0..<places.count {
      let index = Int(places[place])
      sum &+= cents[index]
      spread += variance[index]
    }
    part.openCents += sum
    part.variance += spread
  }

  /// Adds the variance of the open deals whose group passes, in their order.
  ///
  /// - Parameters:
  ///   - groups: the group of each deal of `rows`.
  ///   - passes: by group 1 or 0.
  func addLuck(ofOpen groups: [Int32], _ passes: [UInt8], to part: inout PartSum) {
    let (variance, groups, passes) = (variance.span, groups.span, passes.span)
    var sum = part.variance
    for index in 0..<variance.count {
      // All bits or none: what is left out adds a nought.
      let mask = 0 &- UInt64(passes[Int(groups[index])])
      sum += Double(bitPattern: variance[index].bitPattern & mask)
    }
    part.variance = sum
  }

  /// Adds the variance of the new term and of what the method has been wrong by.
  func finish(_ part: inout PartSum) {
    let newShare = allNewCents > 0 ? Double(part.newCents) / Double(allNewCents) : 0
    let mean = part.mean
    let share = estimate.mean > 0 ? min(1, mean / estimate.mean) : 1
    part.share = share
    part.newVariance = newVariance * newShare
    // Whole cents make a share of 1 a hair less or more: that is no smaller part.
    let rest = share > 1 - 1e-6 ? 0 : 1 - share
    part.error = estimate.calibration.publishedError + partSpread * partSpread * rest
    part.variance += part.newVariance + part.error * mean * mean
  }
}

/// The sums of a part of a forecast.
struct PartSum: Sendable, Equatable {
  var openCents: Int64 = 0
  var newCents: Int64 = 0
  /// In all, and of the new term alone, in units squared.
  var variance = 0.0
  var newVariance = 0.0
  /// Squared relative error beyond the luck of single deals.
  var error = 0.0
  /// Of the company's mean.
  var share = 0.0

  /// Expected rest in units.
  var mean: Double { Double(openCents + newCents) / 100 }
  var rest: GammaRange { GammaRange(mean: mean, variance: variance) }
}

/// The deals created lately, weighted by how recent and how large they are.
struct RecentCreations: Sendable {
  private(set) var rows: [Int32] = []
  private var weights: [Double] = []

  init(_ walk: Walk, _ method: ForecastMethod) {
    let created = walk.roster.snapshot.deals.created
    let order = walk.roster.order
    // The order is by creation: the last ones known today, walked back.
    var high = order.count
    var low = 0
    while low < high {
      let middle = (low + high) / 2
      if created[Int(order[middle])] <= walk.day { low = middle + 1 } else { high = middle }
    }
    let end = low
    var start = end
    while start > 0, created[Int(order[start - 1])] > walk.day - Int32(method.sharingDays) {
      start -= 1
    }
    for place in start..<end {
      let deal = walk.deals[place]
      let size =
        deal.amount > 0
        ? Double(deal.amount) / 100 : walk.wins.typical(segment: deal.segment).mean
      rows.append(order[place])
      let age = Double(walk.day - created[Int(order[place])])
      weights.append(exp2(-age / method.arrivalHalfLife) * size)
    }
  }

  /// Shares out whole cents by weight; the parts add up exactly.
  func share(_ cents: Int64) -> [Int64] {
    let total = weights.reduce(0, +)
    guard total > 0 else { return [Int64](repeating: 0, count: rows.count) }
    var (running, given) = (0.0, Int64(0))
    return weights.enumerated().map { index, weight in
      running += weight
      let upTo =
        index == weights.count - 1
        ? cents : min(cents, Int64((Double(cents) * (running / total)).rounded()))
      defer { given = upTo }
      return upTo - given
    }
  }
}
