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
    // Deals whose stage is not the one that their history ends in have a trail of their own.
    var special = BitSet(count: snapshot.deals.count)
    var specials: [Int32] = []
    if question.asOf == snapshot.manifest.asOf, let history = snapshot.history {
      for deal in history[.stage].corrected { special[Int(deal)] = true }
    }
    for change in question.whatIf {
      if case .stage = change.change { special[change.deal] = true }
    }
    let visits = context.memory.visits()
    let (rows, standings) = (context.selection.candidates.rows, book.standing)
    let from = question.trailing.start.number
    var list = StayList(StayRules(question, stages: stages))
    list.collect(rows, standings, visits, from: from, besides: special, &specials)
    for place in specials {
      let deal = Int(rows[Int(place)])
      let trail = StageTrail(
        ofDeal: deal, in: snapshot, through: question.asOf, endingIn: book.state.stage[deal])
      for visit in StageVisits.visits(of: trail, in: snapshot.stages) {
        list.add(place, standings[deal], visit)
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

  /// Collects the stays of candidates whose trail reaches into the year.
  ///
  /// - Parameters:
  ///   - rows: the candidates.
  ///   - special: deals that are left out.
  ///   - specials: gets the places of those candidates.
  mutating func collect(
    _ rows: [Int32], _ standings: [UInt8], _ visits: StageVisits, from: Int32,
    besides special: BitSet, _ specials: inout [Int32]
  ) {
    let (row, standing, all) = (rows.span, standings.span, visits.visits.span)
    let (starts, latest, left) = (visits.starts.span, visits.latest.span, special.words.span)
    var room = 0
    for place in 0..<row.count {
      let deal = Int(row[place])
      if latest[deal] >= from { room &+= Int(starts[deal + 1]) &- Int(starts[deal]) }
    }
    // Taken out of self, which the loop changes: then they need not be read again for every stay.
    let rules = rules
    var unusual: [(place: Int32, stage: Int, days: Int32)] = []
    var kept = 0
    var places = [Int32](repeating: 0, count: room + 1)
    var (outcomes, lengths) = (places, places)
    do {
      var ofPlace = places.mutableSpan
      var ofOutcome = outcomes.mutableSpan
      var ofLength = lengths.mutableSpan
      let (noLength, span) = (rules.noLength, Int32(DayHistogram.span))
      for place in 0..<row.count {
        let deal = Int(row[place])
        let number = Int32(truncatingIfNeeded: place)
        if left[deal >> 6] &>> UInt64(truncatingIfNeeded: deal & 63) & 1 == 1 {
          specials.append(number)
          continue
        }
        if latest[deal] < from { continue }
        let stands = standing[deal]
        for stay in Int(starts[deal])..<Int(starts[deal + 1]) {
          let visit = all[stay]
          let outcome = rules.outcome(of: visit, stands)
          let hasLength = rules.hasLength(visit)
          let days = visit.left &- visit.entered
          let isUsual = days >= 0 && days < span
          if hasLength && !isUsual { unusual.append((number, Int(visit.stage), days)) }
          // Written always and kept if it counts: nobody can guess which do.
          ofPlace[kept] = number
          ofOutcome[kept] = outcome < 0 ? rules.noOutcome : outcome
          ofLength[kept] = hasLength && isUsual ? Int32(visit.stage) &* span &+ days : noLength
          kept &+= outcome >= 0 || hasLength ? 1 : 0
        }
      }
    }
    places.removeLast(places.count - kept)
    outcomes.removeLast(outcomes.count - kept)
    lengths.removeLast(lengths.count - kept)
    (self.places, self.outcomes, self.lengths) = (places, outcomes, lengths)
    self.unusual = unusual
  }

  mutating func add(_ place: Int32, _ standing: UInt8, _ visit: StageVisits.Visit) {
    let outcome = rules.outcome(of: visit, standing)
    let hasLength = rules.hasLength(visit)
    if outcome < 0 && !hasLength { return }
    places.append(place)
    outcomes.append(outcome < 0 ? rules.noOutcome : outcome)
    let days = visit.left &- visit.entered
    if hasLength, days >= 0, days < Int32(DayHistogram.span) {
      lengths.append(Int32(visit.stage) &* Int32(DayHistogram.span) &+ days)
    } else {
      if hasLength { unusual.append((place, Int(visit.stage), days)) }
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
