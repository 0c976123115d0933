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
  private(set) var sums: [RetentionSums]

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

  /// Revenue on other days: only accounts whose revenue may differ are taken out and added again.
  ///
  /// - Parameters:
  ///   - view: of the same products, as known for the other question.
  ///   - changed: slots of those accounts; see `SubscriptionDays`.
  func moved(
    to days: RevenueDays, _ view: SubscriptionView, cells: AccountCells, changed: [Int32]
  ) -> RetentionCube {
    var made = RetentionCube(days, view, sums)
    let before = view.known(by: horizon)
    for slot in changed {
      let cell = Int(cells.customerOfAccount[Int(view.index.accounts[Int(slot)]) + 1])
      made.sums[cell] -= RetentionSums(slot: Int(slot), before, self.days)
      made.sums[cell] += RetentionSums(slot: Int(slot), view, days)
    }
    return made
  }

  private init(_ days: RevenueDays, _ view: SubscriptionView, _ sums: [RetentionSums]) {
    (self.days, horizon, product, self.sums) = (days, view.horizon, view.product, sums)
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
