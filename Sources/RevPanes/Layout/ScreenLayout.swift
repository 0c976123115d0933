package import RevPresentation
package import TermCells

/// Where everything stands: a pure function of the size, the focus and the zoom.
package struct ScreenLayout: Equatable, Sendable {
  package var title: Rect
  package var slicers: Rect
  package var body: Rect
  package var path: Rect
  package var keys: Rect
  /// Where each pane stands; hidden panes are not in it.
  package var panes: [PaneID: Rect] = [:]
  /// The row with the names of all panes, where only one is shown.
  package var strip: Rect?
  /// The inspector beside the panes or the view.
  package var side: Rect?
  /// A view that takes the body.
  package var view: Rect

  package init(
    _ size: ScreenSize, focus: PaneID = .pipeline, isZoomed: Bool = false, isDashboard: Bool = true,
    hasSide: Bool = true
  ) {
    let screen = Rect(x: 0, y: 0, width: size.columns, height: size.rows)
    title = screen.row(0)
    slicers = screen.row(1)
    path = screen.row(size.rows - 2)
    keys = screen.row(size.rows - 1)
    body = screen.inset(top: 2, bottom: 2)
    view = body
    let isLarge = size.hasInspector && hasSide
    if isLarge {
      let parts = body.columns([.fraction(73, of: 100), .fill(1)])
      view = parts[0]
      side = parts[1]
    }
    guard isDashboard else { return }
    if isZoomed {
      panes[focus] = view
    } else if isLarge {
      let columns = view.columns([.fraction(43, of: 100), .fill(1)])
      stack(.pipeline, .forecast, in: columns[0])
      stack(.risk, .retention, in: columns[1])
    } else if size.hasGrid {
      let columns = view.columns([.fraction(1, of: 2), .fill(1)])
      stack(.pipeline, .forecast, in: columns[0])
      stack(.risk, .retention, in: columns[1])
    } else {
      let rows = view.rows([.fixed(1), .fill(1)])
      strip = rows[0]
      panes[focus] = rows[1]
    }
  }

  private mutating func stack(_ upper: PaneID, _ lower: PaneID, in column: Rect) {
    let rows = column.rows([.fill(1), .fill(1)])
    panes[upper] = rows[0]
    panes[lower] = rows[1]
  }

  /// The pane at a place, for the mouse.
  package func pane(x: Int, y: Int) -> PaneID? {
    PaneID.allCases.first { panes[$0]?.contains(x: x, y: y) == true }
  }
}
