// The changes between two days, gathered from the logs.

import RevBase
import RevModel
import Testing

@testable import RevMetrics

@Suite("Changes between two days")
struct DealEventsTests {
  /// What one change is, without its place among those of its day.
  private struct Change: Hashable {
    var delta: Int64
    var day: Int32
    var field: DealEvent.Field

    init(_ event: DealEvent) {
      (delta, day, field) = (event.delta, event.day, event.field)
    }
  }

  @Test("are those of each deal's own list, in the order of days", arguments: 1...8)
  func sameAsLists(_ seed: UInt64) throws {
    let snapshot = try RandomCompany(seed).snapshot()
    let history = try #require(snapshot.history)
    var dice = Dice(seed + 5)
    for _ in 0..<6 {
      let to = snapshot.manifest.asOf - dice.roll(300)
      let from = to - 1 - dice.roll(200)
      var wanted = BitSet(count: snapshot.deals.count)
      for row in 0..<snapshot.deals.count where dice.roll(3) > 0 { wanted[row] = true }
      let gathered = DealEvents(history, from: from, to: to, of: wanted)
      #expect(gathered.starts.count == wanted.population + 1)
      for (place, row) in wanted.rows.enumerated() {
        let events = Array(gathered.events[gathered.range(place)])
        let own = history.changes(ofDeal: Int(row), after: from, through: to)
        #expect(events.map(\.day) == own.map(\.day), "deal \(row)")
        #expect(Set(events.map(Change.init)) == Set(own.map(Change.init)), "deal \(row)")
        #expect(events.allSatisfy { $0.day > from.number && $0.day <= to.number })
      }
    }
  }

  @Test("have their place by the rank of the deal among those that are wanted")
  func ranks() {
    var bits = BitSet(count: 200)
    let rows = [0, 1, 63, 64, 130, 199]
    for row in rows { bits[row] = true }
    let ranks = BitRanks(bits)
    #expect(ranks.count == 6)
    #expect((0..<200).compactMap { ranks[$0] } == [0, 1, 2, 3, 4, 5])
    #expect(rows.map { ranks[$0] } == [0, 1, 2, 3, 4, 5])
    #expect(bits.rows == rows.map(Int32.init))
    // The places of many at once, of some events in the middle.
    let deals: [UInt32] = [130, 63, 5, 199, 0, 64, 198, 63]
    var (places, events) = ([Int32](repeating: -1, count: 8), [Int32](repeating: -1, count: 8))
    let found = ranks.places(of: deals, 1..<7, into: &places, &events)
    #expect(found == 4)
    #expect(places.prefix(4) == [2, 5, 0, 3])
    #expect(events.prefix(4) == [1, 3, 4, 5])
  }
}
