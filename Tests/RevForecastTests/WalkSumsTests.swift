import RevBase
import RevModel
import Testing

@testable import RevForecast

/// What a walk adds up in whole stretches is what one adds up day by day, or deal by deal.
struct WalkSumsTests {
  private let first = Day.number(year: 2026, month: 1, day: 1)
  private let grid = PeriodGrid(
    .quarters, FiscalCalendar(startMonth: 1), from: Day(Day.number(year: 2026, month: 1, day: 1)),
    through: Day(Day.number(year: 2026, month: 12, day: 31)), more: 2)

  @Test(
    arguments: [(0, 1, 5), (10, 11, 60), (80, 81, 130), (3, 40, 359), (0, 90, 90)]
      as [(Int32, Int32, Int32)])
  func aStayIsTheSumOfItsDays(since: Int32, from: Int32, through: Int32) {
    var whole = Exposure(stages: 2, first: first, last: first + 364, halfLife: 90)
    var daily = whole
    whole.stay(1, since: first + since, from: first + from, through: first + through, grid)
    for day in from...through {
      daily.stay(1, since: first + since, from: first + day, through: first + day, grid)
    }
    #expect(whole.days == daily.days)
    #expect(whole.plainDays == daily.plainDays)
    #expect(whole.plainDays.reduce(0, +) == Int64(through - from + 1))
  }

  @Test func everyWeekEndsWhereItsNumberChanges() {
    for day in first...(first + 364) {
      let end = grid.endOfWeek(day)
      #expect(end >= day && end < day + 7)
      #expect((day...end).allSatisfy { grid.week(of: $0) == grid.week(of: day) })
      #expect(grid.week(of: end + 1) != grid.week(of: day) || grid.week(of: day) == 12)
    }
  }

  @Test func bookingsAreSummedByDayAndTakenBack() {
    var bookings = Bookings(first: 100, last: 200)
    bookings.add(500, on: 100)
    bookings.add(300, on: 150)
    bookings.add(-300, on: 150)
    bookings.add(70, on: 200)
    bookings.add(9, on: 99)
    #expect(bookings.sum(from: 100, through: 200) == 570)
    #expect(bookings.sum(from: 101, through: 199) == 0)
    #expect(bookings.sum(from: 201, through: 300) == 0)
  }

  @Test func whatTheWalkBookedIsWhatItsWonDealsAddUpTo() throws {
    let snapshot = try InventedCompany(seed: 5, deals: 300, days: 400).snapshot(
      on: InventedCompany.start + 400)
    let model = ForecastModel.fitted(snapshot, on: snapshot.manifest.asOf)
    for finished in model.finished where finished.isFull {
      let period = model.grid.periods[finished.period]
      let cents = model.wonRows(in: period).reduce(Int64(0)) { $0 + model.amounts[Int($1)] }
      #expect(abs(Double(cents) / 100 - finished.total) < 0.005)
    }
    let now = model.grid.periods[model.base]
    let cents = model.wonRows(in: now).reduce(Int64(0)) { $0 + model.amounts[Int($1)] }
    #expect(model.sheets[0].estimate.closed == Double(cents) / 100)
  }

  @Test(
    arguments: [
      ([], 0), ([5], 5), ([3, 1], 2), ([1, 2, 3_000_000_000_000], 2), ([7, 7, 7, 9], 7),
      ([63, 64, 65, 127, 128], 65), ([-4, 0, 10, 20], 15),
    ] as [([Int64], Double)])
  func theMedianOfSizedDealsIsTheMiddleOne(amounts: [Int64], middle: Double) {
    let points = amounts.enumerated().map { index, amount in
      DealPoint(
        row: Int32(index), stage: 0, age: 0, life: 0, idle: 0, due: 0, amount: amount, owner: 0,
        segment: 0, pushes: 0, category: 0)
    }
    #expect(DayEstimates.median(points) == middle)
  }

  @Test func theRecordsOfSeveralDaysAreThoseOfEachAlone() throws {
    let snapshot = try InventedCompany(seed: 3, deals: 120, days: 300).snapshot(
      on: InventedCompany.start + 300)
    let roster = DealRoster(snapshot, .sales)
    let days = [10, 60, 150, 299, 300].map { (InventedCompany.start + $0).number }
    let together = RecordStart.all(roster, through: days)
    #expect(together == days.flatMap { RecordStart.all(roster, through: [$0]) })
    #expect(together.last?.recorded ?? 0 > 10)
    #expect(zip(together, together.dropFirst()).allSatisfy { $0.recorded <= $1.recorded })
  }
}
