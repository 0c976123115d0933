package import RevBase
package import RevForecast
package import RevMetrics
import RevModel
import Synchronization

/// What will become of every open deal by the end of the period that runs, and why.
///
/// It holds no chance of its own: won, lost and slip are the forecast's, so that the two can never
/// disagree. Made once a day and population from what was known at that day's end; every slicer
/// reads it. A class because it remembers the deals that were taken apart; the same deal gives the
/// same answer, whoever asked first.
package final class RiskModel: Sendable {
  /// Whether the company's own history is long enough to show what was learnt.
  package enum Mode: Sendable, Equatable {
    case learnt
    /// Not yet, and why, in words; chances rest on plain rates and their priors, flags stand.
    case rules(String)

    package var isLearnt: Bool { self == .learnt }
  }

  package let day: Day
  /// The period by whose end a deal is won or slips: the one that holds the day after `day`.
  package let period: Period
  package let cadence: ForecastCadence
  package let mode: Mode
  /// The models of the populations that were asked for, in the order of `DealPopulation`.
  package let models: [ForecastModel]
  package let norms: StageNorms

  let snapshot: Snapshot
  let book: DealsAsOf
  let visits: StageVisits
  let known: KnownEvents
  /// By place: one entry an open deal of the populations.
  let rows: [Int32]
  let chance: [Double]
  let lost: [Double]
  let reference: [Double]
  let actionable: [Double]
  /// Amount when won, in units.
  let amount: [Double]
  let flags: [RiskFlags]
  /// Place by row; −1 for deals that are not open.
  let placeOfRow: [Int32]
  /// All places, the largest shortfall first, then by row: the order of every list of the day.
  let order: [Int32]
  /// Number of the model by place.
  let modelOfPlace: [UInt8]
  /// The age by which nine in ten deals had left each stage forward, by stage row.
  let lateAges: [Int32: Int]
  private let taken = Mutex([Int: DealRisk]())
  private static let remembered = 4_096

  /// - Parameters:
  ///   - forecaster: fits the day's models when nobody did before.
  ///   - memory: shared with the engine that answers the same snapshot, so that books are not made
  ///     twice.
  /// - Precondition: the day is not after the snapshot's.
  package convenience init(
    _ forecaster: Forecaster, on day: Day, _ cadence: ForecastCadence,
    populations: [DealPopulation] = [.sales], memory: AnswerMemory? = nil
  ) {
    self.init(
      populations.map { forecaster.model(on: day, $0, cadence) }, on: day, cadence,
      memory ?? AnswerMemory(forecaster.snapshot))
  }

  /// The model that a question reads: its as-of day, the populations of its types, and the cadence
  /// of its period (the manifest's for a range of days).
  package convenience init(_ forecaster: Forecaster, _ context: AnswerContext) {
    let question = context.question
    self.init(
      forecaster, on: question.asOf,
      forecaster.cadence(of: question.period) ?? ForecastCadence(context.snapshot.manifest),
      populations: forecaster.populations(question.slicers), memory: context.memory)
  }

  package init(
    _ models: [ForecastModel], on day: Day, _ cadence: ForecastCadence, _ memory: AnswerMemory
  ) {
    let snapshot = memory.snapshot
    let book = memory.book(on: day)
    let visits = memory.visits()
    let known = KnownEvents(snapshot, through: day)
    (self.snapshot, self.book, self.visits, self.known) = (snapshot, book, visits, known)
    (self.day, self.cadence, self.models) = (day, cadence, models)
    period = cadence.period(holding: day + 1, in: snapshot.manifest.fiscalCalendar)
    mode = Self.mode(models, snapshot, book)
    let sheets = models.map { $0.chanceSheet() }
    rows = sheets.flatMap(\.rows)
    chance = sheets.flatMap(\.chance)
    lost = sheets.flatMap(\.lost)
    reference = sheets.flatMap(\.reference)
    actionable = sheets.flatMap(\.actionable)
    amount = sheets.flatMap(\.amount)
    modelOfPlace = sheets.enumerated().flatMap { number, sheet in
      sheet.rows.map { _ in UInt8(number) }
    }
    var places = [Int32](repeating: -1, count: snapshot.deals.count)
    for (place, row) in rows.enumerated() { places[Int(row)] = Int32(place) }
    placeOfRow = places
    order = Self.order(rows, sheets)
    let populations = Set(models.map(\.population))
    let kinds = snapshot.deals.kind
    norms = StageNorms(snapshot, book, visits, known) { row in
      populations.contains(DealPopulation(DealTable.Kind(rawValue: kinds[row]) ?? .other))
    }
    lateAges = Self.lateAges(models, book)
    flags = FlagPass(snapshot, book, known, lateAges, periodEnd: period.end).flags(
      rows, chance, lifeIsAge: models.contains { Self.isSingleStage($0, snapshot) })
  }

  /// Places by falling shortfall, then by row.
  private static func order(_ rows: [Int32], _ sheets: [ChanceSheet]) -> [Int32] {
    var keys: [(cents: Int64, row: Int32, place: Int32)] = []
    keys.reserveCapacity(rows.count)
    for sheet in sheets {
      for index in sheet.rows.indices {
        let missing = sheet.amount[index] * (sheet.reference[index] - sheet.chance[index])
        keys.append(
          (
            Money(estimate: missing).cents, sheet.rows[index],
            Int32(truncatingIfNeeded: keys.count)
          ))
      }
    }
    keys.sort { $0.cents == $1.cents ? $0.row < $1.row : $0.cents > $1.cents }
    return keys.map(\.place)
  }

  /// A deal's won, lost and slip with its reasons; nil when it is not open on the day.
  package func risk(ofDeal row: Int) -> DealRisk? {
    guard row >= 0, row < placeOfRow.count, placeOfRow[row] >= 0 else { return nil }
    if let known = taken.withLock({ $0[row] }) { return known }
    let place = Int(placeOfRow[row])
    guard let outlook = models[Int(modelOfPlace[place])].outlook(ofDeal: row) else { return nil }
    let made = takeApart(outlook, place)
    taken.withLock { taken in
      if taken.count >= Self.remembered { taken.removeAll(keepingCapacity: true) }
      taken[row] = made
    }
    return made
  }

  /// Whether the chance of the deal at a place is less than half of its reference, or a hard flag
  /// has money behind it.
  func isAtRisk(_ place: Int) -> Bool {
    if chance[place] < RiskRuleBook.halved * reference[place] { return true }
    return flags[place].isHard && reference[place] - chance[place] >= RiskRuleBook.flagGap
  }

  // MARK: - What the model rests on

  private static func mode(_ models: [ForecastModel], _ snapshot: Snapshot, _ book: DealsAsOf)
    -> Mode
  {
    let populations = Set(models.map(\.population))
    var lost = 0
    for row in 0..<book.count where book.standing[row] == Standing.lost.rawValue {
      let kind = DealTable.Kind(rawValue: snapshot.deals.kind[row]) ?? .other
      if populations.contains(DealPopulation(kind)) { lost += 1 }
    }
    let won = models.reduce(0) { $0 + $1.wonDeals }
    let periods = models.map(\.backtestedPeriods).max() ?? 0
    var missing: [String] = []
    if won < RiskRuleBook.won { missing.append("\(won) of \(RiskRuleBook.won) won deals") }
    if lost < RiskRuleBook.lost { missing.append("\(lost) of \(RiskRuleBook.lost) lost deals") }
    if periods < RiskRuleBook.periods {
      missing.append("\(periods) of \(RiskRuleBook.periods) finished periods")
    }
    return missing.isEmpty ? .learnt : .rules("rules mode: \(missing.joined(separator: ", "))")
  }

  /// Whether a model counts all open stages as one.
  private static func isSingleStage(_ model: ForecastModel, _ snapshot: Snapshot) -> Bool {
    model.realisationLines().count == 1 && snapshot.stages.rows.count { $0.outcome == .open } > 1
  }

  private static func lateAges(_ models: [ForecastModel], _ book: DealsAsOf) -> [Int32: Int] {
    var ages: [Int32: Int] = [:]
    for model in models {
      var seen: Set<Int16> = []
      for row in model.openRows where seen.insert(book.stageRow[Int(row)]).inserted {
        guard let age = model.outlook(ofDeal: Int(row))?.lateAge else { continue }
        let stage = Int32(book.stageRow[Int(row)])
        // Where two populations share a stage, the more patient one decides.
        ages[stage] = max(ages[stage] ?? 0, age)
      }
    }
    return ages
  }
}
