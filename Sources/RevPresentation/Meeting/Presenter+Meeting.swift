import RevBase
import RevJournal
import RevMetrics
import RevModel
import RevRisk

extension Presenter {
  /// The page of the meeting on the screen; nil when no meeting runs.
  mutating func meeting(_ state: AppState) -> MeetingModel? {
    guard let meeting = state.meeting else { return nil }
    guard let briefing = meeting.briefing else {
      return MeetingModel(
        company: state.facts.name, period: meeting.question.period.label,
        shortPeriod: meeting.question.period.label,
        asOf: "as of \(meeting.question.asOf)", number: meeting.page.rawValue + 1,
        count: MeetingPage.allCases.count, question: meeting.page.question, answer: "", tone: .text,
        bigs: [], chart: .none, heading: "",
        lines: [.init("", "working the numbers out", tone: .missing)], footing: "")
    }
    let maker = MeetingMaker(
      meeting: meeting, report: report(briefing, state), isMasked: state.masksNames)
    return maker.model
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
    let mask = NameMask(snapshot)
    let texts = entries.map(\.title) + briefing.actions.gaps.map(\.title)
    for text in texts where maskedTexts[text] == nil { maskedTexts[text] = mask.masked(text) }
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
