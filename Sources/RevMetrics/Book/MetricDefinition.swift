package import RevModel

/// One number of the book: what it means, how it is made, and from which rows.
///
/// Panes, explain overlay, commands, reports and the documentation are all made from it.
package struct MetricDefinition: Sendable {
  /// Which clock the number reads.
  package enum Clock: String, Sendable {
    case asOf = "at the as-of day A"
    case end = "at E, the earlier of the as-of day and the period's end"
    case period = "over the period P"
    case trailing = "over T, the 365 days that end on E"
  }

  /// Which direction is good news.
  package enum Direction: Sendable { case higher, lower, neither }

  package let id: MetricID
  package let title: String
  package let unit: MetricUnit
  package let group: MetricGroup
  package let clock: Clock
  /// One sentence for a person who never saw the number.
  package let says: String
  /// The formula in the names of `terms`: `open / (quota - won)`.
  package let formula: String
  /// What is counted, in words.
  package let counted: String
  /// What is left out and why, in words.
  package let leftOut: String
  package let better: Direction
  package let threshold: ThresholdRule?
  /// `deals.amount`, `quotas.amount`: the columns it comes from.
  package let sources: [String]
  /// The number.
  package let measure: @Sendable (Facts) -> Measure
  /// The operands of the formula with today's values; nil values are unknown.
  package let terms: @Sendable (Facts) -> [Term]
  /// The rows that are counted; nil when it is no sum over rows of one table.
  package let rows: @Sendable (Facts) -> RowSet?
  /// How many rows are left out, by reason; reasons without any row included.
  package let omissions: @Sendable (Facts) -> [Omission]

  package init(
    _ id: MetricID, _ title: String, _ unit: MetricUnit, in group: MetricGroup, clock: Clock,
    says: String, formula: String, counted: String, leftOut: String, better: Direction = .neither,
    threshold: ThresholdRule? = nil, sources: [String],
    terms: @escaping @Sendable (Facts) -> [Term] = { _ in [] },
    rows: @escaping @Sendable (Facts) -> RowSet? = { _ in nil },
    omissions: @escaping @Sendable (Facts) -> [Omission] = { _ in [] },
    measure: @escaping @Sendable (Facts) -> Measure
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.group = group
    self.clock = clock
    self.says = says
    self.formula = formula
    self.counted = counted
    self.leftOut = leftOut
    self.better = better
    self.threshold = threshold
    self.sources = sources
    self.terms = terms
    self.rows = rows
    self.omissions = omissions
    self.measure = measure
  }
}

/// A named operand of a formula.
package struct Term: Sendable, Equatable {
  /// As it stands in the formula; letters, digits and underscores.
  package let name: String
  package let value: Quantity?

  package init(_ name: String, _ value: Quantity?) {
    self.name = name
    self.value = value
  }
}

/// Rows of one table behind a number, each with what it contributes.
package struct RowSet: Sendable, Equatable {
  package let table: TableName
  /// Rows of the table; codes below `knownCount` for accounts and people.
  package let rows: [Int32]
  /// Hundredths that each row adds to an amount; nil when rows are counted.
  package let amounts: [Int64]?

  package init(_ table: TableName, rows: [Int32], amounts: [Int64]? = nil) {
    self.table = table
    self.rows = rows
    self.amounts = amounts
  }
}
