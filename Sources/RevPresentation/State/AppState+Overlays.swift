extension AppState {
  /// Enter in an overlay.
  mutating func accept() -> [Effect] {
    switch overlay {
    case .picker(let picker): return acceptPicker(picker)
    case .prompt(let prompt): return acceptPrompt(prompt)
    case .compose(let compose): return acceptCompose(compose)
    case .explain(let state):
      let before = place
      let item = state.item == itemOfDeal ? .atRisk : state.item
      overlay = nil
      if case .audit = state.item {
        return drill()
      } else {
        push(ViewState(.table(.item(item))))
      }
      remember(before)
    case .palette(let palette):
      let matches = paletteMatches(palette)
      guard palette.cursor < matches.count else {
        overlay = nil
        return []
      }
      let command = matches[palette.cursor]
      overlay = nil
      if let reason = whyNot(command, in: palette.context) {
        message = Message(reason)
        return []
      }
      return perform(command.id)
    case .help(var help):
      help.isSearching = false
      overlay = .help(help)
    case nil:
      if view.typing != nil { keepFilter() }
    }
    return []
  }

  private var itemOfDeal: Item? {
    guard case .explain(let state) = overlay, case .deal = state.item else { return nil }
    return state.item
  }

  /// Esc in an overlay: what it changed is put back.
  mutating func cancel() {
    switch overlay {
    case .picker(let picker):
      place.question = picker.before
      overlay = nil
    case .help(var help) where help.isSearching:
      help.isSearching = false
      help.query = LineEdit()
      overlay = .help(help)
    case .explain, .help, .palette, .prompt, .compose: overlay = nil
    case nil:
      if view.typing != nil { restoreFilter() }
    }
  }

  mutating func searchHelp() {
    guard case .help(var help) = overlay else { return }
    help.isSearching = true
    help.query = LineEdit()
    overlay = .help(help)
  }

  mutating func explain() {
    let item: Item?
    switch view.kind {
    case _ where meeting != nil: item = meeting?.page.item
    case .dashboard: item = self.item(of: place.focus)
    case .table(.item(let source)):
      // Each row of the contributions is a number of its own.
      item = source.listsContributions ? view.selected.map(Item.contribution) ?? source : source
    case .table(.warnings), .table(.actions), .table(.journal), .table(.suppositions),
      .table(.scenario):
      item = nil
    case .inspector(let deal): item = .deal(deal)
    case .movement, .funnel, .team, .cash, .hygiene, .anomalies, .forecastAudit, .quality:
      item = lineItem
    }
    guard let item else {
      message = Message("there is no number here to explain")
      return
    }
    overlay = .explain(ExplainState(item))
  }

  // MARK: - Typing

  /// Takes an edited line over to where it belongs.
  mutating func edit(_ line: LineEdit) -> [Effect] {
    switch overlay {
    case .picker(var picker):
      let isNew = picker.query.text != line.text
      picker.query = line
      if isNew { picker.cursor = 0 }
      overlay = .picker(picker)
    case .palette(var palette):
      if palette.query.text != line.text { palette.cursor = 0 }
      palette.query = line
      overlay = .palette(palette)
    case .prompt(var prompt):
      prompt.line = line
      prompt.fault = nil
      prompt.choices = []
      prompt.replacing = nil
      overlay = .prompt(prompt)
    case .compose(var compose):
      if compose.isSaving { return [] }
      compose.line = line
      compose.fault = nil
      overlay = .compose(compose)
    case .help(var help):
      help.query = line
      help.top = 0
      overlay = .help(help)
    case .explain: break
    case nil:
      guard view.typing != nil else { return [] }
      place.view.typing = line
      place.view.filter = line.text
    }
    return []
  }

  // MARK: - Palette

  /// The commands that the typed letters leave, best first; everything when nothing is typed.
  package func paletteMatches(_ palette: PaletteState) -> [Command] {
    let commands = CommandTable.all.filter { !$0.contexts.isDisjoint(with: .views) }
    let query = palette.query.text
    guard !query.isEmpty else { return commands }
    // `:q` and `:q!` as elsewhere.
    if query == "q" || query == "q!", let quit = CommandTable.entry(.quit) { return [quit] }
    let scored = commands.compactMap { command -> (Command, Int)? in
      // Who types the words of a command or its label means that one.
      let isMeant = [command.words, command.label].contains {
        TextMatch.folded($0) == TextMatch.folded(query)
      }
      guard let score = TextMatch.fuzzy(query, in: command.paletteText) else { return nil }
      // Letters that are merely there, in order, are found in a short name: in a sentence only
      // one behind the other, else they are there by chance.
      if score == TextMatch.weak, !TextMatch.contains(command.paletteText, query),
        TextMatch.fuzzy(query, in: command.label) == nil
      {
        return nil
      }
      return (command, isMeant ? score + 1000 : score)
    }
    // Letters that are merely there in order count only where nothing better is found.
    let isGood = scored.contains { $0.1 > TextMatch.weak }
    return scored.filter { !isGood || $0.1 > TextMatch.weak }.enumerated()
      .sorted { ($0.element.1, $1.offset) > ($1.element.1, $0.offset) }
      .map(\.element.0)
  }
}

extension PickerState {
  /// Whether a reason of a deal is supposed to be normal already.
  func isSupposed(_ value: PickerValue) -> Bool {
    if case .whatIf = subject { marked.contains(value.id) } else { false }
  }

  /// The value under the cursor.
  package var chosen: PickerValue? {
    let matching = matching
    return cursor < matching.count ? matching[cursor] : nil
  }
}

extension Command {
  /// The words of the key line, which depend on what Enter and Esc do here.
  package func label(in context: CommandContext) -> String {
    switch (id, context) {
    case (.accept, .explain): "rows"
    case (.accept, .palette): "run"
    case (.accept, .prompt): "go"
    case (.accept, .compose): "next, save"
    case (.accept, .help), (.accept, .filter): "keep"
    case (.back, .meeting): "leave"
    case (.note, .meeting): "write"
    case (.cancel, .picker), (.cancel, .filter): "restore"
    default: label
    }
  }

  /// What the palette shows and searches.
  package var paletteText: String { "\(label): \(words)" }
}
