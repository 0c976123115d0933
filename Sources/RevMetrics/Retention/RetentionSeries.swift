import RevBase
import RevModel

/// NRR, GRR and MRR at the last twelve month ends: the table `retention_monthly`.
///
/// An account's MRR changes on few of the days that matter, so an account is kept as its *changes*
/// from month end to month end, and costs what it changes, not twelve times what it has. The changes
/// do not depend on slicers of accounts: they are found once, added up by group of accounts, and a
/// question adds up the groups that pass.
struct RetentionSeries: Sendable {
  static let length = 12
  private static let slots = length + 1

  /// The month ends of a question, oldest first; E itself counts when it is one.
  static func ends(through end: Day) -> [Day] {
    var last = end == end.lastOfMonth ? end : end.firstOfMonth - 1
    var ends: [Day] = []
    for _ in 0..<length {
      ends.append(last)
      last = last.firstOfMonth - 1
    }
    return ends.reversed()
  }

  /// The last day of a day's calendar year.
  static func lastOfYear(_ day: Day) -> Day {
    Day(Day.number(year: day.civil.year, month: 12, day: 31))
  }

  /// Month ends, oldest first.
  ///
  /// What is only known later (see `SubscriptionView.horizon`) says nothing of revenue up to an
  /// as-of day: all questions share the series of a calendar year, and read of it what is not after
  /// their day.
  let ends: [Day]
  /// By group of accounts, month and column: changes of MRR, of MRR a year earlier, of what of that
  /// is kept, and of its floor; in hundredths.
  private var changes: [Int64]
  private static let columns = 4
  private static let cell = columns * length

  init(_ view: SubscriptionView, _ ends: [Day], cells: AccountCells) {
    self.ends = ends
    changes = [Int64](repeating: 0, count: cells.customers.count * Self.cell)
    find(view, cells)
  }

  /// What the accounts that pass add up to at each month end.
  ///
  /// - Parameter customers: by group of accounts; empty passes all.
  func totals(customers: [UInt8]) -> [Totals] {
    var sums = [Int64](repeating: 0, count: Self.cell)
    for group in 0..<changes.count / Self.cell where customers.isEmpty || customers[group] != 0 {
      for column in 0..<Self.cell { sums[column] += changes[group * Self.cell + column] }
    }
    for slot in 4..<sums.count { sums[slot] += sums[slot - 4] }
    return (0..<Self.length).map { month in
      Totals(
        mrr: sums[4 * month], before: sums[4 * month + 1], kept: sums[4 * month + 2],
        floor: sums[4 * month + 3])
    }
  }

  /// Recurring revenue at one month end, in hundredths.
  struct Totals {
    let mrr: Int64
    /// A year earlier; what of that is kept; and the smaller of the two, account by account.
    let before: Int64
    let kept: Int64
    let floor: Int64

    func line(_ end: Day) -> RetentionMonth {
      RetentionMonth(
        month: String(end.description.prefix(7)), day: end,
        nrr: before > 0 ? Double(kept) / Double(before) : nil,
        grr: before > 0 ? Double(floor) / Double(before) : nil, mrr: Money(cents: mrr))
    }
  }

  /// For each day from the first month end to the last: the first month end that is not before it.
  private func positions() -> [UInt8] {
    let first = ends[0]
    var table: [UInt8] = []
    var month: UInt8 = 0
    for offset in 0...(ends[Self.length - 1] - first) {
      if first + offset > ends[Int(month)] { month += 1 }
      table.append(month)
    }
    return table
  }

  private mutating func find(_ view: SubscriptionView, _ cells: AccountCells) {
    let index = view.index
    let (starts, closes, cancels) = (index.start.span, index.end.span, index.cancelRequested.span)
    let (amounts, firsts, products) = (index.mrr.span, index.firsts.span, index.product.span)
    let (accounts, product) = (index.accounts.span, view.product.span)
    let (horizon, anyProduct) = (view.horizon, view.product.isEmpty)
    let table = positions()
    let position = table.span
    let low = ends[0].number
    let count = Int32(table.count)
    // Place of the first month end that is not before a day.
    func place(_ day: Int32) -> Int {
      let offset = day &- low
      if offset <= 0 { return 0 }
      return offset >= count ? Self.length : Int(position[Int(offset)])
    }
    let groups = cells.customerOfAccount.span
    var found = changes
    var sums = found.mutableSpan
    var changed = [Int64](repeating: 0, count: 2 * Self.slots)
    var change = changed.mutableSpan
    for slot in 0..<index.slots {
      var changes: UInt32 = 0
      for row in Int(firsts[slot])..<Int(firsts[slot &+ 1]) {
        let start = starts[row]
        if start > horizon { continue }
        if !anyProduct, product[Int(products[row]) &+ 1] == 0 { continue }
        var end = closes[row]
        if end > horizon, cancels[row] > horizon { end = SubscriptionIndex.never }
        if end <= start { continue }
        let (from, to) = (place(start), place(end))
        // A year earlier, seen from the month: the same day, 365 days later.
        let (yearFrom, yearTo) = (place(start &+ 365), place(end &+ 365))
        let amount = amounts[row]
        change[2 &* from] += amount
        change[2 &* to] -= amount
        change[2 &* yearFrom &+ 1] += amount
        change[2 &* yearTo &+ 1] -= amount
        changes |= 1 &<< UInt32(from) | 1 &<< UInt32(to)
        changes |= 1 &<< UInt32(yearFrom) | 1 &<< UInt32(yearTo)
      }
      var (sum, yearSum): (Int64, Int64) = (0, 0)
      var (wasNow, wasYear, wasKept, wasFloor): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
      while changes != 0 {
        let month = changes.trailingZeroBitCount
        changes &= changes &- 1
        sum += change[2 &* month]
        yearSum += change[2 &* month &+ 1]
        change[2 &* month] = 0
        change[2 &* month &+ 1] = 0
        let (isNow, isYear) = (max(0, sum), max(0, yearSum))
        let isKept = isNow & (0 &- isYear) >> 63
        let isFloor = min(isNow, isYear)
        if month < Self.length {
          let group = Int(groups[Int(accounts[slot]) &+ 1])
          let place = group &* Self.cell &+ month &* Self.columns
          sums[place] += isNow - wasNow
          sums[place &+ 1] += isYear - wasYear
          sums[place &+ 2] += isKept - wasKept
          sums[place &+ 3] += isFloor - wasFloor
        }
        (wasNow, wasYear, wasKept, wasFloor) = (isNow, isYear, isKept, isFloor)
      }
    }
    changes = found
  }
}
