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

  /// What a day's records teach, whatever is supposed of some deals.
  private struct Learnt {
    let day: Day
    let cadence: ForecastCadence
    let period: Period
    let mode: Mode
    let snapshot: Snapshot
    let visits: StageVisits
    let known: KnownEvents
    let norms: StageNorms
    /// The age by which nine in ten deals had left each stage forward, by stage row.
    let lateAges: [Int32: Int]

    func flags(
      _ rows: [Int32], _ chance: [Double], _ book: DealsAsOf, _ models: [ForecastModel]
    ) -> [RiskFlags] {
      FlagPass(snapshot, book, known, lateAges, periodEnd: period.end).flags(
        rows, chance, lifeIsAge: models.contains { RiskModel.isSingleStage($0, snapshot) })
    }
  }

  private let learnt: Learnt
  /// The models of the populations that were asked for, in the order of `DealPopulation`.
  package let models: [ForecastModel]
  /// The deals of the day, with what is supposed of them.
  let book: DealsAsOf
  /// By place: one entry an open deal of the populations.
  let columns: RiskColumns
  /// Place by row; −1 for deals that are not open.
  let placeOfRow: [Int32]
  /// The order of every list of the day.
  let ranking: RiskRanking
  /// Number of the model by place.
  let modelOfPlace: [UInt8]
  private let taken = Mutex([Int: DealRisk]())
  private static let remembered = 4_096

  package var day: Day { learnt.day }
  /// The period by whose end a deal is won or slips: the one that holds the day after `day`.
  package var period: Period { learnt.period }
  package var cadence: ForecastCadence { learnt.cadence }
  package var mode: Mode { learnt.mode }
  package var norms: StageNorms { learnt.norms }
  var snapshot: Snapshot { learnt.snapshot }
  var visits: StageVisits { learnt.visits }
  var known: KnownEvents { learnt.known }
  var rows: [Int32] { columns.rows }
  var chance: [Double] { columns.chance }
  var amount: [Double] { columns.amount }
  var flags: [RiskFlags] { columns.flags }

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

  package convenience init(
    _ models: [ForecastModel], on day: Day, _ cadence: ForecastCadence, _ memory: AnswerMemory
  ) {
    let snapshot = memory.snapshot
    let book = memory.book(on: day)
    let known = KnownEvents(snapshot, through: day)
    let visits = memory.visits()
    let populations = Set(models.map(\.population))
    let kinds = snapshot.deals.kind
    let learnt = Learnt(
      day: day, cadence: cadence,
      period: cadence.period(holding: day + 1, in: snapshot.manifest.fiscalCalendar),
      mode: Self.mode(models, snapshot, book), snapshot: snapshot, visits: visits, known: known,
      norms: StageNorms(snapshot, book, visits, known) { row in
        populations.contains(DealPopulation(DealTable.Kind(rawValue: kinds[row]) ?? .other))
      }, lateAges: Self.lateAges(models, book))
    self.init(learnt, models, book) { rows, chance in
      learnt.flags(rows, chance, book, models)
    }
  }

  /// The same model with what a question supposes of some deals: where they stand, what they bring,
  /// and how likely that is. What was learnt stays.
  ///
  /// - Parameter models: of the same populations as the known model's, with the same suppositions.
  package convenience init(
    _ known: RiskModel, _ models: [ForecastModel], supposing context: AnswerContext
  ) {
    let changed = Set(context.question.whatIf.map { Int32($0.deal) })
    let moved = Set(
      context.question.whatIf.compactMap { change in
        if case .closeDate = change.change { Int32(change.deal) } else { nil }
      })
    self.init(known.learnt, models, context.book) { rows, chance in
      let places = rows.indices.filter { changed.contains(rows[$0]) }
      let raised = known.learnt.flags(
        places.map { rows[$0] }, places.map { chance[$0] }, context.book, models)
      var flags = rows.map { row in
        let place = Int(known.placeOfRow[Int(row)])
        return place < 0 ? RiskFlags() : known.flags[place]
      }
      for (place, var new) in zip(places, raised) {
        // What was done to many deals on one day is not seen by looking at these alone.
        new.raise(
          .movedTogether,
          when: flags[place].has(.movedTogether) && !moved.contains(rows[place]))
        flags[place] = new
      }
      return flags
    }
  }

  private init(
    _ learnt: Learnt, _ models: [ForecastModel], _ book: DealsAsOf,
    flags: ([Int32], [Double]) -> [RiskFlags]
  ) {
    (self.learnt, self.models, self.book) = (learnt, models, book)
    let sheets = models.map { $0.chanceSheet() }
    let (rows, chance) = (sheets.flatMap(\.rows), sheets.flatMap(\.chance))
    let columns = RiskColumns(
      rows: rows, chance: chance, lost: sheets.flatMap(\.lost),
      reference: sheets.flatMap(\.reference), actionable: sheets.flatMap(\.actionable),
      amount: sheets.flatMap(\.amount), flags: flags(rows, chance))
    self.columns = columns
    modelOfPlace = sheets.enumerated().flatMap { number, sheet in
      sheet.rows.map { _ in UInt8(number) }
    }
    var places = [Int32](repeating: -1, count: learnt.snapshot.deals.count)
    for (place, row) in rows.enumerated() { places[Int(row)] = Int32(place) }
    placeOfRow = places
    ranking = RiskRanking(columns)
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
