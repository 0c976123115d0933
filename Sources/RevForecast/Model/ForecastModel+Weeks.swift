import RevBase
import RevModel

/// By cell of the projection: which share of a deal's chance to be won by the period's end falls
/// into its first days, for each week that is left. Made once with the model.
struct WeeklyShares: Sendable {
  /// Days from today, rising; the last is the period's end.
  let days: [Int]
  let shares: [[Double]]

  init(_ rates: DailyRates, _ grid: PeriodGrid, day: Int32, end: Int32) {
    let left = Int(end - day)
    let days = Array(stride(from: 7, to: left, by: 7)) + (left > 0 ? [left] : [])
    self.days = days
    guard left > 0 else {
      shares = []
      return
    }
    let tables = Projection(
      rates, keeping: days, weeks: { grid.week(of: day + Int32(left - $0) + 1) })
    let whole = tables[left]
    shares = days.map { ahead in
      zip(tables[ahead], whole).map { $1 > 0 ? min(1, $0 / $1) : 0 }
    }
  }
}

extension ForecastModel {
  /// What the deals that pass are expected to have brought after each of the weeks that are left
  /// of the period that runs, with its variance; the last is the period's end.
  func weeklyParts(_ kept: ModelPart) -> [(mean: Double, variance: Double)] {
    let all = part(0, kept)
    let cells = cells(kept)
    let coming = estimates.coming[0]
    let days = weekly.days
    let end = days.last ?? 0
    return days.indices.map { week in
      if days[week] == end { return (all.mean, all.variance) }
      let share = weekly.shares[week]
      var (open, variance) = (0.0, 0.0)
      for cell in cells {
        let part = share[cell.index]
        open += part * cell.sum.first
        variance += part * cell.sum.second - part * part * cell.sum.square
      }
      let arrived = coming.mean[end] > 0 ? coming.mean[days[week]] / coming.mean[end] : 0
      let mean = open + Double(all.newCents) / 100 * arrived
      let spread =
        coming.variance[end] > 0 ? coming.variance[days[week]] / coming.variance[end] : 0
      // Beyond single deals: the same relative error as at the period's end.
      return (mean, variance + all.newVariance * spread + all.error * mean * mean)
    }
  }

  /// Deals of one cell of the projection share their weeks: sums of p A, p A² and p² A² by cell say
  /// everything. Those that hold something, rising.
  private func cells(_ kept: ModelPart) -> [(index: Int, sum: CellSum)] {
    var sums = [CellSum](
      repeating: CellSum(), count: estimates.rates.stages * AgeBins.ages)
    let (chances, amounts) = (sheets[0].chance, sheets[0].amount)
    do {
      var sum = sums.mutableSpan
      let (places, points) = (kept.open.span, points.span)
      let (chance, amount) = (chances.span, amounts.span)
      for place in 0..<places.count {
        let index = Int(places[place])
        let cell = Projection.cell(stage: Int(points[index].stage), age: Int(points[index].age))
        let (p, a) = (chance[index], amount[index])
        sum[cell].first += p * a
        sum[cell].second += p * a * a
        sum[cell].square += p * p * a * a
      }
    }
    return sums.indices.compactMap { sums[$0].first != 0 ? ($0, sums[$0]) : nil }
  }
}

/// Sums over the deals of one cell of the projection.
private struct CellSum {
  /// Of p A, of p A² and of p² A².
  var first = 0.0
  var second = 0.0
  var square = 0.0
}
