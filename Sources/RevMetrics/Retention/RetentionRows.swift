import RevBase
import RevModel

/// The subscriptions behind a retention number, for drilling down.
///
/// Not fused: it is asked for one number at a time, when somebody looks.
enum RetentionRows {
  /// Which accounts are listed, and on which day their subscriptions are read.
  enum Choice: Sendable {
    /// Every customer, at E.
    case customers
    /// The cohort K, at E.
    case kept
    /// The cohort's accounts that are gone by E, at E − 365.
    case lost
    /// Customers at E that will be none at E + 90.
    case leaving
    /// Accounts with less MRR at E than at p0 − 1, at p0 − 1.
    case shrinking
  }

  /// Rows of subscriptions.csv in service on the day of the choice, each with its MRR.
  static func rows(_ choice: Choice, _ facts: Facts) -> RowSet? {
    guard facts.retention.obstacle == nil, let view = SubscriptionView(facts.context) else {
      return nil
    }
    let days = facts.retention.days
    var rows: [Int32] = []
    var amounts: [Int64] = []
    for slot in 0..<view.index.slots where view.passes(slot: slot) {
      guard let day = day(choice, view, slot, days) else { continue }
      for position in view.index.positions(slot) where view.counts(position) {
        guard view.index.start[position] <= day, day < view.end(at: position) else { continue }
        rows.append(view.index.rows[position])
        amounts.append(view.index.mrr[position])
      }
    }
    return RowSet(.subscriptions, rows: rows, amounts: amounts)
  }

  /// The accounts with MRR at E; nil when one of them is not in accounts.csv.
  static func customers(_ facts: Facts) -> RowSet? {
    guard facts.retention.obstacle == nil, let view = SubscriptionView(facts.context) else {
      return nil
    }
    let known = facts.context.snapshot.accounts.knownCount
    var rows: [Int32] = []
    for slot in 0..<view.index.slots where view.passes(slot: slot) {
      guard view.mrr(slot: slot, on: facts.retention.days.end) > 0 else { continue }
      guard Int(view.index.accounts[slot]) < known else { return nil }
      rows.append(view.index.accounts[slot])
    }
    return RowSet(.accounts, rows: rows)
  }

  /// The day on which an account's rows are listed; nil when the account is not.
  private static func day(
    _ choice: Choice, _ view: SubscriptionView, _ slot: Int, _ days: RevenueDays
  ) -> Int32? {
    let atEnd = view.mrr(slot: slot, on: days.end)
    switch choice {
    case .customers: return atEnd > 0 ? days.end : nil
    case .kept:
      return atEnd > 0 && view.mrr(slot: slot, on: days.prior) > 0 ? days.end : nil
    case .lost:
      return atEnd == 0 && view.mrr(slot: slot, on: days.prior) > 0 ? days.prior : nil
    case .leaving:
      return atEnd > 0 && view.mrr(slot: slot, on: days.ahead) == 0 ? days.end : nil
    case .shrinking:
      return atEnd < view.mrr(slot: slot, on: days.start) ? days.start : nil
    }
  }
}
