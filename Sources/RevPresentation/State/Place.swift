package import RevModel

/// Where the person is and what is asked: what undo restores.
package struct Place: Equatable, Sendable {
  package var question: Question
  /// From the dashboard to the view on the screen; never empty.
  package var views: [ViewState]
  package var focus = PaneID.pipeline
  package var isZoomed = false
  /// The item under the cursor of each pane; nil stands on the pane's first number.
  package var paneItems: [PaneID: Item] = [:]
  /// Marked deals of the at-risk pane.
  package var paneMarks: Set<Int32> = []

  package init(question: Question) {
    self.question = question
    views = [ViewState(.dashboard)]
  }

  /// The view on the screen.
  package var view: ViewState {
    get { views[views.count - 1] }
    set { views[views.count - 1] = newValue }
  }
}
