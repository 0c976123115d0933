/// Some deals in groups that no slicer can tell apart.
///
/// What slicers ask of a deal is its owner, its account's group, its type, product and source, and
/// the words of further columns. Deals that agree in all of these pass or fail together, so that
/// what they add up to is kept by group, and a change of slicers adds up groups instead of deals.
package struct DealGroups: Sendable {
  /// The group of each deal, in the order of the rows that the groups were made of.
  package let ofDeal: [Int32]
  /// By group: the owner's code + 1, on the day and on an earlier one.
  private let owners: [Int32]
  private let earlier: [Int32]
  /// Of the first deal of each group, which stands for the others.
  private let codes: DealCodes

  /// - Parameters:
  ///   - rows: rows of deals.csv.
  ///   - owners: codes into people of the owners of these deals, −1 for none.
  ///   - earlier: the same on an earlier day, where both days are asked about; nil where it is the
  ///     same day.
  package init(
    _ rows: [Int32], owners: [Int32], earlier: [Int32]? = nil, in snapshot: Snapshot
  ) {
    precondition(owners.count == rows.count && (earlier ?? owners).count == rows.count)
    let all = DealCodes(rows, in: snapshot)
    var parts = DealParts(count: rows.count)
    for codes in [all.markets, all.types, all.products, all.sources] { parts.split(by: codes) }
    let further = snapshot.deals.further
    for name in further.keys.sorted() {
      guard let column = further[name] else { continue }
      parts.split(by: DealCodes.gathered(column.codes, rows))
    }
    parts.split(by: owners.map { $0 + 1 })
    if let earlier { parts.split(by: earlier.map { $0 + 1 }) }
    ofDeal = parts.ofDeal
    let first = parts.first.map { Int($0) }
    self.owners = first.map { owners[$0] + 1 }
    self.earlier = earlier.map { codes in first.map { codes[$0] + 1 } } ?? self.owners
    codes = DealCodes(first.map { rows[$0] }, in: snapshot)
  }

  package var count: Int { owners.count }

  /// Code into people of a group's owner; −1 for none.
  package func owner(of group: Int) -> Int32 { owners[group] - 1 }

  /// By group 1 where its deals pass, 0 where they do not.
  ///
  /// - Parameter asOwnedEarlier: whether the owners are those of the earlier day.
  package func passing(_ filter: DealFilter, asOwnedEarlier: Bool = false) -> [UInt8] {
    var result = filter.passing(codes)
    if !filter.person.isEmpty {
      DealFilter.keep(&result, asOwnedEarlier ? earlier : owners, filter.person)
    }
    return result
  }

  /// What the deals of each group add up to.
  ///
  /// - Parameters:
  ///   - values: whole numbers, one for each of `deals`.
  ///   - deals: places in `ofDeal`.
  package func sums(_ values: [Int64], of deals: [Int32]) -> [Int64] {
    var sums = [Int64](repeating: 0, count: count)
    for (value, deal) in zip(values, deals) { sums[Int(ofDeal[Int(deal)])] += value }
    return sums
  }
}

/// Deals while they are put in groups: each split tells apart those that differ in one more code.
private struct DealParts {
  private(set) var ofDeal: [Int32]
  /// The first deal of each group.
  private(set) var first: [Int32]

  init(count: Int) {
    ofDeal = [Int32](repeating: 0, count: count)
    first = count > 0 ? [0] : []
  }

  /// - Parameter codes: by deal, 0 or more.
  mutating func split(by codes: [Int32]) {
    let width = Int(codes.max() ?? 0) + 1
    let isSmall = first.count * width <= max(1 << 16, 4 * codes.count)
    var (table, rare) = ([Int32](), [Int: Int32]())
    if isSmall { table = [Int32](repeating: -1, count: first.count * width) }
    var heads: [Int32] = []
    for deal in codes.indices {
      let key = Int(ofDeal[deal]) * width + Int(codes[deal])
      let known = isSmall ? table[key] : rare[key] ?? -1
      if known >= 0 {
        ofDeal[deal] = known
        continue
      }
      let group = Int32(truncatingIfNeeded: heads.count)
      heads.append(Int32(truncatingIfNeeded: deal))
      ofDeal[deal] = group
      if isSmall { table[key] = group } else { rare[key] = group }
    }
    first = heads
  }
}
