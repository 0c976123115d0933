package import RevBase

/// A call that somebody entered in the cockpit: the files of the snapshot do not have it.
package struct EnteredCall: Hashable, Sendable {
  /// Id of the person whose number it is.
  package var person: String
  package var periodStart: Day
  /// The as-of day on which it was made.
  package var made: Day
  package var amount: Money

  package init(person: String, periodStart: Day, made: Day, amount: Money) {
    (self.person, self.periodStart) = (person, periodStart)
    (self.made, self.amount) = (made, amount)
  }
}
