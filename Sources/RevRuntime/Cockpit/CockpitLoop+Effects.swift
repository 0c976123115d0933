import Foundation
import RevJournal
import RevMetrics
import RevModel
import RevPresentation
import TermCells

extension CockpitLoop where Display: ~Copyable {
  mutating func copy(wholeTable: Bool) -> Action? {
    guard let state, let text = presenter?.copyText(for: state, wholeTable: wholeTable) else {
      return .failed("there is nothing to copy here")
    }
    switch display.copyToClipboard(text) {
    case .sent:
      let lines = text.split(separator: "\n").count
      return .said(wholeTable ? "copied \(lines) lines" : "copied \(text)")
    case .tooLong(let bytes, let limit):
      return .failed("\(bytes) bytes are more than a clipboard takes (\(limit)); export instead")
    case .unsupported:
      return .failed("this terminal has no clipboard for programs")
    }
  }

  /// Keeps the theme for the next start; a replay changes nothing of the user's.
  func saveTheme(_ name: String) -> Action? {
    guard options.replay == nil, let folder = DataFolders().userConfig else { return nil }
    do {
      try Config.save(theme: looks.keptName(name), path: "\(folder)/config.yaml")
      return nil
    } catch {
      return .failed("the theme is not kept: \(folder)/config.yaml cannot be written")
    }
  }

  /// Does something on a thread of its own; the screen counts as unfinished until it is done.
  mutating func work(_ body: @escaping @Sendable () -> Action?) {
    workers += 1
    WorkThread.start(mailbox: mailbox, body)
  }

  /// Writes the report of the meeting at once; outside of one its numbers have to be worked out.
  mutating func saveReport(_ path: String, replacing: Bool) -> Action? {
    guard let state, let presenter else { return nil }
    let path = (path as NSString).expandingTildeInPath
    let snapshot = presenter.engine.snapshot
    let entries = state.journal?.entries ?? []
    let isMasked = state.hidesNamesInFiles
    if let briefing = state.meeting?.briefing {
      return ReportFile.write(
        briefing, to: path, replacing: replacing, snapshot, entries: entries, isMasked: isMasked)
    }
    let (analyst, question) = (presenter.analyst, state.question)
    let warnings = presenter.warnings.count
    work {
      ReportFile.write(
        analyst.brief(question, warnings: warnings), to: path, replacing: replacing, snapshot,
        entries: entries, isMasked: isMasked)
    }
    return nil
  }
}
