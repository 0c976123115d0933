import RevBase
import RevForecast
import RevModel

extension RiskModel {
  /// What was seen of a deal, in words and days.
  struct Evidence {
    var short: String
    /// Two words where room is short; nil when `short` is as brief as can be.
    var brief: String?
    var seen: String
    var normal: String?
    var days: [Day] = []
  }

  func evidence(_ kind: RiskReason.Kind, _ outlook: DealOutlook, _ term: DealOutlook.Term?)
    -> Evidence
  {
    switch kind {
    case .timeInStage: timeInStage(outlook)
    case .unproven:
      Evidence(
        short: "other terms", seen: "everything else that the forecast has learnt so far",
        normal: "too few closed deals to tell one factor from another")
    case .factor(.pushes): pushes(outlook)
    case .factor(.idle): idle(outlook)
    case .factor(.due): due(outlook, term)
    case .factor(let factor):
      Evidence(
        short: "\(Self.noun(factor)) \(term?.level ?? "")", brief: Self.brief(factor),
        seen: "\(Self.noun(factor)): \(term?.level ?? "unknown")")
    }
  }

  private static func noun(_ factor: Factor) -> String {
    switch factor {
    case .stagePhase: "stage"
    case .owner: "owner"
    case .segment: "segment"
    case .size: "amount against the median open deal"
    case .age: "open for"
    case .due: "close date"
    case .pushes: "pushed"
    case .idle: "idle"
    case .category: "category"
    }
  }

  private static func brief(_ factor: Factor) -> String {
    switch factor {
    case .stagePhase: "its stage"
    case .owner: "its owner"
    case .segment: "its segment"
    case .size: "its size"
    case .age: "its age"
    case .due: "close date"
    case .pushes: "pushed"
    case .idle: "quiet"
    case .category: "category"
    }
  }

  private func norm(_ row: Int) -> StageNorms.Norm? {
    norms.norm(stage: Int(book.stageRow[row]), segment: snapshot.segment(ofDeal: row))
  }

  private func peers(_ norm: StageNorms.Norm, _ value: String) -> String {
    let whose =
      norm.isOfAllSegments ? "won deals of this stage" : "won deals of this stage and segment"
    return "\(whose): \(value) (\(norm.count))"
  }

  private func timeInStage(_ outlook: DealOutlook) -> Evidence {
    let days = RiskWords.count(outlook.daysInStage, "day")
    var evidence = Evidence(
      short: "\(days) in \(outlook.stage)", brief: "stuck \(outlook.daysInStage)d",
      seen: "\(days) in \(outlook.stage)")
    var normal: [String] = []
    if let norm = norm(outlook.row) {
      normal.append(peers(norm, "median \(RiskWords.plain(norm.daysInStage)) days"))
    }
    if let late = outlook.lateAge {
      normal.append("nine in ten move on by day \(late)")
    }
    evidence.normal = normal.isEmpty ? nil : normal.joined(separator: ", ")
    if let since = Day(known: book.stageSince[outlook.row]) { evidence.days = [since] }
    return evidence
  }

  private func pushes(_ outlook: DealOutlook) -> Evidence {
    let moves = DealEvents(outlook.row, snapshot, book, known).pushes
    // The forecast begins to count anew when a deal is reopened: the last ones are those.
    let days = moves.suffix(outlook.pushes).map { Day($0.day) }
    var evidence = Evidence(short: "never pushed", seen: "close date never pushed", days: days)
    if outlook.pushes > 0 {
      evidence.short = "pushed \(RiskWords.times(outlook.pushes))"
      evidence.brief = "pushed \(outlook.pushes)x"
      evidence.seen =
        "close date pushed \(RiskWords.times(outlook.pushes)): "
        + days.map { RiskWords.day($0, today: day) }.joined(separator: ", ")
    }
    if let norm = norm(outlook.row) {
      evidence.normal = peers(norm, "median \(RiskWords.plain(norm.pushes))")
    }
    return evidence
  }

  private func idle(_ outlook: DealOutlook) -> Evidence {
    let days = RiskWords.count(outlook.daysIdle, "day")
    var evidence = Evidence(
      short: "quiet for \(days)", brief: "quiet \(outlook.daysIdle)d",
      seen: "no activity for \(days)")
    if let last = snapshot.lastActivity(ofDeal: outlook.row, by: day) {
      evidence.seen += ", the last on \(RiskWords.day(last, today: day))"
      evidence.days = [last]
    } else {
      evidence.seen += ", none since it was created"
    }
    if outlook.daysIdle == 0 {
      (evidence.short, evidence.seen) = ("active today", "an activity on the day itself")
    }
    if let norm = norm(outlook.row) {
      evidence.normal = peers(norm, "median \(RiskWords.plain(norm.idle)) days")
    }
    return evidence
  }

  private func due(_ outlook: DealOutlook, _ term: DealOutlook.Term?) -> Evidence {
    guard let close = Day(known: book.state.close[outlook.row]) else {
      return Evidence(short: "no close date", seen: "no close date")
    }
    let words = RiskWords.day(close, today: day)
    if close < day {
      let passed = RiskWords.count(day - close, "day")
      return Evidence(
        short: "overdue by \(passed)", brief: "overdue \(day - close)d",
        seen: "close date \(words) passed \(passed) ago",
        days: [close])
    }
    if close <= period.end {
      return Evidence(
        short: "due \(words)", seen: "due \(words), in \(period.label)", days: [close])
    }
    let after = RiskWords.count(close - period.end, "day")
    return Evidence(
      short: "due after \(period.label)", brief: "due later",
      seen: "due \(words), \(after) after \(period.label) ends",
      days: [close])
  }
}
