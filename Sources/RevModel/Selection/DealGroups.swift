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
    var parts = Grouping(count: rows.count)
    for codes in [all.markets, all.types, all.products, all.sources] { parts.split(by: codes) }
    let further = snapshot.deals.further
    for name in further.keys.sorted() {
      guard let column = further[name] else { continue }
      parts.split(by: DealCodes.gathered(column.codes, rows))
    }
    parts.split(by: owners.map { $0 + 1 })
    if let earlier { parts.split(by: earlier.map { $0 + 1 }) }
    ofDeal = parts.groups
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
