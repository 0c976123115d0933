import RevPresentation
import RevTesting
import Testing

/// What `e` says about the lines of the dashboard that are no numbers of the book.
@Suite struct ExplainedLinesTests {
  /// The lines of the box over each number of a pane, by the box's title.
  private func boxes(_ pane: CommandID) throws -> [(title: String, lines: [ExplainModel.Line])] {
    var cockpit = try StateDriver(fitsModels: true)
    cockpit.run(pane, .first)
    var found: [(title: String, lines: [ExplainModel.Line])] = []
    for _ in 0..<60 {
      cockpit.run(.explain)
      guard case .explain(let box) = cockpit.presenter.model(for: cockpit.state).overlay else {
        Issue.record("nothing is explained")
        break
      }
      if found.last?.title == box.title { break }
      found.append((box.title, box.lines))
      cockpit.run(.cancel, .down)
    }
    return found
  }

  @Test(arguments: [CommandID.focusPipeline, .focusRisk, .focusForecast, .focusRetention])
  func everyNumberOfTheDashboardSaysHowItIsMade(_ pane: CommandID) throws {
    let boxes = try boxes(pane)
    #expect(boxes.count > 3)
    for (title, lines) in boxes {
      let labels = Set(lines.map(\.label))
      for label in ["What it says", "Formula", "Counted", "Left out", "Source"] {
        #expect(labels.contains(label), "\(title) has no line '\(label)'")
      }
    }
  }
}
