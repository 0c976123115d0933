package import RevBase
import RevModel

/// Customers by the fiscal quarter in which they began, and their recurring revenue at the ends of
/// that quarter and the four after it, by group of accounts.
///
/// One pass over the subscriptions; a change of slicers of accounts adds up groups.
struct CohortCube: Sendable {
  /// Quarters that are looked at: those before the as-of day's, the oldest first.
  static let quarters = 8
  /// Ends of quarters at which revenue is read, from the first quarter's own on.
  static let ages = 5
  /// Customers, then revenue at each age.
  private static let columns = 1 + ages
  private static let cell = quarters * columns

  /// What of an as-of day decides the cohorts: the quarters, and how many of the ends at which
  /// revenue is read have come.
  struct Scope: Sendable, Hashable {
    let periods: [Period]
    let ends: [Int32]

    init(_ asOf: Day, _ calendar: FiscalCalendar) {
      let current = calendar.quarter(holding: asOf)
      let periods = (1...CohortCube.quarters).reversed().map { calendar.shift(current, by: -$0) }
      let last = CohortCube.quarters + CohortCube.ages - 1
      self.periods = periods
      ends = (0..<last).map { calendar.shift(periods[0], by: $0).end.number }
        .filter { $0 <= asOf.number }
    }
  }

  let scope: Scope
  let product: [UInt8]
  /// By group of accounts, quarter and column.
  private let sums: [Int64]

  init(_ view: SubscriptionView, _ scope: Scope, _ cells: AccountCells) {
    self.scope = scope
    product = view.product
    let ends = scope.ends
    let oldest = scope.periods[0].start.number
    let index = view.index
    let (starts, stops, amounts) = (index.start.span, index.end.span, index.mrr.span)
    let (firsts, products, wanted) = (index.firsts.span, index.product.span, view.product.span)
    let (anyProduct, groups) = (view.product.isEmpty, cells.customerOfAccount.span)
    var found = [Int64](repeating: 0, count: cells.customers.count * Self.cell)
    var sum = found.mutableSpan
    let (begins, newest) = (index.firstStart.span, ends[Self.quarters - 1])
    for slot in 0..<index.slots {
      var first = begins[slot]
      let range = Int(firsts[slot])..<Int(firsts[slot &+ 1])
      if !anyProduct {
        first = Int32.max
        for place in range where starts[place] < first {
          if wanted[Int(products[place]) &+ 1] != 0 { first = starts[place] }
        }
      }
      if first < oldest || first > newest { continue }
      var quarter = 0
      while first > ends[quarter] { quarter += 1 }
      let group = Int(groups[Int(index.accounts[slot]) &+ 1])
      let base = group &* Self.cell &+ quarter &* Self.columns
      sum[base] += 1
      for place in range {
        if !anyProduct, wanted[Int(products[place]) &+ 1] == 0 { continue }
        for age in 0..<min(Self.ages, ends.count &- quarter) {
          let day = ends[quarter &+ age]
          if starts[place] <= day, day < stops[place] {
            sum[base &+ 1 &+ age] += max(0, amounts[place])
          }
        }
      }
    }
    sums = found
  }

  /// Customers and revenue of each quarter, of the groups that pass; nil for revenue that is not
  /// there yet.
  func cohorts(customers mask: [UInt8]?) -> [QuarterCohort] {
    var total = [Int64](repeating: 0, count: Self.cell)
    for group in 0..<sums.count / Self.cell where mask.map({ $0[group] != 0 }) ?? true {
      for column in 0..<Self.cell { total[column] += sums[group * Self.cell + column] }
    }
    return scope.periods.indices.map { quarter in
      let base = quarter * Self.columns
      let revenue: [Money?] = (0..<Self.ages).map { age in
        quarter + age < scope.ends.count ? Money(cents: total[base + 1 + age]) : nil
      }
      return QuarterCohort(
        quarter: scope.periods[quarter], customers: Int(total[base]), revenue: revenue)
    }
  }
}

/// Customers who began in one fiscal quarter.
package struct QuarterCohort: Sendable, Equatable {
  package let quarter: Period
  package let customers: Int
  /// Their recurring revenue at the end of the quarter and of each of the four after it; nil where
  /// it is not there yet.
  package let revenue: [Money?]
}

extension AnswerContext {
  /// Customers by the quarter in which they began, the oldest first; nil when subscriptions cannot
  /// be answered under the slicers.
  package var quarterCohorts: [QuarterCohort]? {
    guard obstacle(.subscriptions) == nil, let view = SubscriptionView(self) else { return nil }
    return indexes.cohorts(view, question.asOf).cohorts(customers: selection.masks.customers)
  }
}
