import RevBase
import RevJournal
import RevMetrics
import RevModel
import RevRisk

extension Presenter {
  /// The page of the meeting on the screen; nil when no meeting runs.
  mutating func meeting(_ state: AppState) -> MeetingModel? {
    guard let meeting = state.meeting else { return nil }
    guard let briefing = meeting.briefing else { return waitingPage(meeting, state) }
    if !isPatient, state.masksNames, hasUnmaskedTexts(briefing, state.journal?.entries ?? []) {
      isIncomplete = true
      return waitingPage(meeting, state)
    }
    let maker = MeetingMaker(
      meeting: meeting, report: report(briefing, state), isMasked: state.masksNames)
    return maker.model
  }

  /// A page whose numbers are being worked out.
  private func waitingPage(_ meeting: MeetingState, _ state: AppState) -> MeetingModel {
    MeetingModel(
      company: state.facts.name, period: meeting.question.period.label,
      shortPeriod: meeting.question.period.label,
      asOf: "as of \(meeting.question.asOf)", number: meeting.page.rawValue + 1,
      count: MeetingPage.allCases.count, question: meeting.page.question, answer: "", tone: .text,
      bigs: [], chart: .none, heading: "",
      lines: [.init("", "working the numbers out", tone: .missing)], footing: "")
  }

  /// The report of a briefing with names as they are shown on the screen.
  mutating func report(_ briefing: Briefing, _ state: AppState) -> WeeklyReport {
    report(briefing, isMasked: state.masksNames, entries: state.journal?.entries ?? [])
  }

  /// The report of a briefing; written text is searched for names where they are hidden.
  mutating func report(
    _ briefing: Briefing, isMasked: Bool, entries: [JournalEntry]
  ) -> WeeklyReport {
    if isMasked { maskTexts(briefing, entries) }
    let naming = Naming(snapshot, isMasked: isMasked)
    guard isMasked else { return ReportMaker(briefing, naming, entries: entries).report }
    let masks = maskedTexts
    return ReportMaker(briefing, naming, entries: entries) { masks[$0] ?? "(hidden)" }.report
  }

  /// Searches what is new of the written texts for names, once each: that is dear on large data.
  private mutating func maskTexts(_ briefing: Briefing, _ entries: [JournalEntry]) {
    let texts = Self.texts(briefing, entries).filter { maskedTexts[$0] == nil }
    if texts.isEmpty { return }
    let mask = NameMask(snapshot)
    for text in texts { maskedTexts[text] = mask.masked(text) }
  }

  private static func texts(_ briefing: Briefing, _ entries: [JournalEntry]) -> [String] {
    entries.map(\.title) + briefing.actions.gaps.map(\.title)
  }

  /// Whether texts are still to be searched for names.
  private func hasUnmaskedTexts(_ briefing: Briefing, _ entries: [JournalEntry]) -> Bool {
    Self.texts(briefing, entries).contains { maskedTexts[$0] == nil }
  }
}

extension MeetingPage {
  package var question: String {
    switch self {
    case .quarter: "Will we reach the quarter?"
    case .changes: "What changed since last Monday?"
    case .deals: "Which deals need us?"
    case .customers: "Are customers staying?"
    case .decisions: "What did we decide?"
    }
  }
}
