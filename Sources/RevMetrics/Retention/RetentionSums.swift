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

  static func -= (a: inout RetentionSums, b: RetentionSums) {
    a.mrr -= b.mrr
    a.customers -= b.customers
    a.cohort -= b.cohort
    a.lost -= b.lost
    a.before -= b.before
    a.kept -= b.kept
    a.floor -= b.floor
    a.missing -= b.missing
    a.leaving -= b.leaving
    a.leavers -= b.leavers
    a.start -= b.start
    a.starters -= b.starters
    a.new -= b.new
    a.news -= b.news
    a.back -= b.back
    a.backs -= b.backs
    a.more -= b.more
    a.mores -= b.mores
    a.less -= b.less
    a.lesses -= b.lesses
    a.gone -= b.gone
    a.goners -= b.goners
  }
}
