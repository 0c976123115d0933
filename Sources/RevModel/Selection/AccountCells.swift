/// Accounts in groups that no slicer can tell apart.
///
/// What slicers ask of an account is its segment, its region and perhaps its owner. Accounts that
/// agree in these pass or fail together, so that numbers over customers are kept by group, and a
/// change of slicers adds up some hundreds of groups instead of a million rows.
package struct AccountCells: Sendable {
  /// A group: codes of its words and its owner, −1 for blank.
  package struct Cell: Sendable, Hashable {
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
    func code(_ codes: [Int32], _ row: Int) -> Int32 {
      row >= 0 && row < codes.count ? codes[row] : -1
    }
    let (segments, regions) = (accounts.segment.codes, accounts.region.codes)
    var markets = CellBuilder()
    var customers = CellBuilder()
    for row in -1..<accounts.count {
      let (segment, region) = (code(segments, row), code(regions, row))
      markets.add(Cell(segment: segment, region: region, owner: -1))
      customers.add(Cell(segment: segment, region: region, owner: code(accounts.owner, row)))
    }
    (self.markets, marketOfAccount) = (markets.cells, markets.places)
    (self.customers, customerOfAccount) = (customers.cells, customers.places)
  }
}

private struct CellBuilder {
  private(set) var cells: [AccountCells.Cell] = []
  private(set) var places: [Int32] = []
  private var known: [AccountCells.Cell: Int32] = [:]

  mutating func add(_ cell: AccountCells.Cell) {
    if let place = known[cell] {
      places.append(place)
    } else {
      let place = Int32(truncatingIfNeeded: cells.count)
      known[cell] = place
      cells.append(cell)
      places.append(place)
    }
  }
}
