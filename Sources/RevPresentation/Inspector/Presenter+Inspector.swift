import RevBase
import RevJournal
import RevMetrics
import RevModel
import RevRisk

/// A deal's story, kept while it is looked at.
struct OpenInspector {
  var inspection: Inspection
  var masksNames: Bool
  /// Whether the model had been fitted.
  var isLearnt: Bool
  var model: InspectorModel
}

extension Presenter {
  /// Everything about one deal as of the question's day.
  mutating func inspector(_ asked: Inspection, masksNames: Bool) -> InspectorModel {
    // The words are the same at every width.
    var inspection = asked
    inspection.columns = 0
    let question = inspection.question
    let risk = analyst.riskModel(for: question)
    if let known = inspectors.first(where: {
      $0.inspection == inspection && $0.masksNames == masksNames && $0.isLearnt == (risk != nil)
    }) {
      return known.model
    }
    let deal = Int(inspection.deal)
    guard isPatient else {
      isIncomplete = true
      return waitingStory(deal, masksNames: masksNames)
    }
    let context = context(question)
    let maker = InspectorMaker(
      row: deal, context: context, model: risk, currency: currency,
      trail: DealTrail(deal, snapshot, context.book), masksNames: masksNames,
      entries: journal.entries(about: topic(deal: deal, question).object),
      normal: inspection.normal)
    let model = maker.story
    inspectors.insert(
      OpenInspector(
        inspection: inspection, masksNames: masksNames, isLearnt: risk != nil, model: model), at: 0)
    if inspectors.count > 6 { inspectors.removeLast() }
    return model
  }
}

extension Presenter {
  /// In the place of a story that is being worked out.
  private func waitingStory(_ deal: Int, masksNames: Bool) -> InspectorModel {
    let field = InspectorModel.Field("", Self.workingWords, tone: .missing)
    return InspectorModel(
      title: self.deal(deal, masksNames: masksNames),
      sections: [.init(title: "", fields: [field])], top: 0)
  }
}

/// Puts a deal into words.
struct InspectorMaker {
  let row: Int
  let context: AnswerContext
  /// nil while it is being fitted.
  let model: RiskModel?
  let currency: String
  let trail: DealTrail
  let masksNames: Bool
  /// What was written about the deal, oldest first.
  let entries: [JournalEntry]
  /// Reasons that are supposed to be normal.
  var normal: Set<RiskReason.Kind> = []

  var record: DealRecord { DealRecord(snapshot: snapshot, book: book) }
  var snapshot: Snapshot { context.snapshot }
  var deals: DealTable { context.snapshot.deals }
  var book: DealsAsOf { context.book }
  var today: Day { context.question.asOf }
  var reader: RowReader {
    RowReader(
      snapshot: snapshot, book: book, risk: model, warnings: [], suppositions: [],
      counted: [:],
      masksNames: masksNames)
  }

  var story: InspectorModel {
    guard row >= 0, row < deals.count else {
      return InspectorModel(title: "no such deal", sections: [], top: 0)
    }
    var sections = [InspectorModel.Section(title: "", fields: fields)]
    sections += riskSections
    if let written = journalSection { sections.append(written) }
    sections.append(InspectorModel.Section(title: "In these numbers", fields: membership))
    let stages = stageFields
    if !stages.isEmpty {
      sections.append(InspectorModel.Section(title: "Days in stages", fields: stages))
    }
    if let similar = similarSection { sections.append(similar) }
    if let activity = activityField {
      sections.append(
        InspectorModel.Section(title: "Weekly activity, last 12 weeks", fields: [activity]))
    }
    sections.append(InspectorModel.Section(title: "History, newest first", fields: history))
    return InspectorModel(title: reader.deal(row).text, sections: sections, top: 0)
  }

  // MARK: - Fields

  private var fields: [InspectorModel.Field] {
    let account = deals.account[row]
    var result = [
      InspectorModel.Field(
        "Amount", Format.full(Money(cents: book.state.amount[row]), in: currency),
        note: amountNote, tone: book.state.amount[row] > 0 ? .strong : .watch),
      InspectorModel.Field("Stage", reader.stage(row).text, note: stageNote),
      InspectorModel.Field(
        "Close date", day(book.state.close[row]), note: closeNote,
        tone: record.isOverdue(row) ? .poor : .text),
      InspectorModel.Field("Owner", reader.person(book.state.owner[row]).text, tone: .name),
      InspectorModel.Field(
        "Account", reader.account(account).text, note: reader.segment(ofAccount: account).text,
        tone: .name),
      InspectorModel.Field(
        "Category", StageTable.Category(rawValue: book.category[row])?.words ?? "-",
        note: categoryNote),
      InspectorModel.Field(
        "Contacts", deals.contacts[row] < 0 ? Format.missing : "\(deals.contacts[row])",
        tone: deals.contacts[row] < 0 ? .missing : .text),
      InspectorModel.Field(
        "Next step", deals.nextSteps[book.state.nextStep[row]] ?? "none set", note: stepNote,
        tone: book.state.nextStep[row] < 0 ? .watch : .text),
      InspectorModel.Field(
        "Created", day(deals.created[row]),
        note: Day(known: deals.created[row]).map { "\(today - $0) days ago" } ?? ""),
    ]
    let kind = [deals.type[row], deals.source[row], deals.product[row]].compactMap { $0 }
    if !kind.isEmpty { result.append(.init("Type", kind.joined(separator: ", "))) }
    if let closed = Day(known: book.closed[row]) {
      result.append(
        .init("Closed", closed.description, note: deals.lostReason[row] ?? ""))
    }
    result.append(.init("Id", deals.id[row], note: source, tone: .dim))
    return result
  }

  private func day(_ number: Int32) -> String {
    Day(known: number)?.description ?? Format.missing
  }

  private var source: String {
    let line = deals.line.count > row ? Int(deals.line[row]) : 0
    return line > 0 ? "deals.csv line \(line)" : ""
  }

  private var amountNote: String {
    guard let change = trail.last(.amount), !change.isCorrection else { return "" }
    return
      "was \(Format.full(Money(cents: change.old))) until \(Format.short(change.day, near: today))"
  }

  private var stageNote: String {
    guard let days = record.daysInStage(row) else { return "" }
    guard let median = median(stage: Int(book.stageRow[row])),
      book.standing[row] == Standing.open.rawValue
    else {
      return "\(days) days"
    }
    return "\(days) days, won deals like it: median \(Format.fixed(median))"
  }

  private var closeNote: String {
    let pushes = pushes
    return pushes == 0 ? "" : pushes == 1 ? "pushed once" : "pushed \(pushes) times"
  }

  private var categoryNote: String {
    let own = deals.probability[row]
    let stage = Int(book.stageRow[row])
    let share = own >= 0 ? own : stage >= 0 ? snapshot.stages.rows[stage].probability : -1
    return share < 0 ? "" : "chance \(Format.percent(Double(share) / 1e9, digits: 0))"
  }

  private var stepNote: String {
    Day(known: deals.nextStepDate[row]).map { "by \(Format.short($0, near: today))" } ?? ""
  }

  /// Median days of won deals of its segment in a stage.
  func median(stage: Int) -> Double? {
    model?.usualDays(stage: stage, segment: snapshot.segment(ofDeal: row))
  }

  /// Times that its close date moved later by more than six days, as the model counts them.
  private var pushes: Int {
    trail.events.count { event in
      event.field == .closeDate && !event.isCorrection && event.old != Int64(Day.unknownNumber)
        && event.new != Int64(Day.unknownNumber) && event.new - event.old > 6
    }
  }

  // MARK: - Which numbers it is in

  private var membership: [InspectorModel.Field] {
    let selection = context.selection
    let code = Int32(row)
    let isOpen = selection.open.contains(code)
    let inPeriod = selection.openInPeriod.contains(code)
    let label = context.question.period.label
    let amount = Format.compact(Money(cents: book.state.amount[row]))
    let why = whyNotOpen
    let category = StageTable.Category(rawValue: book.category[row])
    func yes(_ name: String, _ isIn: Bool, _ reason: String) -> InspectorModel.Field {
      .init(
        name, isIn ? "yes, \(amount)" : "no", note: isIn ? "" : reason, tone: isIn ? .text : .dim)
    }
    let notDue = isOpen ? "closes outside \(label)" : why
    let isWon = selection.won.contains(code)
    return [
      yes("Coverage", inPeriod, notDue),
      yes(
        "Commit", isWon || (inPeriod && category == .commit),
        inPeriod ? "category is \(category?.words ?? "unknown")" : notDue),
      yes(
        "Best case",
        isWon || (inPeriod && (category == .commit || category == .bestCase)),
        inPeriod ? "category is \(category?.words ?? "unknown")" : notDue),
      yes("Closed won", isWon, "not won in \(label)"),
      yes(
        "At risk", isOpen && model?.glance(ofDeal: row)?.isAtRisk == true,
        isOpen ? model == nil ? "learning from the history" : "its chance is near normal" : why),
    ]
  }

  private var whyNotOpen: String {
    switch Standing(rawValue: book.standing[row]) {
    case .open: "a slicer leaves it out"
    case .omitted: "its category is omitted"
    case .unqualified: "its stage does not count as pipeline"
    case .won: "it is won"
    case .lost: "it is lost"
    case .absent: "it did not exist yet"
    case .unknown, nil: "its stage is not known"
    }
  }

  // MARK: - Activity

  private var activityField: InspectorModel.Field? {
    guard let activities = snapshot.activities else { return nil }
    var weeks = [Double](repeating: 0, count: 12)
    let first = today.monday - 11 * 7
    for index in snapshot.links.activities(ofDeal: row) {
      guard let date = Day(known: activities.date[Int(index)]), date >= first, date <= today
      else { continue }
      weeks[min(11, (date - first) / 7)] += 1
    }
    let total = Int(weeks.reduce(0, +))
    var field = InspectorModel.Field("", Format.count(total, "touch"), note: quietNote)
    field.samples = weeks
    return field
  }

  private var quietNote: String {
    record.lastActivity(row).map { "last \(Format.short($0, near: today))" } ?? "none ever"
  }
}
