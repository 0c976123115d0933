import RevBase
import RevMetrics
import RevModel

/// The order of the rows that were peeked at last, kept while the cursor stands on their number.
struct OpenPeek {
  var arrangement: Arrangement
}

extension Presenter {
  /// Most rows that are put in order for a glance; more take longer than a key may, and Enter lists
  /// them all the same.
  static let peekLimit = 20_000
  /// More rows than any screen has room for.
  private static let peekRows = 60

  /// The first rows behind an item; nil where its rows are in no table, or too many for a glance.
  mutating func peek(_ item: Item, _ state: AppState) -> PeekModel? {
    // A line of text has no rows to look at.
    if case .line = item { return nil }
    let question = state.question
    guard isPatient || isOpen(.item(item), question) else {
      isIncomplete = true
      return nil
    }
    let table = open(.item(item), question)
    guard table.listing.rows.count <= Self.peekLimit else { return nil }
    var model = PeekModel(
      title: title(of: item, state), note: "", columns: [], rows: [],
      count: table.listing.rows.count, empty: plain(table.listing.reason ?? "no rows", question))
    guard !table.listing.rows.isEmpty, !table.columns.isEmpty else { return model }
    let key = Arrangement.Key(
      source: .item(item), question: question, sort: nil, filter: "",
      base: state.comparedQuestion)
    let arrangement: Arrangement
    if let known = peeked, known.arrangement.key == key {
      arrangement = known.arrangement
    } else if !isPatient {
      isIncomplete = true
      return nil
    } else {
      arrangement = arrange(key)
      peeked = OpenPeek(arrangement: arrangement)
    }
    let reader = reader(table, question, masksNames: state.masksNames)
    model.columns = table.columns.map(Self.column)
    model.rows = arrangement.rows.prefix(Self.peekRows).map { row in
      Self.cells(row, table, reader)
    }
    model.note = note(arrangement.totals, of: table.listing.table)
    return model
  }
}
