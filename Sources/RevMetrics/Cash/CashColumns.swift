import RevBase
import RevModel

/// What became of every deal won in the year T, before any slicer: parallel to the candidates of
/// W(T).
struct CashColumns: Sendable {
  let amounts: [Int64]
  let closed: [Int32]
  /// The day of the first invoice, `InvoiceIndex.never` without one; nil without invoices.csv.
  let firstInvoices: [Int32]?
  /// The day of the first subscription; nil without subscriptions.csv.
  let firstSubscriptions: [Int32]?
  /// By how much the contracts of the deal say something else, in hundredths; 0 where they agree
  /// well enough or there is none; nil without contracts.csv.
  let differences: [Int64]?

  init(_ context: AnswerContext) {
    let rows = context.selection.candidates.rows(.wonTrailing).map { Int($0) }
    let (amounts, closings) = (context.book.state.amount, context.book.closed)
    self.amounts = rows.map { amounts[$0] }
    closed = rows.map { closings[$0] }
    let accounts = context.snapshot.deals.account
    firstInvoices = context.indexes.invoices.map { index in
      rows.map { index.first(ofDeal: $0, account: accounts[$0], since: closings[$0]) }
    }
    firstSubscriptions = context.indexes.subscriptions.map { index in
      rows.map { index.firstOfDeal[$0] }
    }
    let terms = context.snapshot.deals.termMonths
    guard let index = context.indexes.contracts, let table = context.snapshot.contracts else {
      differences = nil
      return
    }
    differences = rows.map { row in
      let places = index.byDeal.places(Int32(row))
      if places.isEmpty { return 0 }
      var annual: Int64 = 0
      for place in places { annual += table.annualValue[Int(index.byDeal.rows[place])] }
      let term = terms[row] < 1 ? 12 : Int64(terms[row])
      let yearly = term == 12 ? amounts[row] : Exact.scale(cents: amounts[row], by: 12, over: term)
      let difference = abs(yearly - annual)
      // More than 1.00 and more than 0.5% of the annual value, exactly.
      let counts = difference > 100 && Int128(difference) * 200 > Int128(annual)
      return counts ? difference : 0
    }
  }
}
