package import RevModel
import RevRisk

/// Where the person is and what is asked: what undo restores.
package struct Place: Equatable, Sendable {
  package var question: Question
  /// What the whole screen is compared with; nil for the usual small changes.
  package var against: Against?
  /// The scenario that the suppositions were opened from; nil when they were made here.
  package var scenario: Scenario?
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

extension Place {
  /// What makes one look at the numbers another than the next: everything but cursors.
  struct Look: Equatable {
    var question: Question
    var against: Against?
    var isZoomed: Bool
    var marks: Set<Int32>
    var views: [View]

    struct View: Equatable {
      var kind: ViewKind
      var sort: SortOrder?
      var filter: String
      var isWide: Bool
      var marks: Set<Int32>
      var normal: Set<RiskReason.Kind>
    }
  }

  var look: Look {
    Look(
      question: question, against: against, isZoomed: isZoomed, marks: paneMarks,
      views: views.map {
        Look.View(
          kind: $0.kind, sort: $0.sort, filter: $0.filter, isWide: $0.isWide, marks: $0.marks,
          normal: $0.normal)
      })
  }
}
