/// A table as it is to be drawn: only the rows that can be seen.
package struct TableModel: Equatable, Sendable {
  package struct Column: Equatable, Sendable {
    package var title: String
    package var isNumeric: Bool
    package var minimum: Int
    package var ideal: Int
    package var flex: Int
    /// Higher ones are dropped first where room is short; 0 never.
    package var priority: Int
  }

  package struct Cell: Equatable, Sendable {
    package var text: String
    package var tone: Tone

    package init(_ text: String, _ tone: Tone = .text) {
      self.text = text
      self.tone = tone
    }
  }

  package struct Row: Equatable, Sendable {
    package var cells: [Cell]
    package var isMarked: Bool
    /// Whether the files say something else about it since they were read again.
    package var isChanged = false
  }

  package var title: String
  package var note: String
  package var columns: [Column]
  package var rows: [Row]
  package var totals: [Cell]
  package var first: Int
  package var selected: Int?
  package var selectedColumn: Int
  package var sort: SortOrder?
  package var isWide: Bool
  package var count: Int
  package var markCount: Int
  /// What the marked rows add up to; empty where they do not.
  package var markSum: String
  /// In place of rows when there are none.
  package var empty: [Phrase]
  /// The text filter while it is typed.
  package var typing: LineEdit?
  /// What stands below the rows about the one under the cursor.
  package var detail: [DetailLine] = []
  /// Lines that are kept for it; 0 where the table has none.
  package var detailRows = 0

  /// A line of it.
  package struct DetailLine: Equatable, Sendable {
    package var label: String
    package var text: String
    package var tone: Tone

    package init(_ label: String, _ text: String, _ tone: Tone = .text) {
      self.label = label
      self.text = text
      self.tone = tone
    }
  }
}
