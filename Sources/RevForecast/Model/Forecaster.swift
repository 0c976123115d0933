package import RevBase
import RevMetrics
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

    init(_ day: Day, _ population: DealPopulation, _ cadence: ForecastCadence) {
      (self.day, self.population, self.cadence) = (day, population, cadence)
    }

    init(_ model: ForecastModel) { self.init(model.day, model.population, model.cadence) }
  }

  /// What the part of a model that a question's slicers keep depends on.
  private struct PartKey: Equatable {
    var model: Key
    var question: Question
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
    var shifts = Recent<ShiftKey, ForecastShift>(Forecaster.remembered)
    var supposed: [(key: Key, whatIf: [DealChange], model: ForecastModel)] = []
    /// Of days that a person goes back and forth between, and of the questions asked last.
    var groups = Recent<Key, ModelGroups>(4)
    var parts = Recent<PartKey, ModelPart>(4)
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
    let key = Key(day, population, cadence)
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
      remember(model, as: Key(model))
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
    let key = Key(known)
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
  ///
  /// - Parameter owners: by row of deals.csv on the newer day.
  func shift(
    _ old: ForecastModel, _ from: Int, _ new: ForecastModel, _ to: Int, owners: [Int32]
  ) -> ForecastShift {
    let key = ShiftKey(old: Key(old), from: from, new: Key(new), to: to)
    if let known = memory.withLock({ $0.shifts[key] }) { return known }
    let made = ForecastShift(old, from, new, to, owners: owners)
    memory.withLock { $0.shifts.keep(made, for: key) }
    return made
  }

  /// The groups of a day's model, made at their first use.
  ///
  /// - Parameter owners: by row of deals.csv on the model's day; no supposition changes them.
  private func groups(of model: ForecastModel, owners: [Int32]) -> ModelGroups {
    if let known = memory.withLock({ $0.groups[Key(model)] }) { return known }
    let made = ModelGroups(model, owners: owners)
    memory.withLock { $0.groups.keep(made, for: Key(model)) }
    return made
  }

  /// The parts of a question's models that its slicers keep, each found at its first use.
  func parts(_ models: [ForecastModel], _ context: AnswerContext) -> [ModelPart] {
    models.map { model in
      let key = PartKey(model: Key(model), question: context.question)
      if let known = memory.withLock({ $0.parts[key] }) { return known }
      let groups = groups(of: model, owners: context.book.state.owner)
      let made = ModelPart(model, groups, context)
      memory.withLock { $0.parts.keep(made, for: key) }
      return made
    }
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
