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

  /// Lines when it is shown in one column: a heading, its fields and a blank a section.
  package var lineCount: Int {
    max(0, sections.reduce(0) { $0 + $1.fields.count + ($1.title.isEmpty ? 1 : 2) } - 1)
  }
}
