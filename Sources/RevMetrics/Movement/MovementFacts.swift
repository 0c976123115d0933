import RevModel

/// What moved in and out of the period.
package struct MovementFacts: Sendable {
  init(_ context: AnswerContext) {}
}
