import RevPresentation
import TermCells

/// What lies over the view: one box, with its keys in the lower line.
struct OverlayView {
  let model: OverlayModel
  let keys: Keymap

  func draw(in area: Rect, on surface: inout Surface) {
    switch model {
    case .picker(let picker):
      PickerView(model: picker, keys: keys).draw(in: area, on: &surface)
    case .explain(let explain):
      ExplainView(model: explain, keys: keys).draw(in: area, on: &surface)
    case .help(let help): HelpView(model: help, keys: keys).draw(in: area, on: &surface)
    case .palette(let palette):
      PaletteView(model: palette, keys: keys).draw(in: area, on: &surface)
    case .prompt(let prompt): PromptView(model: prompt, keys: keys).draw(in: area, on: &surface)
    case .compose(let compose):
      ComposeView(model: compose, keys: keys).draw(in: area, on: &surface)
    }
  }
}

extension Keymap {
  /// `Space mark   Enter apply`: keys with what they do, for the lower line of a box.
  func footer(_ items: [(CommandID, String)]) -> String {
    items.map { "\(name($0.0)) \($0.1)" }.joined(separator: "   ")
  }
}

/// A list with a line of typed text above it, scrolled so that the chosen row is seen.
struct ChoiceList {
  var rows: Int
  var selected: Int

  /// The rows that are seen in `height` lines.
  func window(_ height: Int) -> Range<Int> {
    var viewport = Viewport()
    viewport.reveal(selected, count: rows, height: height)
    return viewport.rows(count: rows, height: height)
  }
}
