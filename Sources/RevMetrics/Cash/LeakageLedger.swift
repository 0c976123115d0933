import RevBase
import RevModel

/// What every contract should have been invoiced by a day E, and what it was.
///
/// It depends on E alone, so that all slicers read one ledger. Invoices of a deal belong to the
/// contracts that name the deal, those without a deal to their account's; several contracts take
/// turns by start_date, then file order, each up to what it still expects. Invoices go by day, then
/// file order, those with a deal first.
struct LeakageLedger: Sendable {
  let end: Int32
  /// By row of contracts.csv, in hundredths.
  private(set) var expected: [Int64]
  private(set) var invoiced: [Int64]
  /// The first day on which an invoice counts for the contract; `InvoiceIndex.never` for a contract
  /// without a day of service to bill.
  private var opens: [Int32]

  init(
    end: Int32, _ table: ContractTable, _ contracts: ContractIndex, _ billing: BillingIndex
  ) {
    self.end = end
    expected = [Int64](repeating: 0, count: table.count)
    invoiced = expected
    opens = [Int32](repeating: InvoiceIndex.never, count: table.count)
    for row in 0..<table.count {
      // A blank start of billing is the smallest number.
      let first = max(table.billingStart[row], table.start[row])
      let days = Int64(min(end - 31, table.end[row])) - Int64(first) + 1
      guard days > 0 else { continue }
      opens[row] = first - 31
      expected[row] = Self.prorated(table.annualValue[row], days: days)
    }
    take(billing.ofDeals, contracts.byDeal, fillsLoneContract: true)
    take(billing.ofAccounts, contracts.byAccount, fillsLoneContract: false)
  }

  /// What a contract was not invoiced though it was in service, in hundredths.
  func leak(_ row: Int) -> Int64 { max(0, expected[row] - invoiced[row]) }

  /// What is missing of the contracts in service on some day of a year, by group of accounts.
  func leaks(in trailing: Period, _ table: ContractTable, _ cells: AccountCells) -> [Int64] {
    let (starts, ends, accounts) = (table.start.span, table.end.span, table.account.span)
    let groups = cells.customerOfAccount.span
    let (from, to) = (trailing.start.number, trailing.end.number)
    var sums = [Int64](repeating: 0, count: cells.customers.count)
    for row in 0..<starts.count {
      guard starts[row] <= to, ends[row] >= from, starts[row] <= ends[row] else { continue }
      sums[Int(groups[Int(accounts[row]) &+ 1])] += leak(row)
    }
    return sums
  }

  /// A year's value for some days, rounded half to even once.
  private static func prorated(_ annual: Int64, days: Int64) -> Int64 {
    let (product, overflow) = annual.multipliedReportingOverflow(by: days)
    guard !overflow else { return Exact.scale(cents: annual, by: days, over: 365) }
    // 365 is odd, so there is never a tie.
    let magnitude = product.magnitude
    let rounded = Int64((magnitude + 182) / 365)
    return product < 0 ? -rounded : rounded
  }

  /// Shares the invoices of a stream out over the contracts of their groups.
  ///
  /// - Parameter fillsLoneContract: the only contract of a group takes its invoices whole.
  private mutating func take(
    _ stream: BillingIndex.Stream, _ groups: RowGroups, fillsLoneContract: Bool
  ) {
    let (codes, firsts) = (stream.codes.span, stream.firsts.span)
    let (issued, net) = (stream.issued.span, stream.net.span)
    let (opens, expected) = (opens, expected)
    let (contracts, open, target) = (groups.rows.span, opens.span, expected.span)
    var taken = invoiced
    var got = taken.mutableSpan
    for group in 0..<codes.count {
      let places = groups.places(codes[group])
      let lone = fillsLoneContract && places.count == 1
      for invoice in Int(firsts[group])..<Int(firsts[group + 1]) {
        let day = issued[invoice]
        // The stream is in the order of days.
        if day > end { break }
        var rest = net[invoice]
        for place in places {
          let contract = Int(contracts[place])
          if open[contract] > day { continue }
          if lone || rest < 0 {
            got[contract] += rest
            break
          }
          let part = min(rest, max(0, target[contract] - got[contract]))
          got[contract] += part
          rest -= part
          if rest == 0 { break }
        }
      }
    }
    invoiced = taken
  }
}
