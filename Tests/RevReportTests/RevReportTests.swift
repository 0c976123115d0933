import RevBase
import RevJournal
import RevMetrics
import RevModel
import RevTesting
import Testing

@testable import RevPresentation
@testable import RevReport

/// A report of the demo company, made once for all tests.
enum DemoReport {
  static let analyst = Result { Analyst(Engine(try DemoCompany.snapshot())) }
  static let briefing = Result { try brief(analyst.get()) }

  static func brief(_ analyst: Analyst) -> Briefing {
    analyst.brief(analyst.engine.initialQuestion, warnings: 2)
  }

  static func snapshot() throws -> Snapshot { try analyst.get().snapshot }

  static func report(
    entries: [JournalEntry] = [], isMasked: Bool = false
  ) throws -> WeeklyReport {
    let snapshot = try snapshot()
    let mask = NameMask(snapshot)
    return ReportMaker(
      try briefing.get(), Naming(snapshot, isMasked: isMasked), entries: entries,
      text: { isMasked ? mask.masked($0) : $0 }
    ).report
  }

  static func text(
    _ form: ReportForm, entries: [JournalEntry] = [], isMasked: Bool = false
  ) throws -> String {
    ReportWriter.text(
      try report(entries: entries, isMasked: isMasked), form, try snapshot())
  }

  /// An entry of the day of the demo company.
  static func entry(
    _ id: String, _ kind: JournalEntry.Kind, _ title: String, owner: String = "",
    due: Day? = nil, state: JournalEntry.State = .open, daysBefore: Int32 = 0
  ) -> JournalEntry {
    let day = Int64(Day("2026-11-16").map(\.number) ?? 0) - Int64(daysBefore)
    return JournalEntry(
      id: id, snapshot: "Demo Works", kind: kind, title: title, owner: owner, due: due,
      state: state, createdAt: Instant(microseconds: day * Instant.perDay + 1))
  }
}

@Suite struct WeeklyReportTests {
  @Test func everyNumberIsTheOneThatKpisPrint() throws {
    let analyst = try DemoReport.analyst.get()
    let briefing = try DemoReport.briefing.get()
    let book = KPIDocument.make(analyst.answer(briefing.question), analyst.snapshot).text()
    let report = try DemoReport.text(.json)
    let printed = Set(book.split(separator: "\n"))
    let metrics = report.split(separator: "\n").filter { line in
      MetricCatalog.all.contains { line.hasPrefix("    \"\($0.id.rawValue)\": ") }
    }
    #expect(metrics.count == MetricCatalog.all.count)
    for line in metrics { #expect(printed.contains(line)) }
  }

  @Test func theWordsOfANumberAreThoseOfTheScreen() throws {
    let report = try DemoReport.report()
    for (item, figure) in report.figures {
      guard case .metric(let id) = item, let definition = MetricCatalog.definition(id) else {
        continue
      }
      #expect(figure.value == Format.value(report.readout[id], definition.unit))
    }
    let markdown = try DemoReport.text(.markdown)
    #expect(markdown.contains("| Quota | 1.40M |"))
    #expect(markdown.contains("| Closed won | 120K |"))
    let confidence = report.readout[.forecastConfidence]
    let score = Format.value(confidence, .score) + (confidence.value == nil ? "" : " of 100")
    #expect(markdown.contains("| Confidence | \(score) |"))
  }

  @Test func theMovementAddsUpInEveryForm() throws {
    let steps = try DemoReport.report().changes.movement
    let changes = steps.filter { $0.kind != .total }.reduce(Money.zero) { $0 + $1.signed }
    let first = try #require(steps.first)
    let last = try #require(steps.last)
    #expect(first.amount + changes == last.amount)
    #expect(first.kind == .total && last.kind == .total)
  }

  @Test func actionsNeverClaimMoreThanTheGapTheyClose() throws {
    let actions = try DemoReport.report().actions
    for gap in actions.gaps { #expect(gap.claimed <= gap.amount) }
    #expect(actions.gaps.reduce(Money.zero) { $0 + $1.claimed } == actions.claimed)
  }

  @Test func theComparedDayIsTheMondayBefore() throws {
    #expect(try DemoReport.report().heading.since == Day("2026-11-09"))
    #expect(try DemoReport.report().heading.week == "week 3 of 14")
  }

  @Test func withoutHistoryTheAnswerSaysWhyItIsNotKnown() throws {
    let verdict = try DemoReport.report().verdict
    #expect(verdict.answer == "Not known yet")
    #expect(verdict.reason.contains("not enough history"))
  }

  @Test(arguments: [
    (0.95, "Almost certainly yes"), (0.75, "Likely yes"), (0.6, "More likely than not"),
    (0.5, "Open: as likely as not"), (0.35, "Less likely than not"), (0.2, "Likely not"),
    (0.05, "Almost certainly not"),
  ])
  func aChanceHasWords(chance: Double, words: String) {
    #expect(ReportMaker.answer(chance).0 == words)
  }
}

@Suite struct ReportJournalTests {
  @Test func decisionsOfTheWeekAndOpenActionsAreListed() throws {
    let entries = [
      DemoReport.entry("1", .decision, "Hire in the West", daysBefore: 2),
      DemoReport.entry("2", .decision, "An old decision", daysBefore: 30),
      DemoReport.entry("3", .action, "Old and open", due: Day("2026-11-10"), daysBefore: 30),
      DemoReport.entry("4", .action, "New", owner: "p1", due: Day("2026-11-20")),
      DemoReport.entry("5", .action, "Done long ago", state: .done, daysBefore: 30),
      DemoReport.entry("6", .action, "Dismissed", state: .dismissed),
      DemoReport.entry("7", .note, "A note"),
    ]
    let journal = try DemoReport.report(entries: entries).journal
    #expect(journal.decisions.map(\.text) == ["Hire in the West"])
    #expect(journal.open.map(\.text) == ["Old and open", "New"])
    #expect(journal.open.map(\.isLate) == [true, false])
    #expect(journal.open.last?.owner == "Ana Ruiz")
    #expect(journal.done.isEmpty)
  }

  @Test func aNewDecisionAddsLinesAndChangesNoOther() throws {
    let before = try DemoReport.text(.markdown, entries: [DemoReport.entry("1", .decision, "One")])
    let after = try DemoReport.text(
      .markdown,
      entries: [DemoReport.entry("1", .decision, "One"), DemoReport.entry("2", .decision, "Two")])
    let difference = Self.lines(after).difference(from: Self.lines(before))
    #expect(difference.removals.isEmpty)
    #expect(difference.insertions.count == 1)
  }

  @Test(arguments: ReportForm.allCases)
  func theSameReportIsTheSameText(form: ReportForm) throws {
    let entries = [DemoReport.entry("1", .action, "One"), DemoReport.entry("2", .decision, "Two")]
    let text = try DemoReport.text(form, entries: entries)
    #expect(try DemoReport.text(form, entries: entries.reversed()) == text)
    // A number stands on a line of its own, so that two weeks can be compared.
    #expect(text.split(separator: "\n").count > 60)
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}

@Suite struct ReportActionTests {
  @Test func whatWasDismissedIsNotRecommendedAndItsMoneyNotCounted() throws {
    let before = try DemoReport.report().actions
    let first = try #require(before.lines.first)
    var entry = DemoReport.entry("1", .action, first.title, state: .dismissed)
    entry.details["action"] = first.id
    let after = try DemoReport.report(entries: [entry]).actions
    #expect(!after.lines.contains { $0.id == first.id })
    #expect(after.claimed <= before.claimed)
    entry.state = .accepted
    let accepted = try DemoReport.report(entries: [entry]).actions
    #expect(accepted.lines.contains { $0.id == first.id })
  }
}
