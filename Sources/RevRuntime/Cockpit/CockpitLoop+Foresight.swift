import RevPresentation
import TermCells

/// The next step in time, worked out before somebody asks for it.
extension CockpitLoop where Display: ~Copyable {
  /// Begins to work out what the next step would ask for, when nothing else is under way.
  mutating func foresee() {
    guard pieces == 0, ending == nil, let state, let presenter,
      let request = foresights.next(state, presenter)
    else { return }
    let mailbox = mailbox
    let outcome = crew.run(until: .now) {
      Foresight(request, presenter)
    } late: {
      mailbox.post(.foreseen($0))
    }
    if case .ready(let made) = outcome { take(made) }
  }

  /// Takes over what was foreseen; it may be wanted by now.
  mutating func take(_ made: Foresight) {
    guard let effect = foresights.take(made, presenter) else { return }
    pieces -= 1
    needsFrame = true
    // An answer that nobody waits for any more is dropped by its generation.
    if let action = workOut(effect) { reduce(action) }
  }
}
