import Testing

@testable import RevBase

@Suite struct FiscalCalendarTests {
  private let february = FiscalCalendar(startMonth: 2)
  private let january = FiscalCalendar(startMonth: 1)

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test func theYearIsNamedAfterTheCalendarYearInWhichItEnds() throws {
    let quarter = february.quarter(holding: try day("2026-11-16"))
    #expect(quarter.label == "FY2027-Q4")
    #expect(quarter.start == Day("2026-11-01"))
    #expect(quarter.end == Day("2027-01-31"))
    #expect(february.quarter(holding: try day("2027-02-01")).label == "FY2028-Q1")
    #expect(january.quarter(holding: try day("2026-12-31")).label == "FY2026-Q4")
  }

  @Test(arguments: 1...12)
  func everyDayIsInExactlyOneQuarterOfItsYear(month: Int) throws {
    let calendar = FiscalCalendar(startMonth: month)
    var day = try day("2023-06-01")
    let end = try self.day("2026-06-01")
    var failures = 0
    while day < end {
      let (year, quarter) = calendar.quarterIndex(of: day)
      let holds = (1...4).filter { calendar.quarter($0, ofYear: year).contains(day) }
      if holds != [quarter] || !calendar.year(year).contains(day) { failures += 1 }
      day = day + 1
    }
    #expect(failures == 0)
  }

  @Test(arguments: [
    ("2027-Q3", "FY2027-Q3", "2026-08-01", "2026-10-31"),
    ("FY2027-Q3", "FY2027-Q3", "2026-08-01", "2026-10-31"),
    ("2027", "FY2027", "2026-02-01", "2027-01-31"),
    ("FY2027", "FY2027", "2026-02-01", "2027-01-31"),
    ("2026-08-01..2026-08-01", "2026-08-01..2026-08-01", "2026-08-01", "2026-08-01"),
  ])
  func periodsAreRead(text: String, label: String, start: String, end: String) throws {
    let period = try february.period(text)
    #expect(period.label == label)
    #expect(period.start == Day(start))
    #expect(period.end == Day(end))
  }

  @Test(arguments: ["Q3", "2027-Q5", "27", "2027-q3", "", "..", "2026-01-01..", "FY", "2027-Q3-1"])
  func otherTextsAreNoPeriods(text: String) {
    #expect(throws: PeriodError.unreadable(text)) { try february.period(text) }
  }

  @Test func aRangeThatEndsBeforeItBeginsIsAnError() {
    let text = "2026-08-02..2026-08-01"
    #expect(throws: PeriodError.reversed(text)) { try february.period(text) }
  }

  @Test func periodsStepByTheirOwnKind() throws {
    let quarter = february.quarter(4, ofYear: 2027)
    #expect(february.shift(quarter, by: 1) == february.quarter(1, ofYear: 2028))
    #expect(february.shift(quarter, by: -4) == february.quarter(4, ofYear: 2026))
    #expect(february.shift(february.year(2027), by: -1) == february.year(2026))
    let week = Period(start: try day("2026-11-02"), end: try day("2026-11-08"))
    #expect(
      february.shift(week, by: 1)
        == Period(start: try day("2026-11-09"), end: try day("2026-11-15")))
    let month = february.month(holding: try day("2026-01-15"))
    #expect(february.shift(month, by: 1).end == Day("2026-02-28"))
    #expect(february.shift(month, by: -1).start == Day("2025-12-01"))
  }
}
