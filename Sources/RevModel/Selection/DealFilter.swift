/// The slicers compiled for deals: one look-up a dimension in force.
///
/// The owner is the deal's at the as-of day; every other dimension is taken as it is now.
package struct DealFilter: Sendable {
  private let account: [UInt8]
  private let person: [UInt8]
  private let product: [UInt8]
  private let source: [UInt8]
  /// Always there: without a type slicer the sales deals, new and expansion.
  private let type: [UInt8]
  /// Further columns of deals that are sliced, each with its mask.
  private let further: [(column: CodeColumn, mask: [UInt8])]

  package init(_ masks: SlicerMasks, _ slicers: Slicers, in deals: DealTable) {
    account = masks.account ?? []
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
    account.isEmpty && person.isEmpty && product.isEmpty && source.isEmpty && further.isEmpty
  }

  /// Whether a deal passes with the given owner.
  @inline(__always)
  package func passes(_ row: Int, owner: Int32, _ deals: DealTable) -> Bool {
    if type[Int(deals.type.codes[row] &+ 1)] == 0 { return false }
    if !account.isEmpty, account[Int(deals.account[row] &+ 1)] == 0 { return false }
    if !person.isEmpty, person[Int(owner &+ 1)] == 0 { return false }
    if !product.isEmpty, product[Int(deals.product.codes[row] &+ 1)] == 0 { return false }
    if !source.isEmpty, source[Int(deals.source.codes[row] &+ 1)] == 0 { return false }
    return further.isEmpty || passesFurther(row)
  }

  private func passesFurther(_ row: Int) -> Bool {
    further.allSatisfy { $0.mask[Int($0.column.codes[row] &+ 1)] != 0 }
  }

  /// One byte a deal: its standing where it passes, that of an absent deal where it does not.
  ///
  /// - Precondition: both lists have one entry a deal.
  package func evaluate(_ deals: DealTable, owners: [Int32], standing: [UInt8]) -> [UInt8] {
    var result = standing
    Self.keep(&result, deals.type.codes, type)
    if !account.isEmpty { Self.keep(&result, deals.account, account) }
    if !person.isEmpty { Self.keep(&result, owners, person) }
    if !product.isEmpty { Self.keep(&result, deals.product.codes, product) }
    if !source.isEmpty { Self.keep(&result, deals.source.codes, source) }
    for (column, mask) in further { Self.keep(&result, column.codes, mask) }
    return result
  }

  private static func keep(_ result: inout [UInt8], _ codes: [Int32], _ mask: [UInt8]) {
    precondition(codes.count == result.count)
    let (codes, mask) = (codes.span, mask.span)
    var target = result.mutableSpan
    // A mask holds 0 or 1; as 0 or 255 it keeps a whole standing without a branch.
    for row in 0..<codes.count { target[row] &= 0 &- mask[Int(codes[row] &+ 1)] }
  }

  /// Whether a deal passes whatever its owner.
  package func passesButOwner(_ row: Int, _ deals: DealTable) -> Bool {
    if type[Int(deals.type.codes[row] &+ 1)] == 0 { return false }
    if !account.isEmpty, account[Int(deals.account[row] &+ 1)] == 0 { return false }
    if !product.isEmpty, product[Int(deals.product.codes[row] &+ 1)] == 0 { return false }
    if !source.isEmpty, source[Int(deals.source.codes[row] &+ 1)] == 0 { return false }
    return further.isEmpty || passesFurther(row)
  }

  /// By person code + 1, whether an owner passes; nil when neither owner nor team are sliced.
  package var owners: [UInt8]? { person.isEmpty ? nil : person }
}
