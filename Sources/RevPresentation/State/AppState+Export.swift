extension AppState {
  /// Asks for the name of a file.
  mutating func beginExport() -> [Effect] {
    overlay = .prompt(PromptState(.exportPath))
    generation += 1
    asked.promptGeneration = generation
    return [.nameExport(generation: generation)]
  }

  /// Enter behind the name of a file.
  mutating func export(_ prompt: PromptState) -> [Effect] {
    let path = prompt.line.text
    var prompt = prompt
    guard !path.isEmpty else {
      prompt.fault = "write the name of a file, such as pipeline.csv"
      overlay = .prompt(prompt)
      return []
    }
    generation += 1
    asked.promptGeneration = generation
    return [.export(path: path, replacing: prompt.replacing == path, generation: generation)]
  }

  /// Tab in a prompt.
  mutating func completePath() -> [Effect] {
    guard case .prompt(let prompt) = overlay, prompt.purpose == .exportPath else { return [] }
    generation += 1
    asked.promptGeneration = generation
    return [.completePath(prompt.line.text, generation: generation)]
  }

  /// Answers that belong to the open prompt or picker.
  mutating func receiveInPrompt(_ action: Action) {
    switch action {
    case .supposed(let changes, let generation):
      guard generation == asked.promptGeneration else { return }
      changeSuppositions(changes)
    case .supposeRefused(let why, let generation):
      guard generation == asked.promptGeneration else { return }
      refuseInPrompt(why)
    case .exportNamed(let name, let generation):
      guard generation == asked.promptGeneration, case .prompt(var prompt) = overlay,
        prompt.line.text.isEmpty
      else { return }
      prompt.line = LineEdit(name)
      overlay = .prompt(prompt)
    case .exported(let words, let generation):
      guard generation == asked.promptGeneration else { return }
      overlay = nil
      message = Message(words)
    case .exportRefused(let why, let isThere, let generation):
      guard generation == asked.promptGeneration else { return }
      refuseInPrompt(why, isThere: isThere)
    case .pathCompleted(let text, let choices, let generation):
      guard generation == asked.promptGeneration, case .prompt(var prompt) = overlay else { return }
      prompt.line = LineEdit(text)
      prompt.choices = choices
      overlay = .prompt(prompt)
    default: break
    }
  }

  /// Says in the prompt why its text cannot be accepted; in a picker as a message.
  private mutating func refuseInPrompt(_ why: String, isThere: Bool = false) {
    guard case .prompt(var prompt) = overlay else {
      message = Message(why, isError: true)
      return
    }
    prompt.fault = why
    prompt.replacing = isThere ? prompt.line.text : nil
    overlay = .prompt(prompt)
  }
}
