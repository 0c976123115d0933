import RevBase
import RevModel

/// What a year T has to tell of the deals' first stays in open stages, before any slicer but the
/// type.
///
/// Each stay is kept as the two cells that it counts in, so that a change of slicers only adds up.
/// Made when a day is asked about under several slicers: for one alone a `StageCount` is quicker.
struct StageStays: Sendable {
  private let stages: Int
  /// By stay: row of its deal, its cell of the outcomes, of the lengths.
  private var deals: [Int32] = []
  private var outcomes: [Int32] = []
  private var lengths: [Int32] = []
  /// Stays of a length without a cell of its own; there are few.
  private var unusual: [(deal: Int32, outlier: DayHistogram.Outlier)] = []
  /// Deals with a trail of their own, with where they stand.
  private var trails: [(deal: Int32, standing: UInt8, visits: [StageVisits.Visit])] = []
  private let rules: StayRules

  init(_ context: AnswerContext) {
    let (snapshot, question, book) = (context.snapshot, context.question, context.book)
    stages = snapshot.stages.rows.count
    rules = StayRules(question.asOf, question.trailing, stages: stages)
    let special = StageCount.special(context)
    collect(context, book.standing, context.memory.visits(), besides: special)
    for row in special.rows where book.standing[Int(row)] != Standing.absent.rawValue {
      let trail = StageTrail(
        ofDeal: Int(row), in: snapshot, through: question.asOf,
        endingIn: book.state.stage[Int(row)])
      let visits = StageVisits.visits(of: trail, in: snapshot.stages)
      trails.append((row, book.standing[Int(row)], visits))
    }
  }

  /// Adds up the stays of the deals that pass.
  ///
  /// - Parameter passes: by row of deals.csv, 1 for what passes and 0 for the rest.
  func tally(_ passes: [UInt8]) -> StageTally {
    var tally = StageTally(stages: stages)
    tally.add(deals, outcomes, lengths, where: passes)
    for stay in unusual where passes[Int(stay.deal)] != 0 { tally.add(stay.outlier) }
    for trail in trails where passes[Int(trail.deal)] != 0 {
      tally.add(trail.visits, trail.standing, rules, by: 1)
    }
    return tally
  }

  /// Collects the stays of deals whose trail reaches into the year.
  ///
  /// - Parameter special: deals that are left out.
  private mutating func collect(
    _ context: AnswerContext, _ standings: [UInt8], _ visits: StageVisits, besides special: BitSet
  ) {
    let from = context.question.trailing.start.number
    let (filter, table) = (context.selection.filter, context.snapshot.deals)
    let (standing, all) = (standings.span, visits.visits.span)
    let (starts, latest, left) = (visits.starts.span, visits.latest.span, special.words.span)
    var room = 0
    for deal in 0..<latest.count where latest[deal] >= from {
      room &+= Int(starts[deal + 1]) &- Int(starts[deal])
    }
    // Taken out of self, which the loop changes: then they need not be read again for every stay.
    let rules = rules
    var unusual: [(deal: Int32, outlier: DayHistogram.Outlier)] = []
    var kept = 0
    var deals = [Int32](repeating: 0, count: room + 1)
    var (outcomes, lengths) = (deals, deals)
    do {
      var ofDeal = deals.mutableSpan
      var ofOutcome = outcomes.mutableSpan
      var ofLength = lengths.mutableSpan
      let (noLength, span) = (rules.noLength, Int32(DayHistogram.span))
      for deal in 0..<latest.count {
        if latest[deal] < from { continue }
        let stands = standing[deal]
        if stands == Standing.absent.rawValue || !filter.passesType(deal, table) { continue }
        if left[deal >> 6] &>> UInt64(truncatingIfNeeded: deal & 63) & 1 == 1 { continue }
        let number = Int32(truncatingIfNeeded: deal)
        for stay in Int(starts[deal])..<Int(starts[deal + 1]) {
          let visit = all[stay]
          let outcome = rules.outcome(of: visit, stands)
          let hasLength = rules.hasLength(visit)
          let days = visit.left &- visit.entered
          let isUsual = days >= 0 && days < span
          if hasLength && !isUsual {
            unusual.append((number, DayHistogram.Outlier(group: Int(visit.stage), days: days)))
          }
          // Written always and kept if it counts: nobody can guess which do.
          ofDeal[kept] = number
          ofOutcome[kept] = outcome
          ofLength[kept] = hasLength && isUsual ? Int32(visit.stage) &* span &+ days : noLength
          kept &+= outcome != rules.noOutcome || hasLength ? 1 : 0
        }
      }
    }
    deals.removeLast(deals.count - kept)
    outcomes.removeLast(outcomes.count - kept)
    lengths.removeLast(lengths.count - kept)
    (self.deals, self.outcomes, self.lengths) = (deals, outcomes, lengths)
    self.unusual = unusual
  }
}
