package import RevBase
import RevModel

/// Everything that was learnt for one population by one day: fitted once, read by every question.
package struct ForecastModel: Sendable {
  package let day: Day
  package let population: DealPopulation
  package let cadence: ForecastCadence
  let method: ForecastMethod
  let roster: DealRoster
  let grid: PeriodGrid
  /// Index in the grid of the period that holds tomorrow.
  let base: Int
  let isSingleStage: Bool
  let tracks: Tracking
  var points: [DealPoint]
  /// Place among the points by row; −1 for deals that are not open.
  var placeOfRow: [Int32]
  let estimates: DayEstimates
  var sheets: [PartSheet]
  /// How the chances of the period that runs spread over its weeks.
  let weekly: WeeklyShares
  let adjustments: Adjustments
  let exposure: Exposure
  let wins: WonAmounts
  let recent: RecentCreations
  let arrivalsPerDay: Double
  /// Layer one's chance to be lost by the end of the period that runs, by cell.
  let lostByCell: [Double]
  /// By stage: the ages by which half, and nine in ten, of the deals that left it forward had; nil
  /// below five exits.
  let forwardAges: [(half: Int?, late: Int?)]
  /// By row, on the day.
  let owners: [Int32]
  let amounts: [Int64]
  /// Rows that were ever won, in canonical order, and the day of closing as known on the day.
  let winners: [Int32]
  let winnersClosed: [Int32]
  let rows: [ReplayRow]
  let finished: [FinishedPeriod]
  let locked: [LockedForecast]
  /// Weighted pipeline of the period that runs, booked included; nil where no stage has a chance.
  let weighted: (due: Double?, all: Double?)

  /// Fits the model to what was known at the end of a day.
  ///
  /// - Throws: `CancellationError` when `progress` answered false; its argument is the share done.
  package init(
    _ roster: DealRoster, cadence: ForecastCadence, asOf day: Day,
    method: ForecastMethod = .standard, progress: (Double) -> Bool = { _ in true }
  ) throws(CancellationError) {
    self.init(try Replay(roster, cadence, asOf: day, method, progress: progress))
  }

  /// Fits the models of a day and of earlier days on one walk: the earlier ones cost next to
  /// nothing, and are the same as if they had been fitted alone.
  ///
  /// - Returns: the day's own model first; of the earlier days those that the records allow.
  package static func models(
    _ roster: DealRoster, cadence: ForecastCadence, asOf day: Day, and earlier: [Day],
    method: ForecastMethod = .standard, progress: (Double) -> Bool = { _ in true }
  ) throws(CancellationError) -> [ForecastModel] {
    let replay = try Replay(
      roster, cadence, asOf: day, method, stops: earlier.sorted(), progress: progress)
    return [ForecastModel(replay)] + replay.passed
  }

  /// The model of the day that a walk has reached.
  init(_ replay: Replay) {
    let walk = replay.walk
    let (method, roster) = (replay.method, replay.roster)
    let day = Day(walk.day)
    self.day = day
    population = roster.population
    cadence = replay.cadence
    self.method = method
    self.roster = roster
    grid = replay.grid
    base = grid.index(holding: day.number + 1)
    isSingleStage = walk.isSingleStage
    tracks = walk.tracks
    let points = walk.openPoints()
    self.points = points
    var places = [Int32](repeating: -1, count: roster.rank.count)
    for (place, point) in points.enumerated() { places[Int(point.row)] = Int32(place) }
    placeOfRow = places
    let estimates = DayEstimates(replay, base: base, points: points)
    self.estimates = estimates
    let recent = RecentCreations(walk, method)
    self.recent = recent
    sheets = estimates.estimates.indices.map {
      PartSheet(points, estimates.scores[$0], estimates.estimates[$0], recent: recent, method)
    }
    weekly = WeeklyShares(
      estimates.rates, grid, day: day.number, end: grid.periods[base].end.number)
    let (daysLeft, end) = (Int(grid.periods[base].end - day), grid.periods[base].end.number)
    let weekOf = grid
    lostByCell =
      Projection(
        estimates.rates, of: .lost, keeping: [daysLeft],
        weeks: { weekOf.week(of: end - Int32($0) + 1) })[daysLeft]
    forwardAges = (0..<estimates.rates.stages).map { stage in
      (
        walk.exposure.forwardAge(stage, share: 0.5), walk.exposure.forwardAge(stage, share: 0.9)
      )
    }
    adjustments = replay.adjustments
    exposure = walk.exposure
    wins = walk.wins
    arrivalsPerDay = walk.arrivals.perDay
    var owners = roster.initial.owner
    var amounts = roster.initial.amount
    for (place, row) in roster.order.enumerated() {
      owners[Int(row)] = walk.deals[place].owner
      amounts[Int(row)] = walk.deals[place].amount
    }
    (self.owners, self.amounts) = (owners, amounts)
    let winners = walk.winners.filter { walk.deals[Int($0)].stage == StageLadder.won }.sorted()
    self.winners = winners.map { roster.order[Int($0)] }
    winnersClosed = winners.map { walk.closedDay(Int($0)) }
    rows = replay.rows
    finished = replay.finished
    locked = replay.locked.filter { $0.won != nil }
    weighted = replay.weightedPipeline(
      points, in: grid.periods[base], closed: estimates.estimates[0].closed)
  }

  /// The period that runs, or begins tomorrow, and the two after it.
  package var periods: [Period] { Array(grid.periods[base..<base + sheets.count]) }

  /// Deals won on record by the day.
  package var wonDeals: Int { wins.count }

  /// Finished periods that were back-tested.
  package var backtestedPeriods: Int { Set(rows.filter { $0.actual != nil }.map(\.period)).count }

  /// Rows that were won in a period of the grid, as known on the day.
  func wonRows(in period: Period) -> [Int32] {
    let (start, end) = (period.start.number, period.end.number)
    return winners.indices.filter { winnersClosed[$0] >= start && winnersClosed[$0] <= end }
      .map { winners[$0] }
  }

  /// Which of `periods` a period is; nil when it is none of them.
  package func ahead(_ period: Period) -> Int? {
    periods.firstIndex { $0.start == period.start && $0.end == period.end }
  }
}
