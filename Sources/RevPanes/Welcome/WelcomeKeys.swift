package import RevPresentation
package import TermCells

/// What keys mean on the screen without data. They are fixed: nobody has a config file yet.
package enum WelcomeKeys {
  /// Nil where a key does nothing.
  package static func action(for key: Key, in state: WelcomeState) -> WelcomeAction? {
    switch key {
    case .control("c"), .function(10): return .quit
    case .enter: return .accepted
    case .escape: return .wentBack
    case .up, .backTab: return .moved(-1)
    case .down: return .moved(1)
    case .pageUp: return .moved(-state.textLines)
    case .pageDown: return .moved(state.textLines)
    case .tab: return state.isTyping ? .completes : .moved(1)
    default: break
    }
    if state.isTyping {
      if key == .backspace, state.line.text.isEmpty { return .removed }
      var field = TextField(state.line)
      return field.handle(key) ? .edited(field.edit) : nil
    }
    switch key {
    case .character("k"): return .moved(-1)
    case .character("j"): return .moved(1)
    case .character("q"), .character("Q"):
      return state.page == .start || key == .character("Q") ? .quit : .wentBack
    case .character(let letter): return .chose(letter)
    case .backspace: return .wentBack
    default: return nil
    }
  }

  /// What pasted text means: several lines are several files.
  package static func actions(forPaste text: String, in state: WelcomeState) -> [WelcomeAction] {
    guard state.isTyping else { return [] }
    var field = TextField(state.line)
    field.insert(text)
    return [.edited(field.edit)]
  }
}
