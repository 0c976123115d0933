import RevBase

/// Decides which action claims which money: every deal's and account's once, every gap at most
/// once over.
enum ClaimLedger {
  /// Fills `claimed` and `claimedBy` of the actions and `claimed` of the gaps.
  ///
  /// Stronger actions go first: by the rank of their rule, then the larger middle impact, then the
  /// id. Actions whose rule is demoted go after all others.
  static func settle(_ actions: inout [NextAction], _ gaps: inout [ActionGap]) {
    let order = actions.indices.sorted { isStronger(actions[$0], actions[$1]) }
    var holders: [ActionObject: String] = [:]
    for index in order {
      guard let impact = actions[index].impact, impact.mid.cents > 0 else { continue }
      if let holder = actions[index].stakes.lazy.compactMap({ holders[$0] }).first {
        actions[index].claimedBy = holder
        continue
      }
      for stake in actions[index].stakes { holders[stake] = actions[index].id }
      guard let gap = gaps.firstIndex(where: { $0.key == actions[index].gap }) else { continue }
      let left = max(.zero, gaps[gap].amount - gaps[gap].claimed)
      actions[index].claimed = min(impact.mid, left)
      gaps[gap].claimed += actions[index].claimed
    }
  }

  private static func isStronger(_ a: NextAction, _ b: NextAction) -> Bool {
    if (a.demoted == nil) != (b.demoted == nil) { return a.demoted == nil }
    if a.rule.rank != b.rule.rank { return a.rule.rank < b.rule.rank }
    let (x, y) = (a.impact?.mid ?? .zero, b.impact?.mid ?? .zero)
    return x == y ? a.id < b.id : x > y
  }

  /// The order on the screen: what moves most money, then corrections, then what another action
  /// claims or has no size; demoted rules last.
  static func sort(_ actions: inout [NextAction]) {
    func shelf(_ action: NextAction) -> Int {
      if action.demoted != nil { return 3 }
      if action.claimed == .zero { return 2 }
      return action.rule.isCorrection ? 1 : 0
    }
    actions.sort { a, b in
      if shelf(a) != shelf(b) { return shelf(a) < shelf(b) }
      if a.claimed != b.claimed { return a.claimed > b.claimed }
      let (x, y) = (a.impact?.mid, b.impact?.mid)
      if x != y { return (x ?? Money(cents: -1)) > (y ?? Money(cents: -1)) }
      return a.due == b.due ? a.id < b.id : a.due < b.due
    }
  }
}
