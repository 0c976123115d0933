import Glibc
import RevBase
import RevModel

/// Walks through the history once and says, on every weekly as-of day, what the method would have
/// said: nothing later than that day is known to it.
///
/// The fit for a day is the end of such a walk, because the method learns from its own past
/// mistakes. The audit is what the walk wrote down on its way.
struct Replay: Sendable {
  let roster: DealRoster
  let method: ForecastMethod
  let cadence: ForecastCadence
  let asOf: Int32
  let grid: PeriodGrid
  let start: RecordStart
  private(set) var walk: Walk
  private(set) var adjustments: Adjustments
  private(set) var training = TrainingRows()
  /// Rows of the period that each day lies in.
  private(set) var rows: [ReplayRow] = []
  private(set) var finished: [FinishedPeriod] = []
  /// What finished periods teach, by how many periods ahead they were predicted.
  private(set) var points: [[PastPoint]] = [[], [], []]
  /// What was said on the day before each of the last periods, split by deal.
  private(set) var locked: [LockedForecast] = []
  /// Models of the days that were passed on the way.
  private(set) var passed: [ForecastModel] = []

  private var open = OpenPeriod()
  private var pending: [(ahead: Int, row: ReplayRow)] = []
  private let counts: [Int]

  /// Periods ahead of the current one that are forecast as well.
  static let reach = 3

  /// - Parameters:
  ///   - stops: earlier days whose models are wanted too, rising: they lie on the way. A day on
  ///     which the records seemed to begin elsewhere is left out.
  ///   - progress: told the share of the days that are done; false cancels.
  /// - Throws: `CancellationError` when it was cancelled.
  init(
    _ roster: DealRoster, _ cadence: ForecastCadence, asOf day: Day, _ method: ForecastMethod,
    stops: [Day] = [], progress: (Double) -> Bool = { _ in true }
  ) throws(CancellationError) {
    self.roster = roster
    self.method = method
    self.cadence = cadence
    asOf = day.number
    let earlier = Set(stops.filter { $0 < day }).sorted()
    let starts = RecordStart.all(roster, through: earlier.map(\.number) + [day.number])
    let start = starts[earlier.count]
    self.start = start
    let window = start.window ?? asOf
    grid = PeriodGrid(
      cadence, roster.snapshot.manifest.fiscalCalendar, from: Day(min(window, asOf)), through: day,
      more: Self.reach + 1)
    walk = Walk(
      roster, grid, window: window, start: min(start.first, window), last: asOf,
      isSingleStage: start.isSingleStage || roster.ladder.count == 0, method)
    counts = LevelRule.counts(
      stages: walk.stages, owners: roster.owners.names.count,
      segments: roster.segments.names.count, phases: method.phases)
    adjustments = Adjustments(counts: counts, stages: walk.stages)
    var waiting = earlier.indices.filter { starts[$0].isSame(as: start) }.map { earlier[$0] }[...]
    if start.window != nil { try run(&waiting, progress) }
    pass(&waiting, before: asOf)
    walk.advance(to: asOf)
  }

  /// Stops on the days that lie before the next one.
  private mutating func pass(_ waiting: inout ArraySlice<Day>, before day: Int32) {
    while let stop = waiting.first, stop.number < day {
      waiting.removeFirst()
      // A day before the first period has a model of its own, if anybody asks for it.
      guard stop.number >= walk.day, stop + 1 >= grid.periods[0].start else { continue }
      walk.advance(to: stop.number)
      passed.append(ForecastModel(self))
    }
  }

  private mutating func run(
    _ waiting: inout ArraySlice<Day>, _ progress: (Double) -> Bool
  ) throws(CancellationError) {
    let span = Double(max(1, asOf - walk.window))
    for period in grid.periods.indices {
      if grid.periods[period].start.number - 1 > asOf { break }
      for (week, day) in grid.asOfDays(of: period).enumerated() where day >= walk.window {
        if day > asOf { return }
        pass(&waiting, before: day)
        walk.advance(to: day)
        if week == 0 { beginPeriod(period) }
        observe(period, week)
        if !progress(Double(day - walk.window) / span) { throw CancellationError() }
      }
    }
  }

  // MARK: - Periods

  /// The day before a period: the one before it is over, and layer two is fitted anew.
  private mutating func beginPeriod(_ period: Int) {
    if period > 0 { settle(period - 1) }
    open = OpenPeriod()
    let projection = Projection(
      rates(), keeping: training.allDaysLeft, weeks: { min(12, ($0 - 1) / 7) })
    let ages = grid.periods.map { max(0, Int(walk.day - $0.end.number)) }
    adjustments = Adjustments(
      training, counts: counts, stages: walk.stages, projection: projection, ages: ages, method)
  }

  func rates() -> DailyRates {
    let observed = Double(walk.day - walk.window) / (cadence == .quarters ? 91 : 30)
    return DailyRates(
      walk.exposure, today: walk.day, next: walk.nextStages, periodsSeen: observed,
      cadence: cadence, method)
  }

  private mutating func observe(_ period: Int, _ week: Int) {
    let points = walk.openPoints()
    // What is said about later periods is held against what came every few weeks only: it costs
    // twice as much, and neighbouring weeks say the same.
    let isFar = week % method.lessonEvery == 0
    let days = DayEstimates(self, base: period, points: points, reach: isFar ? Self.reach : 1)
    let end = grid.periods[period].end.number
    if walk.wins.count >= method.winsForForecast {
      for (ahead, estimate) in days.estimates.enumerated() {
        var row = ReplayRow(
          period: period + ahead, asOf: walk.day, week: week, daysLeft: Int(end - walk.day),
          estimate: estimate, confidence: estimate.confidence(method), finished: fullPeriods.count,
          wins: walk.wins.count)
        if ahead == 0 {
          (row.weightedDue, row.weightedAll) = weightedPipeline(
            points, in: grid.periods[period], closed: estimate.closed)
          row.stageWeek = stageWeek(points, week: week, closed: estimate.closed)
          row.lastPeriod = fullPeriods.last.flatMap { $0.period == period - 1 ? $0.total : nil }
          rows.append(row)
          if week == 0 {
            let sheet = PartSheet(
              points, days.scores[0], estimate, recent: RecentCreations(walk, method), method)
            locked.append(LockedForecast(period: period, sheet: sheet))
            if locked.count > 5 { locked.removeFirst() }
          }
        }
        pending.append((ahead, row))
      }
    }
    remember(points, period, week, days.rule, teaches: week % method.lessonEvery == 0)
  }

  var fullPeriods: [FinishedPeriod] { finished.filter(\.isFull) }

  // MARK: - What the day's deals teach later

  private mutating func remember(
    _ points: [DealPoint], _ period: Int, _ week: Int, _ rule: LevelRule, teaches: Bool
  ) {
    let end = grid.periods[period].end.number
    let days = Int(end - walk.day)
    if open.multiple == 0 { open.multiple = max(1, points.count * 5 * 8 / method.rowLimit) }
    var total = [Double](repeating: 0, count: walk.stages)
    for point in points { total[Int(point.stage)] += Double(max(0, point.amount)) / 100 }
    if teaches {
      let (places, thinning) = (walk.active, roster.thinning)
      for (index, point) in points.enumerated()
      where thinning[Int(point.row)] % UInt32(open.multiple) == 0 {
        open.lessons.append(
          OpenPeriod.Lesson(
            place: places[index], row: Int32(training.count), amount: point.amount))
        training.append(
          rule.levels(point), cell: Projection.cell(stage: Int(point.stage), age: Int(point.age)),
          daysLeft: days, period: period, multiple: open.multiple)
      }
    }
    while open.weeks.count <= week { open.weeks.append(OpenPeriod.Week(stages: walk.stages)) }
    open.weeks[week] = OpenPeriod.Week(
      day: walk.day, open: total, places: walk.active, stages: points.map(\.stage))
  }

  /// The last day of a period: what became of everything that was said about it.
  private mutating func settle(_ index: Int) {
    let period = grid.periods[index]
    let (q0, q1) = (period.start.number, period.end.number)
    let won = walk.won(from: q0, through: q1)
    let bookings = won.map { place in
      let deal = walk.deals[Int(place)]
      return (
        closed: deal.closedDay(on: walk.day),
        created: roster.snapshot.deals.created[Int(roster.order[Int(place)])], cents: deal.amount
      )
    }
    let total = bookings.reduce(Int64(0)) { $0 + $1.cents }
    var restCents = [Int64](repeating: 0, count: period.days + 1)
    for booking in bookings { restCents[Int(q1 - booking.closed)] += booking.cents }
    var rest = [Double](repeating: 0, count: period.days + 1)
    var sum: Int64 = 0
    for d in 1...period.days {
      sum += restCents[d - 1]
      rest[d] = Double(sum) / 100
    }
    let result = FinishedPeriod(
      period: index, isFull: walk.window <= q0, total: Double(total) / 100, rest: rest,
      openByStage: open.weeks.map(\.open), bookedByStage: booked(won.sorted()),
      newByWeek: open.weeks.map { week in
        Double(bookings.reduce(Int64(0)) { $1.created > week.day ? $0 + $1.cents : $0 }) / 100
      })
    let isWon = Set(won)
    for lesson in open.lessons where isWon.contains(lesson.place) {
      training.settle(
        Int(lesson.row), amount: lesson.amount, booked: walk.deals[Int(lesson.place)].amount)
    }
    finished.append(result)
    for index in locked.indices where locked[index].period == result.period {
      locked[index].won = won.map { roster.order[Int($0)] }
    }
    for (ahead, row) in pending where row.period == index {
      var point = row.estimate.point(period: index)
      let new = bookings.reduce(Int64(0)) { $1.created > row.asOf ? $0 + $1.cents : $0 }
      point.actualNew = Double(new) / 100
      point.actualOpen = max(0, result.total - row.estimate.closed - point.actualNew)
      points[ahead].append(point)
    }
    pending.removeAll { $0.row.period == index }
    for row in rows.indices where rows[row].period == index { rows[row].actual = result.total }
  }
}

extension Replay {
  /// By week and stage: what the deals that were open then, and are among some won ones, brought.
  ///
  /// - Parameter won: places, rising.
  private func booked(_ won: [Int32]) -> [[Double]] {
    open.weeks.map { week in
      var sums = [Double](repeating: 0, count: walk.stages)
      // Both lists rise: each is walked once.
      var index = 0
      for place in won {
        while index < week.places.count, week.places[index] < place { index += 1 }
        guard index < week.places.count, week.places[index] == place else { continue }
        sums[Int(week.stages[index])] += Double(walk.deals[Int(place)].amount) / 100
      }
      return sums
    }
  }
}

/// The forecast of the day before a period, kept to be held against what came.
struct LockedForecast: Sendable {
  var period: Int
  var sheet: PartSheet
  /// Rows that were won in the period; nil until it is over.
  var won: [Int32]?
}

/// What was seen of the period that runs.
private struct OpenPeriod: Sendable {
  /// The open deals of one as-of day.
  struct Week: Sendable {
    var day: Int32 = 0
    /// Amounts by stage.
    var open: [Double]
    var places: [Int32] = []
    var stages: [Int16] = []

    /// A week of which nothing is known.
    init(stages count: Int) { open = [Double](repeating: 0, count: count) }

    init(day: Int32, open: [Double], places: [Int32], stages: [Int16]) {
      (self.day, self.open, self.places, self.stages) = (day, open, places, stages)
    }
  }

  /// A deal that teaches.
  struct Lesson: Sendable {
    var place: Int32
    /// Of the training rows.
    var row: Int32
    var amount: Int64
  }

  /// Every k-th deal teaches; 0 before the first day.
  var multiple = 0
  var weeks: [Week] = []
  var lessons: [Lesson] = []
}
