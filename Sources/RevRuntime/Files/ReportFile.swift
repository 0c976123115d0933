import RevJournal
import RevModel
import RevPresentation
import RevReport

/// The weekly report of a briefing as the text of a file.
enum ReportFile {
  static func text(
    _ briefing: Briefing, _ form: ReportForm, _ snapshot: Snapshot, entries: [JournalEntry],
    isMasked: Bool
  ) -> String {
    let naming = Naming(snapshot, isMasked: isMasked)
    let mask = NameMask(snapshot)
    let maker =
      isMasked
      ? ReportMaker(briefing, naming, entries: entries) { mask.masked($0) }
      : ReportMaker(briefing, naming, entries: entries)
    return ReportWriter.text(maker.report, form, snapshot)
  }

  /// Writes it, and says how that went.
  static func write(
    _ briefing: Briefing, to path: String, replacing: Bool, _ snapshot: Snapshot,
    entries: [JournalEntry], isMasked: Bool
  ) -> Action {
    guard let form = ReportForm(path: path) else {
      return .failed("\(path): end the name in .html, .md or .json")
    }
    let text = text(briefing, form, snapshot, entries: entries, isMasked: isMasked)
    do throws(AtomicFile.Failure) {
      try AtomicFile.write(text, to: path, replacing: replacing)
      return .said("written: \(path)")
    } catch {
      if case .exists = error { return .reportExists(path: path) }
      return .failed("\(error)")
    }
  }
}
