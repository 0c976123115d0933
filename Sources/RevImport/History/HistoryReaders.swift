import RevBase

/// Readers of exports that tell what changed and when.
struct HistoryReaders {
  let books: ImportBooks
  let history: HistoryBook

  /// One state of a deal.
  private struct Version {
    var deal: String
    var moment: Int64
    var changedAt: String
    var day: Int32
    var by: String
    var values: [String?]
  }

  private static let fields = [
    "stage", "amount", "close_date", "forecast_category", "owner_id", "next_step",
  ]

  /// Reads states of deals: a change is what differs between one and the next.
  func versions(_ rows: RowCursor) throws(ImportError) {
    var versions: [Version] = []
    while try rows.next() {
      guard let deal = rows.needed("deal_id"), let at = rows.needed("changed_at") else { continue }
      if rows.flag("is_deleted") == true {
        rows.setAside(.deleted)
        continue
      }
      guard let (moment, day) = Self.moment(at) else {
        rows.setAside(.unreadable, column: "changed_at")
        continue
      }
      let values = Self.fields.map { field -> String? in
        rows.has(field) ? value(field, rows.value(field) ?? "") : nil
      }
      versions.append(
        Version(
          deal: deal, moment: moment, changedAt: at, day: day,
          by: rows.value("changed_by") ?? "", values: values))
      if let stage = values[0], !stage.isEmpty {
        books.stages.history[stage, default: StageTally()].rows += 1
        if let category = values[3], !category.isEmpty {
          books.stages.history[stage, default: StageTally()].count(category: category)
        }
      }
    }
    let order = versions.indices.sorted {
      (versions[$0].deal, versions[$0].moment, $0) < (versions[$1].deal, versions[$1].moment, $1)
    }
    var before: Version?
    for index in order {
      let version = versions[index]
      if let last = before, last.deal == version.deal {
        for (field, name) in Self.fields.enumerated() {
          guard let new = version.values[field], let old = last.values[field], new != old else {
            continue
          }
          try add(version, name, old: old, new: new)
        }
      } else if let stage = version.values[0], !stage.isEmpty {
        // The stage that a deal began in; what else it was before its first change, that change says.
        try add(version, "stage", old: "", new: stage)
      }
      before = version
    }
  }

  private func add(
    _ version: Version, _ field: String, old: String, new: String
  ) throws(ImportError) {
    try history.add(
      DealChange(
        deal: version.deal, changedAt: version.changedAt, day: version.day, field: field, old: old,
        new: new, by: version.by))
  }

  /// Reads changes of single fields; where old values are not exported, the value before is taken.
  func changes(_ rows: RowCursor) throws(ImportError) {
    let hasOld = rows.has("old_value")
    var changes: [(change: DealChange, moment: Int64)] = []
    while try rows.next() {
      guard let deal = rows.needed("deal_id"), let at = rows.needed("changed_at"),
        let name = rows.needed("field")
      else { continue }
      if rows.flag("is_deleted") == true {
        rows.setAside(.deleted)
        continue
      }
      guard let field = Self.field(name) else {
        rows.setAside(.otherKind, column: "field")
        continue
      }
      let (old, new) = (rows.value("old_value") ?? "", rows.value("new_value") ?? "")
      // A change of owner is told twice: by names and by ids.
      if field == "owner_id", rows.file.shape.system == .salesforce, !Self.isUser(old, new) {
        rows.setAside(.otherKind, column: "new_value")
        continue
      }
      guard let (moment, day) = Self.moment(at), let oldValue = value(field, old),
        let newValue = value(field, new)
      else {
        rows.setAside(.unreadable)
        continue
      }
      if field == "stage", !newValue.isEmpty {
        books.stages.history[newValue, default: StageTally()].rows += 1
      }
      changes.append(
        (
          DealChange(
            deal: deal, changedAt: at, day: day, field: field, old: oldValue, new: newValue,
            by: rows.value("changed_by") ?? ""), moment
        ))
    }
    try write(changes, hasOld: hasOld)
  }

  /// Reads the days on which deals entered stages.
  func entries(_ rows: RowCursor) throws(ImportError) {
    var changes: [(change: DealChange, moment: Int64)] = []
    while try rows.next() {
      guard let deal = rows.needed("deal_id"), let at = rows.needed("changed_at"),
        let stage = rows.needed("new_value")
      else { continue }
      guard let (moment, day) = Self.moment(at) else {
        rows.setAside(.unreadable, column: "changed_at")
        continue
      }
      let name = books.directory.stages[stage] ?? stage
      books.stages.history[name, default: StageTally()].rows += 1
      changes.append(
        (
          DealChange(
            deal: deal, changedAt: at, day: day, field: "stage", old: "", new: name, by: ""), moment
        ))
    }
    try write(changes, hasOld: false)
  }

  private func write(
    _ changes: [(change: DealChange, moment: Int64)], hasOld: Bool
  ) throws(ImportError) {
    if hasOld {
      for change in changes { try history.add(change.change) }
      return
    }
    let order = changes.indices.sorted {
      let (a, b) = (changes[$0], changes[$1])
      return (a.change.deal, a.change.field, a.moment, $0)
        < (b.change.deal, b.change.field, b.moment, $1)
    }
    var before: DealChange?
    for index in order {
      var change = changes[index].change
      if let last = before, last.deal == change.deal, last.field == change.field {
        change.old = last.new
      }
      if change.old != change.new || change.old.isEmpty { try history.add(change) }
      before = change
    }
  }

  // MARK: - Values

  /// The snapshot's name of a field; nil for one whose changes are not kept.
  private static func field(_ name: String) -> String? {
    switch HeaderName.normal(name) {
    case "stage", "stagename", "dealstage": "stage"
    case "amount": "amount"
    case "closedate": "close_date"
    case "forecastcategory", "forecastcategoryname", "hsforecastcategory",
      "hsmanualforecastcategory":
      "forecast_category"
    case "owner", "ownerid", "hubspotownerid": "owner_id"
    case "nextstep", "hsnextstep": "next_step"
    default: nil
    }
  }

  private static func isUser(_ old: String, _ new: String) -> Bool {
    let id = new.isEmpty ? old : new
    return id.hasPrefix("005") && (id.count == 15 || id.count == 18)
  }

  /// A value as the snapshot has it; nil when it cannot be read.
  private func value(_ field: String, _ text: String) -> String? {
    if text.isEmpty { return "" }
    let bytes = Array(text.utf8)
    switch field {
    case "amount":
      var line = LineWriter(capacity: 256)
      let plan = CellForm(kind: .money)
      switch plan.write(bytes.span, 0, bytes.count, to: &line) {
      case .written: return String(decoding: line.written, as: UTF8.self)
      case .blank: return ""
      case .unreadable: return nil
      }
    case "close_date":
      guard let time = ForeignTime.read(bytes.span, 0, bytes.count), time.form == .settled else {
        return nil
      }
      return Day(time.day).description
    case "stage": return books.directory.stages[text] ?? text
    case "forecast_category": return DealWords.category(text) ?? text
    case "owner_id": return books.owner(SalesforceID.long(text))
    default: return text
    }
  }

  /// A moment for ordering, in microseconds of local time or UTC, and its day.
  private static func moment(_ text: String) -> (Int64, Int32)? {
    let bytes = Array(text.utf8)
    guard let time = ForeignTime.read(bytes.span, 0, bytes.count), time.form == .settled else {
      return nil
    }
    let seconds =
      Int64(time.day) * 86_400 + Int64(max(0, time.seconds))
      - Int64(time.offset ?? 0) * 60
    return (seconds * 1_000_000 + Int64(time.microseconds), time.day)
  }
}
