// Tables about people: quotas, calls, payouts.

/// quotas.csv.
package struct QuotaTable: Sendable {
  package var columns = ColumnSet()
  package var person: [Int32] = []
  package var start: [Int32] = []
  package var end: [Int32] = []
  package var amount: [Int64] = []
  /// The unramped quota; the amount where blank.
  package var fullAmount: [Int64] = []
  package var segment = CodeColumn()
  package init() {}
  package var count: Int { person.count }
}

/// calls.csv: forecast submissions, in the order of the file.
package struct CallTable: Sendable {
  package enum Category: UInt8, Sendable { case commit, bestCase, call, other }
  package var columns = ColumnSet()
  package var person: [Int32] = []
  package var periodStart: [Int32] = []
  package var submitted: [Int32] = []
  package var category: [UInt8] = []
  package var amount: [Int64] = []
  package init() {}
  package var count: Int { person.count }
}

/// payouts.csv: variable pay.
package struct PayoutTable: Sendable {
  package var columns = ColumnSet()
  package var person: [Int32] = []
  package var start: [Int32] = []
  package var end: [Int32] = []
  package var paid: [Int64] = []
  /// `Int64.min` when blank.
  package var budget: [Int64] = []
  package init() {}
  package var count: Int { person.count }
}
