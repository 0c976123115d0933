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
  func weeklyParts(_ rows: PartRows) -> [(mean: Double, variance: Double)] {
    let sheet = sheets[0]
    var all = PartSum()
    sheet.addOpen(rows.open, to: &all)
    sheet.addCreated(rows.created, to: &all)
    sheet.finish(&all)
    // Deals of one cell share their weeks: sums of p A, p A² and p² A² by cell say everything.
    let cells = estimates.rates.stages * AgeBins.ages
    var (first, second, square) = (
      [Double](repeating: 0, count: cells), [Double](repeating: 0, count: cells),
      [Double](repeating: 0, count: cells)
    )
    for place in rows.open {
      let index = Int(place)
      let cell = Projection.cell(stage: Int(points[index].stage), age: Int(points[index].age))
      let (p, a) = (sheet.chance[index], sheet.amount[index])
      first[cell] += p * a
      second[cell] += p * a * a
      square[cell] += p * p * a * a
    }
    let coming = estimates.coming[0]
    let days = weekly.days
    let end = days.last ?? 0
    return days.indices.map { week in
      if days[week] == end { return (all.mean, all.variance) }
      let share = weekly.shares[week]
      var (open, variance) = (0.0, 0.0)
      for cell in 0..<cells where first[cell] != 0 {
        let part = share[cell]
        open += part * first[cell]
        variance += part * second[cell] - part * part * square[cell]
      }
      let arrived = coming.mean[end] > 0 ? coming.mean[days[week]] / coming.mean[end] : 0
      let mean = open + Double(all.newCents) / 100 * arrived
      let spread =
        coming.variance[end] > 0 ? coming.variance[days[week]] / coming.variance[end] : 0
      // Beyond single deals: the same relative error as at the period's end.
      return (mean, variance + all.newVariance * spread + all.error * mean * mean)
    }
  }
}
