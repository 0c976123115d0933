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
    var stays: StageStays?
    var hygiene: HygieneColumns?
    var cash: CashColumns?
  }

  let candidates: DealCandidates
  private let parts = Mutex(Parts())

  init(_ candidates: DealCandidates) { self.candidates = candidates }

  // The context is handed in and not kept: it holds the deals of its day, which move to another day
  // without a copy as soon as nobody holds them.

  func pipeline(_ context: AnswerContext) -> PipelineColumns {
    if let known = parts.withLock({ $0.pipeline }) { return known }
    let made = PipelineColumns(context)
    parts.withLock { $0.pipeline = made }
    return made
  }

  func stays(_ context: AnswerContext) -> StageStays {
    if let known = parts.withLock({ $0.stays }) { return known }
    let made = StageStays(context)
    parts.withLock { $0.stays = made }
    return made
  }

  func hygiene(_ context: AnswerContext) -> HygieneColumns {
    if let known = parts.withLock({ $0.hygiene }) { return known }
    let made = HygieneColumns(context)
    parts.withLock { $0.hygiene = made }
    return made
  }

  func cash(_ context: AnswerContext) -> CashColumns {
    if let known = parts.withLock({ $0.cash }) { return known }
    let made = CashColumns(context)
    parts.withLock { $0.cash = made }
    return made
  }
}
