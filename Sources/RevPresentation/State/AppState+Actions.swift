package import RevBase
import RevMetrics
import RevModel
import RevRisk

/// Where the person wants an action to stand.
package enum ActionMove: Hashable, Sendable {
  case accept, finish
  case snooze(until: Day)
  case dismiss(reason: String)
}

/// What stands behind a row of the lists of actions and of the journal.
package enum ObjectTarget: Hashable, Sendable {
  /// Row of deals.csv.
  case deal(Int32)
  /// The rows of an item, with the cursor on one of them.
  case rows(Item, selected: Int32?)
}

extension AppState {
  /// The rows that a command of the list acts on: the marked ones, else the one under the cursor.
  private var actedRows: [Int32] {
    if !view.marks.isEmpty { return view.rows.filter { view.marks.contains($0) } }
    return view.selected.map { [$0] } ?? []
  }

  mutating func moveActions(_ move: ActionMove) -> [Effect] {
    guard case .table(let source) = view.kind else { return [] }
    let rows = actedRows
    guard !rows.isEmpty else {
      message = Message("there is no action here")
      return []
    }
    place.view.marks = []
    return [.prepareActs(source, rows: rows, question, move)]
  }

  mutating func askAboutActions(
    _ purpose: (RowSource, [Int32]) -> PromptState.Purpose
  ) {
    guard case .table(let source) = view.kind else { return }
    let rows = actedRows
    guard !rows.isEmpty else {
      message = Message("there is no action here")
      return
    }
    var prompt = PromptState(purpose(source, rows))
    if case .snooze = prompt.purpose {
      prompt.line = LineEdit("\(facts.home.asOf + (7 - facts.home.asOf.weekday))")
    }
    overlay = .prompt(prompt)
  }

  mutating func acceptSnooze(
    _ prompt: PromptState, _ source: RowSource, _ rows: [Int32]
  ) -> [Effect] {
    var prompt = prompt
    guard let day = DayWords.day(prompt.line.text, today: facts.home.asOf), day > facts.home.asOf
    else {
      prompt.fault = "write a day after \(facts.home.asOf), such as 2026-11-23, mon or +7"
      overlay = .prompt(prompt)
      return []
    }
    overlay = nil
    place.view.marks = []
    return [.prepareActs(source, rows: rows, question, .snooze(until: day))]
  }

  mutating func acceptDismissal(
    _ prompt: PromptState, _ source: RowSource, _ rows: [Int32]
  ) -> [Effect] {
    var prompt = prompt
    let reason = prompt.line.text.trimmingSpaces
    guard !reason.isEmpty else {
      prompt.fault = "say why: the next meeting will ask"
      overlay = .prompt(prompt)
      return []
    }
    overlay = nil
    place.view.marks = []
    return [.prepareActs(source, rows: rows, question, .dismiss(reason: reason))]
  }

  // MARK: - Objects

  mutating func openObject(of row: Int32) -> [Effect] {
    guard case .table(let source) = view.kind else { return [] }
    return [.openObject(source, row: row, question)]
  }

  mutating func open(_ target: ObjectTarget?) {
    switch target {
    case .deal(let row): push(ViewState(.inspector(deal: row)))
    case .rows(let item, let selected):
      var table = ViewState(.table(.item(item)))
      table.selected = selected
      push(table)
    case nil: message = Message("no rows stand behind this one")
    }
  }

  // MARK: - Stalled deals

  /// From the deals at risk to those that are stalled, and back.
  mutating func toggleStalled() {
    let stalled = RowSource.item(.riskFlag(.stalled))
    switch view.kind {
    case .table(stalled): place.view = ViewState(.table(.item(.atRisk)))
    case .table: place.view = ViewState(.table(stalled))
    default: push(ViewState(.table(stalled)))
    }
  }
}
