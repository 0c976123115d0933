import RevBase
import RevJournal
import RevMetrics
import RevModel

extension ReportMaker {
  /// What was decided and what is still to be done.
  ///
  /// Of a day in the past only what was written by then; of the snapshot's own day everything, as
  /// meetings are held after the export.
  var journal: WeeklyReport.Journal {
    let isPast = question.asOf < manifest.asOf
    let lines = entries.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
      .filter { !isPast || day($0.createdAt) <= question.asOf }
    func isNew(_ moment: Instant) -> Bool { day(moment) >= briefing.since }
    let open = lines.filter { $0.kind == .action && $0.state.isPending }
    return WeeklyReport.Journal(
      decisions: lines.filter { $0.kind == .decision && isNew($0.createdAt) }.map(entry),
      open: open.enumerated().sorted { a, b in
        let (x, y) = (a.element.due ?? Day.last, b.element.due ?? Day.last)
        return x == y ? a.offset < b.offset : x < y
      }.map { entry($0.element) },
      done: lines.filter { $0.kind == .action && $0.state == .done && isNew($0.changedAt) }
        .map(entry))
  }

  private func entry(_ entry: JournalEntry) -> WeeklyReport.Entry {
    WeeklyReport.Entry(
      id: entry.id, text: text(entry.title),
      owner: entry.owner.isEmpty ? "" : naming.person(id: entry.owner), due: entry.due,
      written: day(entry.createdAt), state: entry.state.rawValue,
      isDecision: entry.kind == .decision,
      isLate: entry.due.map { $0 < question.asOf } ?? false)
  }

  /// The day of a moment where the company is.
  private func day(_ moment: Instant) -> Day { manifest.zone.day(of: moment) }
}

extension Day {
  /// Behind every day that is written.
  fileprivate static let last = Day(Int32.max)
}
