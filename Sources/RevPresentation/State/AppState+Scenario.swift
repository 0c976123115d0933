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
    return [.keepScenario(name, generation: generation)]
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

  mutating func receiveScenario(_ action: Action) {
    switch action {
    case .scenarioKept(let scenario, let generation):
      guard generation == asked.promptGeneration else { return }
      overlay = nil
      place.scenario = scenario
      message = Message([
        .text("kept as '\(scenario.name)'   "), .key(.whatIf), .text(" opens it again"),
      ])
    case .scenariosListed(let found, let generation):
      guard generation == asked.valuesGeneration, case .picker(var picker) = overlay,
        picker.subject == .scenarios
      else { return }
      scenarios = found
      picker.values = found.reversed().map { scenario in
        PickerValue(
          id: scenario.id, title: scenario.name,
          note: "\(scenario.day), \(Format.count(scenario.lines.count, "deal"))")
      }
      picker.cursor = 0
      overlay = .picker(picker)
    case .scenarioOpened(let scenario, let changes, let missing, let generation):
      guard generation == asked.promptGeneration else { return }
      open(scenario, changes, missing: missing)
    default: break
    }
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
