package import RevBase
package import RevModel

/// Which periods a forecast is made for.
package enum ForecastCadence: String, Sendable, Hashable, CaseIterable {
  case quarters, months

  /// The cadence that the manifest asks for.
  package init(_ manifest: Manifest) { self = manifest.forecastsMonths ? .months : .quarters }

  package func period(holding day: Day, in calendar: FiscalCalendar) -> Period {
    switch self {
    case .quarters: calendar.quarter(holding: day)
    case .months: calendar.month(holding: day)
    }
  }

  /// `quarter` or `month`.
  package var word: String { self == .quarters ? "quarter" : "month" }

  /// Weekly as-of days of one period at most.
  package var weeks: Int { self == .quarters ? 13 : 5 }
}

/// The periods that cover a stretch of days, and each day's place in its own.
struct PeriodGrid: Sendable {
  let cadence: ForecastCadence
  let periods: [Period]
  private let first: Int32
  private let indexOfDay: [UInt16]
  private let weekOfDay: [UInt8]
  /// Days that follow each in the same week of the same period.
  private let daysInWeek: [UInt8]

  /// Covers `from` to `through` and `more` whole periods after it.
  init(_ cadence: ForecastCadence, _ calendar: FiscalCalendar, from: Day, through: Day, more: Int) {
    self.cadence = cadence
    var periods = [cadence.period(holding: min(from, through), in: calendar)]
    var left = more
    while left > 0 {
      let last = periods[periods.count - 1]
      if last.start > through { left -= 1 }
      if left > 0 { periods.append(cadence.period(holding: last.end + 1, in: calendar)) }
    }
    self.periods = periods
    first = periods[0].start.number
    var index: [UInt16] = []
    var week: [UInt8] = []
    var follow: [UInt8] = []
    for (number, period) in periods.enumerated() {
      for day in period.start.number...period.end.number {
        index.append(UInt16(number))
        week.append(UInt8(min(12, (period.end.number - day) / 7)))
        follow.append(UInt8((period.end.number - day) % 7))
      }
    }
    indexOfDay = index
    weekOfDay = week
    daysInWeek = follow
  }

  /// Index of the period that holds a covered day.
  func index(holding day: Int32) -> Int { Int(indexOfDay[Int(day - first)]) }

  /// Whole weeks that lie between a covered day and its period's end: 0 to 12.
  @inline(__always)
  func week(of day: Int32) -> Int { Int(weekOfDay[Int(day - first)]) }

  /// The last day that is as many whole weeks from its period's end as a covered day.
  @inline(__always)
  func endOfWeek(_ day: Int32) -> Int32 { day + Int32(daysInWeek[Int(day - first)]) }

  /// The as-of days of a period: the day before it, then every seven days while days are left.
  func asOfDays(of index: Int) -> [Int32] {
    let period = periods[index]
    let days = (0..<cadence.weeks).map { period.start.number - 1 + Int32($0) * 7 }
    return days.filter { $0 < period.end.number }
  }
}
