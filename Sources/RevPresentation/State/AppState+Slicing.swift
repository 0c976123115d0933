import RevBase
import RevModel

extension AppState {
  mutating func shiftPeriod(_ steps: Int) {
    place.question.period = facts.calendar.shift(place.question.period, by: steps)
  }

  /// Moves the as-of day, at most to the snapshot's own.
  mutating func shiftDay(_ days: Int) {
    let day = place.question.asOf + days
    place.question.asOf = min(day, facts.home.asOf)
    if !isTimeTravel { message = Message("back at the snapshot's own day") }
  }

  /// Back to the question of the start: slicers, text, period, day, comparison and what-if end.
  mutating func clear() {
    let hadWhatIf = !place.question.whatIf.isEmpty || !view.normal.isEmpty
    if place.question == facts.home, place.against == nil, view.filter.isEmpty, !hadWhatIf {
      message = Message("there is nothing to clear")
    }
    place.question = facts.home
    place.against = nil
    place.scenario = nil
    place.view.filter = ""
    place.view.normal = []
    if hadWhatIf {
      message = Message([.text("the what-if is over   "), .key(.undo), .text(" brings it back")])
    }
  }

  // MARK: - Pickers

  mutating func pick(_ subject: PickerSubject) {
    let marked: Set<String> =
      switch subject {
      case .dimension(let dimension): Set(place.question.slicers[dimension] ?? [])
      case .period: [place.question.period.label]
      case .against: place.against.map { [$0.text] } ?? []
      case .whatIf: Set(view.normal.map { WhatIfChoice.normal($0).id })
      case .dimensions, .stage, .scenarios: []
      }
    var picker = PickerState(subject, marked: marked, before: place.question)
    if subject == .scenarios { picker.values = scenarioValues }
    overlay = .picker(picker)
  }

  mutating func toggleValue() {
    guard case .picker(var picker) = overlay, let value = picker.chosen else { return }
    switch picker.subject {
    case .dimension:
      if picker.marked.remove(value.id) == nil { picker.marked.insert(value.id) }
      picker.isTouched = true
      picker.cursor = min(picker.cursor + 1, picker.matching.count - 1)
    case .period: picker.marked = [value.id]
    case .dimensions, .against, .whatIf, .stage, .scenarios: return
    }
    overlay = .picker(picker)
    preview(picker)
  }

  /// Shows the effect of the marks on the dashboard behind.
  private mutating func preview(_ picker: PickerState) {
    switch picker.subject {
    case .dimension(let dimension):
      // In the order of the list, so that equal marks are equal questions.
      let listed = picker.values.map(\.id).filter { picker.marked.contains($0) }
      let unlisted = picker.marked.subtracting(listed).sorted()
      place.question.slicers[dimension] = listed + unlisted
    case .period:
      if let id = picker.marked.first,
        let period = picker.values.first(where: { $0.id == id })?.period
      {
        place.question.period = period
      }
    case .dimensions, .against, .whatIf, .stage, .scenarios: break
    }
  }

  mutating func acceptPicker(_ picker: PickerState) -> [Effect] {
    if let obstacle = picker.chosen?.obstacle {
      message = Message(obstacle)
      return []
    }
    var picker = picker
    switch picker.subject {
    case .dimensions:
      guard let value = picker.chosen else { return [] }
      let dimension = Dimension(value.id)
      if let obstacle = value.obstacle {
        message = Message(obstacle)
        return []
      }
      pick(.dimension(dimension))
      return []
    case .against:
      acceptAgainst(picker)
      return []
    case .whatIf(let deals): return acceptWhatIf(picker, deals)
    case .stage(let deals):
      guard let value = picker.chosen else { return [] }
      return suppose("stage=\"\(value.id)\"", deals)
    case .scenarios: return openScenario(picker)
    case .dimension:
      // Enter without any mark takes the value under the cursor.
      if !picker.isTouched, let value = picker.chosen { picker.marked = [value.id] }
    case .period:
      guard let value = picker.chosen else {
        acceptTypedPeriod(picker)
        return []
      }
      picker.marked = [value.id]
    }
    preview(picker)
    finish(picker)
    return []
  }

  /// A period that is typed, such as `2026-08-01..2026-10-31`.
  private mutating func acceptTypedPeriod(_ picker: PickerState) {
    do {
      place.question.period = try facts.calendar.period(picker.query.text)
      finish(picker)
    } catch {
      message = Message("\(error)", isError: true)
    }
  }

  private mutating func finish(_ picker: PickerState) {
    overlay = nil
    var before = place
    before.question = picker.before
    remember(before)
  }

  // MARK: - As-of day

  mutating func acceptPrompt(_ prompt: PromptState) -> [Effect] {
    if prompt.isSaving { return [] }
    switch prompt.purpose {
    case .asOfDay: acceptDay(prompt)
    case .amount(let deals): return suppose("amount=\(prompt.line.text)", deals)
    case .closeDate(let deals): return suppose("close=\(prompt.line.text)", deals)
    case .scenarioName: return keepScenario(prompt)
    case .exportPath: return export(prompt)
    case .snooze(let source, let rows): return acceptSnooze(prompt, source, rows)
    case .dismiss(let source, let rows): return acceptDismissal(prompt, source, rows)
    case .report(let replacing): return acceptReport(prompt, replacing)
    }
    return []
  }

  private mutating func acceptDay(_ prompt: PromptState) {
    var prompt = prompt
    let text = prompt.line.text.filter { $0 != " " }
    guard let day = text.lowercased() == "today" ? facts.home.asOf : Day(text) else {
      prompt.fault = "'\(prompt.line.text)' is no day; write 2026-11-16, or today"
      overlay = .prompt(prompt)
      return
    }
    guard day <= facts.home.asOf else {
      prompt.fault = "nothing is known after \(facts.home.asOf)"
      overlay = .prompt(prompt)
      return
    }
    let before = place
    place.question.asOf = day
    overlay = nil
    remember(before)
  }
}
