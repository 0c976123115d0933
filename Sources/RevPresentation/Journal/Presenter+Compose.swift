import RevBase
import RevJournal
import RevMetrics
import RevModel
import RevRisk

extension Presenter {
  /// The form that is being filled.
  func model(_ compose: ComposeState, _ state: AppState) -> ComposeModel {
    let about = compose.topic.map { $0.object.isEmpty ? "the whole company" : $0.title } ?? ""
    return ComposeModel(
      forms: compose.forms.map { .init(word: $0.rawValue, isCurrent: $0 == compose.form) },
      topic: about,
      fields: compose.form.fields.map { field in
        ComposeModel.Field(
          label: field.title, line: compose.lines[field] ?? LineEdit(),
          isCurrent: field == compose.field, hint: hint(field, compose))
      }, fault: compose.fault, isSaving: compose.isSaving)
  }

  private func hint(_ field: ComposeState.Field, _ compose: ComposeState) -> String {
    switch field {
    case .text: "one line"
    case .owner, .author: "name or id, a part is enough; blank for nobody"
    case .due: DayWords.hint
    case .amount: "1250000, 1.25M or 480k"
    case .reason: compose.form == .override ? "why it differs" : "optional"
    }
  }

  /// What an entry about something would be about.
  mutating func topic(_ source: TopicSource, _ question: Question) -> JournalTopic {
    switch source {
    case .company: return JournalTopic()
    case .item(let item): return topic(item, question)
    case .row(let rows, let row): return topic(rows, row, question)
    }
  }

  private mutating func topic(_ item: Item, _ question: Question) -> JournalTopic {
    switch item {
    case .deal(let row): return topic(deal: Int(row), question)
    case .owner(let id): return person(id)
    case .metric(let id):
      return JournalTopic(
        object: "metric:\(id.rawValue)", title: MetricCatalog.definition(id)?.title ?? id.rawValue)
    case .stage(let row):
      return JournalTopic(object: "stage:\(stageTitle(row))", title: "stage \(stageTitle(row))")
    case .source(let source):
      return JournalTopic(object: "source:\(source)", title: "source \(source)")
    case .channel(let channel):
      return JournalTopic(object: "channel:\(channel)", title: "channel \(channel)")
    default:
      return JournalTopic(
        object: "period:\(question.period.start)", title: "period \(question.period.label)")
    }
  }

  mutating func topic(deal row: Int, _ question: Question) -> JournalTopic {
    let deals = snapshot.deals
    guard row >= 0, row < deals.count else { return JournalTopic() }
    let owner = context(question).book.state.owner[row]
    return JournalTopic(
      object: "deal:\(deals.id[row])", title: deals.title(row),
      owner: owner >= 0 ? snapshot.people.ids[Int(owner)] : "")
  }

  private func person(_ id: String) -> JournalTopic {
    guard let code = snapshot.people.ids.firstRow(of: id) else {
      return JournalTopic(object: "owner:\(id)", title: id)
    }
    return JournalTopic(
      object: "owner:\(id)", title: snapshot.people.title(ofCode: Int32(code)) ?? id, owner: id)
  }

  private mutating func topic(
    _ source: RowSource, _ row: Int32, _ question: Question
  ) -> JournalTopic {
    switch source {
    case .warnings, .suppositions, .scenario: return JournalTopic()
    case .journal:
      guard let entry = journalEntry(row) else { return JournalTopic() }
      return JournalTopic(
        object: entry.object, title: objectTitle(entry.object), owner: entry.owner)
    case .actions: return actionTopic(row, question)
    case .item:
      let index = Int(row)
      switch open(source, question).listing.table {
      case .deals: return topic(deal: index, question)
      case .people where index < snapshot.people.count: return person(snapshot.people.ids[index])
      case .accounts where index < snapshot.accounts.count:
        return account(row)
      case .contracts:
        return snapshot.contracts.map { account($0.account[index]) } ?? JournalTopic()
      case .subscriptions:
        return snapshot.subscriptions.map { account($0.account[index]) } ?? JournalTopic()
      case .invoices:
        return snapshot.invoices.map { account($0.account[index]) } ?? JournalTopic()
      default: return JournalTopic()
      }
    }
  }

  private func account(_ code: Int32) -> JournalTopic {
    guard code >= 0, Int(code) < snapshot.accounts.count else { return JournalTopic() }
    let owner = Int(code) < snapshot.accounts.owner.count ? snapshot.accounts.owner[Int(code)] : -1
    return JournalTopic(
      object: "account:\(snapshot.accounts.ids[Int(code)])",
      title: snapshot.accounts.title(ofCode: code) ?? snapshot.accounts.ids[Int(code)],
      owner: owner >= 0 ? snapshot.people.ids[Int(owner)] : "")
  }

  /// What an object of the journal is called.
  func objectTitle(_ object: String, masksNames: Bool = false) -> String {
    let parts = object.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return "the whole company" }
    let (kind, id) = (parts[0], parts[1])
    switch kind {
    case "deal":
      guard let row = dealRow(id) else { return "deal \(id)" }
      return deal(row, masksNames: masksNames)
    case "owner":
      guard let code = snapshot.people.ids.firstRow(of: id) else { return id }
      if masksNames { return "Person \(code + 1)" }
      return snapshot.people.title(ofCode: Int32(code)) ?? id
    case "account":
      guard let code = accountRow(object, id) else { return id }
      if masksNames { return "Account \(code + 1)" }
      return snapshot.accounts.title(ofCode: Int32(code)) ?? id
    default: return "\(kind) \(id)"
    }
  }

  /// Row of deals.csv by its id.
  func dealRow(_ id: String) -> Int? {
    if let known = journalDeals[id] { return known }
    for sheet in actionSheets {
      if case .deal(let row)? = sheet.objects["deal:\(id)"] { return row }
    }
    return snapshot.deals.id.firstRow(of: id)
  }

  /// Row of accounts.csv by its id.
  private func accountRow(_ object: String, _ id: String) -> Int? {
    for sheet in actionSheets {
      if case .account(let row)? = sheet.objects[object] { return row }
    }
    return snapshot.accounts.ids.firstRow(of: id)
  }
}
