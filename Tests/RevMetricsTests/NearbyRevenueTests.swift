// Recurring revenue of a day made from that of another day.

import RevBase
import RevModel
import RevTesting
import Testing

@testable import RevMetrics

@Suite("Recurring revenue made from another day's")
struct NearbyRevenueTests {
  /// Sixty accounts whose subscriptions begin, end, overlap and are cancelled before or after.
  private static func snapshot(_ seed: UInt64) throws -> Snapshot {
    var dice = Dice(seed)
    let first = try #require(Day("2025-01-01"))
    var rows = ["subscription_id,account_id,start_date,end_date,mrr,cancel_requested_date"]
    for number in 0..<160 {
      let start = first + dice.roll(760)
      let end = dice.chance(60) ? "\(start + dice.roll(400))" : ""
      let cancelled = !end.isEmpty && dice.chance(50) ? "\(start + dice.roll(300))" : ""
      rows.append("s\(number),a\(dice.roll(60)),\(start),\(end),\(dice.roll(90) - 4),\(cancelled)")
    }
    let accounts = (0..<60).map { "a\($0),\(["SMB", "Large", ""][$0 % 3]),p\($0 % 4)" }
    return try Fixture.snapshot([
      "revtop.yaml": "as_of: 2026-12-17\n", "stages.csv": Fixture.stages,
      "deals.csv": "deal_id,stage,created_date,close_date,amount",
      "accounts.csv": (["account_id,segment,owner_id"] + accounts).joined(separator: "\n"),
      "subscriptions.csv": rows.joined(separator: "\n"),
    ])
  }

  @Test("is what reading every subscription gives", arguments: 1...8)
  func moving(_ seed: UInt64) throws {
    let snapshot = try Self.snapshot(seed)
    let home = snapshot.manifest.asOf
    var dice = Dice(seed + 3)
    var day = home
    var (before, compared): (RetentionCube?, Int) = (nil, 0)
    for step in 0..<40 {
      day = step % 9 == 0 ? home : step % 4 == 0 ? home - dice.roll(500) : day - 7
      let calendar = snapshot.manifest.fiscalCalendar
      let period = calendar.quarter(holding: dice.chance(80) ? day : day - dice.roll(200))
      let question = Question(period: period, asOf: day)
      let context = AnswerContext(snapshot, question, DealsAsOf(snapshot, on: day))
      let view = try #require(SubscriptionView(context))
      let days = RevenueDays(question)
      let whole = RetentionCube(view, days, cells: snapshot.cells)
      // Between far days every subscription is read.
      if let before,
        let changed = SubscriptionDays(view.index).changed(
          before.days.pairs(with: days), horizons: (before.horizon, view.horizon))
      {
        compared += 1
        let moved = before.moved(to: days, view, cells: snapshot.cells, changed: changed)
        #expect(moved.sums == whole.sums, "\(question)")
        #expect(moved.horizon == whole.horizon && moved.days == whole.days)
      }
      before = whole
    }
    #expect(compared > 15)
  }
}
