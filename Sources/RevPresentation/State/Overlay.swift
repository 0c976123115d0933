package import RevBase
package import RevModel

/// What lies over the view.
package enum Overlay: Equatable, Sendable {
  case picker(PickerState)
  case explain(ExplainState)
  case help(HelpState)
  case palette(PaletteState)
  case prompt(PromptState)
  case compose(ComposeState)
}

/// What a picker chooses.
package enum PickerSubject: Hashable, Sendable {
  case dimension(Dimension)
  case period
  /// Which dimension to slice by.
  case dimensions
  /// What the screen is compared with.
  case against
  /// What is to be supposed of deals; without deals what can be done with the suppositions.
  case whatIf([Int32])
  /// The supposed stage of deals.
  case stage([Int32])
  /// Scenarios that were kept.
  case scenarios

  /// Whether several values can be marked.
  package var takesMarks: Bool { if case .dimension = self { true } else { false } }
}

/// One value that can be picked.
package struct PickerValue: Hashable, Sendable {
  /// The exact text of the slicer, or the label of a period.
  package var id: String
  package var title: String
  package var count: Int
  package var amount: Money
  package var period: Period?
  /// What stands on the right in place of count and amount; nil to show those.
  package var note: String?
  /// Why it cannot be chosen; nil when it can.
  package var obstacle: String?

  package init(
    id: String, title: String, count: Int = 0, amount: Money = .zero, period: Period? = nil,
    note: String? = nil, obstacle: String? = nil
  ) {
    self.id = id
    self.title = title
    self.count = count
    self.amount = amount
    self.period = period
    self.note = note
    self.obstacle = obstacle
  }
}

/// An open picker.
package struct PickerState: Equatable, Sendable {
  package var subject: PickerSubject
  package var query = LineEdit()
  /// Every value, in the order of the list.
  package var values: [PickerValue] = []
  /// Position among `matching`.
  package var cursor = 0
  package var marked: Set<String>
  /// Whether marks were changed, so that Enter takes them as they are.
  package var isTouched = false
  /// The question when it was opened; Esc restores it.
  package var before: Question

  package init(_ subject: PickerSubject, marked: Set<String>, before: Question) {
    self.subject = subject
    self.marked = marked
    self.before = before
  }

  /// The values that the typed text leaves, best first where something is typed.
  package var matching: [PickerValue] {
    guard !query.text.isEmpty else { return values }
    return values.filter {
      TextMatch.contains($0.title, query.text) || TextMatch.contains($0.id, query.text)
    }
  }
}

/// The open explanation of a number.
package struct ExplainState: Equatable, Sendable {
  package var item: Item
  package var top = 0
  package var lineCount = 0

  package init(_ item: Item) { self.item = item }
}

/// Open help.
package struct HelpState: Equatable, Sendable {
  package var context: CommandContext
  package var top = 0
  package var query = LineEdit()
  package var isSearching = false

  package init(_ context: CommandContext) { self.context = context }
}

/// The open palette.
package struct PaletteState: Equatable, Sendable {
  package var query = LineEdit()
  package var cursor = 0
  /// Where the commands are to act.
  package var context: CommandContext

  package init(_ context: CommandContext) { self.context = context }
}

/// A question with one line of text as its answer.
package struct PromptState: Equatable, Sendable {
  package enum Purpose: Hashable, Sendable {
    case asOfDay
    /// Until which day the actions of some rows are put off, and why they are dismissed.
    case snooze(RowSource, rows: [Int32])
    case dismiss(RowSource, rows: [Int32])
    case amount([Int32])
    case closeDate([Int32])
    case scenarioName
    case exportPath
    /// Where the weekly report goes; `replacing` is a path that is there already and was asked about.
    case report(replacing: String?)
  }
  package var purpose: Purpose
  package var line = LineEdit()
  /// Why the text cannot be accepted.
  package var fault: String?
  /// Names of files that continue the text.
  package var choices: [String] = []
  /// Whether what it asked for is being written.
  package var isSaving = false
  /// A file that is there already: Enter with the same text replaces it.
  package var replacing: String?

  package init(_ purpose: Purpose) { self.purpose = purpose }
}
