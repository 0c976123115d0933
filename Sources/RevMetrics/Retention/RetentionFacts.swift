package import RevBase
import RevModel

/// Recurring revenue of the accounts under the slicers, on the days that the numbers ask about.
///
/// One pass over the subscriptions in the order of their accounts.
package struct RetentionFacts: Sendable {
  /// Why nothing of it can be known; nil when it can.
  package let obstacle: String?
  /// MRR at E, and the accounts that have any.
  package private(set) var mrr = Money.zero
  package private(set) var customers = 0
  /// The cohort K: accounts with MRR at E − 365.
  package private(set) var cohort = RetainedCohort()
  /// MRR at E of accounts that will have none at E + 90, as far as is known.
  package private(set) var scheduledChurn = Tally()
  /// From p0 − 1 to E.
  package private(set) var movement: MRRMovement
  let days: RevenueDays

  /// Twelve times the MRR at E.
  package var arr: Money { Money(cents: mrr.cents * 12) }

  init(_ context: AnswerContext) {
    obstacle = context.obstacle(.subscriptions)
    let question = context.question
    days = RevenueDays(question)
    movement = MRRMovement(from: question.period.start - 1, to: question.end)
    guard obstacle == nil, let view = SubscriptionView(context) else { return }
    add(view)
  }

  private mutating func add(_ view: SubscriptionView) {
    let index = view.index
    let (starts, ends, cancels) = (index.start.span, index.end.span, index.cancelRequested.span)
    let (amounts, firsts, products) = (index.mrr.span, index.firsts.span, index.product.span)
    let (accounts, customer, product) = (
      index.accounts.span, view.customer.span, view.product.span
    )
    let (horizon, anyCustomer, anyProduct) = (
      view.horizon, view.customer.isEmpty, view.product.isEmpty
    )
    let days = days
    var sums = Sums()
    for slot in 0..<index.slots {
      if !anyCustomer, customer[Int(accounts[slot]) &+ 1] == 0 { continue }
      var (atEnd, atPrior, atStart, ahead): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
      for position in Int(firsts[slot])..<Int(firsts[slot &+ 1]) {
        let start = starts[position]
        if start > horizon { continue }
        if !anyProduct, product[Int(products[position]) &+ 1] == 0 { continue }
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
      sums.add(atEnd: atEnd, atPrior: atPrior, ahead: ahead)
      if atStart == 0, atEnd > 0 {
        let isBack = view.hadRevenue(slot: slot, before: days.start)
        sums.addArrival(atEnd, isBack: isBack)
      } else {
        sums.addMove(from: atStart, to: atEnd)
      }
    }
    publish(sums)
  }

  /// All bits when a row is in service on a day, else none: whether it is cannot be guessed, and a
  /// wrong guess costs more than the sum.
  @inline(__always)
  private static func mask(_ day: Int32, _ start: Int32, _ end: Int32) -> Int64 {
    let hasStarted = ~(day &- start) >> 31
    let hasNotEnded = (day &- end) >> 31
    return Int64(hasStarted & hasNotEnded)
  }

  private mutating func publish(_ sums: Sums) {
    mrr = Money(cents: sums.mrr)
    customers = sums.customers
    cohort = RetainedCohort(
      size: sums.cohort, before: Money(cents: sums.before), kept: Money(cents: sums.kept),
      floor: Money(cents: sums.floor), lost: sums.lost, gone: Money(cents: sums.missing))
    scheduledChurn = Tally(amount: Money(cents: sums.leaving), count: sums.leavers)
    movement.start = Tally(amount: Money(cents: sums.start), count: sums.starters)
    movement.new = Tally(amount: Money(cents: sums.new), count: sums.news)
    movement.reactivation = Tally(amount: Money(cents: sums.back), count: sums.backs)
    movement.expansion = Tally(amount: Money(cents: sums.more), count: sums.mores)
    movement.contraction = Tally(amount: Money(cents: sums.less), count: sums.lesses)
    movement.churn = Tally(amount: Money(cents: sums.gone), count: sums.goners)
    movement.end = Tally(amount: Money(cents: sums.mrr), count: sums.customers)
  }
}

/// The days on which MRR by account is read.
struct RevenueDays: Sendable {
  /// E.
  let end: Int32
  /// E − 365.
  let prior: Int32
  /// p0 − 1.
  let start: Int32
  /// E + 90.
  let ahead: Int32

  init(_ question: Question) {
    end = question.end.number
    prior = end - 365
    start = question.period.start.number - 1
    ahead = end + 90
  }
}

/// What became of the accounts that had MRR at one day by a later one.
package struct RetainedCohort: Sendable, Equatable {
  /// Accounts with MRR on the first day.
  package var size = 0
  /// Their MRR on the first day.
  package var before = Money.zero
  /// Their MRR on the later day.
  package var kept = Money.zero
  /// The smaller of the two, account by account.
  package var floor = Money.zero
  /// Those without MRR on the later day.
  package var lost = 0
  /// What those had on the first day.
  package var gone = Money.zero
}

/// Running sums of the pass, in hundredths and accounts.
private struct Sums {
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
}
