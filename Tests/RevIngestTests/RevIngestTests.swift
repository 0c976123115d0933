import RevBase
import RevIngest
import RevModel
import RevTesting
import Testing

@Suite("A snapshot folder")
struct SnapshotLoaderTests {
  @Test("of one small deals.csv loads")
  func smallest() throws {
    let (snapshot, report) = try FixtureFolder([
      "deals.csv": """
      deal_id,stage,amount,created_date,close_date
      a,Open,100.50,2026-01-02,2026-03-04
      b,Won,,2026-01-03,2026-02-01
      """
    ]).load()
    #expect(snapshot.deals.count == 2)
    #expect(snapshot.deals.amount == [10050, 0])
    #expect(report[.deals].accepted == 2)
    #expect(snapshot.manifest.asOf == Day("2026-01-03"))
  }
}
