/// The slicers compiled for one snapshot: for each code one byte that says whether it passes.
///
/// Every mask is indexed by code + 1, so that blank (−1) has a place. A nil mask passes all.
package struct SlicerMasks: Sendable {
  /// By account: segment and region.
  package let account: [UInt8]?
  /// By account, for tables of customers: segment, region and the account's owner and team.
  package let customer: [UInt8]?
  /// By person: owner and team.
  package let person: [UInt8]?
  private let slicers: Slicers

  package init(_ slicers: Slicers, in snapshot: Snapshot) {
    self.slicers = slicers
    let (accounts, people) = (snapshot.accounts, snapshot.people)
    let owners = slicers[.owner].map { Self.ids($0, of: people) }
    let teams = slicers[.team].map { values in
      Self.rows(Self.words(values, people.team.vocabulary), people.team.codes, of: people.count)
    }
    person = Self.both(owners, teams)
    let segments = slicers[.segment].map { values in
      Self.rows(
        Self.words(values, accounts.segment.vocabulary), accounts.segment.codes, of: accounts.count)
    }
    let regions = slicers[.region].map { values in
      Self.rows(
        Self.words(values, accounts.region.vocabulary), accounts.region.codes, of: accounts.count)
    }
    account = Self.both(segments, regions)
    let owned = person.map { mask in
      var result = [UInt8](repeating: mask[0], count: accounts.count + 1)
      for (row, owner) in accounts.owner.enumerated() { result[row + 1] = mask[Int(owner) + 1] }
      return result
    }
    customer = Self.both(account, owned)
  }

  /// The mask of one dimension over a vocabulary; nil when that dimension is not sliced.
  package func words(_ dimension: Dimension, _ vocabulary: Vocabulary) -> [UInt8]? {
    slicers[dimension].map { Self.words($0, vocabulary) }
  }

  private static func words(_ values: [String], _ vocabulary: Vocabulary) -> [UInt8] {
    var mask = [UInt8](repeating: 0, count: vocabulary.count + 1)
    for value in values {
      if value == Slicers.none { mask[0] = 1 }
      if let code = vocabulary.code(of: value) { mask[Int(code) + 1] = 1 }
    }
    return mask
  }

  /// Persons by id; those who are not in people.csv, when it is there, pass as `(none)`.
  private static func ids(_ values: [String], of people: PeopleTable) -> [UInt8] {
    var mask = [UInt8](repeating: 0, count: people.count + 1)
    for value in values {
      if value == Slicers.none {
        mask[0] = 1
        if people.isLoaded {
          for code in people.knownCount..<max(people.knownCount, people.count) {
            mask[code + 1] = 1
          }
        }
      }
      if let row = people.ids.firstRow(of: value), row < people.knownCount || !people.isLoaded {
        mask[row + 1] = 1
      }
    }
    return mask
  }

  /// A mask by row from a mask by word; rows beyond the table are `(none)`.
  private static func rows(_ words: [UInt8], _ codes: [Int32], of count: Int) -> [UInt8] {
    var mask = [UInt8](repeating: words[0], count: count + 1)
    for (row, code) in codes.enumerated() { mask[row + 1] = words[Int(code) + 1] }
    return mask
  }

  private static func both(_ a: [UInt8]?, _ b: [UInt8]?) -> [UInt8]? {
    guard let a else { return b }
    guard let b else { return a }
    return zip(a, b).map { $0 & $1 }
  }
}
