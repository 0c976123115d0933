import RevBase
import RevModel

/// Plays the changes of many deals back through the days of a movement, all deals at the same time.
///
/// The logs of these days are read once, the last day first, and each change is taken back where its
/// deal lies: nothing is gathered deal by deal, which would cost more than the walk itself.
struct MovementReplay {
  /// One deal on its way back.
  private struct Place: BitwiseCopyable {
    var path = DealWalk.Path()
    var amount: Int64
  }

  /// All deals on their way back, and what of them changed on a day.
  private struct Places {
    var list: [Place] = []
    var keys: [DealWalk.Key] = []
    /// By place: 0 when the deal is among `touched`, else 1.
    var isFresh: [UInt8]
    /// The places that changed on a day; the first `count` are in use.
    var touched: [Int32]
    var count = 0
    /// Those of one field, and which events they are.
    var places: [Int32]
    var events: [Int32]

    init(_ count: Int, events room: Int) {
      isFresh = [UInt8](repeating: 1, count: count)
      // One more for the place that is written and not counted.
      touched = [Int32](repeating: 0, count: count + 1)
      places = [Int32](repeating: 0, count: room + 1)
      events = places
      list.reserveCapacity(count)
      keys.reserveCapacity(count)
    }

    /// Takes the changes of one field and day back.
    mutating func undo<Value: BitwiseCopyable>(
      _ deals: [UInt32], _ deltas: [Value], _ range: Range<Int>, _ ranks: BitRanks,
      _ change: (inout Place, Value) -> Void
    ) {
      let found = ranks.places(of: deals, range, into: &places, &events)
      Self.change(places, events, found, deltas, &list, change)
      count = Self.touch(places, found, &isFresh, &touched, count)
    }

    @inline(__always)
    private static func change<Value: BitwiseCopyable>(
      _ places: [Int32], _ events: [Int32], _ count: Int, _ deltas: [Value],
      _ list: inout [Place], _ change: (inout Place, Value) -> Void
    ) {
      let (place, event, delta) = (places.span, events.span, deltas.span)
      var target = list.mutableSpan
      for index in 0..<count { change(&target[Int(place[index])], delta[Int(event[index])]) }
    }

    /// - Returns: how many deals have changed on the day so far.
    private static func touch(
      _ places: [Int32], _ found: Int, _ isFresh: inout [UInt8], _ touched: inout [Int32],
      _ count: Int
    ) -> Int {
      let place = places.span
      var fresh = isFresh.mutableSpan
      var list = touched.mutableSpan
      var kept = count
      for index in 0..<found {
        let slot = Int(place[index])
        list[kept] = place[index]
        kept &+= Int(fresh[slot])
        fresh[slot] = 0
      }
      return kept
    }

    /// Looks at the deals that changed on a day, as they were before it.
    mutating func look(before day: Int32, _ walk: DealWalk) {
      Self.look(before: day, walk, touched, count, keys, &list, &isFresh)
      count = 0
    }

    private static func look(
      before day: Int32, _ walk: DealWalk, _ touched: [Int32], _ count: Int,
      _ keys: [DealWalk.Key], _ list: inout [Place], _ isFresh: inout [UInt8]
    ) {
      let (slots, key) = (touched.span, keys.span)
      var place = list.mutableSpan
      var fresh = isFresh.mutableSpan
      for index in 0..<count {
        let slot = Int(slots[index])
        fresh[slot] = 1
        let own = key[slot]
        let isIn = walk.isIn(place[slot].path, own) && own.born < day
        place[slot].path.note(isIn: isIn, place[slot].amount)
      }
    }
  }

  let walk: DealWalk
  private var places: Places
  /// Values at the end of the last day, by place.
  private(set) var ends: [DealMoment] = []

  /// - Parameters:
  ///   - rows: the deals that are followed.
  ///   - book: of the last day, nothing supposed.
  ///   - differing: deals that may not be what their history says on that day.
  init(
    _ walk: DealWalk, _ history: HistoryTable, of rows: BitSet, endingIn book: DealsAsOf,
    differing: BitSet
  ) {
    self.walk = walk
    let ranks = BitRanks(rows)
    let room = Self.fields.map { history[$0].index.longest }.max() ?? 0
    places = Places(ranks.count, events: room)
    ends.reserveCapacity(ranks.count)
    for row in rows.rows {
      let row = Int(row)
      let end = DealMoment(row, in: book)
      start(row, end, differing[row] ? history.moment(row, before: end) : nil)
    }
    play(history, ranks)
  }

  /// What the deal at a place did; nil when it was never in, nor won or lost in the window.
  func line(_ row: Int, _ place: Int) -> MovementLine? {
    walk.line(row, endingIn: ends[place], places.list[place].path)
  }

  /// Begins with a deal's last day.
  ///
  /// - Parameter known: what its history says of that day, when it is something else.
  private mutating func start(_ row: Int, _ end: DealMoment, _ known: DealMoment?) {
    let (key, now) = (walk.key(row), known ?? end)
    var place = Place(amount: now.amount)
    place.path.note(isIn: walk.isIn(end) && key.born <= walk.span.to.number, end.amount)
    place.path.take(now)
    if known != nil {
      places.touched[places.count] = Int32(truncatingIfNeeded: places.list.count)
      places.isFresh[places.list.count] = 0
      places.count += 1
    }
    places.list.append(place)
    places.keys.append(key)
    ends.append(end)
  }

  private static let fields: [HistoryField] = [.stage, .amount, .closeDate, .category]

  private mutating func play(_ history: HistoryTable, _ ranks: BitRanks) {
    let (from, to) = (walk.span.from.number, walk.span.to.number)
    var slots = Self.fields.map { history[$0].index.slot(after: walk.span.to) - 1 }
    while true {
      // What the history says otherwise than deals.csv is taken back on the last day.
      var day = places.count > 0 ? to : Int32.min
      for (place, field) in Self.fields.enumerated() where slots[place] >= 0 {
        day = max(day, history[field].index.days[slots[place]])
      }
      guard day > from else { return }
      for (place, field) in Self.fields.enumerated() {
        let log = history[field]
        guard slots[place] >= 0, log.index.days[slots[place]] == day else { continue }
        let range = Int(log.index.starts[slots[place]])..<Int(log.index.starts[slots[place] + 1])
        slots[place] -= 1
        switch field {
        case .stage:
          places.undo(log.deals, history.stageDeltas, range, ranks) { $0.path.stage ^= $1 }
        case .amount: places.undo(log.deals, history.amountDeltas, range, ranks) { $0.amount ^= $1 }
        case .closeDate:
          places.undo(log.deals, history.closeDeltas, range, ranks) { $0.path.close ^= $1 }
        case .category:
          places.undo(log.deals, history.categoryDeltas, range, ranks) { $0.path.category ^= $1 }
        case .owner, .nextStep: break
        }
      }
      places.look(before: day, walk)
    }
  }
}
