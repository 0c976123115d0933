import RevModel

/// Sums and lists over the open and closed deals of a question.
package struct PipelineFacts: Sendable {
  init(_ context: AnswerContext) {}
}
