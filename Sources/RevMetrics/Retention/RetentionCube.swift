import RevBase
import RevModel

/// Recurring revenue on the days that numbers ask about, by group of accounts.
///
/// One pass over the subscriptions in the order of their accounts. It does not depend on slicers of
/// accounts, which only pick groups.
struct RetentionCube: Sendable {
  let days: RevenueDays
  /// See `SubscriptionView`.
  let horizon: Int32
  let product: [UInt8]
  /// By group of `AccountCells.customers`.
  let sums: [RetentionSums]

  init(_ view: SubscriptionView, _ days: RevenueDays, cells: AccountCells) {
    self.days = days
    horizon = view.horizon
    product = view.product
    let index = view.index
    let (starts, ends, cancels) = (index.start.span, index.end.span, index.cancelRequested.span)
    let (amounts, firsts) = (index.mrr.span, index.firsts.span)
    let (accounts, products, groups) = (
      index.accounts.span, index.product.span, cells.customerOfAccount.span
    )
    let (wanted, horizon, anyProduct) = (view.product.span, view.horizon, view.product.isEmpty)
    var parts = [RetentionSums](repeating: RetentionSums(), count: cells.customers.count)
    var sums = parts.mutableSpan
    for slot in 0..<index.slots {
      var (atEnd, atPrior, atStart, ahead): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
      for position in Int(firsts[slot])..<Int(firsts[slot &+ 1]) {
        let start = starts[position]
        if start > horizon { continue }
        if !anyProduct, wanted[Int(products[position]) &+ 1] == 0 { continue }
        var end = ends[position]
        if end > horizon, cancels[position] > horizon { end = SubscriptionIndex.never }
        let amount = amounts[position]
        atEnd += amount & Self.mask(days.end, start, end)
        atPrior += amount & Self.mask(days.prior, start, end)
        atStart += amount & Self.mask(days.start, start, end)
        ahead += amount & Self.mask(days.ahead, start, end)
      }
      (atEnd, atPrior) = (max(0, atEnd), max(0, atPrior))
      (atStart, ahead) = (max(0, atStart), max(0, ahead))
      if atEnd | atPrior | atStart | ahead == 0 { continue }
      let cell = Int(groups[Int(accounts[slot]) &+ 1])
      sums[cell].add(atEnd: atEnd, atPrior: atPrior, ahead: ahead)
      if atStart == 0, atEnd > 0 {
        let isBack = view.hadRevenue(slot: slot, before: days.start)
        sums[cell].addArrival(atEnd, isBack: isBack)
      } else {
        sums[cell].addMove(from: atStart, to: atEnd)
      }
    }
    self.sums = parts
  }

  /// All bits when a row is in service on a day, else none: whether it is cannot be guessed, and a
  /// wrong guess costs more than the sum.
  @inline(__always)
  private static func mask(_ day: Int32, _ start: Int32, _ end: Int32) -> Int64 {
    let hasStarted = ~(day &- start) >> 31
    let hasNotEnded = (day &- end) >> 31
    return Int64(hasStarted & hasNotEnded)
  }
}

/// Running sums of the pass, in hundredths and accounts.
struct RetentionSums: Sendable {
  var (mrr, customers): (Int64, Int) = (0, 0)
  var (cohort, lost): (Int, Int) = (0, 0)
  var (before, kept, floor): (Int64, Int64, Int64) = (0, 0, 0)
  var missing: Int64 = 0
  var (leaving, leavers): (Int64, Int) = (0, 0)
  var (start, starters): (Int64, Int) = (0, 0)
  var (new, news): (Int64, Int) = (0, 0)
  var (back, backs): (Int64, Int) = (0, 0)
  var (more, mores): (Int64, Int) = (0, 0)
  var (less, lesses): (Int64, Int) = (0, 0)
  var (gone, goners): (Int64, Int) = (0, 0)

  /// Sums without branches, as in the pass over the rows.
  @inline(__always)
  mutating func add(atEnd: Int64, atPrior: Int64, ahead: Int64) {
    let isCustomer = Self.one(atEnd > 0)
    let isLeaving = isCustomer & Self.one(ahead == 0)
    let wasCustomer = Self.one(atPrior > 0)
    let isLost = wasCustomer & Self.one(atEnd == 0)
    mrr += atEnd
    customers &+= Int(isCustomer)
    leaving += atEnd & -isLeaving
    leavers &+= Int(isLeaving)
    cohort &+= Int(wasCustomer)
    before += atPrior
    kept += atEnd & -wasCustomer
    floor += min(atEnd, atPrior)
    lost &+= Int(isLost)
    missing += atPrior & -isLost
  }

  @inline(__always)
  private static func one(_ condition: Bool) -> Int64 { condition ? 1 : 0 }

  /// An account without MRR at the start that has some at the end.
  mutating func addArrival(_ amount: Int64, isBack: Bool) {
    if isBack {
      back += amount
      backs &+= 1
    } else {
      new += amount
      news &+= 1
    }
  }

  /// An account that had MRR at the start, or has none at the end.
  @inline(__always)
  mutating func addMove(from before: Int64, to after: Int64) {
    let wasThere = Self.one(before > 0)
    let isGone = wasThere & Self.one(after == 0)
    let change = (after - before) & -(wasThere & ~isGone)
    start += before
    starters &+= Int(wasThere)
    gone += before & -isGone
    goners &+= Int(isGone)
    more += max(0, change)
    mores &+= Int(Self.one(change > 0))
    less += max(0, 0 - change)
    lesses &+= Int(Self.one(change < 0))
  }

  static func += (a: inout RetentionSums, b: RetentionSums) {
    a.mrr += b.mrr
    a.customers += b.customers
    a.cohort += b.cohort
    a.lost += b.lost
    a.before += b.before
    a.kept += b.kept
    a.floor += b.floor
    a.missing += b.missing
    a.leaving += b.leaving
    a.leavers += b.leavers
    a.start += b.start
    a.starters += b.starters
    a.new += b.new
    a.news += b.news
    a.back += b.back
    a.backs += b.backs
    a.more += b.more
    a.mores += b.mores
    a.less += b.less
    a.lesses += b.lesses
    a.gone += b.gone
    a.goners += b.goners
  }
}
