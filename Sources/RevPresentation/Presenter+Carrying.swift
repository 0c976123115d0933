extension Presenter {
  /// Reduces an action and everything that its effects answer at once; effects that are the
  /// runtime's are left out.
  package mutating func carry(_ action: Action, into state: inout AppState) {
    var waiting = [action]
    while !waiting.isEmpty {
      waiting += state.reduce(waiting.removeFirst()).compactMap { perform($0) }
    }
  }
}

extension AppState {
  /// Whether an as-of day is being typed.
  package var isTypingDay: Bool {
    guard case .prompt(let prompt) = overlay else { return false }
    return prompt.purpose == .asOfDay
  }

  /// What a command would ask of the numbers; nil when it would ask for nothing.
  package func request(after command: CommandID) -> AnswerRequest? {
    var next = self
    for case .answer(let request, _) in next.reduce(.command(command)) { return request }
    return nil
  }
}
