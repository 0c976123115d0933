/// One page of the meeting, to be read from the back of a room: a question, its answer, one or two
/// big numbers or one chart, and a few lines.
package struct MeetingModel: Equatable, Sendable {
  /// A number in large letters with its words below.
  package struct Big: Equatable, Sendable {
    package var text: String
    package var label: String
    package var tone: Tone

    package init(_ text: String, _ label: String, _ tone: Tone = .text) {
      self.text = text
      self.label = label
      self.tone = tone
    }
  }

  /// A line: what leads it on the left, the words, and what follows them.
  package struct Line: Equatable, Sendable {
    package var lead: String
    package var text: String
    package var detail: String
    package var tone: Tone

    package init(_ lead: String, _ text: String, _ detail: String = "", tone: Tone = .text) {
      self.lead = lead
      self.text = text
      self.detail = detail
      self.tone = tone
    }
  }

  package enum Chart: Equatable, Sendable {
    case none
    case landing(WeeklyReport.Range)
    case bridge([RetentionPaneModel.Step])
  }

  /// Lines of text on a page, the answer among them.
  package static let mostLines = 8

  package var company: String
  /// `FY2027-Q4, week 3 of 14`.
  package var period: String
  /// `FY2027-Q4`, where there is no room for more.
  package var shortPeriod: String
  package var asOf: String
  /// From 1.
  package var number: Int
  package var count: Int
  package var question: String
  /// The answer in one sentence; empty while the numbers are worked out.
  package var answer: String
  package var tone: Tone
  package var bigs: [Big]
  package var chart: Chart
  /// A heading over the lines; empty for none.
  package var heading: String
  package var lines: [Line]
  /// `names hidden, numbers held`.
  package var footing: String
}
