import RevBase
import RevModel

/// The first stays of the deals that some slicers let through, counted for one day and its year T.
///
/// It can be moved to another day: only deals that did something in the days between, or at the two
/// ends of the year, are taken out and counted again.
struct StageCount: Sendable {
  private let slicers: Slicers
  private let asOf: Day
  private let trailing: Period
  private(set) var tally: StageTally
  /// What was counted: who passed, and where they stood.
  private let passes: [UInt8]
  private let standings: [UInt8]
  /// Every deal whose trail on the day is not the one of its history.
  private let special: BitSet

  /// Looks at every deal.
  init(_ context: AnswerContext) {
    self.init(context, StageTally(stages: context.snapshot.stages.rows.count))
    let rows = Self.rows(context, passes, standings, special)
    tally.add(rows, context.memory.visits(), standings, rules(context.snapshot))
    tally.add(trails(context.snapshot, context.book.state.stage), rules(context.snapshot), by: 1)
  }

  private init(_ context: AnswerContext, _ tally: StageTally) {
    let question = context.question
    (slicers, asOf, trailing) = (question.slicers, question.asOf, question.trailing)
    (passes, standings) = (context.selection.passes, context.book.standing)
    self.tally = tally
    special = Self.special(context)
  }

  /// How many days lie between this count and that of a question; nil when the question is about
  /// other slicers, or supposes something.
  func distance(to question: Question) -> Int? {
    guard question.slicers == slicers, question.whatIf.isEmpty else { return nil }
    return abs(question.asOf - asOf)
  }

  /// Whether it is the count of a question to which its distance is 0.
  func isAbout(_ question: Question) -> Bool {
    question.asOf == asOf && question.trailing == trailing
  }

  /// The count of another day, with the same slicers and nothing supposed.
  ///
  /// nil when so many deals may count otherwise that looking at all of them is quicker.
  func moved(to context: AnswerContext, _ travel: DealTravel) -> StageCount? {
    let (question, snapshot) = (context.question, context.snapshot)
    let isOwned = slicers[.owner] != nil || slicers[.team] != nil
    guard
      let changed = travel.restayed(
        from: (asOf, trailing), to: (question.asOf, question.trailing), withOwners: isOwned,
        snapshot)
    else { return nil }
    var made = StageCount(context, tally)
    let shifts = changed.rows.map { row in
      StageTally.Shift(
        deal: row, before: standings[Int(row)], after: made.standings[Int(row)],
        didCount: counts(row), counts: made.counts(row))
    }
    made.tally.move(
      shifts, context.memory.visits(), from: rules(snapshot), to: made.rules(snapshot))
    // Only the snapshot's own day has special deals, on which they are in the stage of deals.csv.
    made.tally.add(trails(snapshot, snapshot.deals.stage), rules(snapshot), by: -1)
    let now = made.trails(snapshot, context.book.state.stage)
    made.tally.add(now, made.rules(snapshot), by: 1)
    return made
  }

  private func rules(_ snapshot: Snapshot) -> StayRules {
    StayRules(asOf, trailing, stages: snapshot.stages.rows.count)
  }

  /// The stays of each special deal that passes, with where it stands.
  private func trails(_ snapshot: Snapshot, _ stages: [UInt16]) -> [StageTally.Trail] {
    special.rows.compactMap { row in
      let deal = Int(row)
      guard passes[deal] != 0, standings[deal] != Standing.absent.rawValue else { return nil }
      let trail = StageTrail(ofDeal: deal, in: snapshot, through: asOf, endingIn: stages[deal])
      return (StageVisits.visits(of: trail, in: snapshot.stages), standings[deal])
    }
  }

  /// Deals whose stage is not the one that their history ends in.
  static func special(_ context: AnswerContext) -> BitSet {
    var special = BitSet(count: context.snapshot.deals.count)
    if context.question.asOf == context.snapshot.manifest.asOf,
      let history = context.snapshot.history
    {
      for deal in history[.stage].corrected { special[Int(deal)] = true }
    }
    for change in context.question.whatIf {
      if case .stage = change.change { special[change.deal] = true }
    }
    return special
  }

  /// Deals that pass and have a stay that reaches into T, besides special ones.
  private static func rows(
    _ context: AnswerContext, _ passes: [UInt8], _ standings: [UInt8], _ special: BitSet
  ) -> [Int32] {
    let last = context.memory.visits().latest
    let from = context.question.trailing.start.number
    let (pass, standing, latest) = (passes.span, standings.span, last.span)
    let left = special.words.span
    var found = [Int32](repeating: 0, count: latest.count + 1)
    var kept = 0
    do {
      var rows = found.mutableSpan
      for row in 0..<latest.count {
        let word = left[row &>> 6] &>> UInt64(truncatingIfNeeded: row & 63)
        var keeps = pass[row] & (standing[row] == Standing.absent.rawValue ? 0 : 1)
        keeps &= (latest[row] >= from ? 1 : 0) & ~UInt8(truncatingIfNeeded: word)
        rows[kept] = Int32(truncatingIfNeeded: row)
        kept &+= Int(keeps & 1)
      }
    }
    found.removeLast(found.count - kept)
    return found
  }

  /// Whether a deal passes and is there, and has no trail of its own.
  @inline(__always)
  private func counts(_ row: Int32) -> Bool {
    let deal = Int(row)
    return passes[deal] != 0 && standings[deal] != Standing.absent.rawValue && !special[deal]
  }
}
