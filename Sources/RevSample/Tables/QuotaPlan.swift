/// What the company asks of its reps: set once a fiscal year from what the year before brought.
struct QuotaPlan {
  struct Row {
    let start: Int
    let end: Int
    let amount: Int64
    let full: Int64
    let segment: Int
  }

  private let company: Company
  /// Fiscal year since the first x segment: the yearly quota of one rep with full experience.
  private var yearly: [Double] = []
  private let firstYear: Int

  /// Q1...Q4 of the fiscal year, in shares of the year.
  private static let seasons = [0.235, 0.245, 0.250, 0.270]
  /// What a year is asked to bring above the year before.
  private static let stretch = 1.24

  init(company: Company, ledger: Ledger) {
    self.company = company
    let calendar = company.calendar
    firstYear = Self.year(calendar, 0)
    let years = Self.year(calendar, calendar.quarterCount - 1) - firstYear + 1
    for year in 0..<years {
      for segment in 0..<3 {
        yearly.append(perRep(year: year, segment: segment, ledger: ledger))
      }
    }
  }

  private static func year(_ calendar: SampleCalendar, _ quarter: Int) -> Int {
    (calendar.month(calendar.quarterStarts[quarter]) - (Company.fiscalYearStartMonth - 1)) / 12
  }

  private func season(_ quarter: Int) -> Double {
    let month = company.calendar.month(company.calendar.quarterStarts[quarter])
    return Self.seasons[(month + 12 - (Company.fiscalYearStartMonth - 1)) % 12 / 3]
  }

  /// The year's target of a segment, shared out over the reps that it will have.
  private func perRep(year: Int, segment: Int, ledger: Ledger) -> Double {
    let calendar = company.calendar
    var (past, pastShare, heads, share) = (0.0, 0.0, 0.0, 0.0)
    let own = year == 0 || (year == 1 && isShort(firstYear))
    for quarter in 0..<calendar.quarterCount {
      let at = Self.year(calendar, quarter) - firstYear
      let isOver = calendar.quarterStarts[quarter + 1] <= calendar.asOf
      if at == (own ? year : year - 1), isOver || calendar.quarterCount == 1 {
        past += Double(ledger.booked[quarter * 3 + segment])
        pastShare += season(quarter)
      }
      if at == year {
        heads += experience(quarter: quarter, segment: segment)
        share += 1
      }
    }
    guard pastShare > 0, share > 0 else { return 0 }
    let target = past / pastShare * (own ? 1.08 : Self.stretch)
    return target / max(0.5, heads / share)
  }

  /// Whether the history holds less than three quarters of a fiscal year.
  private func isShort(_ year: Int) -> Bool {
    let calendar = company.calendar
    return (0..<calendar.quarterCount).count { Self.year(calendar, $0) == year } < 3
  }

  /// Reps of a segment in a quarter, new hires counted in part.
  private func experience(quarter: Int, segment: Int) -> Double {
    var sum = 0.0
    for rep in company.roster.reps where company.roster.people[rep].segment == segment {
      guard let span = span(rep: rep, quarter: quarter) else { continue }
      let days =
        company.calendar.quarterStarts[quarter + 1] - company.calendar.quarterStarts[quarter]
      sum += ramp(rep: rep, quarter: quarter) * Double(span.count) / Double(days)
    }
    return sum
  }

  /// The days of the quarter on which the rep works here.
  private func span(rep: Int, quarter: Int) -> ClosedRange<Int>? {
    let (calendar, person) = (company.calendar, company.roster.people[rep])
    let first = max(calendar.quarterStarts[quarter], person.hired)
    let last = min(calendar.quarterStarts[quarter + 1], person.left) - 1
    return first <= last ? first...last : nil
  }

  /// New hires carry a quarter of the quota in their first quarter, half, three quarters, all.
  private func ramp(rep: Int, quarter: Int) -> Double {
    let (calendar, person) = (company.calendar, company.roster.people[rep])
    let hiredIn = calendar.quarter(person.hired)
    guard person.hired >= calendar.start else { return 1 }
    return min(1, 0.25 * Double(quarter - hiredIn + 1))
  }

  /// The rep's quota row of the quarter; nil when the rep is not there, or no quota can be set.
  func row(rep: Int, quarter: Int) -> Row? {
    let calendar = company.calendar
    guard quarter >= 0, quarter < calendar.quarterCount,
      let segment = company.roster.people[rep].segment, let span = span(rep: rep, quarter: quarter)
    else { return nil }
    let year = Self.year(calendar, quarter) - firstYear
    let days = calendar.quarterStarts[quarter + 1] - calendar.quarterStarts[quarter]
    let whole = yearly[year * 3 + segment] * season(quarter)
    let full = whole * Double(span.count) / Double(days)
    let amount = full * ramp(rep: rep, quarter: quarter)
    guard whole > 0 else { return nil }
    return Row(
      start: span.lowerBound, end: span.upperBound, amount: Self.rounded(Int64(amount)),
      full: Self.rounded(Int64(full)), segment: segment)
  }

  /// To the next 1,000.
  static func rounded(_ cents: Int64) -> Int64 { max(1, (cents + 50_000) / 100_000) * 100_000 }
}
