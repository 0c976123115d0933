/// What slicers look at of some deals, side by side: everything but the owner, which changes.
package struct DealCodes: Sendable {
  /// Group of the account in `AccountCells.markets`.
  let markets: [Int32]
  /// Codes + 1.
  let types: [Int32]
  let products: [Int32]
  let sources: [Int32]
  /// Rows of deals.csv, for further columns, which are looked up where they are sliced by.
  let rows: [Int32]

  /// - Parameter rows: rows of deals.csv; every column has one entry for each.
  package init(_ rows: [Int32], in snapshot: Snapshot) {
    self.rows = rows
    let deals = snapshot.deals
    types = Self.gathered(deals.type.codes, rows)
    products = Self.gathered(deals.product.codes, rows)
    sources = Self.gathered(deals.source.codes, rows)
    let marketOfAccount = snapshot.cells.marketOfAccount
    let (accounts, groups, row) = (deals.account.span, marketOfAccount.span, rows.span)
    var found = [Int32](repeating: 0, count: rows.count)
    var market = found.mutableSpan
    for place in 0..<row.count { market[place] = groups[Int(accounts[Int(row[place])] &+ 1)] }
    markets = found
  }

  /// The codes of some rows, plus one.
  static func gathered(_ codes: [Int32], _ rows: [Int32]) -> [Int32] {
    var result = [Int32](repeating: 0, count: rows.count)
    let (codes, rows) = (codes.span, rows.span)
    var target = result.mutableSpan
    for place in 0..<rows.count { target[place] = codes[Int(rows[place])] &+ 1 }
    return result
  }
}

extension DealFilter {
  /// For each deal 1 where it passes whatever its owner, 0 where it does not.
  ///
  /// - Parameter ofTypes: whether all the deals are known to pass the type slicer.
  package func passing(_ deals: DealCodes, ofTypes: Bool = false) -> [UInt8] {
    var result = [UInt8](repeating: 1, count: deals.types.count)
    if !ofTypes { Self.keep(&result, deals.types, type) }
    if !market.isEmpty { Self.keep(&result, deals.markets, market) }
    if !product.isEmpty { Self.keep(&result, deals.products, product) }
    if !source.isEmpty { Self.keep(&result, deals.sources, source) }
    for (column, mask) in further {
      Self.keep(&result, DealCodes.gathered(column.codes, deals.rows), mask)
    }
    return result
  }

  static func keep(_ result: inout [UInt8], _ codes: [Int32], _ mask: [UInt8]) {
    let (codes, mask) = (codes.span, mask.span)
    var target = result.mutableSpan
    for place in 0..<codes.count { target[place] &= mask[Int(codes[place])] }
  }
}
