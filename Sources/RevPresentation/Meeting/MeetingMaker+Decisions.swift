import RevBase
import RevMetrics
import RevModel

extension MeetingMaker {
  // MARK: - What did we decide?

  func decisions(_ model: inout MeetingModel) {
    let journal = report.journal
    let fresh = (journal.decisions + journal.open).filter { !meeting.known.contains($0.id) }
    let before = journal.open.filter { meeting.known.contains($0.id) }
    let earlier = journal.decisions.filter { meeting.known.contains($0.id) }
    let late = journal.open.count { $0.isLate }
    model.bigs = [
      .init(Format.count(fresh.count), "written in this meeting"),
      .init(Format.count(before.count), "open from before", late > 0 ? .watch : .text),
    ]
    model.answer =
      fresh.isEmpty && before.isEmpty
      ? "Nothing yet" : late == 0 ? "" : "\(Format.count(late, "action")) past the day it was due"
    model.tone = late == 0 ? .text : .watch
    let lines =
      fresh.map { line($0, isNew: true) } + (before + earlier).map { line($0, isNew: false) }
    let room = MeetingModel.mostLines - (model.answer.isEmpty ? 0 : 1)
    let top = max(0, min(meeting.cursor, lines.count - room))
    model.lines = Array(lines.dropFirst(top).prefix(room))
    if lines.isEmpty {
      model.lines = [.init("", "write what is decided, who does it, and until when", tone: .dim)]
    }
    if lines.count > room {
      model.heading = "\(top + 1) to \(top + model.lines.count) of \(lines.count)"
    }
  }

  private func line(_ entry: WeeklyReport.Entry, isNew: Bool) -> MeetingModel.Line {
    var detail: [String] = []
    if !entry.owner.isEmpty { detail.append(entry.owner) }
    if let due = entry.due {
      let day = Format.short(due, near: report.heading.asOf)
      detail.append(entry.isLate ? "was due \(day)" : "due \(day)")
    }
    if !isNew { detail.append("from \(Format.short(entry.written, near: report.heading.asOf))") }
    return .init(
      entry.isDecision ? "decision" : "action", entry.text, detail.joined(separator: ", "),
      tone: entry.isLate ? .watch : isNew ? .strong : .text)
  }
}
