/// What lies over the view, ready to be drawn.
package enum OverlayModel: Equatable, Sendable {
  case picker(PickerModel)
  case explain(ExplainModel)
  case help(HelpModel)
  case palette(PaletteModel)
  case prompt(PromptModel)
  case compose(ComposeModel)
}

package struct PickerModel: Equatable, Sendable {
  package struct Row: Equatable, Sendable {
    package var title: String
    package var count: String
    package var amount: String
    package var isMarked: Bool
    package var isSelected: Bool
    package var obstacle: String?
  }

  package var title: String
  package var query: LineEdit
  package var rows: [Row]
  /// `3 of 19 owners match`.
  package var summary: String
  package var canMark: Bool
  /// What is said in place of rows.
  package var empty: Phrase
}

package struct ExplainModel: Equatable, Sendable {
  package struct Line: Equatable, Sendable {
    package var label: String
    package var text: String
    package var tone: Tone

    package init(_ label: String, _ text: String, _ tone: Tone = .text) {
      self.label = label
      self.text = text
      self.tone = tone
    }
  }

  package var title: String
  package var value: String
  package var lines: [Line]
  package var top: Int
  /// `Enter lists 328 deals`; nil when no rows are behind it.
  package var rows: String?

  package static let labelWidth = 14

  /// The columns of the box on a screen.
  package static func width(columns: Int) -> Int { min(columns - 4, 96) }

  /// Long texts on several lines, so that they fit the box.
  func wrapped(columns: Int) -> ExplainModel {
    let room = Self.width(columns: columns) - 4 - Self.labelWidth
    var copy = self
    copy.lines = lines.flatMap { line in
      TextWrap.lines(line.text, width: room).enumerated().map { index, text in
        Line(index == 0 ? line.label : "", text, line.tone)
      }
    }
    return copy
  }
}

package struct HelpModel: Equatable, Sendable {
  package struct Section: Equatable, Sendable {
    package struct Entry: Equatable, Sendable {
      package var command: CommandID
      package var words: String
      package var whyNot: String?
    }
    package var title: String
    package var entries: [Entry]
  }

  package var title: String
  package var sections: [Section]
  package var top: Int
  package var query: LineEdit
  package var isSearching: Bool
}

package struct PaletteModel: Equatable, Sendable {
  package struct Row: Equatable, Sendable {
    package var command: CommandID
    package var words: String
    package var whyNot: String?
    package var isSelected: Bool
  }

  package var query: LineEdit
  package var rows: [Row]
  package var summary: String
}

package struct PromptModel: Equatable, Sendable {
  package var title: String
  package var question: String
  package var line: LineEdit
  package var fault: String?
  /// Names of files that continue the text.
  package var choices: [String]
  /// Whether Tab completes the text.
  package var completes: Bool
}

package struct ComposeModel: Equatable, Sendable {
  package struct Field: Equatable, Sendable {
    package var label: String
    package var line: LineEdit
    package var isCurrent: Bool
    /// What can be typed.
    package var hint: String
  }

  package struct Form: Equatable, Sendable {
    package var word: String
    package var isCurrent: Bool
  }

  package var forms: [Form]
  /// What it is about.
  package var topic: String
  package var fields: [Field]
  package var fault: String?
  package var isSaving: Bool
}
