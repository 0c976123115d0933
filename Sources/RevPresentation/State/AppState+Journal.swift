import RevBase
import RevJournal
import RevMetrics
import RevModel

extension AppState {
  // MARK: - Writing

  /// Opens the form for a note, a decision or an action about what the cursor stands on.
  mutating func compose(_ forms: [ComposeState.Form] = [.note, .decision, .action]) -> [Effect] {
    overlay = .compose(ComposeState(forms))
    return [.nameTopic(topicSource, question)]
  }

  /// Opens the form for the call of the owner under the cursor.
  mutating func composeCall() -> [Effect] { compose([.call, .override]) }

  /// What the cursor stands on.
  package var topicSource: TopicSource {
    switch view.kind {
    case _ where meeting != nil: return .company
    case .table(let source):
      if let row = view.selected { return .row(source, row) }
      if case .item(let item) = source { return .item(item) }
      return .company
    case .inspector(let deal): return .item(.deal(deal))
    case .dashboard: return item(of: place.focus).map(TopicSource.item) ?? .company
    default: return lineItem.map(TopicSource.item) ?? .company
    }
  }

  /// Takes the name of the topic over, with the owner and the day that are usual for it.
  mutating func receive(_ topic: JournalTopic) {
    guard case .compose(var compose) = overlay else { return }
    compose.topic = topic
    if compose.lines[.owner] == nil, !topic.owner.isEmpty {
      let name = facts.people.first { $0.id == topic.owner }?.name
      compose.lines[.owner] = LineEdit(masksNames ? topic.owner : name ?? topic.owner)
    }
    if compose.lines[.due] == nil {
      compose.lines[.due] = LineEdit("\(DayWords.usualDue(facts.home.asOf))")
    }
    overlay = .compose(compose)
  }

  mutating func nextForm() {
    guard case .compose(var compose) = overlay else { return }
    let index = compose.forms.firstIndex(of: compose.form) ?? 0
    compose.form = compose.forms[(index + 1) % compose.forms.count]
    if !compose.form.fields.contains(compose.field) { compose.field = compose.form.fields[0] }
    compose.fault = nil
    overlay = .compose(compose)
  }

  func moved(_ compose: ComposeState, _ command: CommandID) -> ComposeState {
    var compose = compose
    let fields = compose.form.fields
    let index = fields.firstIndex(of: compose.field) ?? 0
    switch command {
    case .up: compose.field = fields[max(0, index - 1)]
    case .down: compose.field = fields[min(fields.count - 1, index + 1)]
    default: break
    }
    return compose
  }

  /// Enter: on to the next field, and from the last one into the journal.
  mutating func acceptCompose(_ compose: ComposeState) -> [Effect] {
    var compose = compose
    if compose.isSaving { return [] }
    if let fault = fault(compose, compose.field) {
      compose.fault = fault
      overlay = .compose(compose)
      return []
    }
    if compose.field != compose.form.fields.last {
      compose = moved(compose, .down)
      compose.fault = nil
      overlay = .compose(compose)
      return []
    }
    for field in compose.form.fields {
      guard let fault = fault(compose, field) else { continue }
      compose.field = field
      compose.fault = fault
      overlay = .compose(compose)
      return []
    }
    compose.isSaving = true
    overlay = .compose(compose)
    return [.writeJournal([.add(draft(compose))], said: "\(compose.form.rawValue) written")]
  }

  /// What is wrong with one field; nil when it can be saved.
  private func fault(_ compose: ComposeState, _ field: ComposeState.Field) -> String? {
    let text = compose.text(field)
    switch field {
    case .text:
      return text.isEmpty ? "write what the \(compose.form.rawValue) is" : nil
    case .owner, .author:
      if text.isEmpty { return nil }
      if case .failure(let fault) = PersonMatch.find(text, facts.people) { return fault.words }
      return nil
    case .due:
      if text.isEmpty || DayWords.day(text, today: facts.home.asOf) != nil { return nil }
      return "'\(text)' is no day; \(DayWords.hint)"
    case .amount:
      if AmountWords.money(text) != nil { return nil }
      return "write an amount such as 1250000, 1.25M or 480k"
    case .reason:
      return text.isEmpty && compose.form == .override ? "an override needs its reason" : nil
    }
  }

  private func draft(_ compose: ComposeState) -> JournalDraft {
    let topic = compose.topic ?? JournalTopic()
    func person(_ field: ComposeState.Field) -> String {
      guard case .success(let id) = PersonMatch.find(compose.text(field), facts.people) else {
        return ""
      }
      return id
    }
    switch compose.form {
    case .note, .decision, .action:
      let hasMore = compose.form != .note
      return JournalDraft(
        compose.form.kind, about: topic.object, title: compose.text(.text),
        details: topic.details, owner: hasMore ? person(.owner) : "",
        due: hasMore ? DayWords.day(compose.text(.due), today: facts.home.asOf) : nil)
    case .call, .override:
      return CallEntry(
        person: topic.owner, period: question.period, day: facts.home.asOf,
        amount: AmountWords.money(compose.text(.amount)) ?? .zero, reason: compose.text(.reason),
        author: compose.form == .override ? person(.author) : topic.owner,
        isOverride: compose.form == .override
      ).draft(name: topic.title)
    }
  }

  // MARK: - What the journal answers

  /// Takes over what the journal holds now.
  mutating func receive(_ book: JournalBook, said: String?) -> [Effect] {
    let isFirst = journal == nil
    journal = book
    // Every number on the screen is asked with them from now on.
    facts.home.enteredCalls = EnteredCall.all(book.entries)
    if let said {
      message = Message(said)
      if case .compose(let compose) = overlay, compose.isSaving { overlay = nil }
      scenarioIsKept(in: book)
    } else if isFirst, let notice = book.notice {
      message = Message(notice, isError: true)
    }
    listScenarios()
    for index in place.views.indices where place.views[index].dependsOnJournal {
      place.views[index].arrangedFor = nil
      place.views[index].inspectedFor = nil
    }
    return [.takeJournal(book)]
  }

  /// The journal could not be written: what was typed stays.
  mutating func refuse(_ why: String) {
    if case .compose(var compose) = overlay, compose.isSaving {
      compose.isSaving = false
      compose.fault = why
      overlay = .compose(compose)
    } else if case .prompt(var prompt) = overlay, prompt.isSaving {
      prompt.isSaving = false
      prompt.fault = why
      overlay = .prompt(prompt)
    } else {
      message = Message(why, isError: true)
    }
  }
}

extension ViewState {
  /// Whether what it shows changes with the journal.
  var dependsOnJournal: Bool {
    switch kind {
    case .table(.journal), .table(.actions), .inspector: true
    default: false
    }
  }
}
