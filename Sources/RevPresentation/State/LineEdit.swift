/// A line of text being typed: what it says and where the cursor is.
///
/// How it is edited is decided by the field that the panes draw; this is the value that is kept.
package struct LineEdit: Hashable, Sendable {
  package var text: String
  /// Characters before the cursor.
  package var cursor: Int

  package init(_ text: String = "") {
    self.text = text
    cursor = text.count
  }

  package init(_ text: String, cursor: Int) {
    self.text = text
    self.cursor = max(0, min(cursor, text.count))
  }
}
