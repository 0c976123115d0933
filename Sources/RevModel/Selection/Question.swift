package import RevBase

/// What is asked: every number is an answer to one of these, and nothing else.
package struct Question: Hashable, Sendable {
  package var slicers: Slicers
  /// The close-date window P.
  package var period: Period
  /// The as-of day A: what was known at its end.
  package var asOf: Day
  /// t0 of the movement; seven days before `asOf` when nil.
  package var since: Day?
  /// Changes of deals that are only supposed; empty outside of a what-if.
  package var whatIf: [DealChange]
  /// Calls of the journal that count besides those of calls.csv, in the order in which they were
  /// written; empty where only the files are asked.
  package var enteredCalls: [EnteredCall] = []

  package init(
    slicers: Slicers = Slicers(), period: Period, asOf: Day, since: Day? = nil,
    whatIf: [DealChange] = []
  ) {
    self.slicers = slicers
    self.period = period
    self.asOf = asOf
    self.since = since
    self.whatIf = whatIf
  }

  /// E: the earlier of the as-of day and the period's end.
  package var end: Day { min(asOf, period.end) }
  /// T: the 365 days that end on E.
  package var trailing: Period { Period(start: end - 364, end: end) }
  /// Whether the period has begun by the as-of day.
  package var hasBegun: Bool { end >= period.start }
}

/// One supposed change of one deal.
package struct DealChange: Hashable, Sendable {
  /// What is supposed to be different.
  package enum Change: Hashable, Sendable {
    /// Code into `StageTable.names`.
    case stage(UInt16)
    case amount(Money)
    case closeDate(Day)
    /// Left out of every number, as if it did not exist.
    case excluded
  }

  /// Row of deals.csv.
  package var deal: Int
  package var change: Change

  package init(deal: Int, change: Change) {
    self.deal = deal
    self.change = change
  }
}
