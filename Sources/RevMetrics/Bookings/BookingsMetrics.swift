/// The metrics of this folder in the order of the book.
enum BookingsMetrics {
  static let definitions: [MetricDefinition] = [
    .bookingsWon, .bookingsCount, .bookingsLost, .bookingsQuota, .bookingsAttainment, .bookingsPace,
    .bookingsGap, .bookingsExpansionShare,
  ]

  /// Fills the tables that belong to the group.
  static func fillTables(_ facts: Facts, into tables: inout BookTables) {}
}
