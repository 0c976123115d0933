/// The first rows behind the number under the cursor, shown where a view of lines leaves room.
package struct PeekModel: Equatable, Sendable {
  /// What the number is called.
  package var title: String
  /// `4 deals  104K`.
  package var note: String
  package var columns: [TableModel.Column]
  /// The first rows in the order in which the drill lists them.
  package var rows: [[TableModel.Cell]]
  /// All rows behind the number.
  package var count: Int
  /// In place of rows when there are none.
  package var empty: String
}
