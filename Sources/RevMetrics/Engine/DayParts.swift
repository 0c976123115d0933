import Dispatch
import RevBase
import RevModel
import Synchronization

/// What the numbers of a new day read, made on several processors at a time.
///
/// On a large book each part takes much longer than it takes to wake a thread. Nothing depends on
/// which is ready first: all end up in the memory in which the numbers look for them.
struct DayParts {
  private let snapshot: Snapshot
  private let memory: AnswerMemory
  private let question: Question
  private let wantsRetention: Bool

  /// nil where threads would not pay: on a small book, and when the parts are there.
  ///
  /// - Parameter large: on how large a book it pays to wake a thread.
  init?(
    _ snapshot: Snapshot, _ memory: AnswerMemory, _ question: Question,
    _ groups: Set<MetricGroup>, threadsFrom large: Int = 100_000
  ) {
    guard snapshot.deals.count >= large, groups.contains(.pipeline), question.whatIf.isEmpty,
      snapshot.obstacle(to: .deals, under: question.slicers) == nil, !memory.isAsked(question)
    else { return nil }
    (self.snapshot, self.memory, self.question) = (snapshot, memory, question)
    wantsRetention =
      groups.contains(.retention)
      && snapshot.obstacle(to: .subscriptions, under: question.slicers) == nil
  }

  /// Makes them; returns when all are there.
  ///
  /// - Parameters:
  ///   - book: the deals on the question's day.
  ///   - open: makes the context of the question.
  func make(endingAt book: DealsAsOf, _ open: @Sendable () -> AnswerContext) -> AnswerContext {
    let made = Mutex<AnswerContext?>(nil)
    let isOpen = DispatchSemaphore(value: 0)
    @Sendable func opened() -> AnswerContext? {
      isOpen.wait()
      // Whoever comes through lets the next one through.
      defer { isOpen.signal() }
      return made.withLock { $0 }
    }
    // The first lane is always taken before the others, so that nobody waits for what nobody makes;
    // the long ones come first.
    DispatchQueue.concurrentPerform(iterations: 5) { lane in
      switch lane {
      case 0:
        let context = open()
        made.withLock { $0 = context }
        isOpen.signal()
        makeSums(context)
      case 1:
        makeMovement(endingAt: book)
        // Sums under slicers are nobody's but the question's.
        if let context = opened(), context.selection.filter.onlyType {
          _ = context.periodMovement()
        }
      case 2: makeRetention()
      case 3: opened().map(makeStays)
      default: opened().map(makeEndings)
      }
    }
    return made.withLock { $0 } ?? open()
  }

  private func makeMovement(endingAt book: DealsAsOf) {
    guard let history = snapshot.history, question.hasBegun else { return }
    _ = memory.ledger(
      MovementSpan(ofPeriod: question), history,
      endingAt: question.end == question.asOf ? book : nil)
  }

  private func makeRetention() {
    let masks = SlicerMasks(question.slicers, in: snapshot)
    guard wantsRetention, let view = SubscriptionView(snapshot, question, masks, memory.indexes)
    else { return }
    _ = memory.indexes.retention(view, RevenueDays(question))
    _ = memory.indexes.months(view, through: question.end)
    _ = memory.indexes.cohorts(view, question.asOf)
  }

  private func makeSums(_ context: AnswerContext) {
    _ = context.base.pipeline(context)
    // Sums under slicers are nobody's but the question's.
    if context.selection.filter.onlyType { _ = context.pipelineFacts() }
  }

  private func makeStays(_ context: AnswerContext) {
    guard question.hasBegun, snapshot.history != nil else { return }
    _ = context.base.stays(context)
  }

  private func makeEndings(_ context: AnswerContext) {
    guard wantsRetention else { return }
    _ = context.base.endings(context)
    if let longest = AnswerContext.renewalWindows.last {
      _ = context.base.endings(context, within: longest)
    }
    _ = Onboarding(context)
  }
}
