import RevMetrics
import RevModel
import RevPresentation
import RevTesting
import Testing

/// Random keys keep what must always hold.
@Suite struct RandomWalkTests {
  /// SplitMix64.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test(arguments: 1...8)
  func anySequenceOfActionsKeepsTheStateWhole(_ seed: Int) throws {
    var cockpit = try StateDriver()
    var dice = Dice(state: UInt64(seed))
    let commands = CommandID.allCases.filter { $0 != .quit && $0 != .close }
    var generation = 0
    for _ in 0..<120 {
      switch Int.random(in: 0..<12, using: &dice) {
      case 0: cockpit.type(["", "a", "con", "ü[31m", "(none)"].randomElement(using: &dice) ?? "")
      case 1: cockpit.send(.lettered(["a", "b"].randomElement(using: &dice) ?? "a"))
      case 2:
        cockpit.send(
          .resized(
            ScreenSize(
              columns: Int.random(in: 0...220, using: &dice),
              rows: Int.random(in: 0...70, using: &dice))))
      default: cockpit.run(commands.randomElement(using: &dice) ?? .down)
      }
      try check(&cockpit, &generation)
    }
    // Whatever is open, quitting ends it.
    cockpit.run(.cancel, .cancel, .quit)
    cockpit.run(.quit)
    #expect(!cockpit.state.isRunning)
  }

  private func check(_ cockpit: inout StateDriver, _ generation: inout Int) throws {
    let state = cockpit.state
    #expect(!state.place.views.isEmpty)
    #expect(state.place.views[0].kind == .dashboard)
    #expect(state.question.asOf <= state.facts.home.asOf)
    #expect(state.isCurrent)
    let view = state.view
    if view.isTable {
      #expect(view.rows.isEmpty || view.rows.indices.contains(view.cursor))
      #expect(view.selected == (view.rows.isEmpty ? nil : view.rows[view.cursor]))
      #expect(view.top >= 0 && view.top <= max(0, view.rows.count - 1))
      #expect(view.cursor - view.top < max(1, state.tableRows))
    }
    if case .inspector = view.kind {
      #expect(view.top >= 0 && view.top <= max(0, view.lineCount - 1))
    }
    for pane in PaneID.allCases {
      let items = PaneItems.items(of: pane, state.answers)
      #expect(state.item(of: pane).map { items.contains($0) } ?? items.isEmpty)
    }
    let model = cockpit.presenter.model(for: state)
    #expect(model.path.count == state.place.views.count)
    generation += 1
  }
}
