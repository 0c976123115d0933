extension DealFilter {
  /// For each deal of the book 1 where it passes whatever its owner, 0 where it does not.
  ///
  /// It says the same on every day: of what slicers look at, only the owner has a history.
  ///
  /// - Parameter markets: the group of each deal's account; see `AccountCells.markets(of:)`. Not
  ///   read unless `readsMarkets`.
  package func passing(_ deals: DealTable, markets: [Int32]) -> [UInt8] {
    var result = [UInt8](repeating: 1, count: deals.count)
    Self.keepRows(&result, deals.type.codes, type)
    if !product.isEmpty { Self.keepRows(&result, deals.product.codes, product) }
    if !source.isEmpty { Self.keepRows(&result, deals.source.codes, source) }
    for (column, mask) in further { Self.keepRows(&result, column.codes, mask) }
    if readsMarkets { Self.keepRows(&result, markets, [0] + market) }
    return result
  }

  /// Whether `passing` asks for groups of accounts.
  package var readsMarkets: Bool { !market.isEmpty }

  /// Keeps what also passes with these owners, one a deal.
  func keepOwners(_ passes: inout [UInt8], _ owners: [Int32]) {
    if !person.isEmpty { Self.keepRows(&passes, owners, person) }
  }

  /// - Parameter mask: by code + 1; 0 or 1.
  private static func keepRows(_ result: inout [UInt8], _ codes: [Int32], _ mask: [UInt8]) {
    precondition(codes.count == result.count)
    let (codes, mask) = (codes.span, mask.span)
    var target = result.mutableSpan
    for row in 0..<codes.count { target[row] &= mask[Int(codes[row] &+ 1)] }
  }
}

extension AccountCells {
  /// The group in `markets` of each deal's account.
  package func markets(of deals: DealTable) -> [Int32] {
    var result = [Int32](repeating: 0, count: deals.count)
    let (accounts, groups) = (deals.account.span, marketOfAccount.span)
    var target = result.mutableSpan
    for row in 0..<accounts.count { target[row] = groups[Int(accounts[row] &+ 1)] }
    return result
  }
}
