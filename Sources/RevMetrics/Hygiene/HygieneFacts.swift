import RevModel

/// Flags raised on open deals.
package struct HygieneFacts: Sendable {
  init(_ context: AnswerContext) {}
}
