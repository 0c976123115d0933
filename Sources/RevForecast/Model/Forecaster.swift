package import RevBase
package import RevModel
import Synchronization

/// Forecasts of one snapshot: fits a model once a day and population, and answers from it.
///
/// A class because the fitted models are shared by everybody who asks; the same question gives the
/// same forecast, whatever was asked before.
package final class Forecaster: Sendable {
  package let snapshot: Snapshot
  package let method: ForecastMethod

  private struct Key: Hashable {
    var day: Day
    var population: DealPopulation
    var cadence: ForecastCadence
  }

  private struct ShiftKey: Hashable {
    var old: Key
    var from: Int
    var new: Key
    var to: Int
  }

  private struct Memory {
    var rosters: [DealPopulation: DealRoster] = [:]
    var models: [(key: Key, model: ForecastModel)] = []
    var shifts: [(key: ShiftKey, shift: ForecastShift)] = []
    var supposed: [(key: Key, whatIf: [DealChange], model: ForecastModel)] = []
  }

  private let memory = Mutex(Memory())
  private static let remembered = 12
  /// Of one what-if at a time, one a population.
  private static let rememberedSupposed = 3

  package init(_ snapshot: Snapshot, method: ForecastMethod = .standard) {
    self.snapshot = snapshot
    self.method = method
  }

  /// The deals of a population, put in order once.
  package func roster(_ population: DealPopulation) -> DealRoster {
    if let known = memory.withLock({ $0.rosters[population] }) { return known }
    let made = DealRoster(snapshot, population)
    memory.withLock { $0.rosters[population] = made }
    return made
  }

  /// The model of a day, fitted at its first use.
  ///
  /// - Precondition: the day is not after the snapshot's.
  package func model(
    on day: Day, _ population: DealPopulation = .sales, _ cadence: ForecastCadence = .quarters
  ) -> ForecastModel {
    do {
      return try model(on: day, population, cadence) { _ in true }
    } catch {
      preconditionFailure("nobody cancels")
    }
  }

  /// The model of a day, with progress from 0 to 1 while it is fitted.
  ///
  /// - Throws: `CancellationError` when `progress` answered false.
  package func model(
    on day: Day, _ population: DealPopulation, _ cadence: ForecastCadence,
    progress: (Double) -> Bool
  ) throws(CancellationError) -> ForecastModel {
    let key = Key(day: day, population: population, cadence: cadence)
    let known = memory.withLock { memory -> ForecastModel? in
      guard let index = memory.models.firstIndex(where: { $0.key == key }) else { return nil }
      let entry = memory.models.remove(at: index)
      memory.models.append(entry)
      return entry.model
    }
    if let known { return known }
    // The landing of the last Monday is asked for next: its model lies on the way.
    let monday = Self.lastMonday(before: day)
    let made = try ForecastModel.models(
      roster(population), cadence: cadence, asOf: day, and: [monday], method: method,
      progress: progress)
    for model in made.reversed() {
      remember(model, as: Key(day: model.day, population: population, cadence: cadence))
    }
    return made[0]
  }

  private func remember(_ model: ForecastModel, as key: Key) {
    memory.withLock { memory in
      memory.models.removeAll { $0.key == key }
      memory.models.append((key, model))
      if memory.models.count > Self.remembered { memory.models.removeFirst() }
    }
  }

  /// A day's model with suppositions, made at its first use.
  ///
  /// - Parameter book: the deals of the day with the suppositions.
  func supposed(
    _ known: ForecastModel, _ whatIf: [DealChange], _ book: DealsAsOf
  ) -> ForecastModel {
    let key = Key(day: known.day, population: known.population, cadence: known.cadence)
    let made = memory.withLock { memory in
      memory.supposed.first { $0.key == key && $0.whatIf == whatIf }?.model
    }
    if let made { return made }
    let model = known.supposing(Set(whatIf.map(\.deal)), book)
    memory.withLock { memory in
      memory.supposed.append((key, whatIf, model))
      if memory.supposed.count > Self.rememberedSupposed { memory.supposed.removeFirst() }
    }
    return model
  }

  /// Why the landing of two fitted days differs, made at its first use.
  func shift(_ old: ForecastModel, _ from: Int, _ new: ForecastModel, _ to: Int) -> ForecastShift {
    func key(_ model: ForecastModel) -> Key {
      Key(day: model.day, population: model.population, cadence: model.cadence)
    }
    let wanted = ShiftKey(old: key(old), from: from, new: key(new), to: to)
    if let known = memory.withLock({ $0.shifts.first { $0.key == wanted }?.shift }) {
      return known
    }
    let made = ForecastShift(old, from, new, to)
    memory.withLock { memory in
      memory.shifts.append((wanted, made))
      if memory.shifts.count > Self.remembered { memory.shifts.removeFirst() }
    }
    return made
  }

  /// The cadence that a question's period has; nil when it is neither a fiscal quarter nor a
  /// calendar month.
  package func cadence(of period: Period) -> ForecastCadence? {
    ForecastCadence.allCases.first { cadence in
      let natural = cadence.period(holding: period.start, in: snapshot.manifest.fiscalCalendar)
      return natural.start == period.start && natural.end == period.end
    }
  }

  /// The populations that a question's type slicer selects from; sales without one.
  package func populations(_ slicers: Slicers) -> [DealPopulation] {
    guard let types = slicers[.type] else { return [.sales] }
    var found: Set<DealPopulation> = []
    for type in types {
      switch type {
      case "new", "expansion": found.insert(.sales)
      case "renewal": found.insert(.renewals)
      default: found.insert(.others)
      }
    }
    return DealPopulation.allCases.filter { found.contains($0) }
  }
}
