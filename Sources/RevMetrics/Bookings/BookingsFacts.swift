import RevModel

/// Quota of the people in a question, and the bookings against it.
package struct BookingsFacts: Sendable {
  init(_ context: AnswerContext) {}
}
