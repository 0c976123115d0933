package import RevBase

/// Collects the rows of deal_history.csv and makes a `HistoryTable` of them.
package struct HistoryBuilder: Sendable {
  private var rows: [HistoryRows]

  package init() {
    rows = HistoryField.allCases.map { _ in HistoryRows() }
  }

  /// The rows of one field, for adding to them.
  package subscript(field: HistoryField) -> HistoryRows {
    get { rows[Int(field.rawValue)] }
    _modify { yield &rows[Int(field.rawValue)] }
  }

  /// Adds one change of a known deal; see `HistoryRows` for what the values are.
  package mutating func append(
    field: HistoryField, deal: Int, day: Int32, instant: Int64, old: Int64, new: Int64,
    changedBy: Int32
  ) {
    let f = Int(field.rawValue)
    rows[f].deal.append(UInt32(deal))
    rows[f].day.append(day)
    rows[f].instant.append(instant)
    rows[f].old.append(old)
    rows[f].new.append(new)
    rows[f].by.append(changedBy)
  }

  package var count: Int { rows.reduce(0) { $0 + $1.count } }

  /// The finished table, and how many deals differ from their last change, by field.
  package consuming func finish(
    deals: DealTable, asOf: Day
  ) -> (table: HistoryTable, differences: [HistoryField: Int]) {
    var changers = Changers()
    var table = HistoryTable(
      logs: [], corrections: [], categoryChanged: BitSet(count: deals.count), starts: [],
      events: [], bases: [], changedBy: [], changers: [])
    table.changedBy.reserveCapacity(count)
    var differences: [HistoryField: Int] = [:]
    for field in HistoryField.allCases {
      let source = rows[Int(field.rawValue)]
      rows[Int(field.rawValue)] = HistoryRows()
      table.bases.append(table.changedBy.count)
      var last = LastValues(count: source.count > 0 ? deals.count : 0)
      Self.log(source, field, asOf, &table, &changers, &last)
      let changed = Self.correct(&table, field, deals, last)
      if changed > 0 { differences[field] = changed }
    }
    table.changers = changers.people
    Self.listByDeal(&table, deals: deals.count)
    return (table, differences)
  }

  /// Writes one field's log: its events by day with their deltas.
  private static func log(
    _ source: HistoryRows, _ field: HistoryField, _ asOf: Day, _ table: inout HistoryTable,
    _ changers: inout Changers, _ last: inout LastValues
  ) {
    var log = HistoryTable.Log()
    var days: [Int32] = []
    var deltas: [Int64] = []
    let order = source.chronological()
    let count = source.count
    log.deals.reserveCapacity(count)
    days.reserveCapacity(count)
    deltas.reserveCapacity(count)
    for index in 0..<count {
      let row = order.map { Int($0[index]) } ?? index
      let deal = Int(source.deal[row])
      var before = source.old[row]
      if let known = last[deal] {
        before = known
      } else if field == .stage, before < 0 {
        before = source.new[row]
      }
      if field == .category { table.categoryChanged[deal] = true }
      // What comes after the as-of day is not known on it, but still tells the first old value.
      guard source.day[row] <= asOf.number else {
        if last[deal] == nil { last[deal] = before }
        continue
      }
      last[deal] = source.new[row]
      log.deals.append(UInt32(truncatingIfNeeded: deal))
      days.append(source.day[row])
      deltas.append(bits(before, field) ^ bits(source.new[row], field))
      table.changedBy.append(changers.code(of: source.by[row]))
    }
    log.index = DayIndex(sorted: days)
    table.logs.append(log)
    switch field {
    case .stage: table.stageDeltas = deltas.map { UInt16(truncatingIfNeeded: $0) }
    case .amount: table.amountDeltas = deltas
    case .closeDate: table.closeDeltas = deltas.map { Int32(truncatingIfNeeded: $0) }
    case .category: table.categoryDeltas = deltas.map { UInt8(truncatingIfNeeded: $0) }
    case .owner: table.ownerDeltas = deltas.map { Int32(truncatingIfNeeded: $0) }
    case .nextStep: table.nextStepDeltas = deltas.map { Int32(truncatingIfNeeded: $0) }
    }
  }

  /// Notes the deals whose value in deals.csv differs from their last change, and counts them.
  private static func correct(
    _ table: inout HistoryTable, _ field: HistoryField, _ deals: DealTable, _ last: LastValues
  ) -> Int {
    var (corrected, corrections): ([UInt32], [Int64]) = ([], [])
    for deal in 0..<last.count {
      guard let value = last[deal] else { continue }
      let delta = bits(value, field) ^ bits(now(deals, deal, field), field)
      guard delta != 0 else { continue }
      corrected.append(UInt32(truncatingIfNeeded: deal))
      corrections.append(delta)
    }
    let count = corrections.count
    table.logs[table.logs.count - 1].corrected = corrected
    table.corrections.append(corrections)
    return count
  }

  /// The bits that a field's value has in the model's columns.
  private static func bits(_ value: Int64, _ field: HistoryField) -> Int64 {
    switch field {
    case .stage: Int64(UInt16(truncatingIfNeeded: value))
    case .amount: value
    case .closeDate, .owner, .nextStep: Int64(Int32(truncatingIfNeeded: value))
    case .category: Int64(UInt8(truncatingIfNeeded: value))
    }
  }

  private static func now(_ deals: DealTable, _ row: Int, _ field: HistoryField) -> Int64 {
    switch field {
    case .stage: Int64(deals.stage[row])
    case .amount: deals.amount[row]
    case .closeDate: Int64(deals.close[row])
    case .category: Int64(deals.category[row])
    case .owner: Int64(deals.owner[row])
    case .nextStep: Int64(deals.nextStep[row])
    }
  }

  /// Fills the per-deal lists in the order of days.
  private static func listByDeal(_ table: inout HistoryTable, deals: Int) {
    var starts = [UInt32](repeating: 0, count: deals + 1)
    for log in table.logs {
      for deal in log.deals { starts[Int(deal) + 1] += 1 }
    }
    for deal in 0..<deals { starts[deal + 1] += starts[deal] }
    var next = starts
    var events = [UInt32](repeating: 0, count: Int(starts[deals]))
    let days = Set(table.logs.flatMap(\.index.days)).sorted()
    var cursors = [Int](repeating: 0, count: table.logs.count)
    for day in days {
      for f in table.logs.indices {
        let index = table.logs[f].index
        guard cursors[f] < index.days.count, index.days[cursors[f]] == day else { continue }
        let (deals, base) = (table.logs[f].deals, table.bases[f])
        for position in Int(index.starts[cursors[f]])..<Int(index.starts[cursors[f] + 1]) {
          let deal = Int(deals[position])
          events[Int(next[deal])] = UInt32(truncatingIfNeeded: base + position)
          next[deal] += 1
        }
        cursors[f] += 1
      }
    }
    table.starts = starts
    table.events = events
  }
}

/// Who made changes: two bytes a change instead of four, for the first 65,535 people.
private struct Changers {
  private(set) var people: [Int32] = []
  /// Code by person.
  private var codes: [UInt16] = []

  mutating func code(of person: Int32) -> UInt16 {
    guard person >= 0 else { return .max }
    let row = Int(person)
    if row < codes.count, codes[row] != .max { return codes[row] }
    guard people.count < Int(UInt16.max) else { return .max }
    while codes.count <= row { codes.append(.max) }
    codes[row] = UInt16(people.count)
    people.append(person)
    return codes[row]
  }
}

/// The last value seen of each deal's field; nil before the first.
private struct LastValues {
  private var values: [Int64]
  private var seen: BitSet

  init(count: Int) {
    values = [Int64](repeating: 0, count: count)
    seen = BitSet(count: count)
  }

  var count: Int { values.count }

  subscript(deal: Int) -> Int64? {
    get { seen[deal] ? values[deal] : nil }
    set {
      guard let newValue else { return }
      values[deal] = newValue
      seen[deal] = true
    }
  }
}
