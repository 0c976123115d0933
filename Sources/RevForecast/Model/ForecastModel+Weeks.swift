import RevBase
import RevModel

extension ForecastModel {
  /// What the deals that pass are expected to have brought after so many days from today, in the
  /// period that runs, with its variance; the last of `days` is the period's end.
  func weeklyParts(_ days: [Int], _ selection: DealSelection, _ book: DealsAsOf)
    -> [(mean: Double, variance: Double)]
  {
    let sheet = sheets[0]
    guard let end = days.last else { return [] }
    let rates = estimates.rates
    let tables = Projection(
      rates, keeping: days, weeks: { grid.week(of: day.number + Int32(end - $0) + 1) })
    let whole = tables[end]
    let shares = days.map { ahead in
      zip(tables[ahead], whole).map { $1 > 0 ? min(1, $0 / $1) : 0 }
    }
    let (filter, deals, owners) = (selection.filter, roster.snapshot.deals, book.state.owner)
    let all = sheet.sum { filter.passes($0, owner: owners[$0], deals) }
    var cells: [Int32] = []
    var picked: [Int32] = []
    for index in sheet.rows.indices {
      let row = Int(sheet.rows[index])
      guard filter.passes(row, owner: owners[row], deals) else { continue }
      cells.append(
        Int32(Projection.cell(stage: Int(points[index].stage), age: Int(points[index].age))))
      picked.append(Int32(index))
    }
    let coming = estimates.coming[0]
    return days.indices.map { week in
      if days[week] == end { return (all.mean, all.variance) }
      let share = shares[week]
      var (open, variance) = (0.0, 0.0)
      for place in picked.indices {
        let index = Int(picked[place])
        let part = share[Int(cells[place])]
        let p = sheet.chance[index] * part
        let a = sheet.amount[index]
        open += p * a
        variance += p * (1 - p) * a * a
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
