import RevBase
import RevMetrics
import RevModel

/// The number, cell or table under the cursor as plain text for the clipboard.
extension Presenter {
  /// The number or cell under the cursor, or the whole table as tab-separated text.
  package mutating func copyText(for state: AppState, wholeTable: Bool) -> String? {
    if case .explain(let explain) = state.overlay { return number(of: explain.item, state) }
    guard case .table(let source) = state.view.kind else {
      switch state.view.kind {
      case .dashboard where !wholeTable:
        return state.item(of: state.place.focus).flatMap { number(of: $0, state) }
      case .movement, .funnel, .team, .cash, .hygiene, .anomalies, .forecastAudit, .quality:
        return wholeTable ? nil : state.lineItem.flatMap { number(of: $0, state) }
      case .inspector(let deal): return wholeTable ? nil : number(of: .deal(deal), state)
      case .dashboard, .table: return nil
      }
    }
    let table = open(source, state.question)
    let reader = reader(table, state.question, masksNames: state.masksNames)
    if !wholeTable {
      guard let row = state.view.selected, state.view.column < table.columns.count else {
        return nil
      }
      return table.columns[state.view.column].value(reader, Int(row)).plain
    }
    let head = table.columns.map(\.title).joined(separator: "\t")
    let lines = state.view.rows.map { row in
      table.columns.map { Self.flat($0.value(reader, Int(row)).plain) }.joined(separator: "\t")
    }
    return ([head] + lines).joined(separator: "\n") + "\n"
  }

  /// The plain number of an item: no grouping, no unit.
  private mutating func number(of item: Item, _ state: AppState) -> String? {
    switch item {
    case .metric(let id):
      return state.answers?.now[id].value?.plain
    case .deal(let row):
      return Money(cents: context(state.question).book.state.amount[Int(row)]).description
    default:
      let amounts = listing(.item(item), state.question).amounts ?? []
      let sum = amounts.reduce(Int128(0)) { $0 + Int128($1) }
      return Int64(exactly: sum).map { Money(cents: $0).description }
    }
  }

  /// Without the characters that separate cells and rows.
  private static func flat(_ text: String) -> String {
    String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }
}
