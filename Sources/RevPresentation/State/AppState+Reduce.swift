import RevMetrics
import RevModel

extension AppState {
  /// Applies what happened and says what is to be done next.
  package mutating func reduce(_ action: Action) -> [Effect] {
    var effects: [Effect] = []
    switch action {
    case .started: effects = [.readJournal]
    case .resized(let size):
      fit(size)
    case .command(let command):
      message = nil
      // A command instead of the letter that was waited for ends the wait.
      guard chord == nil else {
        chord = nil
        break
      }
      effects = perform(command)
    case .edited(let line):
      message = nil
      effects = edit(line)
    case .lettered(let letter):
      message = nil
      useLetter(letter)
    case .wrongKey(let name):
      chord = nil
      message = Message([
        .text("\(name) does nothing here   "), .key(.help), .text(" lists the keys"),
      ])
    case .pointed(let pane, let item):
      message = nil
      place.focus = pane
      if let item { place.paneItems[pane] = item }
    case .rowPointed(let row):
      message = nil
      moveRow(to: row)
    case .modelReady: modelIsReady()
    case .qualityMeasured(let key, let answer): qualities[key] = answer
    case .modelProgress(let share): modelProgress = share
    case .anomaliesFound(let findings, let question): receive(findings, question)
    case .briefed(let briefing, let generation): receive(briefing, generation: generation)
    case .reportExists(let path): askToReplace(path)
    case .said(let text): message = Message(text)
    case .failed(let text): message = Message(text, isError: true)
    case .reloaded(let facts, let moves):
      reload(facts, moves)
      effects = [.readJournal]
    case .reloadFailed(let why):
      isStale = true
      message = Message("the old data is kept: \(why)", isError: true)
    case .marksExpired: reloaded = nil
    case .topicNamed(let topic): receive(topic)
    case .objectFound(let target): open(target)
    case .actsPrepared(let acts, let said):
      if !acts.isEmpty { effects = [.writeJournal(acts, said: said)] }
    case .journalRead(let book, let said): effects = receive(book, said: said)
    case .journalRefused(let why): refuse(why)
    case .answered, .arranged, .inspected, .explained, .valuesCounted, .found:
      receive(action)
    case .scenarioMade, .scenarioOpened: effects = receiveScenario(action)
    case .supposed, .supposeRefused, .exportNamed, .exported, .exportRefused, .pathCompleted:
      receiveInPrompt(action)
    }
    return effects + sync()
  }

  // MARK: - Answers

  private mutating func receive(_ action: Action) {
    switch action {
    case .answered(let answers, let generation):
      guard generation == asked.answerGeneration, let request = asked.answer else { return }
      self.answers = answers
      asked.answered = request
      asked.answer = nil
      countChanges(in: answers)
    case .arranged(let arrangement, let generation):
      guard generation == asked.arrangementGeneration, asked.arrangement == arrangement.key
      else { return }
      asked.arrangement = nil
      receive(arrangement)
    case .inspected(let lines, let generation):
      guard generation == asked.inspectionGeneration, let inspection = asked.inspection
      else { return }
      asked.inspection = nil
      guard case .inspector(inspection.deal) = view.kind else { return }
      place.view.lineCount = lines
      place.view.inspectedFor = inspection
      scroll(to: place.view.top)
    case .explained(let lines, let generation):
      guard generation == asked.explanationGeneration, case .explain(var state) = overlay
      else { return }
      state.lineCount = lines
      overlay = .explain(state)
    case .valuesCounted(let values, let generation):
      guard generation == asked.valuesGeneration, case .picker(var picker) = overlay
      else { return }
      let current = picker.values.isEmpty ? picker.marked.first : picker.chosen?.id
      picker.values = values
      picker.cursor = picker.matching.firstIndex { $0.id == current } ?? 0
      overlay = .picker(picker)
    case .found(let position, let generation):
      guard generation == asked.searchGeneration else { return }
      if let position {
        moveRow(to: position)
      } else {
        message = Message("no row with '\(lastSearch)'")
      }
    default: break
    }
  }

  /// Takes rows over; the cursor stays on its row where that is still there.
  private mutating func receive(_ arrangement: Arrangement) {
    guard view.isTable else { return }
    var view = view
    view.rows = arrangement.rows
    view.totals = arrangement.totals
    view.table = arrangement.table
    view.columnCount = arrangement.columnCount
    view.numericColumns = arrangement.numericColumns
    view.defaultSort = arrangement.defaultSort
    view.arrangedFor = arrangement.key
    view.column = max(0, min(view.column, arrangement.columnCount - 1))
    if let selected = view.selected, let position = view.rows.firstIndex(of: selected) {
      view.cursor = position
    }
    view.cursor = max(0, min(view.cursor, view.rows.count - 1))
    view.selected = view.rows.isEmpty ? nil : view.rows[view.cursor]
    place.view = view
    reveal()
  }

  /// Says once after a reload how many numbers changed.
  private mutating func countChanges(in answers: Answers) {
    guard var marks = reloaded, !marks.isCounted, marks.question == answers.now.question
    else { return }
    marks.isCounted = true
    reloaded = marks
    let changed = MetricID.allCases.count { marks.before.now.hasChanged($0, in: answers.now) }
    let deals = Format.count(facts.dealCount, "deal")
    let rows = marks.deals.count
    let mark = rows == 0 ? "" : ", marked ~ for a minute"
    message = Message(
      changed == 0 && rows == 0
        ? "reloaded: \(deals), no number changed"
        : "reloaded: \(deals), \(Format.count(changed, "number")) and "
          + "\(Format.count(rows, "deal")) changed\(mark)")
  }

  /// What waited for the model can be answered.
  private mutating func modelIsReady() {
    modelProgress = nil
    asked.answered = nil
    // Rows and stories that waited for the model are asked for again.
    for index in place.views.indices {
      place.views[index].arrangedFor = nil
      place.views[index].inspectedFor = nil
    }
  }

  private mutating func reload(_ facts: SnapshotFacts, _ moves: RowMoves) {
    let moved = moves.deals
    isStale = false
    let before = isCurrent ? answers : nil
    let wasHome = place.question.asOf == self.facts.home.asOf
    self.facts = facts
    place.question.asOf = wasHome ? facts.home.asOf : min(place.question.asOf, facts.home.asOf)
    done = []
    undone = []
    bookmarks = [:]
    previous = nil
    asked = Asked()
    qualities = [:]
    anomalies = [:]
    overlay = nil
    typingFrom = nil
    place.views = place.views.compactMap { old in
      var view = old
      view.arrangedFor = nil
      view.typing = nil
      view.inspectedFor = nil
      view.selected = view.selected.flatMap { moved[$0] }
      view.marks = Set(view.marks.compactMap { moved[$0] })
      if case .inspector(let deal) = view.kind {
        guard let row = moved[deal] else { return nil }
        view.kind = .inspector(deal: row)
      }
      return view
    }
    place.paneMarks = Set(place.paneMarks.compactMap { moved[$0] })
    place.question.whatIf = place.question.whatIf.compactMap { moves.moved($0) }
    reloaded = before.map {
      ReloadMarks(question: place.question, before: $0, deals: moves.changed)
    }
    if case .deal(let row) = place.paneItems[.risk] {
      place.paneItems[.risk] = moved[row].map(Item.deal)
    }
    message = Message("reloaded: \(Format.count(facts.dealCount, "deal"))")
  }
}
