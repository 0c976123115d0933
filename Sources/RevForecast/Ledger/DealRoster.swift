import RevBase
package import RevModel

/// What never changes about the deals of one population, made once for a snapshot.
///
/// `order` names every deal once in an order that does not depend on the file: by the day of
/// creation, then a hash of the id, then the id. Every sum of real numbers runs in it.
package final class DealRoster: Sendable {
  let snapshot: Snapshot
  package let population: DealPopulation
  /// Rows of deals.csv.
  let order: [Int32]
  /// Place in `order` by row; −1 for deals of other populations.
  let rank: [Int32]
  /// Bits by which rows are thinned out, by row.
  let thinning: [UInt32]
  let ladder: StageLadder
  let owners: NameLevels
  /// What to show for each level of `owners`: the name, else the id.
  let ownerTitles: [String]
  let segments: NameLevels
  /// Level of the account's segment by row.
  let segment: [UInt16]
  /// Values before the first change of any field.
  let initial: DealState
  /// Deals that are closed without a record of any open stage, by the day of their closing.
  let recordless: [(day: Int32, row: Int32)]
  let isRecordless: BitSet
  /// The first change of a field that the history holds; `Int32.max` when it holds none.
  let firstChange: [Int32]

  package init(_ snapshot: Snapshot, _ population: DealPopulation) {
    self.snapshot = snapshot
    self.population = population
    let deals = snapshot.deals
    var hashes = [UInt64](repeating: 0, count: deals.count)
    var members: [Int32] = []
    for row in 0..<deals.count {
      let kind = DealTable.Kind(rawValue: deals.kind[row]) ?? .other
      guard DealPopulation(kind) == population else { continue }
      members.append(Int32(row))
      hashes[row] = Self.hash(deals.id.utf8(row))
    }
    members.sort { a, b in
      let (x, y) = (Int(a), Int(b))
      if deals.created[x] != deals.created[y] { return deals.created[x] < deals.created[y] }
      if hashes[x] != hashes[y] { return hashes[x] < hashes[y] }
      return deals.id.utf8(x).lexicographicallyPrecedes(deals.id.utf8(y))
    }
    var rank = [Int32](repeating: -1, count: deals.count)
    for (place, row) in members.enumerated() { rank[Int(row)] = Int32(place) }
    order = members
    self.rank = rank
    thinning = hashes.map { UInt32(truncatingIfNeeded: $0 >> 32) }
    ladder = StageLadder(snapshot.stages)
    let people = snapshot.people
    let owners = NameLevels((0..<people.count).map { people.ids[$0] })
    self.owners = owners
    var titles = owners.names
    for code in 0..<people.count {
      let level = owners.level(Int32(code))
      if level != NameLevels.none {
        titles[Int(level)] = people.title(ofCode: Int32(code)) ?? titles[Int(level)]
      }
    }
    ownerTitles = titles
    let accounts = snapshot.accounts
    let segments = NameLevels(accounts.segment.vocabulary.words)
    segment = deals.account.map { account in
      account >= 0 && Int(account) < accounts.segment.count
        ? segments.level(accounts.segment.codes[Int(account)]) : NameLevels.none
    }
    self.segments = segments
    firstChange = HistoryField.allCases.map { field in
      snapshot.history?[field].index.days.first ?? .max
    }
    var state = DealState(snapshot)
    let earliest = firstChange.min() ?? .max
    if earliest != .max {
      state.move(to: min(Day(earliest), snapshot.manifest.asOf) - 1, in: snapshot.history)
    }
    initial = state
    (recordless, isRecordless) = Self.withoutRecords(
      members, snapshot, state, ladder, rank: rank)
  }

  /// Deals whose first known stage is a closed one: nothing tells in which stages they were.
  private static func withoutRecords(
    _ members: [Int32], _ snapshot: Snapshot, _ state: DealState, _ ladder: StageLadder,
    rank: [Int32]
  ) -> ([(day: Int32, row: Int32)], BitSet) {
    let deals = snapshot.deals
    var marks = BitSet(count: deals.count)
    var closings: [(day: Int32, row: Int32)] = []
    for member in members {
      let row = Int(member)
      let name = state.stage[row]
      let stage =
        name == .max
        ? -1 : snapshot.stages.row(pipeline: deals.pipeline[row], name: Int32(name))
      let code = ladder.code(ofRow: stage)
      guard code == StageLadder.won || code == StageLadder.lost else { continue }
      marks[row] = true
      var day = deals.closed[row]
      if day == Day.unknownNumber { day = firstStageEvent(of: row, snapshot) ?? deals.close[row] }
      if day == Day.unknownNumber { continue }
      closings.append((max(day, deals.created[row]), member))
    }
    closings.sort {
      $0.day != $1.day ? $0.day < $1.day : rank[Int($0.row)] < rank[Int($1.row)]
    }
    return (closings, marks)
  }

  private static func firstStageEvent(of row: Int, _ snapshot: Snapshot) -> Int32? {
    guard let history = snapshot.history else { return nil }
    for event in history.events(ofDeal: row) {
      let (field, position) = history.locate(event)
      if field == .stage { return history[.stage].index.day(of: position).number }
    }
    return nil
  }

  /// FNV-1a, with its bits mixed once more.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15
    return hash ^ (hash >> 29)
  }
}
