import RevBase
import RevModel

/// What a year T has to tell of the deals' first stays in open stages, before any slicer.
///
/// Each stay is kept as the two cells that it counts in, so that a change of slicers only adds up.
struct StageStays: Sendable {
  private let stages: Int
  /// By stay: place of its deal among the candidates, its cell of the outcomes, of the lengths.
  private let places: [Int32]
  private let outcomes: [Int32]
  private let lengths: [Int32]
  /// Stays of a length without a cell of its own; there are few.
  private let unusual: [(place: Int32, stage: Int, days: Int32)]

  init(_ context: AnswerContext) {
    let (snapshot, question, book) = (context.snapshot, context.question, context.book)
    stages = snapshot.stages.rows.count
    var list = StayList(StayRules(question, stages: stages))
    // Deals whose stage is not the one that their history ends in have a trail of their own.
    var special: Set<Int32> = []
    if question.asOf == snapshot.manifest.asOf, let history = snapshot.history {
      special.formUnion(history[.stage].corrected.map { Int32(truncatingIfNeeded: $0) })
    }
    for change in question.whatIf {
      if case .stage = change.change { special.insert(Int32(change.deal)) }
    }
    let visits = context.memory.visits()
    let (rows, standings) = (context.selection.candidates.rows, book.standing)
    let (starts, latest, standing) = (visits.starts.span, visits.latest.span, standings.span)
    let all = visits.visits.span
    list.reserve(rows.count)
    let from = question.trailing.start.number
    for (place, row) in rows.enumerated() {
      let deal = Int(row)
      if !special.isEmpty, special.contains(row) {
        let trail = StageTrail(
          ofDeal: deal, in: snapshot, through: question.asOf, endingIn: book.state.stage[deal])
        for visit in StageVisits.visits(of: trail, in: snapshot.stages) {
          list.add(place, standing[deal], visit)
        }
      } else if latest[deal] >= from {
        for stay in Int(starts[deal])..<Int(starts[deal + 1]) {
          list.add(place, standing[deal], all[stay])
        }
      }
    }
    (places, outcomes) = (list.places, list.outcomes)
    (lengths, unusual) = (list.lengths, list.unusual)
  }

  /// Adds up the stays of the deals that pass.
  ///
  /// - Parameter passes: by place among the candidates, 1 for what passes and 0 for the rest.
  func tally(_ passes: [UInt8]) -> StageTally {
    var (counts, days) = StageTally.cells(stages)
    var count = counts.mutableSpan
    var histogram = days.mutableSpan
    let (pass, place) = (passes.span, places.span)
    let (outcome, length) = (outcomes.span, lengths.span)
    for stay in 0..<place.count {
      // Nobody can guess who passes: added as 0 or 1, not by a branch.
      let one = pass[Int(place[stay])]
      count[Int(outcome[stay])] &+= Int(one)
      histogram[Int(length[stay])] &+= UInt32(one)
    }
    var tally = StageTally(counts, days)
    for stay in unusual where passes[Int(stay.place)] != 0 { tally.add(stay.days, to: stay.stage) }
    return tally
  }
}

/// The stays of `StageStays` while they are collected.
private struct StayList {
  private(set) var places: [Int32] = []
  private(set) var outcomes: [Int32] = []
  private(set) var lengths: [Int32] = []
  private(set) var unusual: [(place: Int32, stage: Int, days: Int32)] = []
  private let rules: StayRules

  init(_ rules: StayRules) { self.rules = rules }

  mutating func reserve(_ count: Int) {
    places.reserveCapacity(count)
    outcomes.reserveCapacity(count)
    lengths.reserveCapacity(count)
  }

  @inline(__always)
  mutating func add(_ place: Int, _ standing: UInt8, _ visit: StageVisits.Visit) {
    let outcome = rules.outcome(of: visit, standing)
    let hasLength = rules.hasLength(visit)
    if outcome < 0 && !hasLength { return }
    places.append(Int32(truncatingIfNeeded: place))
    outcomes.append(outcome < 0 ? rules.noOutcome : outcome)
    let days = visit.left &- visit.entered
    if hasLength, days >= 0, days < Int32(DayHistogram.span) {
      lengths.append(Int32(visit.stage) &* Int32(DayHistogram.span) &+ days)
    } else {
      if hasLength {
        unusual.append((places[places.count - 1], Int(visit.stage), days))
      }
      lengths.append(rules.noLength)
    }
  }
}

/// Which cells a stay counts in.
private struct StayRules {
  private let from: Int32
  private let to: Int32
  private let asOf: Int32
  private let byStanding: [Int32]
  /// The cells of what does not count.
  let noOutcome: Int32
  let noLength: Int32

  init(_ question: Question, stages: Int) {
    (from, to) = (question.trailing.start.number, question.trailing.end.number)
    asOf = question.asOf.number
    byStanding = StageTally.Column.byStanding
    noOutcome = Int32(stages * StageTally.Column.count)
    noLength = Int32(stages * DayHistogram.span)
  }

  /// The cell of what became of a stay that began in T; −1 for other stays.
  @inline(__always)
  func outcome(of visit: StageVisits.Visit, _ standing: UInt8) -> Int32 {
    if visit.entered < from || visit.entered > to { return -1 }
    let column =
      visit.advanced <= asOf ? StageTally.Column.advanced : byStanding[Int(standing)]
    return Int32(visit.stage) * Int32(StageTally.Column.count) + column
  }

  /// Whether a stay ended in T.
  @inline(__always)
  func hasLength(_ visit: StageVisits.Visit) -> Bool { visit.left >= from && visit.left <= to }
}

/// First stays counted by stage.
struct StageTally {
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

  /// By stage row and column.
  private var counts: [Int]
  /// Lengths in days of completed first stays that ended in the year, by stage row.
  private var lengths: DayHistogram

  /// Cells for counting, each with one at its end for what does not count.
  fileprivate static func cells(_ stages: Int) -> (counts: [Int], lengths: [UInt32]) {
    (
      [Int](repeating: 0, count: stages * Column.count + 1),
      [UInt32](repeating: 0, count: stages * DayHistogram.span + 1)
    )
  }

  fileprivate init(_ counts: consuming [Int], _ lengths: consuming [UInt32]) {
    lengths.removeLast()
    self.lengths = DayHistogram(groups: counts.count / Column.count, counts: lengths)
    self.counts = counts
  }

  mutating func add(_ days: Int32, to stage: Int) { lengths.add(days, to: stage) }

  func fill(_ line: inout StageLine) {
    let first = line.row * Column.count
    func count(_ column: Int32) -> Int { counts[first + Int(column)] }
    let (advanced, lost, open) = (count(Column.advanced), count(Column.lost), count(Column.open))
    line.entered = advanced + lost + open + count(Column.none)
    line.advanced = advanced
    line.lost = lost
    line.open = open
    line.conversion = advanced + lost == 0 ? nil : Double(advanced) / Double(advanced + lost)
    line.medianDays = lengths.median(of: line.row)
  }
}
