import RevBase
package import RevJournal
import RevModel

/// What is being written with `+` or `C`: the form, and its lines.
package struct ComposeState: Equatable, Sendable {
  /// What it will be.
  package enum Form: String, Sendable, CaseIterable, Hashable {
    case note, decision, action
    /// An owner's call for the period.
    case call
    /// A manager's call over an owner's, with the reason.
    case override

    package var fields: [Field] {
      switch self {
      case .note: [.text]
      case .decision, .action: [.text, .owner, .due]
      case .call: [.amount, .reason]
      case .override: [.amount, .reason, .author]
      }
    }

    /// The kind of the journal's entry.
    package var kind: JournalEntry.Kind {
      switch self {
      case .note: .note
      case .decision: .decision
      case .action: .action
      case .call, .override: .call
      }
    }
  }

  package enum Field: String, Sendable, Hashable {
    case text, owner, due, amount, reason, author

    package var title: String {
      switch self {
      case .text: "Text"
      case .owner: "Owner"
      case .due: "Due"
      case .amount: "Amount"
      case .reason: "Reason"
      case .author: "By"
      }
    }
  }

  /// The forms that Tab goes through.
  package var forms: [Form]
  package var form: Form
  package var field: Field
  package var lines: [Field: LineEdit] = [:]
  /// What it is about; nil until the presenter has named it.
  package var topic: JournalTopic?
  /// Why it cannot be saved as it stands.
  package var fault: String?
  /// Whether it was handed to the journal, whose answer is not there yet.
  package var isSaving = false

  package init(_ forms: [Form]) {
    self.forms = forms
    form = forms.first ?? .note
    field = form.fields[0]
  }

  package var line: LineEdit {
    get { lines[field] ?? LineEdit() }
    set { lines[field] = newValue }
  }

  package func text(_ field: Field) -> String {
    (lines[field]?.text ?? "").trimmingSpaces
  }
}

/// What an entry of the journal is about.
package struct JournalTopic: Equatable, Sendable {
  /// `deal:D-17`, `owner:p3`; empty for the whole company.
  package var object: String
  /// Its name for a person.
  package var title: String
  /// Id of the person whose it is; empty when nobody is known.
  package var owner: String
  /// Further details of the entry, such as the day of a scenario.
  package var details: [String: String]

  package init(
    object: String = "", title: String = "the whole company", owner: String = "",
    details: [String: String] = [:]
  ) {
    self.object = object
    self.title = title
    self.owner = owner
    self.details = details
  }
}

/// Where the cursor stands when something is to be written about it.
package enum TopicSource: Hashable, Sendable {
  case company
  case item(Item)
  /// A row of a table on the screen.
  case row(RowSource, Int32)
}

/// A person who can be named in an entry.
package struct PersonName: Hashable, Sendable {
  package var id: String
  package var name: String

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
