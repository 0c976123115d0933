import RevBase
import RevModel
import Synchronization

/// What one day and one period say of all deals, before any slicer but the type.
///
/// Every question about the day and the period reads it. Parts are made at their first use. A class
/// because those questions share what one of them made; nothing in it changes an answer.
final class PeriodBook: Sendable {
  private struct Parts {
    var pipeline: PipelineColumns?
    /// The columns of another day from which those of this one follow, until somebody asks.
    var origin: Origin?
    /// The first stays in stages under the slicers that were asked for last.
    var stays: (slicers: Slicers, tally: StageTally)?
    var hygiene: HygieneColumns?
    var cash: CashColumns?
    /// Of all candidates.
    var wholePipeline: PipelineFacts?
    var wholeStages: StageFacts?
    var wholeMovement: MovementFacts?
    var onboarding: OnboardingColumns?
    /// Of the period, and by the number of days from A on.
    var endings: EndingContracts?
    var soon: [Int: EndingContracts] = [:]
  }

  /// What was made for another day, and how the sets of this day follow from those of that one.
  private struct Origin: Sendable {
    let pipeline: PipelineColumns
    let changes: [SetChange]
  }

  let candidates: DealCandidates
  private let parts = Mutex(Parts())

  init(_ candidates: DealCandidates) { self.candidates = candidates }

  /// The book of another day from this one.
  ///
  /// - Parameter next: the candidates of that day, made from those of this book.
  func moved(to next: (candidates: DealCandidates, changes: [SetChange])) -> PeriodBook {
    let made = PeriodBook(next.candidates)
    if let known = parts.withLock({ $0.pipeline }) {
      let origin = Origin(pipeline: known, changes: next.changes)
      made.parts.withLock { $0.origin = origin }
    }
    return made
  }

  /// Whether the sums of the pipeline were asked for.
  var isAsked: Bool { parts.withLock { $0.pipeline != nil } }

  // The context is handed in and not kept: it holds the deals of its day, which move to another day
  // without a copy as soon as nobody holds them.

  func pipeline(_ context: AnswerContext) -> PipelineColumns {
    if let known = parts.withLock({ $0.pipeline }) { return known }
    // What is supposed is in no change between two days: such books have no origin.
    let origin = parts.withLock { $0.origin }
    let made =
      origin.map { PipelineColumns(context, from: $0.pipeline, $0.changes) }
      ?? PipelineColumns(context)
    parts.withLock { parts in
      parts.pipeline = made
      parts.origin = nil
    }
    return made
  }

  /// The first stays in stages of the deals that pass, counted.
  func stays(_ context: AnswerContext) -> StageTally {
    let slicers = context.question.slicers
    if let known = parts.withLock({ $0.stays }), known.slicers == slicers { return known.tally }
    let made = StageTally(context)
    parts.withLock { $0.stays = (slicers, made) }
    return made
  }

  func hygiene(_ context: AnswerContext) -> HygieneColumns {
    kept(\.hygiene) { HygieneColumns(context) }
  }

  func cash(_ context: AnswerContext) -> CashColumns { kept(\.cash) { CashColumns(context) } }

  /// Sums over all candidates: what a question without slicers asks.
  func wholePipeline(_ make: () -> PipelineFacts) -> PipelineFacts {
    kept(\.wholePipeline, make)
  }

  func wholeStages(_ make: () -> StageFacts) -> StageFacts { kept(\.wholeStages, make) }

  func wholeMovement(_ make: () -> MovementFacts) -> MovementFacts { kept(\.wholeMovement, make) }

  func onboarding(_ table: OnboardingTable, _ context: AnswerContext) -> OnboardingColumns {
    kept(\.onboarding) { OnboardingColumns(table, context) }
  }

  /// Contracts that end in the period.
  func endings(_ context: AnswerContext) -> EndingContracts {
    let period = context.question.period
    return kept(\.endings) {
      EndingContracts(context, from: period.start.number, to: period.end.number)
    }
  }

  /// Contracts that end from A on, within some days.
  func endings(_ context: AnswerContext, within days: Int) -> EndingContracts {
    if let known = parts.withLock({ $0.soon[days] }) { return known }
    let today = context.question.asOf.number
    let made = EndingContracts(context, from: today, to: today + Int32(days))
    parts.withLock { $0.soon[days] = made }
    return made
  }

  /// A part that is made at its first use.
  private func kept<Part: Sendable>(
    _ part: WritableKeyPath<Parts, Part?>, _ make: () -> Part
  ) -> Part {
    if let known = parts.withLock({ $0[keyPath: part] }) { return known }
    let made = make()
    parts.withLock { $0[keyPath: part] = made }
    return made
  }
}

extension AnswerContext {
  /// Sums over the deals of the question; those of the whole book are made once a day and period.
  func pipelineFacts() -> PipelineFacts {
    selection.filter.onlyType
      ? base.wholePipeline { PipelineFacts(self) } : PipelineFacts(self)
  }

  /// What moved in the period; that of the whole book is made once.
  func periodMovement() -> MovementFacts {
    selection.filter.onlyType
      ? base.wholeMovement { MovementFacts.ofPeriod(self) } : MovementFacts.ofPeriod(self)
  }

  /// How the deals of the question go through the stages; that of the whole book is made once.
  func stageFacts() -> StageFacts {
    selection.filter.onlyType ? base.wholeStages { StageFacts(self) } : StageFacts(self)
  }
}
