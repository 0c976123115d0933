package import RevPresentation
package import TermCells

/// Which key means which command where: the command table with the user's own keys on top.
package struct Keymap: Sendable {
  /// What is wrong with a remapping; the rest of it is used.
  package enum Fault: Equatable, Sendable, CustomStringConvertible {
    case unknownCommand(String)
    case unknownKey(String, command: String)
    case neverBound(String, command: String)
    case taken(String, command: String, by: String)
    case unknownPreset(String)

    package var description: String {
      switch self {
      case .unknownCommand(let name):
        "keys: there is no command '\(name)'; the palette lists them all"
      case .unknownKey(let key, let command):
        "keys: '\(key)' for \(command) is no key; write it as a, Ctrl-S, F5 or PgDn"
      case .neverBound(let key, let command):
        "keys: '\(key)' for \(command) cannot be bound; choose another key"
      case .taken(let key, let command, let other):
        "keys: '\(key)' for \(command) is already the key of \(other); bind that one elsewhere too"
      case .unknownPreset(let name):
        "keys: there is no preset '\(name)'; there are "
          + KeyPreset.allCases.map(\.rawValue).joined(separator: " and ")
      }
    }
  }

  private var keys: [CommandID: [Key]] = [:]
  private var table: [Key: [(context: CommandContext, id: CommandID)]] = [:]
  package private(set) var faults: [Fault] = []

  /// - Parameters:
  ///   - preset: the name of a preset, as in the config file; the user's own keys go before it.
  ///   - overrides: names of keys by the name of a command, as in the config file.
  package init(preset: String? = nil, overrides own: [String: [String]] = [:]) {
    var overrides = own
    if let preset {
      if let known = KeyPreset(rawValue: preset) {
        for (id, names) in known.keys where own[id.rawValue] == nil {
          overrides[id.rawValue] = names
        }
      } else {
        faults.append(.unknownPreset(preset))
      }
    }
    for name in overrides.keys.sorted() where CommandID(rawValue: name) == nil {
      faults.append(.unknownCommand(name))
    }
    for command in CommandTable.all {
      keys[command.id] = bound(command, overrides[command.id.rawValue])
    }
    for command in CommandTable.all {
      for key in keys[command.id] ?? [] { bind(key, to: command, overrides) }
    }
  }

  private mutating func bound(_ command: Command, _ names: [String]?) -> [Key] {
    var result: [Key] = []
    for name in names ?? command.keys {
      guard let key = Key(named: name) else {
        faults.append(.unknownKey(name, command: command.id.rawValue))
        continue
      }
      if names != nil, Self.isNeverBound(key) {
        faults.append(.neverBound(name, command: command.id.rawValue))
        continue
      }
      result.append(key)
    }
    if result.isEmpty { result = command.keys.compactMap { Key(named: $0) } }
    return result
  }

  private mutating func bind(
    _ key: Key, to command: Command, _ overrides: [String: [String]]
  ) {
    if let other = table[key]?.first(where: { !$0.context.isDisjoint(with: command.contexts) }) {
      faults.append(
        .taken(key.name, command: command.id.rawValue, by: other.id.rawValue))
      // The user's choice wins over the default that it collides with.
      guard overrides[command.id.rawValue] != nil, overrides[other.id.rawValue] == nil else {
        return
      }
      keys[other.id]?.removeAll { $0 == key }
      table[key]?.removeAll { $0.id == other.id }
    }
    table[key, default: []].append((command.contexts, command.id))
  }

  private static func isNeverBound(_ key: Key) -> Bool {
    switch key {
    case .alt, .control("z"), .control("\\"), .control("q"), .control("c"): true
    default: false
    }
  }

  // MARK: - Names

  /// The key that is shown for a command: `Enter`; empty when it has none.
  package func name(_ id: CommandID) -> String { keys[id]?.first?.name ?? "" }

  /// Every key of a command: `q F10`.
  package func names(_ id: CommandID) -> String {
    (keys[id] ?? []).map(\.name).joined(separator: " ")
  }

  // MARK: - Dispatch

  /// The command of a key in a context.
  package func command(for key: Key, in context: CommandContext) -> CommandID? {
    table[key]?.first { !$0.context.isDisjoint(with: context) }?.id
  }

  /// What a key means in a state; nil when nothing is to happen.
  package func action(for key: Key, in state: AppState) -> Action? {
    if key == .control("c") { return .command(.quit) }
    if state.chord != nil {
      if case .character(let letter) = key { return .lettered(letter) }
      return key == .escape ? .command(.back) : .wrongKey(key.name)
    }
    let command = command(for: key, in: state.context)
    guard let line = state.line else {
      return command.map(Action.command) ?? .wrongKey(key.name)
    }
    if let command, !Self.isTyped(key, in: state) { return .command(command) }
    var field = TextField(line)
    guard field.handle(key) else { return .wrongKey(key.name) }
    return .edited(field.edit)
  }

  /// Whether a key belongs to the text that is typed, whatever else it means.
  private static func isTyped(_ key: Key, in state: AppState) -> Bool {
    switch key {
    case .character(" "): state.context != .picker
    case .character, .backspace, .home, .end, .left, .right: true
    default: false
    }
  }

  /// What pasted text means in a state; nil where nothing is typed.
  package func action(forPaste text: String, in state: AppState) -> Action? {
    guard let line = state.line else { return nil }
    var field = TextField(line)
    field.insert(text)
    return .edited(field.edit)
  }
}

extension TextField {
  /// The field that a line of the state is edited in.
  package init(_ line: LineEdit) {
    self.init(line.text)
    move(by: line.cursor - cursor)
  }

  /// The field as a line of the state.
  package var edit: LineEdit { LineEdit(text, cursor: cursor) }
}
