package import RevBase
package import RevForecast
package import RevMetrics
import RevModel

extension RiskQuality {
  /// Why quality cannot be measured.
  package enum Obstacle: Error, Equatable, Sendable, CustomStringConvertible {
    /// Finished periods that the records cover; two are needed, one to learn from and one to test.
    case tooFewPeriods(Int, ForecastCadence)
    /// Nobody was open on the tested days.
    case noRows
    case cancelled

    package var description: String {
      switch self {
      case .tooFewPeriods(let count, let cadence):
        "quality needs 2 finished \(cadence.rawValue) on record, one to learn from and one to test: "
          + "\(count) found"
      case .noRows: "no deal was open on the days that could be tested"
      case .cancelled: "cancelled"
      }
    }
  }

  /// How much is tested.
  package struct Effort: Sendable, Hashable {
    /// Finished periods that are held back at most.
    package var quarters = 2
    package var months = 3
    /// Rows whose factors are looked at, at most; 0 leaves the factors out.
    package var factorRows = 4_000
    /// Every how many weeks a day is tested; nil chooses by the number of deals: 1 up to 30,000, 2
    /// up to 200,000, 4 beyond.
    package var everyWeeks: Int?

    package init() {}
  }

  /// Measures the model on later weeks that it had not seen.
  ///
  /// The later half of the finished periods is held back, two quarters or three months at most. On
  /// each of their weekly as-of days the model is fitted to what was known at that day's end; its
  /// chances are held against what came by the period's end, as known on `day`. A task for the
  /// background: one fit a tested day.
  ///
  /// - Parameter progress: told the share that is done; false cancels.
  package static func measure(
    _ forecaster: Forecaster, on day: Day, _ cadence: ForecastCadence,
    population: DealPopulation = .sales, memory: AnswerMemory? = nil, effort: Effort = Effort(),
    progress: (Double) -> Bool = { _ in true }
  ) throws(Obstacle) -> RiskQuality {
    let memory = memory ?? AnswerMemory(forecaster.snapshot)
    var bench = QualityBench(forecaster, day, cadence, population, memory, effort)
    let days = try bench.days()
    for (number, tested) in days.enumerated() {
      if !progress(Double(number) / Double(days.count)) { throw .cancelled }
      do {
        try bench.test(tested, number, of: days.count) {
          progress((Double(number) + $0) / Double(days.count))
        }
      } catch {
        throw .cancelled
      }
    }
    guard !bench.scored.isEmpty, let first = days.first, let last = days.last else {
      throw .noRows
    }
    var quality = RiskQuality(
      bench.scored, day: day, first: first.day, last: last.day, cadence: cadence)
    let today = forecaster.model(on: day, population, cadence)
    quality.dealDays = today.rateLines().reduce(0) { $0 + $1.dealDays }
    quality.wonDeals = today.wonDeals
    quality.top = bench.top
    quality.factors = bench.factors.lifts()
    return quality
  }
}

/// A tested as-of day with the period that it looks ahead to.
struct TestedDay: Sendable, Equatable {
  var day: Day
  var period: Period
}

/// Tests one as-of day after the other.
private struct QualityBench {
  let forecaster: Forecaster
  let day: Day
  let cadence: ForecastCadence
  let population: DealPopulation
  let memory: AnswerMemory
  let effort: RiskQuality.Effort
  let outcome: DealsAsOf
  private(set) var scored: [ScoredRow] = []
  private(set) var top = RiskQuality.TopFive()
  private(set) var factors = FactorLedger()

  init(
    _ forecaster: Forecaster, _ day: Day, _ cadence: ForecastCadence,
    _ population: DealPopulation, _ memory: AnswerMemory, _ effort: RiskQuality.Effort
  ) {
    (self.forecaster, self.day, self.cadence) = (forecaster, day, cadence)
    (self.population, self.memory, self.effort) = (population, memory, effort)
    outcome = memory.book(on: day)
  }

  /// The weekly days of the finished periods that are held back.
  func days() throws(RiskQuality.Obstacle) -> [TestedDay] {
    let calendar = forecaster.snapshot.manifest.fiscalCalendar
    var periods: [Period] = []
    guard let start = firstClosing() else { throw .tooFewPeriods(0, cadence) }
    var period = cadence.period(holding: day + 1, in: calendar)
    while true {
      period = cadence.period(holding: period.start - 1, in: calendar)
      // The first period may be on record only in part: it still teaches.
      if period.end < start { break }
      periods.insert(period, at: 0)
    }
    guard periods.count >= 2 else { throw .tooFewPeriods(periods.count, cadence) }
    let most = cadence == .quarters ? effort.quarters : effort.months
    let held = periods.suffix(max(1, min(most, periods.count / 2)))
    let deals = outcome.count
    let step = max(1, effort.everyWeeks ?? (deals <= 30_000 ? 1 : deals <= 200_000 ? 2 : 4))
    return held.flatMap { period in
      stride(from: period.start.number - 1, to: period.end.number, by: 7)
        .prefix(cadence == .quarters ? 13 : 5).enumerated().filter { $0.offset % step == 0 }
        .map { TestedDay(day: Day($0.element), period: period) }
    }
  }

  private func firstClosing() -> Day? {
    var first: Int32?
    for row in 0..<outcome.count where outcome.closed[row] != Day.unknownNumber {
      first = min(first ?? .max, outcome.closed[row])
    }
    return first.flatMap { Day(known: $0) }
  }

  mutating func test(
    _ tested: TestedDay, _ number: Int, of days: Int, _ progress: (Double) -> Bool
  ) throws(CancellationError) {
    let fitted = try ForecastModel(
      forecaster.roster(population), cadence: cadence, asOf: tested.day,
      method: forecaster.method, progress: progress)
    let model = RiskModel([fitted], on: tested.day, cadence, memory)
    let end = tested.period.end.number
    for place in model.rows.indices {
      let row = Int(model.rows[place])
      let isClosed = outcome.closed[row] > tested.day.number && outcome.closed[row] <= end
      let standing = outcome.standing[row]
      scored.append(
        ScoredRow(
          deal: model.rows[place], week: number, chance: model.chance[place],
          isWon: isClosed && standing == Standing.won.rawValue,
          isLost: isClosed && standing == Standing.lost.rawValue))
    }
    addTop(model, tested)
    addFactors(fitted, tested, number, of: days)
  }

  private mutating func addTop(_ model: RiskModel, _ tested: TestedDay) {
    var question = Question(period: tested.period, asOf: tested.day)
    if population != .sales {
      question.slicers[.type] = [population == .renewals ? "renewal" : "(none)"]
    }
    let context = AnswerContext(
      forecaster.snapshot, question, memory.book(on: tested.day), memory: memory)
    let list = RiskList(model, context)
    func isWon(_ row: RiskList.Row) -> Bool {
      outcome.standing[row.deal] == Standing.won.rawValue
        && outcome.closed[row.deal] > tested.day.number
        && outcome.closed[row.deal] <= tested.period.end.number
    }
    let named = list.top
    top.named += named.count
    top.notWon += named.count { !isWon($0) }
    top.candidates += list.rows.count
    top.candidatesNotWon += list.rows.count { !isWon($0) }
    let largest = list.rows.sorted {
      $0.amount == $1.amount ? $0.deal < $1.deal : $0.amount > $1.amount
    }.prefix(RiskRuleBook.top)
    top.largest += largest.count
    top.largestNotWon += largest.count { !isWon($0) }
  }

  /// Every k-th deal in the forecast's canonical order, so that all days together stay within the
  /// number of rows that are looked at.
  private mutating func addFactors(
    _ model: ForecastModel, _ tested: TestedDay, _ number: Int, of days: Int
  ) {
    guard effort.factorRows > 0 else { return }
    let perDay = max(1, effort.factorRows / max(1, days))
    let rows = model.openRows
    let step = max(1, rows.count / perDay)
    for place in stride(from: number % step, to: rows.count, by: step) {
      guard let outlook = model.outlook(ofDeal: Int(rows[place])) else { continue }
      let row = outlook.row
      let isWon =
        outcome.standing[row] == Standing.won.rawValue
        && outcome.closed[row] > tested.day.number
        && outcome.closed[row] <= tested.period.end.number
      factors.add(outlook, deal: rows[place], isWon: isWon)
    }
  }
}
