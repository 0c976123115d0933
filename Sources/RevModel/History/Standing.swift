/// Where a deal stands at the end of a day.
package enum Standing: UInt8, Sendable {
  /// Not created yet, or supposed away in a what-if.
  case absent
  /// In an open and qualified stage, category not omitted: in set O, when it is a sales deal.
  case open
  /// In an open and qualified stage, kept out by its category.
  case omitted
  /// In an open stage that does not count as pipeline.
  case unqualified
  case won
  case lost
  /// In a stage that the sales process does not know.
  case unknown
}
