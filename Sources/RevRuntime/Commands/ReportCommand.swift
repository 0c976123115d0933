import RevBase
import RevForecast
import RevIngest
import RevMetrics
import RevModel
package import RevPresentation
import RevReport

/// `revtop report`: what a Monday meeting needs to know, as a document.
package struct ReportCommand: Sendable {
  /// `last-monday`, or a day.
  package var since = "last-monday"
  package var form = ReportForm.markdown
  /// Numbers in place of the names of people, accounts and deals.
  package var masksNames = false
  /// Where it goes; nil prints it.
  package var file: String?
  package var isForced = false

  package init() {}

  /// Understands `--format`; without it the ending of `--out` decides, and Markdown is printed.
  package mutating func setForm(_ format: String?, out: String?) throws(CommandError) {
    file = out
    if let format {
      guard let named = ReportForm(path: ".\(format)") else {
        throw CommandError(.badUsage, "--format: '\(format)' is no form; there are md, html, json")
      }
      form = named
    } else if let out {
      guard let named = ReportForm(path: out) else {
        throw CommandError(
          .badUsage, "--out \(out): end the name in .md, .html or .json, or give --format")
      }
      form = named
    }
  }

  /// The report, or where it was written.
  package func run(_ opened: SnapshotRequest.Opened) throws(CommandError) -> String {
    var question = opened.question
    question.since = try day(question)
    let snapshot = opened.engine.snapshot
    let entries = try JournalCommand.entries(snapshot.manifest.name)
    question.enteredCalls = EnteredCall.all(entries)
    let warnings = opened.report.faults.count + opened.report.warnings.count
    let briefing = Analyst(opened.engine).brief(question, warnings: warnings)
    let text = ReportFile.text(
      briefing, form, snapshot, entries: entries, isMasked: masksNames)
    guard let file else { return text }
    do throws(AtomicFile.Failure) {
      try AtomicFile.write(text, to: file, replacing: isForced)
    } catch {
      if case .exists = error {
        throw CommandError(.badUsage, "--out \(file): is there already; --force replaces it")
      }
      throw CommandError(.badUsage, "--out \(error.description)")
    }
    return "\(file): written\n"
  }

  private func day(_ question: Question) throws(CommandError) -> Day {
    if since == "last-monday" { return Forecaster.lastMonday(before: question.asOf) }
    guard let day = Day(since) else {
      throw CommandError(
        .badUsage, "--since: '\(since)' is not a day; write 2026-11-09, or last-monday")
    }
    guard day < question.asOf else {
      throw CommandError(
        .badUsage,
        "--since \(day) is not before the as-of day \(question.asOf); name an earlier day")
    }
    return day
  }
}
