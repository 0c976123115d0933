/// people.csv, and after its rows the ids that only other tables mention.
///
/// A code below `knownCount` is a row of the file. Columns have one entry a known row.
package struct PeopleTable: Sendable {
  package enum Role: UInt8, Sendable { case ae, sdr, csm, manager, other, blank }

  package var isLoaded = false
  package var columns = ColumnSet()
  /// All ids: the file's rows first.
  package var ids = TextColumn()
  package var knownCount = 0
  package var name = TextColumn()
  package var role: [UInt8] = []
  package var roleWord = CodeColumn()
  package var team = CodeColumn()
  /// Code into people; −1 blank.
  package var manager: [Int32] = []
  package var hired: [Int32] = []
  /// The first day on which the person is gone.
  package var left: [Int32] = []

  package init() {}

  /// Number of ids, known or not.
  package var count: Int { ids.count }

  package func isManager(_ code: Int32) -> Bool {
    code >= 0 && Int(code) < knownCount && role[Int(code)] == Role.manager.rawValue
  }

  /// What to show for a code: the name, else the id; nil for blank.
  package func title(ofCode code: Int32) -> String? {
    if code < 0 { return nil }
    if Int(code) < knownCount, !name.isBlank(Int(code)) { return name[Int(code)] }
    return ids[Int(code)]
  }
}
