import RevBase
package import RevModel
import Synchronization

/// Orders of a snapshot's tables that several numbers read, each made at its first use.
///
/// Pure functions of the snapshot (and of a day, where that is said), so it never matters who asked
/// first. A class because all questions about one snapshot share what one of them built; the engine
/// owns it.
package final class SnapshotIndexes: Sendable {
  /// What has been built so far.
  private struct Built {
    var subscriptions: SubscriptionIndex?
    var contracts: ContractIndex?
    var invoices: InvoiceIndex?
    var billing: BillingIndex?
    var duplicates: [Int32]?
    var ledgers: [LeakageLedger] = []
    var series: [RetentionSeries] = []
    var retention: [RetentionCube] = []
    var cohorts: [CohortCube] = []
    var endings: RowsByDay?
    var revenueDays: SubscriptionDays?
    var leaks: [(trailing: Period, sums: [Int64])] = []
  }

  private let snapshot: Snapshot
  private let built = Mutex(Built())

  package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// Subscriptions by account; nil without subscriptions.csv.
  var subscriptions: SubscriptionIndex? {
    guard let table = snapshot.subscriptions else { return nil }
    return built.withLock { built in
      if let known = built.subscriptions { return known }
      let made = SubscriptionIndex(
        table, accounts: snapshot.accounts.count, deals: snapshot.deals.count)
      built.subscriptions = made
      return made
    }
  }

  /// Contracts by deal, renewal deal and account; nil without contracts.csv.
  var contracts: ContractIndex? {
    guard let table = snapshot.contracts else { return nil }
    return built.withLock { built in Self.contracts(table, snapshot, &built) }
  }

  /// Invoices by deal and by account; nil without invoices.csv.
  var invoices: InvoiceIndex? {
    guard let table = snapshot.invoices else { return nil }
    return built.withLock { built in
      if let known = built.invoices { return known }
      let made = InvoiceIndex(table, in: snapshot)
      built.invoices = made
      return made
    }
  }

  /// Rows of accounts.csv that share their normalised name with an older one, in file order.
  var duplicateAccounts: [Int32] {
    built.withLock { built in
      if let known = built.duplicates { return known }
      let made = AccountNames.duplicates(in: snapshot.accounts)
      built.duplicates = made
      return made
    }
  }

  /// What was expected and invoiced of each contract by a day E; nil without the two tables.
  func ledger(on end: Int32) -> LeakageLedger? {
    guard let contracts = snapshot.contracts, let invoices = snapshot.invoices else { return nil }
    return built.withLock { built in
      if let known = built.ledgers.first(where: { $0.end == end }) { return known }
      let index = Self.contracts(contracts, snapshot, &built)
      let billing = built.billing ?? BillingIndex(invoices, index, in: snapshot)
      built.billing = billing
      let made = LeakageLedger(end: end, contracts, index, billing)
      built.ledgers.insert(made, at: 0)
      if built.ledgers.count > 3 { built.ledgers.removeLast() }
      return made
    }
  }

  /// What contracts in service in a year were not invoiced by its end, by group of accounts; nil
  /// without the two tables.
  func leaks(on trailing: Period) -> [Int64]? {
    let known = built.withLock { built in built.leaks.first { $0.trailing == trailing }?.sums }
    if let known { return known }
    guard let table = snapshot.contracts, let ledger = ledger(on: trailing.end.number) else {
      return nil
    }
    let made = ledger.leaks(in: trailing, table, snapshot.cells)
    built.withLock { built in
      built.leaks.insert((trailing, made), at: 0)
      if built.leaks.count > 3 { built.leaks.removeLast() }
    }
    return made
  }

  /// Retention at the last twelve month ends up to a day.
  func months(_ view: SubscriptionView, through end: Day) -> [RetentionMonth] {
    let ends = RetentionSeries.ends(through: end)
    // Slicing by product changes what an account has; every other slicer only picks accounts.
    guard view.product.isEmpty else {
      let series = RetentionSeries(view, ends, cells: snapshot.cells)
      return zip(ends, series.totals(customers: view.customers)).map { $1.line($0) }
    }
    var lines: [Day: RetentionMonth] = [:]
    for last in Set(ends.map(RetentionSeries.lastOfYear)) {
      let series = series(view, RetentionSeries.ends(through: last))
      for (end, totals) in zip(series.ends, series.totals(customers: view.customers)) {
        lines[end] = totals.line(end)
      }
    }
    return ends.compactMap { lines[$0] }
  }

  /// Changes of every account's MRR between the month ends of a calendar year, without a slicer.
  private func series(_ view: SubscriptionView, _ ends: [Day]) -> RetentionSeries {
    built.withLock { built in
      if let place = built.series.firstIndex(where: { $0.ends == ends }) {
        built.series.insert(built.series.remove(at: place), at: 0)
        return built.series[0]
      }
      let known = view.known(by: SubscriptionIndex.never)
      let made = RetentionSeries(known, ends, cells: snapshot.cells)
      built.series.insert(made, at: 0)
      if built.series.count > 4 { built.series.removeLast() }
      return made
    }
  }

  /// Recurring revenue by group of accounts on the days of a question.
  func retention(_ view: SubscriptionView, _ days: RevenueDays) -> RetentionCube {
    built.withLock { built in
      let known = built.retention.first {
        $0.days == days && $0.horizon == view.horizon && $0.product == view.product
      }
      if let known { return known }
      let made =
        moved(to: days, view, &built) ?? RetentionCube(view, days, cells: snapshot.cells)
      built.retention.insert(made, at: 0)
      if built.retention.count > 4 { built.retention.removeLast() }
      return made
    }
  }

  /// Revenue on the days of a question from that of a day near by; nil when there is none that saves
  /// work.
  private func moved(
    to days: RevenueDays, _ view: SubscriptionView, _ built: inout Built
  ) -> RetentionCube? {
    let near = built.retention.filter { $0.product == view.product }
      .min { $0.days.distance(to: days) < $1.days.distance(to: days) }
    guard let near else { return nil }
    let order = built.revenueDays ?? SubscriptionDays(view.index)
    built.revenueDays = order
    let changed = order.changed(
      near.days.pairs(with: days), horizons: (near.horizon, view.horizon))
    return changed.map { near.moved(to: days, view, cells: snapshot.cells, changed: $0) }
  }

  /// Customers by the quarter in which they began, as of a day.
  func cohorts(_ view: SubscriptionView, _ asOf: Day) -> CohortCube {
    built.withLock { built in
      let scope = CohortCube.Scope(asOf, snapshot.manifest.fiscalCalendar)
      let known = built.cohorts.first { $0.scope == scope && $0.product == view.product }
      if let known { return known }
      let made = CohortCube(view, scope, snapshot.cells)
      built.cohorts.insert(made, at: 0)
      if built.cohorts.count > 3 { built.cohorts.removeLast() }
      return made
    }
  }

  /// Contracts by the day on which they end; nil without contracts.csv.
  var endings: RowsByDay? {
    guard let table = snapshot.contracts else { return nil }
    return built.withLock { built in
      if let known = built.endings { return known }
      let made = RowsByDay(table.end)
      built.endings = made
      return made
    }
  }

  private static func contracts(
    _ table: ContractTable, _ snapshot: Snapshot, _ built: inout Built
  ) -> ContractIndex {
    if let known = built.contracts { return known }
    let made = ContractIndex(table, in: snapshot)
    built.contracts = made
    return made
  }
}
