import RevBase
import RevModel

/// The values of one deal at the end of the last day of a movement.
struct DealMoment: Sendable {
  var stage: UInt16
  var amount: Int64
  var close: Int32
  /// Raw value of `DealTable.WrittenCategory`.
  var category: UInt8
  var owner: Int32
  /// Raw value of `Standing`.
  var standing: UInt8
  /// The day on which it was won or lost.
  var closed: Int32

  init(_ row: Int, in book: DealsAsOf) {
    stage = book.state.stage[row]
    amount = book.state.amount[row]
    close = book.state.close[row]
    category = book.state.category[row]
    owner = book.state.owner[row]
    standing = book.standing[row]
    closed = book.closed[row]
  }
}

/// Follows deals back through the days of a movement and says how they came in and went out.
struct DealWalk: Sendable {
  let span: MovementSpan
  // What is asked of the snapshot, at hand without going through it for every deal.
  private let created: [Int32]
  private let pipeline: [Int32]
  private let stageNow: [UInt16]
  private let categoryChanged: BitSet
  private let names: Int
  private let lookup: [Int16]
  /// By stage row + 1: open and qualified, with the stage's own category; won or lost.
  private let isPipeline: [Bool]
  private let isClosed: [Bool]
  private let isOmitted: [Bool]
  // Asked for every deal, and each time a call into another module.
  private let open = Standing.open.rawValue
  private let won = Standing.won.rawValue
  private let lost = Standing.lost.rawValue
  private let unknown = Day.unknownNumber

  init(_ snapshot: Snapshot, _ history: HistoryTable, _ span: MovementSpan) {
    self.span = span
    created = snapshot.deals.created
    pipeline = snapshot.deals.pipeline
    stageNow = snapshot.deals.stage
    categoryChanged = history.categoryChanged
    names = snapshot.stages.names.count
    lookup = snapshot.stages.lookup
    let rows = snapshot.stages.rows
    isPipeline = [false] + rows.map { $0.outcome == .open && $0.qualified }
    isClosed = [false] + rows.map { $0.outcome != .open }
    isOmitted = [false] + rows.map { $0.category == .omitted }
  }

  /// What going back through the days of a movement has told of a deal so far.
  ///
  /// 24 bytes: of many deals those of one day should fit the processor's cache.
  struct Path: Sendable, BitwiseCopyable {
    /// V when it came in and when it was in last; hundredths.
    private(set) var first: Int64 = 0
    private(set) var last: Int64 = 0
    /// Its values before the days that were looked at.
    var close: Int32 = 0
    var stage: UInt16 = 0
    var category: UInt8 = 0
    private var flags: UInt8 = 0

    /// Goes back to days on which a deal had other values.
    @inline(__always)
    mutating func take(_ now: DealMoment) {
      (stage, close, category) = (now.stage, now.close, now.category)
    }

    var everIn: Bool { flags & 2 != 0 }
    /// Whether it was in on the days that were looked at last.
    var isIn: Bool { flags & 1 != 0 }

    /// Looks at days on which nothing changed.
    ///
    /// - Parameters:
    ///   - isIn: whether the deal was there and open pipeline of the window on them.
    ///   - amount: of the deal on them.
    @inline(__always)
    mutating func note(isIn: Bool, _ amount: Int64) {
      if isIn {
        first = amount
        if flags & 2 == 0 { last = amount }
        flags = 3
      } else {
        flags &= 2
      }
    }
  }

  /// What a deal did; nil when it was never in, nor won or lost in the window.
  ///
  /// - Parameters:
  ///   - end: its values at the end of the last day.
  ///   - known: what its history says about that moment, when `end` is something else.
  ///   - owners: by person code + 1, whose deals count; nil for everybody's.
  ///   - events: its changes of the span, in the order of days.
  func line(
    _ row: Int, endingIn end: DealMoment, known: DealMoment? = nil, owners: [UInt8]? = nil,
    _ events: [DealEvent]
  ) -> MovementLine? {
    let key = key(row)
    var path = Path()
    path.note(
      isIn: isIn(end) && passes(end.owner, owners) && key.born <= span.to.number, end.amount)
    var now = known ?? end
    path.take(now)
    var next = events.count - 1
    // What the history says otherwise than deals.csv is taken back on the last day.
    var isCorrected = known != nil
    while isCorrected || next >= 0 {
      let day = isCorrected ? span.to.number : events[next].day
      isCorrected = false
      while next >= 0, events[next].day == day {
        now.undo(events[next])
        next -= 1
      }
      path.take(now)
      let isIn = isIn(path, key) && passes(now.owner, owners)
      path.note(isIn: isIn && key.born < day, now.amount)
    }
    return line(row, endingIn: end, path, passesAtEnd: passes(end.owner, owners))
  }

  /// What a deal did of which the whole path is known.
  func line(
    _ row: Int, endingIn end: DealMoment, _ path: Path, passesAtEnd: Bool = true
  ) -> MovementLine? {
    let (p0, p1) = (span.window.start.number, span.window.end.number)
    let isDone = end.standing == won || end.standing == lost
    let outcome: Movement.Bucket = end.standing == won ? .won : .lost
    if !path.everIn {
      guard isDone, passesAtEnd, end.closed >= p0, end.closed <= p1,
        end.closed > span.from.number, end.closed <= span.to.number
      else { return nil }
      return MovementLine(
        deal: Int32(row), entry: entry(row, path), exit: outcome, before: end.amount,
        after: end.amount)
    }
    let endsIn = isIn(end) && passesAtEnd
    var exit: Movement.Bucket?
    if !endsIn {
      if !passesAtEnd {
        exit = .transferredOut
      } else if isDone {
        exit = outcome
      } else if end.close > p1 {
        exit = .pushedOut
      } else if end.close < p0, end.close != unknown {
        exit = .pulledOut
      } else {
        exit = .transferredOut
      }
    }
    let isInAtStart = path.isIn && created[row] <= span.from.number
    return MovementLine(
      deal: Int32(row), entry: isInAtStart ? nil : entry(row, path), exit: exit,
      before: path.first, after: endsIn || exit == .won ? end.amount : path.last)
  }

  /// Everybody who owned a deal at the end of a day of the movement; some may come twice.
  func owners(endingIn end: DealMoment, known: DealMoment?, _ events: [DealEvent]) -> [Int32] {
    var result = [end.owner]
    var now = known ?? end
    if now.owner != end.owner { result.append(now.owner) }
    for event in events.reversed() {
      let before = now.owner
      now.undo(event)
      if now.owner != before { result.append(now.owner) }
    }
    return result
  }

  /// Whether a stage is open pipeline, whatever the deal's category.
  ///
  /// - Parameter stage: row of `StageTable.rows`; −1 for a stage that is not known.
  @inline(__always)
  func isOpen(stage: Int16) -> Bool { isPipeline[Int(stage) + 1] }

  /// How a deal comes in that was not in at the start, by its values then.
  private func entry(_ row: Int, _ start: Path) -> Movement.Bucket {
    if created[row] > span.from.number { return .new }
    if isClosed[stageRow(key(row), start.stage) + 1] { return .reopened }
    if start.close > span.window.end.number { return .pulledIn }
    if start.close < span.window.start.number, start.close != unknown {
      return .pushedIn
    }
    return .transferredIn
  }

  /// What of a deal is the same on every day and tells what its stage and category mean.
  struct Key: Sendable, BitwiseCopyable {
    /// Where the stages of its pipeline lie.
    let stages: Int32
    /// The day on which it was created.
    let born: Int32
    let stageNow: UInt16
    let categoryChanged: Bool
  }

  @inline(__always)
  func key(_ row: Int) -> Key {
    Key(
      stages: (pipeline[row] &+ 1) &* Int32(truncatingIfNeeded: names), born: created[row],
      stageNow: stageNow[row], categoryChanged: categoryChanged[row])
  }

  @inline(__always)
  private func stageRow(_ key: Key, _ name: UInt16) -> Int {
    let name = Int(name)
    return name < names ? Int(lookup[Int(key.stages) &+ name]) : -1
  }

  /// Whether a deal is open pipeline of the window on the last day.
  @inline(__always)
  func isIn(_ end: DealMoment) -> Bool {
    end.standing == open && end.close >= span.window.start.number
      && end.close <= span.window.end.number
  }

  /// Whether a deal with these values is open pipeline of the window, on a day before the last.
  @inline(__always)
  func isIn(_ now: Path, _ key: Key) -> Bool {
    if now.close < span.window.start.number || now.close > span.window.end.number { return false }
    let stage = stageRow(key, now.stage) + 1
    if !isPipeline[stage] { return false }
    var word = now.category
    // A category that never changed belongs to the stage that the deal is in now.
    if now.stage != key.stageNow, !key.categoryChanged {
      word = DealTable.WrittenCategory.blank.rawValue
    }
    if word == DealTable.WrittenCategory.omitted.rawValue { return false }
    return word != DealTable.WrittenCategory.blank.rawValue || !isOmitted[stage]
  }

  @inline(__always)
  private func passes(_ owner: Int32, _ owners: [UInt8]?) -> Bool {
    guard let owners else { return true }
    return owners[Int(owner &+ 1)] != 0
  }
}
