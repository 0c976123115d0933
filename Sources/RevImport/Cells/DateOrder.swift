/// Which number of a date such as 03/04/26 is what.
package enum DateOrder: String, Sendable, CaseIterable {
  case dayFirst = "dmy"
  case monthFirst = "mdy"
  case yearFirst = "ymd"
}

/// Which sign of a number begins its decimals.
package enum NumberStyle: String, Sendable, CaseIterable {
  /// `1,234.50`
  case point
  /// `1.234,50`
  case comma
}
