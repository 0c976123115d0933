package import RevBase

/// Makes a `HistoryTable` of the rows of deal_history.csv.
package struct HistoryBuilder: Sendable {
  private var rows: [HistoryRows]

  /// - Parameter rows: those of each field about known deals, by raw value of `HistoryField`, in the
  ///   order of the file and in as many pieces as there are.
  package init(_ rows: consuming [[[HistoryRow]]]) {
    precondition(rows.count == HistoryField.allCases.count)
    self.rows = rows.map { HistoryRows($0) }
  }

  private var count: Int { rows.reduce(0) { $0 + $1.count } }

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
      // Taken out, so that its memory is free again before the next field needs some.
      var source = HistoryRows()
      swap(&source, &rows[Int(field.rawValue)])
      table.bases.append(table.changedBy.count)
      var last = LastValues(count: source.count > 0 ? deals.count : 0)
      var changes = FieldChanges()
      if !changes.follow(source, field, asOf, &last) {
        source.sortByTime()
        last = LastValues(count: deals.count)
        changes = FieldChanges()
        _ = changes.follow(source, field, asOf, &last)
      }
      if field == .category {
        for piece in source.pieces {
          table.categoryChanged.insert(piece.lazy.map(\.deal))
        }
      }
      source = HistoryRows()
      Self.log(changes, field, &table, &changers)
      let changed = Self.correct(&table, field, deals, last)
      if changed > 0 { differences[field] = changed }
    }
    table.stageGaps = Self.gaps(table, created: deals.created)
    table.changers = changers.people
    Self.listByDeal(&table, deals: deals.count)
    return (table, differences)
  }

  /// Writes one field's log: its events by day with their deltas.
  private static func log(
    _ changes: FieldChanges, _ field: HistoryField, _ table: inout HistoryTable,
    _ changers: inout Changers
  ) {
    let days = changes.days
    let (low, high) = (days.min() ?? 0, days.max() ?? 0)
    // Rows are read as they lie and written to their days: a day's events lie side by side, so that
    // the places written to are few at a time.
    let places = HistoryRows.places(byDay: days, from: low, to: high)
    table.changedBy += placed(changes.by.map { changers.code(of: $0) }, places)
    var log = HistoryTable.Log()
    log.deals = placed(changes.deals, places)
    log.index = DayIndex(sorted: placed(days, places))
    table.logs.append(log)
    switch field {
    case .stage: table.stageDeltas = placed(changes.deltas, places)
    case .amount: table.amountDeltas = placed(changes.deltas, places)
    case .closeDate: table.closeDeltas = placed(changes.deltas, places)
    case .category: table.categoryDeltas = placed(changes.deltas, places)
    case .owner: table.ownerDeltas = placed(changes.deltas, places)
    case .nextStep: table.nextStepDeltas = placed(changes.deltas, places)
    }
  }

  /// Values in their places, each one's given by position, with as many bits as are kept.
  private static func placed<Value: BinaryInteger, Kept: FixedWidthInteger>(
    _ values: [Value], _ places: [UInt32]
  ) -> [Kept] {
    var all = [Kept](repeating: 0, count: values.count)
    var own = all.mutableSpan
    for position in values.indices {
      own[Int(places[position])] = Kept(truncatingIfNeeded: values[position])
    }
    return all
  }

  /// Days between the real changes of stage of each deal; see `HistoryTable.stageGaps`.
  private static func gaps(_ table: HistoryTable, created: [Int32]) -> [UInt16] {
    let log = table[.stage]
    var days = created
    var all = [UInt16](repeating: 0, count: log.count)
    var last = days.mutableSpan
    var gaps = all.mutableSpan
    for (slot, day) in log.index.days.enumerated() {
      for event in Int(log.index.starts[slot])..<Int(log.index.starts[slot + 1])
      where table.stageDeltas[event] != 0 {
        let deal = Int(log.deals[event])
        let days = Int(day) - Int(last[deal])
        gaps[event] = UInt16(exactly: days) ?? HistoryTable.unknownGap
        last[deal] = day
      }
    }
    return all
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
  fileprivate static func bits(_ value: Int64, _ field: HistoryField) -> Int64 {
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
    var (places, all) = (starts, [UInt32](repeating: 0, count: Int(starts[deals])))
    var next = places.mutableSpan
    var events = all.mutableSpan
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
    table.events = all
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

/// What one field's rows change, deal by deal: the rows that are known on the as-of day, in the
/// order of the source.
private struct FieldChanges {
  private(set) var deals: [UInt32] = []
  private(set) var days: [Int32] = []
  /// `old XOR new` of each.
  private(set) var deltas: [Int64] = []
  /// Code into people of who made each; −1 when unknown.
  private(set) var by: [Int32] = []

  /// Follows every deal through its rows; false when the rows of some deal are not in the order of
  /// time, so that nothing of it holds.
  ///
  /// Deals need no order among themselves: exports list them one after the other as often as day by
  /// day, and both are followed as they come.
  mutating func follow(
    _ source: HistoryRows, _ field: HistoryField, _ asOf: Day, _ last: inout LastValues
  ) -> Bool {
    let count = source.count
    deals.reserveCapacity(count)
    days.reserveCapacity(count)
    deltas.reserveCapacity(count)
    by.reserveCapacity(count)
    for piece in source.pieces {
      for row in piece {
        let deal = Int(row.deal)
        guard let known = last.advance(deal, to: row) else { return false }
        var before = row.old
        if known.isSeen {
          before = known.value
        } else if field == .stage, before < 0 {
          before = row.new
        }
        // What comes after the as-of day is not known on it, but still tells the first old value.
        guard row.day <= asOf.number else {
          if !known.isSeen { last[deal] = before }
          continue
        }
        last[deal] = row.new
        deals.append(row.deal)
        days.append(row.day)
        deltas.append(HistoryBuilder.bits(before, field) ^ HistoryBuilder.bits(row.new, field))
        by.append(row.by)
      }
    }
    return true
  }
}

/// The last value seen of each deal's field, and when; nil before the first.
private struct LastValues {
  struct Entry: BitwiseCopyable {
    var value: Int64 = 0
    var instant = Int64.min
    var day = Int32.min
    var isSeen = false
  }

  private var entries: [Entry]

  init(count: Int) { entries = [Entry](repeating: Entry(), count: count) }

  var count: Int { entries.count }

  /// Notes when a deal changed and tells what was known before; nil when that was later.
  @inline(__always)
  mutating func advance(_ deal: Int, to row: HistoryRow) -> Entry? {
    let known = entries[deal]
    if row.day < known.day || (row.day == known.day && row.instant < known.instant) { return nil }
    entries[deal].day = row.day
    entries[deal].instant = row.instant
    return known
  }

  subscript(deal: Int) -> Int64? {
    get { entries[deal].isSeen ? entries[deal].value : nil }
    set {
      guard let newValue else { return }
      entries[deal].value = newValue
      entries[deal].isSeen = true
    }
  }
}
