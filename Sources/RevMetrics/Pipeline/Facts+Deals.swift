import RevBase
import RevModel

// What many numbers over deals have in common.

extension Facts {
  /// Answers a number that selects from deals, and perhaps from more tables.
  func ask(
    _ tables: TableName..., answer: () -> Measure
  ) -> Measure {
    for table in tables {
      if let reason = context.obstacle(table) { return .undefined(reason) }
    }
    return answer()
  }

  /// The quota as a sum of money; nil when there is none.
  var quota: Money? { bookings.obstacle == nil ? bookings.quota.money : nil }

  /// What O(P) leaves out of the open deals.
  var omissionsOfOpenInPeriod: [Omission] {
    let selection = context.selection
    return [
      Omission(
        selection.count(.open) - selection.count(.openInPeriod),
        "their close date is outside the period, or unknown"),
      Omission(selection.count(.omitted), "their category is omitted"),
    ]
  }

  /// What O leaves out of the open deals.
  var omissionsOfOpen: [Omission] {
    [Omission(context.selection.count(.omitted), "their category is omitted")]
  }

  func rows(_ deals: [Int32]) -> RowSet { context.rowSet(deals) }

  /// Rows of O whose close date is before a day.
  func open(closingBefore day: Day) -> [Int32] {
    let close = context.book.state.close
    return context.selection.open.filter {
      close[Int($0)] < day.number && close[Int($0)] != Day.unknownNumber
    }
  }
}

extension Quantity {
  /// A sum as the operand of a formula; nil when it is too large to be held.
  static func sum(_ total: Total) -> Quantity? { total.money.map { .money($0) } }

  /// A sum that may not be there.
  static func sum(_ money: Money?) -> Quantity? { money.map { .money($0) } }
}
