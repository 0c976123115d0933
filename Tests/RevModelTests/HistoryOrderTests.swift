import RevBase
import RevModel
import RevTesting
import Testing

@Suite("Rows of the history")
struct HistoryOrderTests {
  private static let rows = [
    "D-1,2026-01-05T09:00:00Z,stage,Discovery,Proposal",
    "D-1,2026-01-05T10:00:00Z,stage,Proposal,Negotiation",
    "D-1,2026-02-01T10:00:00Z,amount,100.00,250.00",
    "D-1,2026-03-01T10:00:00Z,stage,Negotiation,Proposal",
    "D-2,2026-01-07T10:00:00Z,close_date,2026-03-31,2026-06-30",
    "D-2,2026-01-06T10:00:00Z,stage,Discovery,Proposal",
    "D-2,2026-02-01T10:00:00Z,stage,Proposal,Won",
    "D-3,2026-02-02T10:00:00Z,stage,Proposal,Proposal",
    "D-3,2026-02-03T10:00:00Z,stage,Proposal,Discovery",
  ]

  private static func snapshot(_ rows: [String]) throws -> Snapshot {
    try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-03-31\n",
      "stages.csv": Fixture.stages,
      "deals.csv": """
      deal_id,stage,amount,created_date,close_date,closed_date
      D-1,Proposal,250,2026-01-01,2026-04-30,
      D-2,Won,80,2026-01-02,2026-06-30,2026-02-01
      D-3,Discovery,10,2026-01-03,2026-05-31,
      """,
      "deal_history.csv": "deal_id,changed_at,field,old_value,new_value\n"
        + rows.joined(separator: "\n") + "\n",
    ])
  }

  private static let days = [
    "2026-01-04", "2026-01-05", "2026-01-06", "2026-01-31", "2026-02-01", "2026-02-28",
    "2026-03-01", "2026-03-30", "2026-03-31",
  ]

  @Test("may stand in any order: every day is the same")
  func anyOrder() throws {
    let ordered = try Self.snapshot(Self.rows)
    for shift in [1, 4, 7] {
      let turned = Array(Self.rows[shift...] + Self.rows[..<shift])
      for rows in [turned, Array(turned.reversed())] {
        let other = try Self.snapshot(rows)
        for day in Self.days {
          let day = try #require(Day(day))
          let (a, b) = (DealsAsOf(ordered, on: day), DealsAsOf(other, on: day))
          #expect(a.state.stage == b.state.stage, "\(day) \(rows)")
          #expect(a.state.amount == b.state.amount, "\(day) \(rows)")
          #expect(a.standing == b.standing && a.closed == b.closed, "\(day) \(rows)")
          #expect(a.stageSince == b.stageSince, "\(day) \(rows)")
        }
      }
    }
  }

  @Test("are played backwards to the same stays as forwards")
  func stays() throws {
    let snapshot = try Self.snapshot(Self.rows)
    let travel = DealTravel(snapshot)
    var book = DealsAsOf(snapshot, on: snapshot.manifest.asOf)
    for day in Self.days.reversed() + Self.days {
      let day = try #require(Day(day))
      book.move(to: day, in: snapshot, travel)
      #expect(book == DealsAsOf(snapshot, on: day), "\(day)")
    }
  }
}
