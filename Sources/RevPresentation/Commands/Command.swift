/// Where a command can be meant.
package struct CommandContext: OptionSet, Hashable, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let dashboard = CommandContext(rawValue: 1)
  package static let table = CommandContext(rawValue: 2)
  package static let inspector = CommandContext(rawValue: 4)
  /// Views 5 to 9: lines and charts with numbers to drill from.
  package static let lines = CommandContext(rawValue: 8)
  package static let picker = CommandContext(rawValue: 16)
  package static let explain = CommandContext(rawValue: 32)
  package static let help = CommandContext(rawValue: 64)
  package static let palette = CommandContext(rawValue: 128)
  /// One line of text with a question, such as the as-of day.
  package static let prompt = CommandContext(rawValue: 256)
  /// Writing an entry of the journal.
  package static let compose = CommandContext(rawValue: 4096)
  /// Typing the text filter of a view.
  package static let filter = CommandContext(rawValue: 512)
  /// The pages of the Monday meeting.
  package static let meeting = CommandContext(rawValue: 1024)

  package static let views: CommandContext = [.dashboard, .table, .inspector, .lines]
  package static let overlays: CommandContext = [
    .picker, .explain, .help, .palette, .prompt, .filter, .compose,
  ]
  package static let everywhere: CommandContext = [.views, .overlays]
  package static let rows: CommandContext = [.table]
}

/// One entry of the table that dispatch, help, key line, palette and the manual are made from.
package struct Command: Sendable {
  package enum Section: String, Sendable, CaseIterable {
    case here = "This view"
    case moving = "Move"
    case slicing = "Slice"
    case numbers = "Numbers"
    case views = "Views"
    case program = "Everywhere"
  }

  package let id: CommandID
  /// Two or three words for the key line.
  package let label: String
  /// One line for help and palette.
  package let words: String
  /// Names of keys as they stand in the config file; the first is the one that is shown.
  package let keys: [String]
  package let contexts: CommandContext
  package let section: Section
  /// Lower comes first in the key line; nil keeps it out of there.
  package let rank: Int?

  init(
    _ id: CommandID, _ keys: [String], _ label: String, _ words: String,
    in contexts: CommandContext, _ section: Section, rank: Int? = nil
  ) {
    self.id = id
    self.keys = keys
    self.label = label
    self.words = words
    self.contexts = contexts
    self.section = section
    self.rank = rank
  }
}
