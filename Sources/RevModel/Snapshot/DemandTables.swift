// Tables about demand: leads, activities, spend, costs.

/// leads.csv.
///
/// Instants are microseconds of `Instant` with `Instant.unknown` for blank.
package struct LeadTable: Sendable {
  package var columns = ColumnSet()
  package var id = TextColumn()
  package var createdAt: [Int64] = []
  package var created: [Int32] = []
  /// True where created_at was a bare day: its hour is unknown.
  package var createdIsDay: [Bool] = []
  package var source = CodeColumn()
  package var campaign = CodeColumn()
  package var segment = CodeColumn()
  package var account: [Int32] = []
  package var owner: [Int32] = []
  /// `Int32.min` when blank.
  package var score: [Int32] = []
  package var responseAt: [Int64] = []
  package var response: [Int32] = []
  package var responseIsDay: [Bool] = []
  package var mql: [Int32] = []
  package var sql: [Int32] = []
  package var meeting: [Int32] = []
  package var deal: [Int32] = []
  package var disqualified: [Int32] = []
  package init() {}
  package var count: Int { created.count }
}

/// activities.csv, in the order of date, then file.
package struct ActivityTable: Sendable {
  package enum Direction: UInt8, Sendable { case blank, inbound, outbound, other }
  package var columns = ColumnSet()
  package var date: [Int32] = []
  package var kind = CodeColumn()
  /// Code into deals.
  package var deal: [Int32] = []
  package var account: [Int32] = []
  package var person: [Int32] = []
  package var direction: [UInt8] = []
  package init() {}
  package var count: Int { date.count }
}

/// spend.csv: marketing programme spend.
package struct SpendTable: Sendable {
  package var columns = ColumnSet()
  package var date: [Int32] = []
  package var channel = CodeColumn()
  package var amount: [Int64] = []
  package var campaign = CodeColumn()
  package init() {}
  package var count: Int { date.count }
}

/// costs.csv: costs by month and category.
package struct CostTable: Sendable {
  package var columns = ColumnSet()
  /// First day of the month.
  package var month: [Int32] = []
  package var category = CodeColumn()
  package var amount: [Int64] = []
  package init() {}
  package var count: Int { month.count }
}
