import TermCells

/// Text from data on its way to a terminal that is not drawn by us.
package enum TextGate {
  /// One line with everything that could act on a terminal made visible.
  package static func line(_ text: String) -> String {
    DisplayText.cleaned(text)
  }
}
