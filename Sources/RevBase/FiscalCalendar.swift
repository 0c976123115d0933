/// Fiscal years and quarters that begin in a given month.
///
/// FY2027 is the year that ends in calendar 2027 when the start month is not January.
package struct FiscalCalendar: Hashable, Sendable {
  /// 1 to 12.
  package let startMonth: Int

  package init(startMonth: Int) {
    precondition((1...12).contains(startMonth))
    self.startMonth = startMonth
  }

  /// The first day of a fiscal year.
  package func start(ofYear year: Int) -> Day {
    Day(Day.number(year: startMonth == 1 ? year : year - 1, month: startMonth, day: 1))
  }

  /// The first day of the month that lies `months` after the start of a fiscal year.
  private func month(_ months: Int, ofYear year: Int) -> Day {
    let index = (startMonth == 1 ? year : year - 1) * 12 + (startMonth - 1) + months
    return Day(Day.number(year: index / 12, month: index % 12 + 1, day: 1))
  }

  /// Fiscal year and quarter (1 to 4) that hold a day.
  package func quarterIndex(of day: Day) -> (year: Int, quarter: Int) {
    let (year, month, _) = day.civil
    let since = (month - startMonth + 12) % 12
    let fiscal = startMonth == 1 ? year : (month >= startMonth ? year + 1 : year)
    return (fiscal, since / 3 + 1)
  }

  package func quarter(_ quarter: Int, ofYear year: Int) -> Period {
    Period(
      label: "FY\(year)-Q\(quarter)", start: month((quarter - 1) * 3, ofYear: year),
      end: month(quarter * 3, ofYear: year) - 1)
  }

  package func quarter(holding day: Day) -> Period {
    let (year, quarter) = quarterIndex(of: day)
    return self.quarter(quarter, ofYear: year)
  }

  package func year(_ year: Int) -> Period {
    Period(label: "FY\(year)", start: start(ofYear: year), end: start(ofYear: year + 1) - 1)
  }

  /// The calendar month that holds a day, named `2026-11`.
  package func month(holding day: Day) -> Period {
    Period(label: String(day.description.prefix(7)), start: day.firstOfMonth, end: day.lastOfMonth)
  }

  /// The period of the same kind that lies `steps` after `period`.
  ///
  /// Quarters and years step by calendar, calendar months too; any other range by its own length.
  package func shift(_ period: Period, by steps: Int) -> Period {
    if period == quarter(holding: period.start) {
      let (year, number) = quarterIndex(of: period.start)
      let index = year * 4 + number - 1 + steps
      return quarter(index % 4 + 1, ofYear: index / 4)
    }
    let fiscal = quarterIndex(of: period.start).year
    if period == year(fiscal) { return year(fiscal + steps) }
    if period.start == period.start.firstOfMonth, period.end == period.start.lastOfMonth {
      var day = period.start
      for _ in 0..<abs(steps) { day = steps > 0 ? day.lastOfMonth + 1 : (day - 1).firstOfMonth }
      let shifted = month(holding: day)
      return period.label.contains("..") ? Period(start: shifted.start, end: shifted.end) : shifted
    }
    let distance = period.days * steps
    return Period(start: period.start + distance, end: period.end + distance)
  }

  /// Reads `2027-Q3`, `FY2027-Q3`, `2027`, `FY2027` or `DAY..DAY`.
  package func period(_ text: String) throws(PeriodError) -> Period {
    if let dots = text.firstRange(of: "..") {
      guard let start = Day(text[..<dots.lowerBound]), let end = Day(text[dots.upperBound...])
      else { throw .unreadable(text) }
      guard start <= end else { throw .reversed(text) }
      return Period(start: start, end: end)
    }
    let bare = text.hasPrefix("FY") ? text.dropFirst(2) : text[...]
    let parts = bare.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, first.count == 4,
      first.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }),
      let year = Int(first), year >= 2, year < 9999, parts.count <= 2
    else { throw .unreadable(text) }
    guard parts.count == 2 else { return self.year(year) }
    switch parts[1] {
    case "Q1": return quarter(1, ofYear: year)
    case "Q2": return quarter(2, ofYear: year)
    case "Q3": return quarter(3, ofYear: year)
    case "Q4": return quarter(4, ofYear: year)
    default: throw .unreadable(text)
    }
  }
}
