import RevJournal
import RevModel

/// Scenarios: suppositions that are kept in the journal under a name.
extension AppState {
  /// Enter behind a name.
  mutating func keepScenario(_ prompt: PromptState) -> [Effect] {
    var prompt = prompt
    var name = prompt.line.text
    while name.last == " " { name.removeLast() }
    guard !name.isEmpty else {
      prompt.fault = "write a name"
      overlay = .prompt(prompt)
      return []
    }
    generation += 1
    asked.promptGeneration = generation
    let numbers = isCurrent ? answers.map { Scenario.numbers(of: $0.now) } : nil
    return [
      .makeScenario(name, place.question, numbers: numbers ?? [:], generation: generation)
    ]
  }

  /// Enter on a scenario of the list.
  mutating func openScenario(_ picker: PickerState) -> [Effect] {
    guard let id = picker.chosen?.id, let scenario = scenarios.first(where: { $0.id == id }) else {
      return []
    }
    generation += 1
    asked.promptGeneration = generation
    return [.openScenario(scenario, place.question, generation: generation)]
  }

  /// The scenarios of the journal, oldest first.
  private var scenarios: [Scenario] { journal.map { Scenario.all(in: $0) } ?? [] }

  /// What the list of scenarios shows, the newest first.
  var scenarioValues: [PickerValue] {
    scenarios.reversed().map { scenario in
      let deals = Format.count(scenario.lines.count, "deal")
      return PickerValue(
        id: scenario.id, title: scenario.name,
        note: "of \(scenario.day), \(scenario.period), \(deals)")
    }
  }

  /// The open list of scenarios follows the journal.
  mutating func listScenarios() {
    guard case .picker(var picker) = overlay, picker.subject == .scenarios else { return }
    let chosen = picker.chosen?.id
    picker.values = scenarioValues
    picker.cursor = picker.matching.firstIndex { $0.id == chosen } ?? 0
    overlay = .picker(picker)
  }

  /// The journal has the scenario whose name was asked for.
  mutating func scenarioIsKept(in book: JournalBook) {
    guard case .prompt(let prompt) = overlay, prompt.isSaving, prompt.purpose == .scenarioName
    else { return }
    overlay = nil
    guard let scenario = Scenario.all(in: book).last else { return }
    place.scenario = scenario
    message = Message([
      .text("kept as '\(scenario.name)'   "), .key(.whatIf), .text(" opens it again"),
    ])
  }

  mutating func receiveScenario(_ action: Action) -> [Effect] {
    switch action {
    case .scenarioMade(let scenario, let generation):
      guard generation == asked.promptGeneration, case .prompt(var prompt) = overlay else {
        return []
      }
      prompt.isSaving = true
      overlay = .prompt(prompt)
      return [.writeJournal([.add(scenario.draft)], said: "scenario written")]
    case .scenarioOpened(let scenario, let changes, let missing, let generation):
      guard generation == asked.promptGeneration else { return [] }
      open(scenario, changes, missing: missing)
    default: break
    }
    return []
  }

  /// Puts a scenario in force and shows what it supposed beside what came.
  private mutating func open(_ scenario: Scenario, _ changes: [DealChange], missing: Int) {
    let before = place
    overlay = nil
    place.question.whatIf = changes
    place.scenario = scenario
    push(ViewState(.table(.scenario(scenario))))
    remember(before)
    let gone = missing == 0 ? "" : "; \(Format.count(missing, "deal")) of it are gone"
    message = Message([
      .text(
        "\(Format.count(changes.count, "supposition")) not yet true are in force\(gone)   "),
      .key(.clear), .text(" ends it"),
    ])
  }
}
