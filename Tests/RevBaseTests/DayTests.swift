import Testing

@testable import RevBase

@Suite struct DayTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-16", 20_773),
    ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ])
  func aDayIsANumberAndBack(text: String, number: Int32) throws {
    let day = try #require(Day(text))
    #expect(day.number == number)
    #expect(day.description == text)
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026/01/01", "",
    "2026-01-01T00:00", "0000-01-01", "2026-01-0a",
  ])
  func whatIsNoDayIsNil(text: String) {
    #expect(Day(text) == nil)
  }

  @Test func everyDayOfFourCenturiesComesBack() {
    var day = Day(Day.number(year: 1900, month: 1, day: 1))
    let last = Day(Day.number(year: 2300, month: 1, day: 1))
    var failures = 0
    while day < last {
      let (year, month, number) = day.civil
      if Day(year: year, month: month, day: number) != day { failures += 1 }
      day = day + 1
    }
    #expect(failures == 0)
  }

  @Test func weeksBeginOnMonday() throws {
    let monday = try #require(Day("2026-11-16"))
    #expect(monday.weekday == 0)
    #expect((monday - 1).weekday == 6)
    #expect((monday + 6).monday == monday)
    #expect(Day(-4).weekday == 6)
  }

  @Test func monthsHaveTheirEnds() throws {
    let day = try #require(Day("2024-02-10"))
    #expect(day.firstOfMonth == Day("2024-02-01"))
    #expect(day.lastOfMonth == Day("2024-02-29"))
  }
}
