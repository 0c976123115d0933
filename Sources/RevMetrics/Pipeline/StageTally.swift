import RevBase
import RevModel

/// First stays counted by stage: what became of those that began in a year T, and how long those
/// took that ended in it.
///
/// Stays can be taken out again, so that the count of another day follows from this one.
struct StageTally: Sendable, Equatable {
  enum Column {
    static let advanced: Int32 = 0, lost: Int32 = 1, open: Int32 = 2, none: Int32 = 3
    static let count = 4

    /// By standing: the column of a deal that has not advanced.
    static var byStanding: [Int32] {
      var columns = [Int32](repeating: none, count: 256)
      columns[Int(Standing.lost.rawValue)] = lost
      for open in [Standing.open, .omitted, .unqualified] {
        columns[Int(open.rawValue)] = self.open
      }
      return columns
    }
  }

  private let stages: Int
  /// By stage row and column; the last cell is for what does not count.
  private var counts: [Int]
  /// By stage row and days; the last cell is for what does not count.
  private var lengths: [UInt32]
  /// Lengths without a cell of their own; there are few.
  private var others: [DayHistogram.Outlier] = []

  init(stages: Int) {
    self.stages = stages
    counts = [Int](repeating: 0, count: stages * Column.count + 1)
    lengths = [UInt32](repeating: 0, count: stages * DayHistogram.span + 1)
  }

  /// Counts the stays of some deals.
  mutating func add(
    _ rows: [Int32], _ visits: StageVisits, _ standings: [UInt8], _ rules: StayRules
  ) {
    others += Self.add(rows, visits, standings, rules, &counts, &lengths)
  }

  /// Counts stays; gives the lengths that have no cell.
  private static func add(
    _ rows: [Int32], _ visits: StageVisits, _ standings: [UInt8], _ rules: StayRules,
    _ counts: inout [Int], _ lengths: inout [UInt32]
  ) -> [DayHistogram.Outlier] {
    let (row, standing, all) = (rows.span, standings.span, visits.visits.span)
    let starts = visits.starts.span
    let (noLength, span) = (rules.noLength, Int32(DayHistogram.span))
    var unusual: [DayHistogram.Outlier] = []
    var count = counts.mutableSpan
    var histogram = lengths.mutableSpan
    for place in 0..<row.count {
      let deal = Int(row[place])
      let stands = standing[deal]
      for stay in Int(starts[deal])..<Int(starts[deal &+ 1]) {
        let visit = all[stay]
        count[Int(rules.outcome(of: visit, stands))] &+= 1
        let hasLength = rules.hasLength(visit)
        let days = visit.left &- visit.entered
        let isUsual = days >= 0 && days < span
        if hasLength && !isUsual {
          unusual.append(DayHistogram.Outlier(group: Int(visit.stage), days: days))
        }
        let cell = hasLength && isUsual ? Int32(visit.stage) &* span &+ days : noLength
        histogram[Int(cell)] &+= 1
      }
    }
    return unusual
  }

  /// Where a deal counted before and where it counts now: it passes and is there, or not.
  struct Shift {
    let deal: Int32
    let before: UInt8
    let after: UInt8
    /// Whether its stays counted, and count.
    let didCount: Bool
    let counts: Bool
  }

  /// Takes the stays of some deals out and counts them by other rules, each deal looked at once.
  mutating func move(
    _ shifts: [Shift], _ visits: StageVisits, from old: StayRules, to new: StayRules
  ) {
    let unusual = Self.move(shifts, visits, from: old, to: new, &counts, &lengths)
    for (outlier, one) in unusual { add(outlier, by: one) }
  }

  private static func move(
    _ shifts: [Shift], _ visits: StageVisits, from old: StayRules, to new: StayRules,
    _ counts: inout [Int], _ lengths: inout [UInt32]
  ) -> [(DayHistogram.Outlier, Int)] {
    let (shift, all, starts) = (shifts.span, visits.visits.span, visits.starts.span)
    let (none, span) = (old.noOutcome, Int32(DayHistogram.span))
    var unusual: [(DayHistogram.Outlier, Int)] = []
    var count = counts.mutableSpan
    var histogram = lengths.mutableSpan
    for place in 0..<shift.count {
      let shift = shift[place]
      let deal = Int(shift.deal)
      for stay in Int(starts[deal])..<Int(starts[deal &+ 1]) {
        let visit = all[stay]
        let before = shift.didCount ? old.outcome(of: visit, shift.before) : none
        let after = shift.counts ? new.outcome(of: visit, shift.after) : none
        count[Int(before)] &-= 1
        count[Int(after)] &+= 1
        let hadLength = shift.didCount && old.hasLength(visit)
        let hasLength = shift.counts && new.hasLength(visit)
        if hadLength == hasLength { continue }
        let days = visit.left &- visit.entered
        if days >= 0 && days < span {
          let cell = Int(Int32(visit.stage) &* span &+ days)
          if hasLength { histogram[cell] &+= 1 } else { histogram[cell] &-= 1 }
        } else {
          let outlier = DayHistogram.Outlier(group: Int(visit.stage), days: days)
          unusual.append((outlier, hasLength ? 1 : -1))
        }
      }
    }
    return unusual
  }

  /// The stays of a deal that has a trail of its own, and where it stands.
  typealias Trail = (visits: [StageVisits.Visit], standing: UInt8)

  mutating func add(_ trails: [Trail], _ rules: StayRules, by one: Int) {
    for trail in trails { add(trail.visits, trail.standing, rules, by: one) }
  }

  /// Counts the stays of one deal's own trail once more, or takes them out.
  mutating func add(
    _ visits: [StageVisits.Visit], _ standing: UInt8, _ rules: StayRules, by one: Int
  ) {
    for visit in visits {
      counts[Int(rules.outcome(of: visit, standing))] += one
      guard rules.hasLength(visit) else { continue }
      let days = visit.left &- visit.entered
      if days >= 0, days < Int32(DayHistogram.span) {
        let cell = Int(visit.stage) * DayHistogram.span + Int(days)
        lengths[cell] &+= UInt32(truncatingIfNeeded: one)
      } else {
        add(DayHistogram.Outlier(group: Int(visit.stage), days: days), by: one)
      }
    }
  }

  private mutating func add(_ outlier: DayHistogram.Outlier, by one: Int) {
    if one > 0 {
      others.append(outlier)
    } else if let place = others.firstIndex(of: outlier) {
      others.remove(at: place)
    }
  }

  /// Adds stays of which the cells are known, each as often as its deal passes: 0 or 1 times.
  mutating func add(
    _ deals: [Int32], _ outcomes: [Int32], _ cells: [Int32], where passes: [UInt8]
  ) {
    Self.add(deals, outcomes, cells, where: passes, &counts, &lengths)
  }

  private static func add(
    _ deals: [Int32], _ outcomes: [Int32], _ cells: [Int32], where passes: [UInt8],
    _ counts: inout [Int], _ lengths: inout [UInt32]
  ) {
    var count = counts.mutableSpan
    var histogram = lengths.mutableSpan
    let (pass, deal) = (passes.span, deals.span)
    let (outcome, cell) = (outcomes.span, cells.span)
    for stay in 0..<deal.count {
      // Nobody can guess who passes: added as 0 or 1, not by a branch.
      let one = pass[Int(deal[stay])]
      count[Int(outcome[stay])] &+= Int(one)
      histogram[Int(cell[stay])] &+= UInt32(one)
    }
  }

  mutating func add(_ outlier: DayHistogram.Outlier) { others.append(outlier) }

  /// What the counts say of the lines of open stages.
  func fill(_ lines: inout [StageLine]) {
    let histogram = DayHistogram(groups: stages, counts: Array(lengths.dropLast()), others)
    for place in lines.indices {
      let row = lines[place].row
      let cells = counts[(row * Column.count)...]
      func count(_ column: Int32) -> Int { cells[cells.startIndex + Int(column)] }
      let (advanced, lost, open) = (
        count(Column.advanced), count(Column.lost), count(Column.open)
      )
      lines[place].entered = advanced + lost + open + count(Column.none)
      lines[place].advanced = advanced
      lines[place].lost = lost
      lines[place].open = open
      lines[place].conversion =
        advanced + lost == 0 ? nil : Double(advanced) / Double(advanced + lost)
      lines[place].medianDays = histogram.median(of: row)
    }
  }

  /// Whether two tallies count the same; the cells of what does not count may differ.
  static func == (a: StageTally, b: StageTally) -> Bool {
    a.stages == b.stages && a.counts.dropLast() == b.counts.dropLast()
      && a.lengths.dropLast() == b.lengths.dropLast()
      && a.others.sorted() == b.others.sorted()
  }
}

/// Which cells a stay counts in.
struct StayRules {
  private let from: Int32
  private let to: Int32
  private let asOf: Int32
  private let byStanding: [Int32]
  /// The cells of what does not count.
  let noOutcome: Int32
  let noLength: Int32

  /// - Parameter trailing: T.
  init(_ asOf: Day, _ trailing: Period, stages: Int) {
    (from, to) = (trailing.start.number, trailing.end.number)
    self.asOf = asOf.number
    byStanding = StageTally.Column.byStanding
    noOutcome = Int32(stages * StageTally.Column.count)
    noLength = Int32(stages * DayHistogram.span)
  }

  /// The cell of what became of a stay that began in T; `noOutcome` for other stays.
  @inline(__always)
  func outcome(of visit: StageVisits.Visit, _ standing: UInt8) -> Int32 {
    if visit.entered < from || visit.entered > to { return noOutcome }
    let column =
      visit.advanced <= asOf ? StageTally.Column.advanced : byStanding[Int(standing)]
    return Int32(visit.stage) * Int32(StageTally.Column.count) + column
  }

  /// Whether a stay ended in T.
  @inline(__always)
  func hasLength(_ visit: StageVisits.Visit) -> Bool { visit.left >= from && visit.left <= to }
}
