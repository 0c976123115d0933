/// A stretch of days, both ends included, with the name that people use for it.
package struct Period: Hashable, Sendable {
  package var label: String
  package var start: Day
  package var end: Day

  /// - Precondition: the period does not end before it begins.
  package init(label: String, start: Day, end: Day) {
    precondition(start <= end, "a period ends before it begins")
    self.label = label
    self.start = start
    self.end = end
  }

  /// A custom range, named `2026-08-01..2026-10-31`.
  package init(start: Day, end: Day) {
    self.init(label: "\(start)..\(end)", start: start, end: end)
  }

  package var days: Int { end - start + 1 }
  package func contains(_ day: Day) -> Bool { start <= day && day <= end }
}

/// Why a period cannot be understood.
package enum PeriodError: Error, Equatable, Sendable, CustomStringConvertible {
  case unreadable(String)
  case reversed(String)

  package var description: String {
    switch self {
    case .unreadable(let text):
      "period '\(text)' is not understood; write 2027-Q3, FY2027-Q3, 2027, FY2027 or "
        + "2026-08-01..2026-10-31"
    case .reversed(let text):
      "period '\(text)' ends before it begins; write the earlier day first"
    }
  }
}
