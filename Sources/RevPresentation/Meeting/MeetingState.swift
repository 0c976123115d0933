package import RevModel

/// A meeting that runs: its page, and the numbers that are held for it.
package struct MeetingState: Equatable, Sendable {
  package var page = MeetingPage.quarter
  /// What is asked; slicers of the screen narrow the meeting too.
  package let question: Question
  /// nil while the numbers are worked out.
  package var briefing: Briefing?
  /// Line of the last page under the cursor.
  package var cursor = 0
  /// Whether names were hidden before the meeting, which hides them.
  let masksBefore: Bool
  /// Entries of the journal that were there when the meeting began.
  package let known: Set<String>

  init(_ question: Question, masksBefore: Bool, known: Set<String>) {
    self.question = question
    self.masksBefore = masksBefore
    self.known = known
  }
}
