import RevModel

/// The deals that a day's model reads under a filter, in groups that no slicer tells apart, and what
/// each group adds.
///
/// Made once for a model: a change of slicers adds up groups. Only variances are added deal by deal:
/// they are real numbers, whose sum depends on the order.
struct ModelGroups: Sendable {
  /// One finished period as it was forecast on the day before it.
  struct Locked: Sendable {
    /// Hundredths by group: expected of open deals and of new ones, and what came.
    let open: [Int64]
    let new: [Int64]
    let won: [Int64]
    /// The group of each open deal of that day.
    let ofOpen: [Int32]
  }

  let groups: DealGroups
  /// The group of each of the model's points.
  let ofOpen: [Int32]
  /// By period and group: the share of what is not in the pipeline yet, in hundredths.
  let new: [[Int64]]
  /// In the order of the model's locked forecasts.
  let locked: [Locked]

  /// - Parameter owners: by row of deals.csv, as the deals of the model's day say.
  init(_ model: ForecastModel, owners: [Int32]) {
    let sheet = model.sheets[0]
    let locked = model.locked
    var marks = BitSet(count: owners.count)
    func mark(_ rows: [Int32]) { marks.insert(rows, in: rows.indices) }
    mark(sheet.rows)
    mark(sheet.newRows)
    for period in locked {
      mark(period.sheet.rows)
      mark(period.sheet.newRows)
      mark(period.won ?? [])
    }
    let rows = marks.rows
    var place = [Int32](repeating: -1, count: owners.count)
    for (index, row) in rows.enumerated() { place[Int(row)] = Int32(truncatingIfNeeded: index) }
    func places(_ rows: [Int32]) -> [Int32] { rows.map { place[Int($0)] } }
    let groups = DealGroups(
      rows, owners: rows.map { owners[Int($0)] }, in: model.roster.snapshot)
    func ofDeals(_ places: [Int32]) -> [Int32] { places.map { groups.ofDeal[Int($0)] } }
    self.groups = groups
    ofOpen = ofDeals(places(sheet.rows))
    let created = places(sheet.newRows)
    new = model.sheets.map { groups.sums($0.newCents, of: created) }
    self.locked = locked.map { period in
      let (open, won) = (places(period.sheet.rows), period.won ?? [])
      return Locked(
        open: groups.sums(period.sheet.cents, of: open),
        new: groups.sums(period.sheet.newCents, of: places(period.sheet.newRows)),
        won: groups.sums(won.map { model.amounts[Int($0)] }, of: places(won)),
        ofOpen: ofDeals(open))
    }
  }
}
