import RevModel

/// Contracts that end, and what renews them.
package struct RenewalFacts: Sendable {
  init(_ context: AnswerContext) {}
}
