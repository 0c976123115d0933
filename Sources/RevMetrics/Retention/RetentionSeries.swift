import RevBase
import RevModel

/// NRR, GRR and MRR at the last twelve month ends: the table `retention_monthly`.
///
/// An account's MRR changes on few of the days that matter, so each account adds its *changes* to
/// twelve running sums and costs what it changes, not twelve times what it has.
struct RetentionSeries: Sendable {
  static let length = 12
  private static let slots = length + 1

  /// Month ends, oldest first.
  let ends: [Day]
  private var mrr = [Int64](repeating: 0, count: slots)
  private var before = [Int64](repeating: 0, count: slots)
  private var kept = [Int64](repeating: 0, count: slots)
  private var floor = [Int64](repeating: 0, count: slots)

  /// - Parameter end: E; a month that ends on it counts.
  init(_ view: SubscriptionView, through end: Day) {
    var last = end == end.lastOfMonth ? end : end.firstOfMonth - 1
    var ends: [Day] = []
    for _ in 0..<Self.length {
      ends.append(last)
      last = last.firstOfMonth - 1
    }
    self.ends = ends.reversed()
    add(view)
  }

  /// One line a month.
  var months: [RetentionMonth] {
    var (total, base, left, low): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
    return (0..<Self.length).map { month in
      total += mrr[month]
      base += before[month]
      left += kept[month]
      low += floor[month]
      let day = ends[month]
      return RetentionMonth(
        month: String(day.description.prefix(7)), day: day,
        nrr: base > 0 ? Double(left) / Double(base) : nil,
        grr: base > 0 ? Double(low) / Double(base) : nil, mrr: Money(cents: total))
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

  private mutating func add(_ view: SubscriptionView) {
    let index = view.index
    let (starts, closes, cancels) = (index.start.span, index.end.span, index.cancelRequested.span)
    let (amounts, firsts, products) = (index.mrr.span, index.firsts.span, index.product.span)
    let (accounts, customer, product) = (
      index.accounts.span, view.customer.span, view.product.span
    )
    let (horizon, anyCustomer, anyProduct) = (
      view.horizon, view.customer.isEmpty, view.product.isEmpty
    )
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
    var sums = (mrr, before, kept, floor)
    var now = [Int64](repeating: 0, count: Self.slots)
    var year = [Int64](repeating: 0, count: Self.slots)
    for slot in 0..<index.slots {
      if !anyCustomer, customer[Int(accounts[slot]) &+ 1] == 0 { continue }
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
        now[from] += amount
        now[to] -= amount
        year[yearFrom] += amount
        year[yearTo] -= amount
        changes |= 1 << UInt32(from) | 1 << UInt32(to)
        changes |= 1 << UInt32(yearFrom) | 1 << UInt32(yearTo)
      }
      var (sum, yearSum): (Int64, Int64) = (0, 0)
      var (wasNow, wasYear, wasKept, wasFloor): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
      while changes != 0 {
        let month = changes.trailingZeroBitCount
        changes &= changes &- 1
        sum += now[month]
        yearSum += year[month]
        now[month] = 0
        year[month] = 0
        let (isNow, isYear) = (max(0, sum), max(0, yearSum))
        let isKept = isYear > 0 ? isNow : 0
        let isFloor = min(isNow, isYear)
        sums.0[month] += isNow - wasNow
        sums.1[month] += isYear - wasYear
        sums.2[month] += isKept - wasKept
        sums.3[month] += isFloor - wasFloor
        (wasNow, wasYear, wasKept, wasFloor) = (isNow, isYear, isKept, isFloor)
      }
    }
    (mrr, before, kept, floor) = sums
  }
}
