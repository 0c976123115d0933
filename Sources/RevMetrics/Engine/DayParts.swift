import Dispatch
import RevBase
import RevModel

/// What the numbers of a new day read, made on several processors at a time.
///
/// On a large book each part takes much longer than it takes to wake a thread. Nothing depends on
/// which is ready first: all end up in the memory in which the numbers look for them.
struct DayParts {
  private var parts: [@Sendable () -> Void] = []

  /// The parts of a question's day that are not there yet; none where threads would not pay.
  ///
  /// - Parameter large: on how large a book it pays to wake a thread.
  init(_ context: AnswerContext, _ groups: Set<MetricGroup>, threadsFrom large: Int = 100_000) {
    let question = context.question
    guard context.snapshot.deals.count >= large, groups.contains(.pipeline),
      question.whatIf.isEmpty, context.obstacle(.deals) == nil, !context.base.isAsked
    else { return }
    if let history = context.snapshot.history, question.hasBegun {
      let span = MovementSpan(
        from: question.period.start - 1, to: question.end, window: question.period)
      let book = question.end == question.asOf ? context.book : nil
      parts.append { _ = context.memory.ledger(span, history, endingAt: book) }
      parts.append { _ = context.base.stays(context) }
    }
    parts.append { _ = context.base.pipeline(context) }
    if groups.contains(.retention), context.obstacle(.subscriptions) == nil,
      let view = SubscriptionView(context)
    {
      // One after the other: these read the same orders of the tables, which one at a time may make.
      parts.append {
        _ = context.indexes.retention(view, RevenueDays(question))
        _ = context.indexes.months(view, through: question.end)
        _ = context.base.endings(context)
      }
    }
  }

  /// Makes them; returns when all are there.
  func make() {
    let parts = parts
    guard parts.count > 1 else { return }
    DispatchQueue.concurrentPerform(iterations: parts.count) { parts[$0]() }
  }
}
