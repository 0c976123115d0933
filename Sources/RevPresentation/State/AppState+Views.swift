import RevBase
import RevModel

extension AppState {
  /// Goes to a pane; from any view that is back at the dashboard.
  mutating func focus(_ pane: PaneID) {
    if place.views.count > 1 {
      previous = place.views
      place.views = Array(place.views.prefix(1))
    }
    place.focus = pane
  }

  /// Opens a view right behind the dashboard.
  mutating func open(_ kind: ViewKind) {
    guard view.kind != kind else { return }
    previous = place.views
    place.views = [place.views[0], ViewState(kind)]
  }

  /// Opens what is behind the cursor.
  mutating func drill() -> [Effect] {
    switch view.kind {
    case .dashboard:
      // The deals at risk may still be learnt: their table fills when they are.
      guard let item = item(of: place.focus) ?? (place.focus == .risk ? .atRisk : nil) else {
        message = Message("there is nothing to open here")
        return []
      }
      open(item)
    case .movement, .funnel, .team, .cash, .hygiene, .anomalies, .forecastAudit, .quality:
      guard let item = lineItem else {
        message = Message("there is nothing to open here")
        return []
      }
      open(item)
    case .table:
      guard let row = view.selected else {
        message = Message("there is no row to open")
        return []
      }
      if case .table(.actions) = view.kind { return openObject(of: row) }
      if case .table(.journal) = view.kind { return openObject(of: row) }
      if view.kind == .table(.suppositions) {
        openSupposed(row)
        return []
      }
      guard view.table == .deals else {
        message = Message("there is nothing more behind this row")
        return []
      }
      push(ViewState(.inspector(deal: row)))
    case .inspector:
      message = Message("there is nothing more behind a deal")
    }
    return []
  }

  /// Opens the rows behind an item.
  private mutating func open(_ item: Item) {
    if case .audit(let line) = item {
      switch line {
      case .day(let day): travel(to: day)
      case .period(let start): travel(to: start - 1)
      case .method, .week, .band, .caller:
        message = Message([.key(.explain), .text(" explains it; the replayed days are below")])
      }
      return
    }
    var table = ViewState(.table(.item(item)))
    if case .deal(let row) = item {
      table = ViewState(.table(.item(.atRisk)))
      table.selected = row
      table.marks = place.paneMarks
    }
    push(table)
  }

  /// Shows the forecast of a past day: the whole cockpit as it was known then.
  private mutating func travel(to day: Day) {
    let before = place
    let isMonths = place.question.period.days < 40
    place.question.asOf = min(day, facts.home.asOf)
    place.question.period =
      isMonths ? facts.calendar.month(holding: day + 1) : facts.calendar.quarter(holding: day + 1)
    previous = place.views
    place.views = Array(place.views.prefix(1))
    place.focus = .forecast
    place.isZoomed = true
    remember(before)
    message = Message([
      .text("as known on \(day)   "), .key(.undo), .text(" goes back to the audit"),
    ])
  }

  mutating func push(_ view: ViewState) {
    previous = place.views
    place.views.append(view)
  }

  /// One step out: the text filter, then the view, then the zoom.
  mutating func stepOut() {
    if !view.filter.isEmpty {
      place.view.filter = ""
    } else if place.views.count > 1 {
      closeView()
    } else if place.isZoomed {
      place.isZoomed = false
    } else if place.against != nil {
      place.against = nil
      message = Message("the comparison is over")
    }
  }

  mutating func closeView() {
    guard place.views.count > 1 else { return }
    previous = place.views
    let closed = place.views.removeLast()
    // The pane's cursor follows what was done in its table.
    if case .table(.item(.atRisk)) = closed.kind, view.kind == .dashboard {
      place.paneMarks = closed.marks
      if let row = closed.selected { place.paneItems[.risk] = .deal(row) }
    }
  }

  mutating func swapViews() {
    guard let other = previous else { return }
    previous = place.views
    place.views = other
  }

  // MARK: - Rows

  mutating func markRow() {
    if view.kind == .dashboard {
      guard case .deal(let row) = item(of: .risk) else { return }
      if place.paneMarks.remove(row) == nil { place.paneMarks.insert(row) }
    } else if let row = view.selected {
      if place.view.marks.remove(row) == nil { place.view.marks.insert(row) }
    }
    move(.down)
  }

  mutating func sortBy(step: Int) {
    guard view.columnCount > 0 else { return }
    let current = (view.sort ?? view.defaultSort)?.column ?? (step > 0 ? -1 : 0)
    let column = (current + step + view.columnCount) % view.columnCount
    place.view.sort = SortOrder(
      column: column, isDescending: view.numericColumns.contains(column))
    place.view.column = column
  }

  /// Sorts by the column under the cursor; the second time the other way round.
  mutating func sortColumn() {
    guard view.columnCount > 0 else { return }
    if let sort = view.sort ?? view.defaultSort, sort.column == view.column {
      invertSort()
    } else {
      place.view.sort = SortOrder(
        column: view.column, isDescending: view.numericColumns.contains(view.column))
    }
  }

  mutating func invertSort() {
    guard var sort = view.sort ?? view.defaultSort else { return }
    sort.isDescending.toggle()
    place.view.sort = sort
  }

  // MARK: - Text filter

  mutating func beginFilter() {
    typingFrom = place
    place.view.typing = LineEdit(view.filter)
  }

  /// Keeps the typed text.
  mutating func keepFilter() {
    place.view.typing = nil
    if !view.filter.isEmpty { lastSearch = view.filter }
    if let before = typingFrom, before.view.filter != view.filter { remember(before) }
    typingFrom = nil
  }

  /// Puts the text and the cursor back to where they were before typing began.
  mutating func restoreFilter() {
    place.view.typing = nil
    if let before = typingFrom { place = before }
    typingFrom = nil
  }

  /// Goes to the next row that matches: every row of a narrowed table does.
  mutating func search(isForward: Bool) -> [Effect] {
    guard view.isTable, !view.rows.isEmpty else { return [] }
    if !view.filter.isEmpty {
      let count = view.rows.count
      moveRow(to: (view.cursor + (isForward ? 1 : count - 1)) % count)
      return []
    }
    guard let key = view.arrangedFor else { return [] }
    generation += 1
    asked.searchGeneration = generation
    return [
      .search(
        key, text: lastSearch, from: view.cursor, isForward: isForward, generation: generation)
    ]
  }
}
