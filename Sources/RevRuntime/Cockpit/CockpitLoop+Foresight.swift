import RevMetrics
import RevModel
import RevPresentation
import TermCells

/// The next step in time, worked out while nobody asks for it.
extension CockpitLoop where Display: ~Copyable {
  /// Begins to work out what the next step would ask for.
  mutating func foresee() {
    guard mustForesee, pieces == 0, foreseeing == nil, ending == nil else { return }
    mustForesee = false
    guard let state, let presenter,
      presenter.engine.snapshot.deals.count >= Foresight.fromDeals,
      let request = state.request(after: step), request != foresight?.request
    else { return }
    foreseeing = request
    let mailbox = mailbox
    let outcome = crew.run(until: .now) {
      Foresight(request, presenter)
    } late: {
      mailbox.post(.foreseen($0))
    }
    if case .ready(let made) = outcome { take(made) }
  }

  /// The answer to an effect that was foreseen; `isComing` when it is still being worked out.
  mutating func foreseen(_ effect: Effect) -> (action: Action?, isComing: Bool) {
    guard case .answer(let request, let generation) = effect, let presenter else {
      return (nil, false)
    }
    if let done = foresight?.answer(to: request, generation: generation, presenter) {
      foresight = nil
      return (take(done), false)
    }
    guard foreseeing == request, awaited == nil else { return (nil, false) }
    awaited = effect
    pieces += 1
    return (nil, true)
  }

  /// Takes over what was foreseen; it may be wanted by now.
  mutating func take(_ made: Foresight) {
    foreseeing = nil
    foresight = made
    guard let effect = awaited else { return }
    awaited = nil
    pieces -= 1
    needsFrame = true
    // An answer that nobody waits for any more is dropped by its generation.
    if let action = workOut(effect) { reduce(action) }
  }
}
