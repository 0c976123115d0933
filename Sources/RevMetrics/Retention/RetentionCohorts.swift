package import RevBase
import RevModel

/// How much of each quarter's new customers is left after 0, 3, 6, 9 and 12 months.
///
/// An account belongs to the fiscal quarter in which it first had MRR. Its ages are counted from
/// that day; a cell is known only when every account of the quarter could have reached the age by
/// E.
package struct RetentionCohorts: Sendable, Equatable {
  package static let ages = [0, 3, 6, 9, 12]

  package struct Row: Sendable, Equatable {
    package var quarter: Period
    package var accounts: Int
    /// MRR on the first day, all accounts together.
    package var start: Money
    /// MRR at each age over MRR on the first day; nil where it is too early.
    package var revenue: [Double?]
    /// Accounts with MRR at each age over all accounts; nil where it is too early.
    package var logos: [Double?]
  }

  /// Oldest quarter first.
  package private(set) var rows: [Row] = []
  /// Why there is none; nil when there is one.
  package let reason: String?

  /// - Parameter quarters: how many quarters to show, up to the one that holds E.
  package init(_ facts: Facts, quarters: Int = 8) {
    reason = facts.retention.obstacle
    guard reason == nil, quarters > 0, let view = SubscriptionView(facts.context) else { return }
    let calendar = facts.context.snapshot.manifest.fiscalCalendar
    let end = facts.context.question.end
    var period = calendar.quarter(holding: end)
    var periods = [period]
    for _ in 1..<max(2, quarters) where periods.count < quarters {
      period = calendar.shift(period, by: -1)
      periods.append(period)
    }
    periods.reverse()
    var cohorts = periods.map { Cohort(period: $0) }
    let first = periods[0].start.number
    for slot in 0..<view.index.slots where view.passes(slot: slot) {
      guard let start = view.firstDay(slot: slot), start >= first, start <= end.number else {
        continue
      }
      guard let place = periods.firstIndex(where: { $0.contains(Day(start)) }) else { continue }
      cohorts[place].add(view, slot, from: Day(start), through: end)
    }
    rows = cohorts.filter { $0.accounts > 0 }.map { $0.row(through: end) }
  }

  /// Sums of one quarter's accounts at each age.
  private struct Cohort {
    let period: Period
    var accounts = 0
    var revenue = [Int64](repeating: 0, count: RetentionCohorts.ages.count)
    var logos = [Int](repeating: 0, count: RetentionCohorts.ages.count)

    init(period: Period) { self.period = period }

    mutating func add(_ view: SubscriptionView, _ slot: Int, from start: Day, through end: Day) {
      accounts += 1
      for (place, age) in RetentionCohorts.ages.enumerated() {
        let day = start.adding(months: age)
        if day > end { break }
        let mrr = view.mrr(slot: slot, on: day.number)
        revenue[place] += mrr
        if mrr > 0 { logos[place] += 1 }
      }
    }

    func row(through end: Day) -> Row {
      let isKnown = RetentionCohorts.ages.map { age in
        age == 0 || period.end.adding(months: age) <= end
      }
      return Row(
        quarter: period, accounts: accounts, start: Money(cents: revenue[0]),
        revenue: zip(revenue, isKnown).map { mrr, known in
          known && revenue[0] > 0 ? Double(mrr) / Double(revenue[0]) : nil
        },
        logos: zip(logos, isKnown).map { count, known in
          known ? Double(count) / Double(accounts) : nil
        })
    }
  }
}

extension Day {
  /// The same day of a later month, or that month's last day when it has no such day.
  fileprivate func adding(months: Int) -> Day {
    let (year, month, day) = civil
    let index = year * 12 + month - 1 + months
    let (newYear, newMonth) = (index / 12, index % 12 + 1)
    let length = Day.length(ofMonth: newMonth, year: newYear)
    return Day(Day.number(year: newYear, month: newMonth, day: min(day, length)))
  }
}
