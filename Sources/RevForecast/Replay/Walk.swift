import Glibc
import RevBase
import RevModel

/// The deals of a population on one day, moved forward through the history day by day.
///
/// Everything here is what was known at the end of `day`: moving on is the only way to learn more.
/// Besides each deal's state it keeps the sums that the rates and the arrivals are made of.
struct Walk: Sendable {
  let roster: DealRoster
  let grid: PeriodGrid
  /// Whether all open stages count as one, because too few deals have a record of theirs.
  let isSingleStage: Bool
  /// The first recorded closing; nothing before it counts as exposure.
  let window: Int32
  private(set) var day: Int32

  /// By row of deals.csv.
  private(set) var stageName: [UInt16]
  private(set) var stage: [Int16]
  private(set) var since: [Int32]
  private(set) var sojourn: [Int32]
  private(set) var amount: [Int64]
  private(set) var due: [Int32]
  private(set) var owner: [Int32]
  private(set) var category: [UInt8]
  private(set) var pushes: [UInt8]
  private(set) var touched: [Int32]
  /// The day on which a closed deal became known to be closed.
  private(set) var known: [Int32]
  private var counted: [Int32]
  private var isListed: BitSet
  private var isWinner: BitSet

  /// Open deals in canonical order after `tidy`.
  private(set) var active: [Int32] = []
  /// Every deal that was ever won, in the order of becoming known.
  private(set) var winners: [Int32] = []
  private(set) var exposure: Exposure
  private(set) var arrivals: Arrivals
  private(set) var wins = WonAmounts()
  /// Fields whose history has begun, and activities.
  private(set) var tracks = Tracking()

  private var cursors = [Int](repeating: 0, count: HistoryField.allCases.count)
  private var nextCreated = 0
  private var nextRecordless = 0
  private var nextActivity = 0
  private var needsSort = false
  private var closings: [Int32] = []
  private var movers: [Int32] = []

  /// - Parameter last: the last day that it will be moved to.
  init(
    _ roster: DealRoster, _ grid: PeriodGrid, window: Int32, start: Int32, last: Int32,
    isSingleStage: Bool, _ method: ForecastMethod
  ) {
    self.roster = roster
    self.grid = grid
    self.window = window
    self.isSingleStage = isSingleStage
    day = start - 1
    let count = roster.rank.count
    stageName = roster.initial.stage
    stage = [Int16](repeating: StageLadder.absent, count: count)
    since = [Int32](repeating: 0, count: count)
    sojourn = since
    counted = since
    amount = roster.initial.amount
    due = roster.initial.close
    owner = roster.initial.owner
    category = roster.initial.category
    pushes = [UInt8](repeating: 0, count: count)
    touched = roster.snapshot.deals.created
    known = [Int32](repeating: .max, count: count)
    isListed = BitSet(count: count)
    isWinner = BitSet(count: count)
    let stages = isSingleStage ? 1 : max(1, roster.ladder.count)
    exposure = Exposure(stages: stages, first: window, last: last, halfLife: method.halfLife)
    arrivals = Arrivals(first: window, last: last, method)
  }

  var stages: Int { exposure.stages }

  /// The next stage of each, −1 after the last.
  var nextStages: [Int] { isSingleStage ? [-1] : roster.ladder.next }

  /// Moves on to the end of a later day, with the exposure of open deals counted up to it.
  mutating func advance(to target: Int32) {
    while day < target {
      day += 1
      playDay()
      arrivals.endDay(day)
    }
    tidy()
    for deal in active { flush(Int(deal), through: day) }
  }

  /// The day that a won or lost deal was closed, as known on `day`: its closed_date once that day
  /// has come, else the day of the change.
  @inline(__always)
  func closedDay(_ row: Int) -> Int32 {
    let written = roster.snapshot.deals.closed[row]
    return written != Day.unknownNumber && written <= day ? written : known[row]
  }

  /// What was booked from a day to another, as known now, in hundredths.
  func booked(from start: Int32, through end: Int32) -> Int64 {
    var sum: Int64 = 0
    for winner in winners where stage[Int(winner)] == StageLadder.won {
      let closed = closedDay(Int(winner))
      if closed >= start && closed <= end { sum += amount[Int(winner)] }
    }
    return sum
  }

  // MARK: - One day

  private mutating func playDay() {
    createDeals()
    if let history = roster.snapshot.history { playHistory(history) }
    playActivities()
    while nextRecordless < roster.recordless.count,
      roster.recordless[nextRecordless].day <= day
    {
      let row = Int(roster.recordless[nextRecordless].row)
      nextRecordless += 1
      setStage(row, closedCode(row))
    }
    if day == roster.snapshot.manifest.asOf.number { applyCorrections() }
    settleClosings()
  }

  private mutating func createDeals() {
    let created = roster.snapshot.deals.created
    while nextCreated < roster.order.count {
      let row = Int(roster.order[nextCreated])
      guard created[row] <= day else { break }
      nextCreated += 1
      let recordless = roster.isRecordless[row]
      stage[row] = recordless ? StageLadder.unknown : StageLadder.absent
      if created[row] >= window { arrivals.created(on: created[row]) }
      if !recordless {
        setStage(row, code(row))
      } else if isSingleStage {
        setStage(row, 0)
      }
    }
  }

  private mutating func playHistory(_ history: HistoryTable) {
    playField(.amount, history) { walk, row, position in
      walk.amount[row] ^= history.amountDeltas[position]
    }
    playField(.closeDate, history) { walk, row, position in
      let old = walk.due[row]
      let new = old ^ history.closeDeltas[position]
      walk.due[row] = new
      if old != Day.unknownNumber, new != Day.unknownNumber, new - old > 6, walk.stage[row] >= 0 {
        walk.pushes[row] = min(walk.pushes[row] + 1, 200)
      }
    }
    playField(.category, history) { walk, row, position in
      walk.category[row] ^= history.categoryDeltas[position]
    }
    playField(.owner, history) { walk, row, position in
      walk.owner[row] ^= history.ownerDeltas[position]
    }
    movers.removeAll(keepingCapacity: true)
    playField(.stage, history) { walk, row, position in
      walk.stageName[row] ^= history.stageDeltas[position]
      walk.movers.append(Int32(truncatingIfNeeded: row))
    }
    for mover in movers {
      let row = Int(mover)
      if stage[row] == StageLadder.absent || isWaiting(row) { continue }
      setStage(row, code(row))
    }
  }

  /// Whether a deal without records has not come to its closing yet.
  private func isWaiting(_ row: Int) -> Bool {
    guard roster.isRecordless[row] else { return false }
    return stage[row] != StageLadder.won && stage[row] != StageLadder.lost
  }

  @inline(__always)
  private mutating func playField(
    _ field: HistoryField, _ history: HistoryTable,
    _ change: (inout Walk, _ row: Int, _ position: Int) -> Void
  ) {
    let f = Int(field.rawValue)
    let index = history.logs[f].index
    while cursors[f] < index.days.count, index.days[cursors[f]] <= day {
      let slot = cursors[f]
      cursors[f] += 1
      tracks.begin(field)
      for position in Int(index.starts[slot])..<Int(index.starts[slot + 1]) {
        let row = Int(history.logs[f].deals[position])
        if roster.rank[row] >= 0 { change(&self, row, position) }
      }
    }
  }

  private mutating func playActivities() {
    guard let activities = roster.snapshot.activities else { return }
    while nextActivity < activities.count, activities.date[nextActivity] <= day {
      let deal = activities.deal[nextActivity]
      let date = activities.date[nextActivity]
      nextActivity += 1
      guard deal >= 0, Int(deal) < touched.count else { continue }
      tracks.activities = true
      touched[Int(deal)] = max(touched[Int(deal)], date)
    }
  }

  /// deals.csv differs from the last change of some deals: they change on the snapshot's day.
  private mutating func applyCorrections() {
    guard let history = roster.snapshot.history else { return }
    for field in HistoryField.allCases {
      let deltas = history.corrections[Int(field.rawValue)]
      for (deal, delta) in zip(history[field].corrected, deltas) {
        let row = Int(deal)
        if roster.rank[row] < 0 { continue }
        switch field {
        case .stage:
          stageName[row] ^= UInt16(truncatingIfNeeded: delta)
          if stage[row] != StageLadder.absent, !isWaiting(row) { setStage(row, code(row)) }
        case .amount: amount[row] ^= delta
        case .closeDate: due[row] ^= Int32(truncatingIfNeeded: delta)
        case .category: category[row] ^= UInt8(truncatingIfNeeded: delta)
        case .owner: owner[row] ^= Int32(truncatingIfNeeded: delta)
        case .nextStep: break
        }
      }
    }
  }

  // MARK: - Stages

  private func ladderCode(_ row: Int) -> Int16 {
    let name = stageName[row]
    guard name != .max else { return StageLadder.unknown }
    let snapshot = roster.snapshot
    return roster.ladder.code(
      ofRow: snapshot.stages.row(pipeline: snapshot.deals.pipeline[row], name: Int32(name)))
  }

  private func code(_ row: Int) -> Int16 {
    let code = ladderCode(row)
    return code > 0 && isSingleStage ? 0 : code
  }

  /// The closed stage that a deal without records began in.
  private func closedCode(_ row: Int) -> Int16 {
    let code = ladderCode(row)
    return code >= 0 ? StageLadder.unknown : code
  }

  private mutating func setStage(_ row: Int, _ new: Int16) {
    let old = stage[row]
    if new == old { return }
    if old >= 0, since[row] < day {
      flush(row, through: day)
      let from = Int(old)
      if new == StageLadder.won {
        exposure.exit(.won, from: from, to: 0, since: since[row], on: day, isForward: true, grid)
      } else if new == StageLadder.lost {
        exposure.exit(.lost, from: from, to: 0, since: since[row], on: day, isForward: false, grid)
      } else if new >= 0 {
        exposure.exit(
          .move, from: from, to: Int(new), since: since[row], on: day, isForward: new > old, grid)
      }
    }
    stage[row] = new
    if new >= 0 {
      if old < 0 {
        sojourn[row] = day
        pushes[row] = 0
        touched[row] = max(touched[row], day)
        if !isListed[row] {
          isListed[row] = true
          if let last = active.last, roster.rank[Int(last)] > roster.rank[row] { needsSort = true }
          active.append(Int32(truncatingIfNeeded: row))
        }
      }
      since[row] = day
      counted[row] = day
    } else if new == StageLadder.won || new == StageLadder.lost {
      if old != StageLadder.won && old != StageLadder.lost || new == StageLadder.won {
        known[row] = day
      }
      closings.append(Int32(truncatingIfNeeded: row))
    }
  }

  @inline(__always)
  private mutating func flush(_ row: Int, through end: Int32) {
    let from = max(counted[row] + 1, window)
    if from <= end {
      exposure.stay(Int(stage[row]), since: since[row], from: from, through: end, grid)
    }
    counted[row] = end
  }

  /// What was closed on the day, with the values of the day's end.
  private mutating func settleClosings() {
    if closings.isEmpty { return }
    let rank = roster.rank
    closings.sort { rank[Int($0)] < rank[Int($1)] }
    for closing in closings {
      let row = Int(closing)
      guard stage[row] == StageLadder.won else { continue }
      if !isWinner[row] {
        isWinner[row] = true
        winners.append(closing)
      }
      let created = roster.snapshot.deals.created[row]
      let closed = closedDay(row)
      if closed < created { continue }
      wins.add(amount[row], segment: roster.segment[row])
      if created >= window { arrivals.won(amount[row], created: created, after: day - created) }
    }
    closings.removeAll(keepingCapacity: true)
  }

  /// Drops what is closed from the list of open deals, and restores its order.
  private mutating func tidy() {
    var open: [Int32] = []
    open.reserveCapacity(active.count)
    for deal in active {
      if stage[Int(deal)] >= 0 { open.append(deal) } else { isListed[Int(deal)] = false }
    }
    active = open
    if needsSort {
      let rank = roster.rank
      active.sort { rank[Int($0)] < rank[Int($1)] }
      needsSort = false
    }
  }
}

/// Which fields have a history by a day: only those may teach a factor.
struct Tracking: Sendable {
  private(set) var due = false
  private(set) var owner = false
  private(set) var category = false
  var activities = false

  mutating func begin(_ field: HistoryField) {
    switch field {
    case .closeDate: due = true
    case .owner: owner = true
    case .category: category = true
    case .stage, .amount, .nextStep: break
    }
  }
}
