/// The slicers compiled for deals: one look-up a dimension in force.
///
/// The owner is the deal's at the as-of day; every other dimension is taken as it is now.
package struct DealFilter: Sendable {
  /// By group of `AccountCells.markets`.
  let market: [UInt8]
  let person: [UInt8]
  let product: [UInt8]
  let source: [UInt8]
  /// Always there: without a type slicer the sales deals, new and expansion.
  let type: [UInt8]
  private let marketOfAccount: [Int32]
  /// Further columns of deals that are sliced, each with its mask.
  let further: [(column: CodeColumn, mask: [UInt8])]

  package init(_ masks: SlicerMasks, _ slicers: Slicers, in snapshot: Snapshot) {
    let deals = snapshot.deals
    market = masks.markets ?? []
    marketOfAccount = snapshot.cells.marketOfAccount
    person = masks.person ?? []
    product = masks.words(.product, deals.product.vocabulary) ?? []
    source = masks.words(.source, deals.source.vocabulary) ?? []
    let types = deals.type.vocabulary
    type =
      masks.words(.type, types)
      ?? [0] + types.words.map { $0 == "new" || $0 == "expansion" ? 1 : 0 }
    further = slicers.pairs.compactMap { dimension, _ in
      guard case .column(let name) = dimension, let column = deals.further[name],
        let mask = masks.words(dimension, column.vocabulary)
      else { return nil }
      return (column, mask)
    }
  }

  /// Whether nothing but the type decides.
  package var onlyType: Bool {
    market.isEmpty && person.isEmpty && product.isEmpty && source.isEmpty && further.isEmpty
  }

  /// Whether a deal passes with the given owner.
  @inline(__always)
  package func passes(_ row: Int, owner: Int32, _ deals: DealTable) -> Bool {
    if type[Int(deals.type.codes[row] &+ 1)] == 0 { return false }
    if !market.isEmpty, !passesMarket(deals.account[row]) { return false }
    if !person.isEmpty, person[Int(owner &+ 1)] == 0 { return false }
    if !product.isEmpty, product[Int(deals.product.codes[row] &+ 1)] == 0 { return false }
    if !source.isEmpty, source[Int(deals.source.codes[row] &+ 1)] == 0 { return false }
    return further.isEmpty || passesFurther(row)
  }

  private func passesFurther(_ row: Int) -> Bool {
    further.allSatisfy { $0.mask[Int($0.column.codes[row] &+ 1)] != 0 }
  }

  @inline(__always)
  private func passesMarket(_ account: Int32) -> Bool {
    market[Int(marketOfAccount[Int(account &+ 1)])] != 0
  }

  /// Whether a deal passes the type slicer, or is a sales deal without one.
  @inline(__always)
  package func passesType(_ row: Int, _ deals: DealTable) -> Bool {
    type[Int(deals.type.codes[row] &+ 1)] != 0
  }

  /// Whether a deal passes whatever its owner.
  package func passesButOwner(_ row: Int, _ deals: DealTable) -> Bool {
    if type[Int(deals.type.codes[row] &+ 1)] == 0 { return false }
    if !market.isEmpty, !passesMarket(deals.account[row]) { return false }
    if !product.isEmpty, product[Int(deals.product.codes[row] &+ 1)] == 0 { return false }
    if !source.isEmpty, source[Int(deals.source.codes[row] &+ 1)] == 0 { return false }
    return further.isEmpty || passesFurther(row)
  }

  /// By person code + 1, whether an owner passes; nil when neither owner nor team are sliced.
  package var owners: [UInt8]? { person.isEmpty ? nil : person }
}
