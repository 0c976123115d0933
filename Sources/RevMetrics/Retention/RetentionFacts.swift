import RevModel

/// Recurring revenue by account.
package struct RetentionFacts: Sendable {
  init(_ context: AnswerContext) {}
}
