import RevModel

/// Contracts, invoices and what is missing between them.
package struct CashFacts: Sendable {
  init(_ context: AnswerContext) {}
}
