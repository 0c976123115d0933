import RevModel

/// Leads and how far they came.
package struct FunnelFacts: Sendable {
  init(_ context: AnswerContext) {}
}
