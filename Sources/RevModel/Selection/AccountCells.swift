/// Accounts in groups that no slicer can tell apart.
///
/// What slicers ask of an account is its segment, its region and perhaps its owner. Accounts that
/// agree in these pass or fail together, so that numbers over customers are kept by group, and a
/// change of slicers adds up some hundreds of groups instead of a million rows.
package struct AccountCells: Sendable {
  /// A group: codes of its words and its owner, −1 for blank.
  package struct Cell: Sendable, Equatable {
    package let segment: Int32
    package let region: Int32
    /// Code into people; −1 in markets, which have no owner.
    package let owner: Int32
  }

  /// Groups by segment and region: what deals are sliced by.
  package let markets: [Cell]
  /// By account code + 1, its group in `markets`.
  package let marketOfAccount: [Int32]
  /// Groups by segment, region and owner: what tables of customers are sliced by.
  package let customers: [Cell]
  /// By account code + 1, its group in `customers`.
  package let customerOfAccount: [Int32]

  package init(_ accounts: AccountTable) {
    /// Codes by account code + 1, from 0 for blank.
    func shifted(_ codes: [Int32]) -> [Int32] {
      var result = [Int32](repeating: 0, count: accounts.count + 1)
      for row in 0..<min(accounts.count, codes.count) { result[row + 1] = codes[row] + 1 }
      return result
    }
    let segments = shifted(accounts.segment.codes)
    let regions = shifted(accounts.region.codes)
    let owners = shifted(accounts.owner)
    var groups = Grouping(count: accounts.count + 1)
    groups.split(by: segments)
    groups.split(by: regions)
    marketOfAccount = groups.groups
    markets = groups.first.map {
      Cell(segment: segments[Int($0)] - 1, region: regions[Int($0)] - 1, owner: -1)
    }
    groups.split(by: owners)
    customerOfAccount = groups.groups
    customers = groups.first.map {
      Cell(
        segment: segments[Int($0)] - 1, region: regions[Int($0)] - 1, owner: owners[Int($0)] - 1)
    }
  }
}
