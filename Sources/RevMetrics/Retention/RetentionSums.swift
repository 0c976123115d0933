/// Running sums of the pass, in hundredths and accounts.
struct RetentionSums: Sendable, Equatable {
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

  init() {}

  /// The sums of one account.
  init(slot: Int, _ view: SubscriptionView, _ days: RevenueDays) {
    let (atEnd, atPrior) = (
      view.mrr(slot: slot, on: days.end), view.mrr(slot: slot, on: days.prior)
    )
    let (atStart, ahead) = (
      view.mrr(slot: slot, on: days.start), view.mrr(slot: slot, on: days.ahead)
    )
    add(atEnd: atEnd, atPrior: atPrior, ahead: ahead)
    if atStart == 0, atEnd > 0 {
      addArrival(atEnd, isBack: view.hadRevenue(slot: slot, before: days.start))
    } else {
      addMove(from: atStart, to: atEnd)
    }
  }

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

  static func += (a: inout RetentionSums, b: RetentionSums) { a.add(b, 1) }

  static func -= (a: inout RetentionSums, b: RetentionSums) { a.add(b, -1) }

  private mutating func add(_ other: RetentionSums, _ sign: Int64) {
    mrr += sign * other.mrr
    customers += Int(sign) * other.customers
    cohort += Int(sign) * other.cohort
    lost += Int(sign) * other.lost
    before += sign * other.before
    kept += sign * other.kept
    floor += sign * other.floor
    missing += sign * other.missing
    leaving += sign * other.leaving
    leavers += Int(sign) * other.leavers
    start += sign * other.start
    starters += Int(sign) * other.starters
    new += sign * other.new
    news += Int(sign) * other.news
    back += sign * other.back
    backs += Int(sign) * other.backs
    more += sign * other.more
    mores += Int(sign) * other.mores
    less += sign * other.less
    lesses += Int(sign) * other.lesses
    gone += sign * other.gone
    goners += Int(sign) * other.goners
  }
}
