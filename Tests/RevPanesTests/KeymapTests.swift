import RevModel
import RevPanes
import RevPresentation
import RevTesting
import TermCells
import Testing

@Suite struct KeymapTests {
  @Test func everyCommandHasOneEntryAndKeysThatDoNotCollide() {
    let keys = Keymap()
    #expect(keys.faults.isEmpty, "\(keys.faults)")
    for id in CommandID.allCases {
      #expect(CommandTable.all.count { $0.id == id } == 1, "\(id.rawValue)")
      #expect(!keys.name(id).isEmpty, "\(id.rawValue)")
    }
  }

  @Test func aBoundKeyShowsInTheKeyLineAndInHelp() throws {
    let keys = Keymap(overrides: ["explain": ["E"], "page-up": ["Ctrl-B"]])
    #expect(keys.faults.isEmpty)
    var cockpit = CockpitDriver(try DemoCompany.snapshot(), columns: 120, rows: 40, keys: keys)
    #expect(cockpit.text().contains("E explain"))
    cockpit.press("E")
    #expect(cockpit.state.context == .explain)
    cockpit.press("Esc", "?")
    #expect(cockpit.text().contains("Ctrl-B"))
  }

  @Test func badKeysAreReportedAndTheRestIsUsed() {
    let keys = Keymap(overrides: [
      "nonsense": ["x"], "zoom": ["Hyper-Q"], "help": ["Ctrl-Z"], "undo": ["j"],
    ])
    let words = keys.faults.map(\.description)
    #expect(words.contains { $0.contains("there is no command 'nonsense'") })
    #expect(words.contains { $0.contains("'Hyper-Q' for zoom is no key") })
    #expect(words.contains { $0.contains("'Ctrl-Z' for help cannot be bound") })
    #expect(words.contains { $0.contains("'j' for undo is already the key of down") })
    #expect(keys.name(.zoom) == "z")
    #expect(keys.command(for: .character("j"), in: .dashboard) == .undo)
  }

  @Test func aWrongKeyIsNamedAndChangesNothing() throws {
    var cockpit = try CockpitDriver()
    let place = cockpit.state.place
    cockpit.press("K")
    #expect(cockpit.state.place == place)
    #expect(cockpit.text().contains("K does nothing here"))
  }

  @Test func theQuittingKeysQuit() throws {
    for key in ["q", "Q", "F10", "Ctrl-C"] {
      var cockpit = try CockpitDriver()
      cockpit.press(key)
      #expect(!cockpit.state.isRunning, "\(key)")
    }
    var cockpit = try CockpitDriver()
    cockpit.press(":")
    cockpit.type("q")
    cockpit.press("Enter")
    #expect(!cockpit.state.isRunning)
  }

  @Test func ctrlCQuitsFromEveryOverlay() throws {
    for key in ["o", "e", "?", ":", "t"] {
      var cockpit = try CockpitDriver()
      cockpit.press(key, "Ctrl-C")
      #expect(!cockpit.state.isRunning, "\(key)")
    }
  }

  @Test func lettersAreTypedWhereTextIsTyped() throws {
    var cockpit = try CockpitDriver()
    cockpit.press("o")
    cockpit.type("raj")
    cockpit.press("Space")
    #expect(cockpit.state.question.slicers[.owner] == ["p2"])
    cockpit.press("Esc", "1", "Enter", "/")
    cockpit.type("q[red]%s\\\"")
    #expect(cockpit.state.view.filter == "q[red]%s\\\"")
    #expect(cockpit.state.isRunning)
  }

  @Test func everyPaletteCommandDoesWhatItsKeyDoes() throws {
    for command in CommandTable.all where command.contexts.contains(.dashboard) {
      var byKey = try CockpitDriver()
      byKey.send(.command(command.id))
      var byName = try CockpitDriver()
      byName.press(":")
      byName.type(command.paletteText)
      guard case .palette(let palette) = byName.state.overlay else { continue }
      #expect(byName.state.paletteMatches(palette).first?.id == command.id)
      byName.press("Enter")
      #expect(byName.text() == byKey.text(), "\(command.id.rawValue)")
    }
  }

  @Test func theWordsOfACommandFindItFirst() throws {
    var cockpit = try CockpitDriver()
    for command in CommandTable.all where command.contexts.contains(.dashboard) {
      cockpit.press(":")
      cockpit.type(command.words)
      guard case .palette(let palette) = cockpit.state.overlay else { continue }
      #expect(cockpit.state.paletteMatches(palette).first?.id == command.id, "\(command.words)")
      cockpit.press("Esc")
    }
  }

  @Test func lettersThatAreThereByChanceFindNothing() throws {
    var cockpit = try CockpitDriver()
    cockpit.press(":")
    cockpit.type("exfo")
    guard case .palette(let palette) = cockpit.state.overlay else {
      Issue.record("no palette")
      return
    }
    #expect(cockpit.state.paletteMatches(palette).isEmpty)
  }

  @Test(arguments: KeyPreset.allCases)
  func aPresetLeavesNoCommandOutOfReach(_ preset: KeyPreset) {
    let keys = Keymap(preset: preset.rawValue)
    #expect(keys.faults.isEmpty, "\(keys.faults)")
    for command in CommandTable.all {
      let name = keys.name(command.id)
      #expect(!name.isEmpty, "\(command.id.rawValue)")
      for context in [CommandContext.dashboard, .table, .inspector, .lines]
      where command.contexts.contains(context) {
        let found = Key(named: name).flatMap { keys.command(for: $0, in: context) }
        #expect(found == command.id, "\(name) for \(command.id.rawValue)")
      }
    }
  }

  @Test func theUsersOwnKeysGoBeforeThePreset() {
    let keys = Keymap(preset: "visidata", overrides: ["undo": ["Ctrl-Y"]])
    #expect(keys.name(.undo) == "Ctrl-Y")
    #expect(keys.name(.redo) == "R")
    #expect(keys.command(for: .character("["), in: .table) == .sortColumn)
    let wrong = Keymap(preset: "emacs")
    #expect(
      wrong.faults.map(\.description) == [
        "keys: there is no preset 'emacs'; there are visidata and k9s"
      ])
    #expect(wrong.name(.undo) == "u")
  }

  @Test func theKeyLineShowsThePresetsKeys() throws {
    let keys = Keymap(preset: "k9s", overrides: ["focus-risk": ["F2"]])
    var cockpit = CockpitDriver(try DemoCompany.snapshot(), columns: 120, rows: 40, keys: keys)
    let line = cockpit.text().split(separator: "\n").last ?? ""
    #expect(line.contains("d explain"))
    #expect(line.contains("1 F2 3 4 pane"))
    cockpit.press(":")
    cockpit.type("explain")
    #expect(cockpit.text().contains("d e ="))
  }
}
