import RevBase
import RevModel
import RevTesting
import Testing

@Suite("Candidates of a day and a period")
struct DealCandidatesTests {
  private static func snapshot() throws -> Snapshot {
    try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-03-31\n",
      "stages.csv": Fixture.stages,
      "accounts.csv": """
      account_id,name,segment,region
      A-1,One,SMB,EMEA
      A-2,Two,Enterprise,EMEA
      A-3,Three,,APAC
      """,
      "deals.csv": """
      deal_id,stage,amount,created_date,close_date,closed_date,account_id,owner_id,type,product
      D-1,Proposal,250,2026-01-01,2026-03-30,,A-1,P-1,new,Core
      D-2,Won,80,2026-01-02,2026-02-01,2026-02-01,A-2,P-2,expansion,Core
      D-3,Lost,10,2025-06-03,2026-01-31,2026-01-31,A-3,P-1,new,
      D-4,Proposal,40,2026-02-03,2026-09-30,,A-1,P-2,renewal,Core
      D-5,Won,40,2020-02-03,2020-09-30,2020-09-30,A-1,P-2,new,Core
      D-6,Discovery,5,2026-03-01,2026-05-31,,,,new,Other
      """,
    ])
  }

  private static func selection(
    _ snapshot: Snapshot, _ change: (inout Question) -> Void
  ) throws -> DealSelection {
    let quarter = Period(
      start: try #require(Day("2026-01-01")), end: try #require(Day("2026-03-31")))
    var question = Question(period: quarter, asOf: snapshot.manifest.asOf)
    change(&question)
    let masks = SlicerMasks(question.slicers, in: snapshot)
    let filter = DealFilter(masks, question.slicers, in: snapshot)
    let book = DealsAsOf(snapshot, on: question.asOf)
    let candidates = DealCandidates(
      DealCandidates.Scope(question), snapshot, book, filter, StageVisits(snapshot))
    return DealSelection(candidates, filter, masks)
  }

  @Test("are all deals of the sets, and without a type slicer sales deals only")
  func sets() throws {
    let selection = try Self.selection(try Self.snapshot()) { _ in }
    #expect(selection.open == [0, 5])
    #expect(selection.openInPeriod == [0])
    #expect(selection.won == [1] && selection.wonTrailing == [1])
    #expect(selection.lost == [2] && selection.lostTrailing == [2])
    #expect(selection.created == [0, 1, 5])
    #expect(selection.createdTrailing == [0, 1, 2, 5])
  }

  @Test("are narrowed by segment, owner, product and type, and by what is blank")
  func narrowed() throws {
    let snapshot = try Self.snapshot()
    func open(_ dimension: Dimension, _ values: String...) throws -> [Int32] {
      try Self.selection(snapshot) { $0.slicers[dimension] = values }.open
    }
    #expect(try open(.segment, "SMB") == [0])
    #expect(try open(.segment, "(none)") == [5])
    #expect(try open(.region, "EMEA", "APAC") == [0])
    #expect(try open(.owner, "P-1") == [0])
    #expect(try open(.product, "Other") == [5])
    #expect(try open(.type, "renewal") == [3])
    #expect(try open(.segment, "Enterprise") == [])
  }

  @Test("tell the same as looking at every deal")
  func standing() throws {
    let snapshot = try Self.snapshot()
    for values in [["SMB"], ["(none)"], ["SMB", "Enterprise"]] {
      let selection = try Self.selection(snapshot) { $0.slicers[.segment] = values }
      let book = DealsAsOf(snapshot, on: snapshot.manifest.asOf)
      let open = (0..<Int32(snapshot.deals.count)).filter { deal in
        let row = Int(deal)
        return book.standing[row] == Standing.open.rawValue
          && selection.filter.passes(row, owner: book.state.owner[row], snapshot.deals)
      }
      #expect(open == selection.open)
    }
  }
}
