import RevModel

/// Carriers, their attainment, pay and costs.
package struct TeamFacts: Sendable {
  init(_ context: AnswerContext) {}
}
