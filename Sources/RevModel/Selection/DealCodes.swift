/// What slicers look at of some deals, side by side: everything but the owner, which changes.
package struct DealCodes: Sendable {
  /// Group of the account in `AccountCells.markets`.
  let markets: [Int32]
  /// Codes + 1.
  let types: [Int32]
  let products: [Int32]
  let sources: [Int32]
  /// By the name of a further column that the manifest names.
  let further: [String: [Int32]]

  /// - Parameter rows: rows of deals.csv; every column has one entry for each.
  package init(_ rows: [Int32], in snapshot: Snapshot) {
    let deals = snapshot.deals
    types = Self.gathered(deals.type.codes, rows)
    products = Self.gathered(deals.product.codes, rows)
    sources = Self.gathered(deals.source.codes, rows)
    further = deals.further.mapValues { Self.gathered($0.codes, rows) }
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
    for slice in further {
      if let codes = deals.further[slice.name] { Self.keep(&result, codes, slice.mask) }
    }
    return result
  }

  /// One byte a deal of the whole book: its standing where it passes, that of an absent deal where
  /// it does not.
  func evaluate(_ standing: [UInt8], owners: [Int32], in snapshot: Snapshot) -> [UInt8] {
    let deals = snapshot.deals
    var result = standing
    Self.cut(&result, deals.type.codes, type)
    if !person.isEmpty { Self.cut(&result, owners, person) }
    if !product.isEmpty { Self.cut(&result, deals.product.codes, product) }
    if !source.isEmpty { Self.cut(&result, deals.source.codes, source) }
    for slice in further { Self.cut(&result, slice.column.codes, slice.mask) }
    if !market.isEmpty {
      Self.cut(&result, deals.account, snapshot.cells.marketOfAccount.map { market[Int($0)] })
    }
    return result
  }

  private static func cut(_ result: inout [UInt8], _ codes: [Int32], _ mask: [UInt8]) {
    precondition(codes.count == result.count)
    let (codes, mask) = (codes.span, mask.span)
    var target = result.mutableSpan
    // A mask holds 0 or 1; as 0 or 255 it keeps a whole standing without a branch.
    for row in 0..<codes.count { target[row] &= 0 &- mask[Int(codes[row] &+ 1)] }
  }

  static func keep(_ result: inout [UInt8], _ codes: [Int32], _ mask: [UInt8]) {
    let (codes, mask) = (codes.span, mask.span)
    var target = result.mutableSpan
    for place in 0..<codes.count { target[place] &= mask[Int(codes[place])] }
  }
}
