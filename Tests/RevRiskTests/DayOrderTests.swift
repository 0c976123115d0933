import RevBase
import RevMetrics
import RevModel
import Testing

@testable import RevRisk

/// The order of the day's deals that every list reads.
struct DayOrderTests {
  @Test(arguments: [11, 12, 13] as [UInt64])
  func aListOfASelectionIsSortedAsIfItStoodAlone(seed: UInt64) throws {
    let snapshot = try InventedCompany(seed: seed).snapshot(on: InventedCompany.start + 640)
    for owner in [nil, "p1", "p2"] {
      var slicers = Slicers()
      if let owner { slicers[.owner] = [owner] }
      let rows = Array(Bench(snapshot, slicers).list.rows)
      let sorted = rows.sorted {
        $0.shortfall == $1.shortfall ? $0.deal < $1.deal : $0.shortfall > $1.shortfall
      }
      #expect(rows == sorted)
      #expect(Set(rows.map(\.deal)).count == rows.count)
    }
  }

  @Test(
    arguments: [
      ([], 0), ([4], 4), ([9, 1], 5), ([3, 3, 8, 1, 2], 3), ([-5, 0, 7, 100_000_000], 3.5),
    ] as [([Int32], Double)])
  func aMedianIsTheMiddleHoweverItIsFound(values: [Int32], middle: Double) {
    #expect(StageNorms.median(values) == middle)
  }

  @Test func daysOfPushesAreThoseOfADealsStory() throws {
    let snapshot = try InventedCompany(seed: 14).snapshot(on: InventedCompany.start + 640)
    let day = snapshot.manifest.asOf - 90
    let book = DealsAsOf(snapshot, on: day)
    let known = KnownEvents(snapshot, through: day)
    var pushes = 0
    for row in 0..<snapshot.deals.count {
      let story = DealEvents(row, snapshot, book, known).pushes.map(\.day)
      #expect(DealEvents.pushDays(row, snapshot, book, known) == story)
      pushes += story.count
    }
    #expect(pushes > 20)
  }
}
