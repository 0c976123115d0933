import RevBase
import RevModel

/// One change of a deal inside of a movement's days.
struct DealEvent: Sendable, BitwiseCopyable {
  /// The fields that a movement looks at.
  enum Field: UInt8, CaseIterable { case stage, amount, close, category, owner }

  /// `old XOR new`: it takes the change back as well as it makes it.
  let delta: Int64
  let day: Int32
  let field: Field
}

extension DealMoment {
  /// Takes a change back.
  @inline(__always)
  mutating func undo(_ event: DealEvent) {
    switch event.field {
    case .stage: stage ^= UInt16(truncatingIfNeeded: event.delta)
    case .amount: amount ^= event.delta
    case .close: close ^= Int32(truncatingIfNeeded: event.delta)
    case .category: category ^= UInt8(truncatingIfNeeded: event.delta)
    case .owner: owner ^= Int32(truncatingIfNeeded: event.delta)
    }
  }
}

extension HistoryField {
  /// What a movement calls it; nil for a field that it does not look at.
  var moved: DealEvent.Field? {
    switch self {
    case .stage: .stage
    case .amount: .amount
    case .closeDate: .close
    case .category: .category
    case .owner: .owner
    case .nextStep: nil
    }
  }
}

/// The changes of some deals between two days, deal by deal, each deal's in the order of days.
///
/// Gathered by reading the logs of these days in order. To follow each deal's own list of events
/// through all logs costs several waits for memory an event; here only the place written to jumps.
struct DealEvents: Sendable {
  /// First event of each deal, in the order of rows; one more than there are deals.
  private(set) var starts: [UInt32]
  private(set) var events: [DealEvent]

  /// - Parameter rows: the deals whose changes are wanted.
  init(_ history: HistoryTable, from: Day, to: Day, of rows: BitSet) {
    let ranks = BitRanks(rows)
    starts = [UInt32](repeating: 0, count: ranks.count + 1)
    let fields = HistoryField.allCases.filter { $0.moved != nil }
    for field in fields {
      let log = history[field]
      let range = log.index.events(after: from, through: to)
      Self.count(log.deals, range, ranks, &starts)
    }
    for slot in 0..<ranks.count { starts[slot + 1] += starts[slot] }
    var next = starts
    var list = [DealEvent](
      repeating: DealEvent(delta: 0, day: 0, field: .stage), count: Int(starts[ranks.count]))
    var cursors = fields.map { history[$0].index.slot(after: from) }
    while true {
      // Day by day through all fields, so that each deal's list is in the order of days.
      var soonest: Int32?
      for (place, field) in fields.enumerated() {
        let days = history[field].index.days
        if cursors[place] < days.count { soonest = min(soonest ?? .max, days[cursors[place]]) }
      }
      guard let day = soonest, day <= to.number else { break }
      for (place, field) in fields.enumerated() {
        let log = history[field]
        let slot = cursors[place]
        guard slot < log.index.days.count, log.index.days[slot] == day, let moved = field.moved
        else { continue }
        cursors[place] += 1
        let what = (moved, day)
        let range = Int(log.index.starts[slot])..<Int(log.index.starts[slot + 1])
        switch field {
        case .stage: Self.fill(log.deals, history.stageDeltas, range, what, ranks, &next, &list)
        case .amount: Self.fill(log.deals, history.amountDeltas, range, what, ranks, &next, &list)
        case .closeDate: Self.fill(log.deals, history.closeDeltas, range, what, ranks, &next, &list)
        case .category:
          Self.fill(log.deals, history.categoryDeltas, range, what, ranks, &next, &list)
        case .owner: Self.fill(log.deals, history.ownerDeltas, range, what, ranks, &next, &list)
        case .nextStep: break
        }
      }
    }
    events = list
  }

  /// The events of a deal, by its place among the deals.
  @inline(__always)
  func range(_ place: Int) -> Range<Int> { Int(starts[place])..<Int(starts[place + 1]) }

  private static func count(
    _ deals: [UInt32], _ range: Range<Int>, _ ranks: BitRanks, _ starts: inout [UInt32]
  ) {
    let deals = deals.span
    var counts = starts.mutableSpan
    for event in range {
      if let slot = ranks[Int(deals[event])] { counts[slot &+ 1] &+= 1 }
    }
  }

  /// Puts the events of one field and day where they belong.
  private static func fill<Value: FixedWidthInteger & BitwiseCopyable>(
    _ deals: [UInt32], _ deltas: [Value], _ range: Range<Int>,
    _ what: (field: DealEvent.Field, day: Int32), _ ranks: BitRanks, _ next: inout [UInt32],
    _ list: inout [DealEvent]
  ) {
    let (deals, deltas) = (deals.span, deltas.span)
    var place = next.mutableSpan
    var target = list.mutableSpan
    for event in range {
      guard let slot = ranks[Int(deals[event])] else { continue }
      let delta = Int64(truncatingIfNeeded: deltas[event])
      target[Int(place[slot])] = DealEvent(delta: delta, day: what.day, field: what.field)
      place[slot] &+= 1
    }
  }
}

extension HistoryTable {
  /// The changes of one deal after a day up to the end of another, oldest first.
  func changes(ofDeal row: Int, after from: Day, through to: Day) -> [DealEvent] {
    events(ofDeal: row).compactMap { event in
      let (field, position) = locate(event)
      let day = self[field].index.day(of: position)
      guard let moved = field.moved, day > from, day <= to else { return nil }
      return DealEvent(delta: delta(field, position), day: day.number, field: moved)
    }
  }
}
