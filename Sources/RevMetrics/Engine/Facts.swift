/// The sums, counts and lists that metrics are made of, each computed at its first use.
///
/// A class because several metrics of one answer share what one of them computed; it lives only
/// while one question is answered, on one thread.
package final class Facts {
  package let context: AnswerContext

  package init(_ context: AnswerContext) { self.context = context }

  package private(set) lazy var pipeline = context.pipelineFacts()
  package private(set) lazy var bookings = BookingsFacts(context)
  /// From t0 of the question to its as-of day.
  package private(set) lazy var movement = MovementFacts(context)
  /// From the day before the period to E.
  package private(set) lazy var periodMovement = context.periodMovement()
  package private(set) lazy var stages = context.stageFacts()
  package private(set) lazy var calls = CallFacts(context)
  package private(set) lazy var retention = RetentionFacts(context)
  package private(set) lazy var renewals = RenewalFacts(context)
  package private(set) lazy var funnel = FunnelFacts(context)
  package private(set) lazy var team = TeamFacts(context)
  package private(set) lazy var cash = CashFacts(context)
  package private(set) lazy var hygiene = HygieneFacts(context)
}
