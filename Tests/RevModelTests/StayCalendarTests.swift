// First stays in the order of days.

import RevBase
import RevTesting
import Testing

@testable import RevModel

@Suite("The calendar of first stays")
struct StayCalendarTests {
  private func calendar(_ deals: String, _ history: String) throws -> StayCalendar {
    let snapshot = try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-11-16\n", "stages.csv": Fixture.stages,
      "deals.csv": "deal_id,stage,amount,created_date,close_date\n" + deals,
      "deal_history.csv": "deal_id,changed_at,field,old_value,new_value\n" + history,
    ])
    return StayCalendar(StageVisits(snapshot), snapshot.deals)
  }

  private func number(_ text: String) throws -> Int32 { try #require(Day(text)).number }

  @Test("holds each stay where it began and where it ended")
  func order() throws {
    let calendar = try calendar(
      "a,Won,1,2026-03-01,2026-12-01\nb,Discovery,1,2026-02-01,2026-12-01",
      "a,2026-03-11,stage,Discovery,Proposal\na,2026-03-31,stage,Proposal,Won")
    #expect(
      try calendar.begun.days == [
        number("2026-02-01"), number("2026-03-01"), number("2026-03-11"),
      ])
    #expect(calendar.beginnings.map(\.deal) == [1, 0, 0])
    #expect(calendar.beginnings.map(\.gap) == [StayCalendar.never, 10, 20])
    #expect(try calendar.ended.days == [number("2026-03-11"), number("2026-03-31")])
    #expect(calendar.endings.map(\.days) == [10, 20])
    #expect(calendar.unusual.isEmpty)
  }

  @Test("keeps what does not fit by itself: before creation, or of more than eleven years")
  func unusual() throws {
    let calendar = try calendar(
      "a,Proposal,1,2026-03-01,2026-12-01\nb,Proposal,1,2010-01-01,2026-12-01",
      "a,2026-02-01,stage,Discovery,Proposal\nb,2026-01-01,stage,Discovery,Proposal")
    // The stay of a in Discovery ends before it begins, that in Proposal begins before a is there;
    // that of b in Discovery takes sixteen years.
    #expect(calendar.unusual.map(\.deal) == [0, 0, 1])
    #expect(calendar.beginnings.map(\.deal) == [1])
    #expect(calendar.endings.isEmpty)
  }

  @Test("is made of the same visits whether one thread or several find them")
  func threads() throws {
    var deals = ""
    var history = ""
    for deal in 0..<9 {
      deals += "d\(deal),Won,1,2026-01-0\(deal + 1),2026-12-01\n"
      for step in 0..<(deal % 4) {
        let stage = ["Discovery", "Proposal", "Negotiation"][step % 3]
        let next = ["Proposal", "Negotiation", "Won"][step % 3]
        history += "d\(deal),2026-0\(step + 2)-1\(deal),stage,\(stage),\(next)\n"
      }
    }
    let snapshot = try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-11-16\n", "stages.csv": Fixture.stages,
      "deals.csv": "deal_id,stage,amount,created_date,close_date\n" + deals,
      "deal_history.csv": "deal_id,changed_at,field,old_value,new_value\n" + history,
    ])
    let (one, several) = (
      StageVisits(snapshot, threadsFrom: .max), StageVisits(snapshot, threadsFrom: 0)
    )
    #expect(one.visits.count > 10)
    #expect(one.visits == several.visits)
    #expect(one.starts == several.starts && one.starts.count == 10)
  }

  @Test("is empty without a stay in an open stage")
  func empty() throws {
    let calendar = try calendar("a,Won,1,2026-03-01,2026-12-01", "")
    #expect(calendar.beginnings.isEmpty && calendar.endings.isEmpty && calendar.unusual.isEmpty)
    #expect(calendar.begun.count(through: Day(.max)) == 0)
  }
}
