import RevBase
import RevJournal
import RevMetrics
import RevModel
import RevPresentation
import RevTesting
import Testing

@Suite struct CallBookTests {
  private func entry(
    _ number: Int64, _ person: String, _ period: Period, on day: Day, _ amount: Int64,
    override: Bool = false, reason: String = ""
  ) -> JournalEntry {
    let draft = CallEntry(
      person: person, period: period, day: day, amount: Money(cents: amount * 100),
      reason: reason, author: "m1", isOverride: override
    ).draft(name: person)
    return JournalEntry(
      id: "e\(number)", snapshot: "Demo Works", kind: draft.kind, object: draft.object,
      title: draft.title, details: draft.details, owner: draft.owner,
      createdAt: Instant(microseconds: number))
  }

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test func theLastCallCountsAndFormerOnesAreHeldAgainstWhatCame() throws {
    let engine = Engine(try DemoCompany.snapshot())
    let question = engine.initialQuestion
    let calendar = engine.snapshot.manifest.fiscalCalendar
    let now = question.period
    let before = calendar.shift(now, by: -1)
    // p1 won w4 in August to October 2026: 110,000.
    let journal = JournalBook(entries: [
      entry(1, "p1", before, on: try day("2026-09-01"), 200_000),
      entry(2, "p1", before, on: try day("2026-10-01"), 165_000),
      entry(
        3, "p1", before, on: try day("2026-10-02"), 99_000, override: true, reason: "too rosy"),
      entry(4, "p1", now, on: try day("2026-11-10"), 500_000),
      entry(5, "p1", now, on: try day("2026-11-11"), 410_000, override: true, reason: "two slip"),
    ])
    let book = CallBook(journal, engine.context(question))
    let line = try #require(book.lines.first { $0.person == "p1" })
    #expect(line.call == Money(cents: 50_000_000))
    #expect(!line.isFromFile)
    #expect(line.override == Money(cents: 41_000_000))
    #expect(line.reason == "two slip")
    #expect(line.calls.periods == 1)
    #expect(line.calls.booked == Money(cents: 11_000_000))
    #expect(line.calls.bias == 0.5)
    #expect(line.calls.error == 0.5)
    #expect(line.overrides.bias == -0.1)
    // p2 called in calls.csv only.
    let filed = try #require(book.lines.first { $0.person == "p2" })
    #expect(filed.call == Money(cents: 30_000_000))
    #expect(filed.isFromFile)
    #expect(filed.calls.bias == nil)
  }

  @Test func aCallOfALaterDayIsNotKnownYet() throws {
    let engine = Engine(try DemoCompany.snapshot())
    var question = engine.initialQuestion
    question.asOf = try day("2026-11-05")
    let journal = JournalBook(entries: [
      entry(1, "p3", question.period, on: try day("2026-11-10"), 100)
    ])
    let book = CallBook(journal, engine.context(question))
    #expect(!book.lines.contains { $0.person == "p3" })
  }

  @Test func anEntryThatIsNoCallIsNone() {
    let note = JournalEntry(
      id: "n", snapshot: "s", kind: .note, title: "t", createdAt: Instant(microseconds: 1))
    #expect(CallEntry(note) == nil)
    let broken = JournalEntry(
      id: "c", snapshot: "s", kind: .call, title: "t",
      details: ["period_start": "2026-11-01", "period_end": "2026-10-01"],
      createdAt: Instant(microseconds: 1))
    #expect(CallEntry(broken) == nil)
  }
}
