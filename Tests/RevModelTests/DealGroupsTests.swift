import RevBase
import RevModel
import RevTesting
import Testing

@Suite("Groups of deals that no slicer tells apart")
struct DealGroupsTests {
  private static func snapshot() throws -> Snapshot {
    var deals =
      "deal_id,stage,amount,created_date,close_date,closed_date,account_id,owner_id,type,product,"
      + "source,tier\n"
    for number in 0..<240 {
      let (a, b) = (number % 4, number / 3 % 5)
      deals +=
        "D-\(number),Proposal,\(number),2026-01-01,2026-06-30,,\(a == 3 ? "" : "A-\(a)"),"
        + "\(b == 4 ? "" : "P-\(b)"),\(number % 7 == 0 ? "renewal" : "new"),"
        + "\(number % 2 == 0 ? "Core" : ""),\(number % 5 == 0 ? "inbound" : "partner"),"
        + "\(number % 3 == 0 ? "gold" : "")\n"
    }
    return try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-03-31\nslicers: [tier]\n",
      "stages.csv": Fixture.stages,
      "accounts.csv": """
      account_id,name,segment,region
      A-0,One,SMB,EMEA
      A-1,Two,Enterprise,EMEA
      A-2,Three,,APAC
      """,
      "deals.csv": deals,
    ])
  }

  private static let values: [(Dimension, [String])] = [
    (.segment, ["SMB", "Enterprise", "(none)"]), (.region, ["EMEA", "APAC", "(none)"]),
    (.owner, ["P-0", "P-1", "P-2", "P-3", "(none)"]), (.type, ["new", "renewal"]),
    (.product, ["Core", "(none)"]), (.source, ["inbound", "partner"]),
    (.column("tier"), ["gold", "(none)"]),
  ]

  /// Any slicers, by a number.
  private static func slicers(_ seed: Int) -> Slicers {
    var (rest, slicers) = (UInt64(seed) &* 0x9e37_79b9_7f4a_7c15, Slicers())
    for (dimension, values) in values {
      rest = (rest ^ (rest >> 31)) &* 0xbf58_476d_1ce4_e5b9
      if rest >> 61 < 5 { continue }
      slicers[dimension] = values.indices.filter { rest >> (UInt64($0) + 20) & 1 == 1 }
        .map { values[$0] }
    }
    return slicers
  }

  @Test("pass exactly when each of their deals does, whatever is sliced")
  func passing() throws {
    let snapshot = try Self.snapshot()
    let rows = (0..<Int32(snapshot.deals.count)).filter { $0 % 11 != 0 }
    let now = rows.map { snapshot.deals.owner[Int($0)] }
    let earlier = rows.map { $0 % 13 == 0 ? -1 : snapshot.deals.owner[Int($0)] }
    let groups = DealGroups(rows, owners: now, earlier: earlier, in: snapshot)
    #expect(groups.count > 20 && groups.count < rows.count)
    for seed in 1...200 {
      let slicers = Self.slicers(seed)
      let masks = SlicerMasks(slicers, in: snapshot)
      let filter = DealFilter(masks, slicers, in: snapshot)
      let (isIn, wasIn) = (
        groups.passing(filter), groups.passing(filter, asOwnedEarlier: true)
      )
      for (place, row) in rows.enumerated() {
        let group = Int(groups.ofDeal[place])
        let deal = Int(row)
        #expect((isIn[group] == 1) == filter.passes(deal, owner: now[place], snapshot.deals))
        #expect((wasIn[group] == 1) == filter.passes(deal, owner: earlier[place], snapshot.deals))
        #expect(groups.owner(of: group) == now[place])
      }
    }
  }

  @Test("add up to what their deals add up to")
  func sums() throws {
    let snapshot = try Self.snapshot()
    let rows = Array(0..<Int32(snapshot.deals.count))
    let groups = DealGroups(rows, owners: snapshot.deals.owner, in: snapshot)
    let some = rows.filter { $0 % 3 == 1 }
    let sums = groups.sums(some.map { Int64($0) * 100 }, of: some)
    #expect(sums.count == groups.count)
    for group in 0..<groups.count {
      let own = some.filter { groups.ofDeal[Int($0)] == Int32(group) }
      #expect(sums[group] == own.reduce(0) { $0 + Int64($1) * 100 })
    }
  }

  @Test("of no deals are none")
  func empty() throws {
    let snapshot = try Self.snapshot()
    let groups = DealGroups([], owners: [], in: snapshot)
    let filter = DealFilter(SlicerMasks(Slicers(), in: snapshot), Slicers(), in: snapshot)
    #expect(groups.count == 0 && groups.passing(filter).isEmpty)
  }
}
