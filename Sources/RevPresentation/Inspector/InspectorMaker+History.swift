import RevBase
import RevMetrics
import RevModel

extension InspectorMaker {
  // MARK: - Stages

  /// Completed and current stays, with the median of won deals.
  var stageFields: [InspectorModel.Field] {
    let changes = trail.events.filter { $0.field == .stage && $0.old != $0.new }.reversed()
    guard !changes.isEmpty else { return [] }
    var result: [InspectorModel.Field] = []
    var since = Day(known: deals.created[row])
    for change in changes {
      if let start = since { add(change.old, change.day - start, isNow: false, to: &result) }
      since = change.day
    }
    if let start = since, let last = trail.last(.stage) {
      add(last.new, today - start, isNow: true, to: &result)
    }
    return result
  }

  private func add(
    _ name: Int64, _ days: Int, isNow: Bool, to fields: inout [InspectorModel.Field]
  ) {
    guard name != Int64(UInt16.max), days >= 0 else { return }
    let title = snapshot.stages.names[Int32(name)] ?? "-"
    let stage = snapshot.stages.row(pipeline: deals.pipeline[row], name: Int32(name))
    guard stage >= 0, snapshot.stages.rows[stage].outcome == .open else { return }
    let median = self.median(stage: stage)
    let note = median.map { "won deals: median \(Format.fixed($0))" } ?? ""
    let isLong = median.map { Double(days) > 2 * max(1, $0) } ?? false
    fields.append(
      .init(
        title, "\(days) days" + (isNow ? " so far" : ""), note: note,
        tone: isLong ? .watch : .text))
  }

  // MARK: - Timeline

  /// Changes and activities, newest first.
  var history: [InspectorModel.Field] {
    var entries: [(day: Day, order: Int, field: InspectorModel.Field)] = []
    for (index, event) in trail.events.enumerated() {
      entries.append((event.day, index, describe(event)))
    }
    if let activities = snapshot.activities {
      for index in snapshot.links.activities(ofDeal: row) {
        guard let date = Day(known: activities.date[Int(index)]), date <= today else { continue }
        entries.append((date, Int.max, describe(Int(index), activities, on: date)))
      }
    }
    if let created = Day(known: deals.created[row]), created <= today {
      entries.append((created, Int.max, .init(created.description, "created", tone: .dim)))
    }
    if entries.isEmpty {
      return [.init("", "no history: deal_history.csv is missing", tone: .missing)]
    }
    return entries.enumerated().sorted { a, b in
      if a.element.day != b.element.day { return a.element.day > b.element.day }
      if a.element.order != b.element.order { return a.element.order < b.element.order }
      return a.offset < b.offset
    }.map(\.element.field)
  }

  private func describe(_ event: DealEvent) -> InspectorModel.Field {
    let (old, new) = (words(event.field, event.old), words(event.field, event.new))
    var text = "\(event.field.title) \(old) to \(new)"
    if event.field == .nextStep { text = new == "-" ? "next step removed" : "next step: \(new)" }
    let who =
      event.isCorrection
      ? "deals.csv differs from the history" : event.changer.map { person($0) } ?? ""
    return .init(
      event.day.description, text, note: who, tone: event.isCorrection ? .warning : .text)
  }

  private func words(_ field: HistoryField, _ value: Int64) -> String {
    switch field {
    case .stage:
      value == Int64(UInt16.max) ? "-" : snapshot.stages.names[Int32(value)] ?? "-"
    case .amount: Format.full(Money(cents: value))
    case .closeDate:
      Int32(exactly: value).flatMap { Day(known: $0) }.map { Format.short($0, near: today) } ?? "-"
    case .category: Self.category(value)
    case .owner: Int32(exactly: value).map { person($0) } ?? "-"
    case .nextStep: Int32(exactly: value).flatMap { deals.nextSteps[$0] } ?? "-"
    }
  }

  private static func category(_ value: Int64) -> String {
    switch UInt8(exactly: value).flatMap({ DealTable.WrittenCategory(rawValue: $0) }) {
    case .omitted: "omitted"
    case .pipeline: "pipeline"
    case .bestCase: "best case"
    case .commit: "commit"
    case .closed: "closed"
    case .other: "other"
    case .blank, nil: "-"
    }
  }

  private func person(_ code: Int32) -> String {
    if code < 0 { return "-" }
    return masksNames ? "Person \(code + 1)" : snapshot.people.title(ofCode: code) ?? "-"
  }

  private func describe(_ index: Int, _ activities: ActivityTable, on date: Day)
    -> InspectorModel.Field
  {
    let kind = activities.kind[index] ?? "activity"
    let direction =
      switch ActivityTable.Direction(rawValue: activities.direction[index]) {
      case .inbound: " from the buyer"
      case .outbound: " to the buyer"
      case .blank, .other, nil: ""
      }
    return .init(
      date.description, kind + direction, note: person(activities.person[index]), tone: .dim)
  }
}

extension HistoryField {
  /// The word in the timeline.
  var title: String {
    switch self {
    case .stage: "stage"
    case .amount: "amount"
    case .closeDate: "close"
    case .category: "category"
    case .owner: "owner"
    case .nextStep: "next step"
    }
  }
}
