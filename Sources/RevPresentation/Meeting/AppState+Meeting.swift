import RevJournal
import RevMetrics
import RevModel

extension AppState {
  /// Begins the meeting with the question in force, or ends it.
  mutating func toggleMeeting() -> [Effect] {
    guard meeting == nil else {
      endMeeting()
      return []
    }
    meeting = MeetingState(
      place.question, masksBefore: masksNames,
      known: Set((journal?.entries ?? []).map(\.id)))
    masksNames = true
    generation += 1
    asked.briefingGeneration = generation
    return [.brief(place.question, generation: generation)]
  }

  /// Goes back to the view that waited behind the meeting.
  mutating func endMeeting() {
    guard let ended = meeting else { return }
    masksNames = ended.masksBefore
    meeting = nil
    message = Message([
      .text("the meeting is over   "), .key(.saveReport), .text(" writes the weekly report"),
    ])
  }

  mutating func turnPage(_ steps: Int) {
    guard let page = meeting?.page else { return }
    meeting?.page = page.next(steps)
    meeting?.cursor = 0
  }

  /// Takes the meeting's numbers over, unless it is another meeting by now.
  mutating func receive(_ briefing: Briefing, generation: Int) {
    guard generation == asked.briefingGeneration, meeting != nil else { return }
    meeting?.briefing = briefing
  }
}

extension AppState {
  /// Whether a file that is written now has numbers in place of names: the meeting hides them on the
  /// screen only.
  package var hidesNamesInFiles: Bool { meeting?.masksBefore ?? masksNames }

  /// Up and down on the last page.
  mutating func moveInMeeting(_ command: CommandID) {
    guard meeting?.page == .decisions, let cursor = meeting?.cursor else { return }
    switch command {
    case .up: meeting?.cursor = max(0, cursor - 1)
    case .down: meeting?.cursor = min((journal?.entries ?? []).count, cursor + 1)
    default: break
    }
  }
}
