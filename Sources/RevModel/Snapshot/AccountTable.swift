/// accounts.csv, and after its rows the ids that only other tables mention.
///
/// A code below `knownCount` is a row of the file. Columns have one entry a known row.
package struct AccountTable: Sendable {
  package var isLoaded = false
  package var columns = ColumnSet()
  /// All ids: the file's rows first.
  package var ids = TextColumn()
  package var knownCount = 0
  package var name = TextColumn()
  package var segment = CodeColumn()
  package var region = CodeColumn()
  package var industry = CodeColumn()
  package var tier = CodeColumn()
  /// Code into accounts; −1 blank.
  package var parent: [Int32] = []
  /// Code into people; −1 blank.
  package var owner: [Int32] = []
  package var created: [Int32] = []

  package init() {}

  /// Number of ids, known or not.
  package var count: Int { ids.count }

  /// What to show for a code: the name, else the id; nil for blank.
  package func title(ofCode code: Int32) -> String? {
    if code < 0 { return nil }
    if Int(code) < knownCount, !name.isBlank(Int(code)) { return name[Int(code)] }
    return ids[Int(code)]
  }
}
