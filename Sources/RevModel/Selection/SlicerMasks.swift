import Synchronization

/// The slicers compiled for one snapshot: for each code one byte that says whether it passes.
///
/// Masks over codes are indexed by code + 1, so that blank (−1) has a place; those over groups of
/// accounts by the group. A nil mask passes all.
package struct SlicerMasks: Sendable {
  /// By group of `AccountCells.markets`: segment and region.
  package let markets: [UInt8]?
  /// By group of `AccountCells.customers`: segment, region and the account's owner and team.
  package let customers: [UInt8]?
  /// By person: owner and team.
  package let person: [UInt8]?
  private let slicers: Slicers
  private let customerOfAccount: [Int32]
  private let spread: Spread

  package init(_ slicers: Slicers, in snapshot: Snapshot) {
    self.slicers = slicers
    let (accounts, people, cells) = (snapshot.accounts, snapshot.people, snapshot.cells)
    let owners = slicers[.owner].map { Self.ids($0, of: people) }
    let teams = slicers[.team].map { values in
      Self.rows(Self.words(values, people.team.vocabulary), people.team.codes, of: people.count)
    }
    let person = Self.both(owners, teams)
    let segments = slicers[.segment].map { Self.words($0, accounts.segment.vocabulary) }
    let regions = slicers[.region].map { Self.words($0, accounts.region.vocabulary) }
    func passing(_ cells: [AccountCells.Cell], by person: [UInt8]?) -> [UInt8]? {
      if segments == nil, regions == nil, person == nil { return nil }
      return cells.map { cell in
        let segment = segments.map { $0[Int(cell.segment) + 1] } ?? 1
        let region = regions.map { $0[Int(cell.region) + 1] } ?? 1
        return segment & region & (person.map { $0[Int(cell.owner) + 1] } ?? 1)
      }
    }
    self.person = person
    markets = passing(cells.markets, by: nil)
    customers = passing(cells.customers, by: person)
    spread = Spread()
    customerOfAccount = cells.customerOfAccount
  }

  /// By account, for tables of customers: segment, region and the account's owner and team.
  ///
  /// Made at its first use: there may be many accounts, and most numbers ask for groups of them.
  package var customer: [UInt8]? {
    guard let customers else { return nil }
    return spread.mask(customers, customerOfAccount)
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

/// A mask of groups spread out to their accounts, once.
///
/// A class because everybody who reads the masks of one question shares what the first one made.
private final class Spread: Sendable {
  private let made = Mutex<[UInt8]?>(nil)

  func mask(_ groups: [UInt8], _ groupOfAccount: [Int32]) -> [UInt8] {
    made.withLock { made in
      if let made { return made }
      let mask = groupOfAccount.map { groups[Int($0)] }
      made = mask
      return mask
    }
  }
}
