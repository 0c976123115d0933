/// One deal with everything that is known about it.
package struct InspectorModel: Equatable, Sendable {
  package struct Field: Equatable, Sendable {
    package var label: String
    package var value: String
    package var note: String
    package var tone: Tone
    /// A small chart in front of the note, oldest first; empty without one.
    package var samples: [Double] = []

    package init(_ label: String, _ value: String, note: String = "", tone: Tone = .text) {
      self.label = label
      self.value = value
      self.note = note
      self.tone = tone
    }
  }

  package struct Section: Equatable, Sendable {
    package var title: String
    package var fields: [Field]
  }

  package var title: String
  package var sections: [Section]
  package var top: Int

  /// One line of it, as wide as the place that it is drawn in.
  package struct Line: Equatable, Sendable {
    package var label = ""
    /// Columns of the labels of its section, with the gap behind them.
    package var indent = 0
    package var samples: [Double] = []
    package var value = ""
    package var note = ""
    /// Where the note begins, from the indent on.
    package var noteColumn = 0
    package var tone = Tone.text
    package var isHeading = false
  }

  /// The column, from the indent on, in which notes stand below each other.
  private static let notes = 16
  private static let longestLabel = 20

  /// Everything in lines of a width: long texts go on in the next line, nothing is cut.
  package func lines(width: Int) -> [Line] {
    var result: [Line] = []
    for section in sections {
      if !result.isEmpty { result.append(Line()) }
      if !section.title.isEmpty {
        result += TextWrap.lines(section.title, width: width).map {
          Line(value: $0, isHeading: true)
        }
      }
      let label = min(section.fields.map(\.label.count).max() ?? 0, Self.longestLabel)
      let indent = label == 0 ? 0 : label + 2
      for field in section.fields { result += Self.lines(field, indent, room: width - indent) }
    }
    return result
  }

  /// The lines on a screen of so many columns: the frame takes four of them.
  func lines(columns: Int) -> [Line] { lines(width: max(20, columns - 4)) }

  private static func lines(_ field: Field, _ indent: Int, room: Int) -> [Line] {
    var first = Line(
      label: field.label, indent: indent, samples: field.samples, value: field.value,
      note: field.note, tone: field.tone)
    let chart = field.samples.isEmpty ? 0 : field.samples.count + 2
    let used = chart + field.value.count
    first.noteColumn = max(used + 2, chart > 0 ? 0 : notes)
    if field.note.isEmpty ? used <= room : first.noteColumn + field.note.count <= room {
      return [first]
    }
    // A note that does not fit beside its value stands below it.
    let values = TextWrap.lines(field.value, width: max(8, room - chart))
    first.value = values.first ?? ""
    first.note = ""
    let rest = values.dropFirst().map { Line(indent: indent, value: $0, tone: field.tone) }
    let step = values.isEmpty || field.value.isEmpty ? 0 : 2
    let below = field.note.isEmpty ? [] : TextWrap.lines(field.note, width: max(8, room - step))
    return [first] + rest
      + below.map { Line(indent: indent, note: $0, noteColumn: step) }
  }
}
