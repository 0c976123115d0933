import TermCells

extension CockpitLoop where Display: ~Copyable {
  /// Does the next step of a replay once everything before it is on the screen.
  mutating func play() {
    guard ending == nil, !isBusy, !needsFrame, let due = player?.due, due <= .now,
      let line = player?.next()
    else { return }
    switch line.step {
    // The window is as large as it is.
    case .event(.resized): break
    case .event(let event): handle(event)
    case .see, .miss:
      if !line.step.holds(on: shownRows) {
        ending = .claimFailed(
          "\(options.replay?.file ?? ""):\(line.number): \(line.step.complaint)")
      }
    case .pause, .say: break
    }
    // The frame after the last step is the one at rest, also where the step changed nothing.
    if player?.due == nil { needsFrame = true }
  }
}

/// The place in a replay that has been reached.
struct ReplayPlayer {
  private var rest: ArraySlice<Replay.Line>
  private var earliest = ContinuousClock.now

  init(_ replay: Replay) { rest = replay.lines[...] }

  /// When the next step is to be done; nil when all are.
  var due: ContinuousClock.Instant? { rest.isEmpty ? nil : earliest }

  /// Takes the next step.
  mutating func next() -> Replay.Line? {
    let line = rest.popFirst()
    if case .pause(let seconds) = line?.step { earliest = .now + .seconds(seconds) }
    return line
  }
}
