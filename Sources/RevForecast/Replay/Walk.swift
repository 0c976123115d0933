import Glibc
import RevBase
import RevModel

/// The deals of a population on one day, moved forward through the history day by day.
///
/// Everything here is what was known at the end of `day`: moving on is the only way to learn more.
/// Besides each deal's state it keeps the sums that the rates and the arrivals are made of. A deal
/// is named by its *place* in the roster's canonical order.
struct Walk: Sendable {
  let roster: DealRoster
  let grid: PeriodGrid
  /// Whether all open stages count as one, because too few deals have a record of theirs.
  let isSingleStage: Bool
  /// The first recorded closing; nothing before it counts as exposure.
  let window: Int32
  var day: Int32

  /// By place.
  var deals: [WalkDeal]
  let codes: StageCodes

  /// Places of the open deals, rising after `tidy`.
  var active: [Int32] = []
  /// Places of every deal that was ever won, in the order of becoming known.
  var winners: [Int32] = []
  var exposure: Exposure
  var arrivals: Arrivals
  var wins = WonAmounts()
  var bookings: Bookings
  /// Won deals whose closed_date is still to come, by that day.
  var announced: [Int32: [Int32]] = [:]
  /// Fields whose history has begun, and activities.
  var tracks = Tracking()

  var cursors = [Int](repeating: 0, count: HistoryField.allCases.count)
  var nextCreated = 0
  var nextRecordless = 0
  var nextActivity = 0
  private var needsSort = false
  var closings: [Int32] = []
  var movers: [Int32] = []

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
    deals = WalkDeal.all(roster)
    codes = StageCodes(roster)
    let stages = isSingleStage ? 1 : max(1, roster.ladder.count)
    exposure = Exposure(stages: stages, first: window, last: last, halfLife: method.halfLife)
    arrivals = Arrivals(first: window, last: last, method)
    bookings = Bookings(first: grid.periods[0].start.number, last: last)
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
    for place in active { flush(Int(place), through: day) }
  }

  /// The day that a won or lost deal was closed, as known on `day`.
  @inline(__always)
  func closedDay(_ place: Int) -> Int32 { deals[place].closedDay(on: day) }

  /// What was booked from a day of the grid to another, as known now, in hundredths.
  func booked(from start: Int32, through end: Int32) -> Int64 {
    bookings.sum(from: start, through: end)
  }

  /// Places of the deals that were won from a day to another, as known now, in the order of
  /// becoming known.
  func won(from start: Int32, through end: Int32) -> [Int32] {
    winners.filter { place in
      let deal = deals[Int(place)]
      guard deal.stage == StageLadder.won else { return false }
      let closed = deal.closedDay(on: day)
      return closed >= start && closed <= end
    }
  }

  // MARK: - Amounts

  mutating func changeAmount(_ place: Int, _ delta: Int64) {
    let old = deals[place].amount
    deals[place].amount = old ^ delta
    if deals[place].isBooked { bookings.add((old ^ delta) - old, on: deals[place].booked) }
  }

  /// Puts a won deal's amount where its closing is known to be.
  mutating func book(_ place: Int) {
    unbook(place)
    let closed = closedDay(place)
    deals[place].booked = closed
    bookings.add(deals[place].amount, on: closed)
    let written = deals[place].written
    if written != Day.unknownNumber, written > day {
      announced[written, default: []].append(Int32(truncatingIfNeeded: place))
    }
  }

  private mutating func unbook(_ place: Int) {
    guard deals[place].isBooked else { return }
    bookings.add(-deals[place].amount, on: deals[place].booked)
    deals[place].booked = WalkDeal.unbooked
  }

  // MARK: - Stages

  func code(_ place: Int) -> Int16 {
    let code = codes.code(deals[place])
    return code > 0 && isSingleStage ? 0 : code
  }

  /// The closed stage that a deal without records began in.
  func closedCode(_ place: Int) -> Int16 {
    let code = codes.code(deals[place])
    return code >= 0 ? StageLadder.unknown : code
  }

  mutating func setStage(_ place: Int, _ new: Int16) {
    let old = deals[place].stage
    if new == old { return }
    let since = deals[place].since
    if old >= 0, since < day {
      flush(place, through: day)
      let from = Int(old)
      if new == StageLadder.won {
        exposure.exit(.won, from: from, to: 0, since: since, on: day, isForward: true, grid)
      } else if new == StageLadder.lost {
        exposure.exit(.lost, from: from, to: 0, since: since, on: day, isForward: false, grid)
      } else if new >= 0 {
        exposure.exit(
          .move, from: from, to: Int(new), since: since, on: day, isForward: new > old, grid)
      }
    }
    deals[place].stage = new
    if old == StageLadder.won { unbook(place) }
    if new >= 0 {
      if old < 0 { open(place) }
      deals[place].since = day
      deals[place].counted = day
    } else if new == StageLadder.won || new == StageLadder.lost {
      if old != StageLadder.won && old != StageLadder.lost || new == StageLadder.won {
        deals[place].known = day
      }
      closings.append(Int32(truncatingIfNeeded: place))
    }
  }

  /// Begins a deal, or begins it anew.
  private mutating func open(_ place: Int) {
    deals[place].sojourn = day
    deals[place].pushes = 0
    deals[place].touched = max(deals[place].touched, day)
    guard !deals[place].isListed else { return }
    deals[place].isListed = true
    if let last = active.last, last > place { needsSort = true }
    active.append(Int32(truncatingIfNeeded: place))
  }

  @inline(__always)
  private mutating func flush(_ place: Int, through end: Int32) {
    let deal = deals[place]
    let from = max(deal.counted + 1, window)
    if from <= end {
      exposure.stay(Int(deal.stage), since: deal.since, from: from, through: end, grid)
    }
    deals[place].counted = end
  }

  /// What was closed on the day, with the values of the day's end.
  mutating func settleClosings() {
    if closings.isEmpty { return }
    closings.sort()
    let created = roster.snapshot.deals.created
    for closing in closings {
      let place = Int(closing)
      guard deals[place].stage == StageLadder.won else { continue }
      if !deals[place].isWinner {
        deals[place].isWinner = true
        winners.append(closing)
      }
      book(place)
      let born = created[Int(roster.order[place])]
      if closedDay(place) < born { continue }
      let deal = deals[place]
      wins.add(deal.amount, segment: deal.segment)
      if born >= window { arrivals.won(deal.amount, created: born, after: day - born) }
    }
    closings.removeAll(keepingCapacity: true)
  }

  /// Drops what is closed from the list of open deals, and restores its order.
  private mutating func tidy() {
    var open: [Int32] = []
    open.reserveCapacity(active.count)
    for place in active {
      if deals[Int(place)].stage >= 0 {
        open.append(place)
      } else {
        deals[Int(place)].isListed = false
      }
    }
    active = open
    if needsSort {
      active.sort()
      needsSort = false
    }
  }
}
