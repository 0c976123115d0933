import RevBase
import RevForecast
import RevModel

extension RiskModel {
  /// Turns the log-odds of an outlook into points that add up to its chance.
  ///
  /// The points of a piece are its log-odds times the slope of the straight way from the base's
  /// chance to the deal's own: (p − p0) / (η − η0). So the base stays a chance, the sum is exact
  /// whatever the pieces, and a piece counts what it changes on average along that way.
  func takeApart(_ outlook: DealOutlook, _ place: Int) -> DealRisk {
    let pieces = pieces(outlook)
    let logOdds = Odds.logOdds(outlook.chance)
    let moved = pieces.reduce(0) { $0 + $1.logOdds }
    let base = Odds.chance(outlook.logOdds - moved)
    let slope = Self.slope(from: base, to: outlook.chance, over: moved)
    var reasons = pieces.map { reason($0, outlook, slope: slope) }
    // The chance is kept within 1e-5 of 0 and 1 before its logarithm: what is left of the sum after
    // that goes to the base, so that everything adds up to the very chance.
    let shown = outlook.chance - reasons.reduce(0) { $0 + $1.points }
    reasons.sort { a, b in
      let (x, y) = (abs(a.points), abs(b.points))
      return x == y ? a.kind.word < b.kind.word : x > y
    }
    let whole = Self.whole([shown] + reasons.map(\.points), sum: outlook.chance)
    for index in reasons.indices { reasons[index].percentagePoints = whole[index + 1] }
    var risk = DealRisk(
      row: outlook.row, chance: outlook.chance, lost: outlook.lost, slip: outlook.slip,
      reference: outlook.reference, actionable: outlook.actionable, amount: outlook.amount,
      isAtRisk: columns.isAtRisk(place), flags: columns.flags[place], logOdds: outlook.logOdds,
      base: shown,
      baseWords: "",
      basePercent: whole[0], reasons: reasons, daysLeft: outlook.daysLeft, stage: outlook.stage,
      modeWords: nil)
    risk.baseWords =
      "\(RiskWords.count(outlook.daysLeft, "day")) left in \(period.label); "
      + "a healthy \(outlook.stage) deal is won in time in \(RiskWords.percent(base))"
    if case .rules(let words) = mode { risk.modeWords = words }
    precondition(logOdds.isFinite, "a chance is a number")
    return risk
  }

  private static func slope(from base: Double, to chance: Double, over moved: Double) -> Double {
    abs(moved) < 1e-9 ? chance * (1 - chance) : (chance - base) / moved
  }

  /// Shares in whole percent that add up to the rounded sum: the largest remainders are rounded up.
  static func whole(_ shares: [Double], sum: Double) -> [Int] {
    let target = Int((sum * 100).rounded())
    var result = shares.map { Int(($0 * 100).rounded(.down)) }
    let missing = target - result.reduce(0, +)
    let order = shares.indices.sorted { a, b in
      let x = shares[a] * 100 - (shares[a] * 100).rounded(.down)
      let y = shares[b] * 100 - (shares[b] * 100).rounded(.down)
      return x == y ? a < b : x > y
    }
    for step in 0..<max(0, min(missing, order.count)) { result[order[step]] += 1 }
    if missing > order.count { result[0] += missing - order.count }
    if missing < 0 { result[0] += missing }
    return result
  }

  // MARK: - Pieces

  private struct Piece {
    var kind: RiskReason.Kind
    var logOdds: Double
    /// What it would be if it were normal.
    var normal: Double
    var term: DealOutlook.Term?
  }

  private func pieces(_ outlook: DealOutlook) -> [Piece] {
    var pieces = [
      Piece(
        kind: .timeInStage, logOdds: outlook.stuck, normal: max(0, outlook.stuck), term: nil)
    ]
    guard mode.isLearnt else {
      let rest = outlook.terms.reduce(0) { $0 + $1.logOdds }
      if rest != 0 {
        pieces.append(Piece(kind: .unproven, logOdds: rest, normal: 0, term: nil))
      }
      return pieces
    }
    for term in outlook.terms {
      let hasCleanLevel = [.idle, .pushes, .due].contains(term.factor)
      pieces.append(
        Piece(
          kind: .factor(term.factor), logOdds: term.logOdds,
          normal: hasCleanLevel ? term.clean : 0, term: term))
    }
    return pieces
  }

  private func reason(_ piece: Piece, _ outlook: DealOutlook, slope: Double) -> RiskReason {
    let evidence = evidence(piece.kind, outlook, piece.term)
    return RiskReason(
      kind: piece.kind, short: evidence.short, brief: evidence.brief ?? evidence.short,
      seen: evidence.seen, normal: evidence.normal, record: piece.term.flatMap(Self.record),
      days: evidence.days, points: piece.logOdds * slope,
      percentagePoints: 0, logOdds: piece.logOdds, normalLogOdds: piece.normal,
      ifNormal: Odds.chance(outlook.logOdds - piece.logOdds + piece.normal),
      observed: piece.term?.observed ?? 0, expected: piece.term?.expected ?? 0)
  }

  private static func record(_ term: DealOutlook.Term) -> String? {
    guard term.expected > 0 else { return nil }
    return "\(Int(term.observed.rounded())) won of \(RiskWords.plain(term.expected)) expected"
  }
}
