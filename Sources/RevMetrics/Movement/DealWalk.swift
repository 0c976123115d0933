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

  /// What a deal did; nil when it was never in, nor won or lost in the window.
  ///
  /// - Parameters:
  ///   - end: its values at the end of the last day.
  ///   - known: what its history says about that moment, when `end` is something else.
  ///   - owners: by person code + 1, whose deals count; nil for everybody's.
  ///   - events: a list in which the deal's changes of the span have a range, in the order of days.
  func line(
    _ row: Int, endingIn end: DealMoment, known: DealMoment? = nil, owners: [UInt8]? = nil,
    _ events: [DealEvent], _ range: Range<Int>
  ) -> MovementLine? {
    let (t0, t1) = (span.from.number, span.to.number)
    let created = created[row]
    let (p0, p1) = (span.window.start.number, span.window.end.number)
    let (first, list) = (range.lowerBound, events.span)
    var now = end
    var last = t1
    var next = range.upperBound &- 1
    var (isInAtStart, everIn) = (false, false)
    var (firstValue, lastValue) = (Int64(0), Int64(0))
    var isEnd = true
    let passesAtEnd = passes(end.owner, owners)
    let endsIn =
      end.standing == Standing.open.rawValue && end.close >= p0 && end.close <= p1
      && passesAtEnd
    while true {
      let isCorrected = isEnd && known != nil
      let isLast = !isCorrected && next < first
      let isIn = isEnd ? endsIn : self.isIn(row, now, owners)
      if isIn && created <= last {
        firstValue = now.amount
        if !everIn { lastValue = now.amount }
        everIn = true
        if isLast && created <= t0 { isInAtStart = true }
      }
      if isLast { break }
      let day = isCorrected ? t1 : list[next].day
      if isEnd, let known { now = known }
      while next >= first, list[next].day == day {
        now.undo(list[next])
        next &-= 1
      }
      isEnd = false
      last = day - 1
    }
    let isDone = end.standing == Standing.won.rawValue || end.standing == Standing.lost.rawValue
    let outcome: Movement.Bucket = end.standing == Standing.won.rawValue ? .won : .lost
    if !everIn {
      guard isDone, passesAtEnd, end.closed >= p0, end.closed <= p1, end.closed > t0,
        end.closed <= t1
      else { return nil }
      return MovementLine(
        deal: Int32(row), entry: entry(row, now), exit: outcome, before: end.amount,
        after: end.amount)
    }
    var exit: Movement.Bucket?
    if !endsIn {
      if !passesAtEnd {
        exit = .transferredOut
      } else if isDone {
        exit = outcome
      } else if end.close > p1 {
        exit = .pushedOut
      } else if end.close < p0, end.close != Day.unknownNumber {
        exit = .pulledOut
      } else {
        exit = .transferredOut
      }
    }
    return MovementLine(
      deal: Int32(row), entry: isInAtStart ? nil : entry(row, now), exit: exit,
      before: firstValue, after: endsIn || exit == .won ? end.amount : lastValue)
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
  private func entry(_ row: Int, _ start: DealMoment) -> Movement.Bucket {
    if created[row] > span.from.number { return .new }
    if isClosed[stageRow(row, start.stage) + 1] { return .reopened }
    if start.close > span.window.end.number { return .pulledIn }
    if start.close < span.window.start.number, start.close != Day.unknownNumber {
      return .pushedIn
    }
    return .transferredIn
  }

  @inline(__always)
  private func stageRow(_ row: Int, _ name: UInt16) -> Int {
    let name = Int(name)
    return name < names ? Int(lookup[Int(pipeline[row] &+ 1) &* names &+ name]) : -1
  }

  /// Whether a deal with these values is open pipeline of the window, on a day before the last.
  @inline(__always)
  private func isIn(_ row: Int, _ now: DealMoment, _ owners: [UInt8]?) -> Bool {
    if now.close < span.window.start.number || now.close > span.window.end.number { return false }
    let stage = stageRow(row, now.stage) + 1
    if !isPipeline[stage] { return false }
    var word = now.category
    if now.stage != stageNow[row], !categoryChanged[row] {
      word = DealTable.WrittenCategory.blank.rawValue
    }
    if word == DealTable.WrittenCategory.omitted.rawValue { return false }
    if word == DealTable.WrittenCategory.blank.rawValue, isOmitted[stage] { return false }
    return passes(now.owner, owners)
  }

  @inline(__always)
  private func passes(_ owner: Int32, _ owners: [UInt8]?) -> Bool {
    guard let owners else { return true }
    return owners[Int(owner &+ 1)] != 0
  }
}
