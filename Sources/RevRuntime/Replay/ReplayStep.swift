package import TermCells

/// One line of a replay file: something that the person did, or a claim about what is seen.
package enum ReplayStep: Equatable, Sendable {
  case event(TerminalEvent)
  /// The text must stand on the screen, in one row.
  case see(String)
  /// The text must not stand on the screen.
  case miss(String)
  /// Seconds that a viewer is given to read; nothing waits for it in tests.
  case pause(Double)
  /// Words under the picture of a tour.
  case say(String)
}

extension ReplayStep {
  /// Whether a screen of these rows agrees with the claim; true for everything that claims nothing.
  func holds(on rows: [String]) -> Bool {
    switch self {
    case .see(let text): rows.contains { $0.contains(text) }
    case .miss(let text): !rows.contains { $0.contains(text) }
    case .event, .pause, .say: true
    }
  }

  /// What is wrong, for a claim that does not hold.
  var complaint: String {
    switch self {
    case .see(let text): "the screen does not show '\(text)'"
    case .miss(let text): "the screen shows '\(text)'"
    case .event, .pause, .say: ""
    }
  }
}
