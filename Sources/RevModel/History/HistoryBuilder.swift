package import RevBase

/// Collects the rows of deal_history.csv and makes a `HistoryTable` of them.
package struct HistoryBuilder: Sendable {
  /// One field's rows in the order of the file.
  struct Rows: Sendable {
    var deal: [UInt32] = []
    var day: [Int32] = []
    var instant: [Int64] = []
    var old: [Int64] = []
    var new: [Int64] = []
    var by: [UInt16] = []
  }

  private var rows: [Rows]
  private var changerCodes: [Int32: UInt16] = [:]
  private var changers: [Int32] = []

  package init() {
    rows = HistoryField.allCases.map { _ in Rows() }
  }

  /// Adds one change of a known deal.
  ///
  /// Values are codes into `StageTable.names` (−1 blank), hundredths (0 blank), day numbers, raw
  /// values of `WrittenCategory`, codes into people (−1 blank) or into `DealTable.nextSteps`.
  package mutating func append(
    field: HistoryField, deal: Int, day: Int32, instant: Int64, old: Int64, new: Int64,
    changedBy: Int32
  ) {
    var by = UInt16.max
    if changedBy >= 0 {
      if let code = changerCodes[changedBy] {
        by = code
      } else if changers.count < Int(UInt16.max) {
        by = UInt16(changers.count)
        changerCodes[changedBy] = by
        changers.append(changedBy)
      }
    }
    let f = Int(field.rawValue)
    rows[f].deal.append(UInt32(deal))
    rows[f].day.append(day)
    rows[f].instant.append(instant)
    rows[f].old.append(old)
    rows[f].new.append(new)
    rows[f].by.append(by)
  }

  package var count: Int { rows.reduce(0) { $0 + $1.deal.count } }

  /// The finished table, and how many deals differ from their last change, by field.
  package consuming func finish(
    deals: DealTable, asOf: Day
  ) -> (table: HistoryTable, differences: [HistoryField: Int]) {
    var table = HistoryTable(
      logs: [], corrections: [], categoryChanged: BitSet(count: deals.count), starts: [],
      events: [], bases: [], changedBy: [], changers: changers)
    var differences: [HistoryField: Int] = [:]
    var days: [[Int32]] = []
    for field in HistoryField.allCases {
      let f = Int(field.rawValue)
      let source = rows[f]
      rows[f] = Rows()
      let order = Self.chronological(source)
      table.bases.append(table.changedBy.count)
      var log = HistoryTable.Log()
      var sorted: [Int32] = []
      var deltas: [Int64] = []
      var last = LastValues(count: deals.count)
      for index in order {
        let row = Int(index)
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
        log.deals.append(UInt32(deal))
        sorted.append(source.day[row])
        deltas.append(Self.bits(before, field) ^ Self.bits(source.new[row], field))
        table.changedBy.append(source.by[row])
      }
      log.index = DayIndex(sorted: sorted)
      var corrections: [Int64] = []
      for deal in 0..<deals.count {
        guard let value = last[deal] else { continue }
        let delta = Self.bits(value, field) ^ Self.bits(Self.now(deals, deal, field), field)
        guard delta != 0 else { continue }
        log.corrected.append(UInt32(deal))
        corrections.append(delta)
      }
      if !corrections.isEmpty { differences[field] = corrections.count }
      table.logs.append(log)
      table.corrections.append(corrections)
      days.append(sorted)
      switch field {
      case .stage: table.stageDeltas = deltas.map { UInt16(truncatingIfNeeded: $0) }
      case .amount: table.amountDeltas = deltas
      case .closeDate: table.closeDeltas = deltas.map { Int32(truncatingIfNeeded: $0) }
      case .category: table.categoryDeltas = deltas.map { UInt8(truncatingIfNeeded: $0) }
      case .owner: table.ownerDeltas = deltas.map { Int32(truncatingIfNeeded: $0) }
      case .nextStep: table.nextStepDeltas = deltas.map { Int32(truncatingIfNeeded: $0) }
      }
    }
    Self.listByDeal(&table, deals: deals.count)
    return (table, differences)
  }

  /// Positions of the rows by day, instant, then file.
  private static func chronological(_ rows: Rows) -> [UInt32] {
    let count = rows.day.count
    var order = (0..<count).map { UInt32($0) }
    var sorted = true
    for row in stride(from: 1, to: count, by: 1) {
      let (a, b) = (row - 1, row)
      if rows.day[a] > rows.day[b]
        || (rows.day[a] == rows.day[b] && rows.instant[a] > rows.instant[b])
      {
        sorted = false
        break
      }
    }
    if sorted { return order }
    guard let low = rows.day.min(), let high = rows.day.max() else { return order }
    let span = Int(high) - Int(low) + 1
    if span <= 4 * count + 4096 {
      var starts = [UInt32](repeating: 0, count: span + 1)
      for day in rows.day { starts[Int(day) - Int(low) + 1] += 1 }
      for slot in 0..<span { starts[slot + 1] += starts[slot] }
      var next = starts
      for row in 0..<count {
        let slot = Int(rows.day[row]) - Int(low)
        order[Int(next[slot])] = UInt32(row)
        next[slot] += 1
      }
      for slot in 0..<span {
        let range = Int(starts[slot])..<Int(starts[slot + 1])
        guard range.count > 1 else { continue }
        let rising = range.dropFirst().allSatisfy {
          rows.instant[Int(order[$0 - 1])] <= rows.instant[Int(order[$0])]
        }
        if rising { continue }
        order[range].sort {
          let (a, b) = (rows.instant[Int($0)], rows.instant[Int($1)])
          return a == b ? $0 < $1 : a < b
        }
      }
    } else {
      order.sort {
        let (a, b) = (Int($0), Int($1))
        if rows.day[a] != rows.day[b] { return rows.day[a] < rows.day[b] }
        if rows.instant[a] != rows.instant[b] { return rows.instant[a] < rows.instant[b] }
        return a < b
      }
    }
    return order
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
        for position in Int(index.starts[cursors[f]])..<Int(index.starts[cursors[f] + 1]) {
          let deal = Int(table.logs[f].deals[position])
          events[Int(next[deal])] = UInt32(table.bases[f] + position)
          next[deal] += 1
        }
        cursors[f] += 1
      }
    }
    table.starts = starts
    table.events = events
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

  subscript(deal: Int) -> Int64? {
    get { seen[deal] ? values[deal] : nil }
    set {
      guard let newValue else { return }
      values[deal] = newValue
      seen[deal] = true
    }
  }
}
