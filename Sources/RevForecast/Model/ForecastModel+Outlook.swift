import RevBase

extension ForecastModel {
  /// The open deals of the population, in canonical order.
  package var openRows: [Int32] { points.map(\.row) }

  /// Chances of every open deal in the period that runs, in the order of `openRows`.
  package var chances: [Double] { sheets[0].chance }

  /// What each open deal adds to the expected landing of the period that runs, in whole hundredths.
  package var contributions: [Int64] { sheets[0].cents }

  /// A deal's chance in the period that runs, taken apart; nil when it is not open.
  package func outlook(ofDeal row: Int) -> DealOutlook? {
    let place = Int(placeOfRow[row])
    return place >= 0 ? outlook(at: place) : nil
  }

  /// The chances of all open deals in one flat pass, in the order of `openRows`: the same numbers
  /// as `outlook(ofDeal:)`, without its words.
  package func chanceSheet() -> ChanceSheet {
    var sheet = ChanceSheet(rows: openRows, chance: chances, amount: sheets[0].amount)
    sheet.lost.reserveCapacity(points.count)
    sheet.reference.reserveCapacity(points.count)
    sheet.actionable.reserveCapacity(points.count)
    for (place, point) in points.enumerated() {
      let pieces = pieces(point)
      let chance = sheets[0].chance[place]
      sheet.lost.append(lost(point, chance))
      let odds = pieces.base + pieces.stuck + adjustments.sum(pieces.levels) + sheets[0].theta
      let unstuck = max(0, -pieces.stuck)
      let idle = max(0, clean(.idle, pieces.levels, point) - adjustments.term(.idle, pieces.levels))
      let pushes = max(
        0, clean(.pushes, pieces.levels, point) - adjustments.term(.pushes, pieces.levels))
      let due = max(0, clean(.due, pieces.levels, point) - adjustments.term(.due, pieces.levels))
      sheet.actionable.append(max(chance, Odds.chance(odds + unstuck + idle)))
      sheet.reference.append(max(chance, Odds.chance(odds + (unstuck + (idle + (pushes + due))))))
    }
    return sheet
  }

  /// Median age at which deals leave a stage forward; 30 days below five exits.
  private func typicalAge(_ stage: Int) -> Int { forwardAges[stage].half ?? 30 }

  private func pieces(_ point: DealPoint) -> (base: Double, stuck: Double, levels: Levels) {
    let stage = Int(point.stage)
    let typical = typicalAge(stage)
    let odds = estimates.layerOne[0]
    let base = odds[Projection.cell(stage: stage, age: min(Int(point.age), typical))]
    let real = odds[Projection.cell(stage: stage, age: Int(point.age))]
    return (base, real - base, estimates.rules[0].levels(point))
  }

  /// A factor's term with a clean record.
  private func clean(_ factor: Factor, _ levels: Levels, _ point: DealPoint) -> Double {
    let own = adjustments.term(factor, levels)
    if levels[factor.rawValue] == NameLevels.none { return own }
    switch factor {
    case .idle, .pushes: return adjustments.terms[factor.rawValue][0]
    case .due:
      let rule = estimates.rules[0]
      let due = rule.dueLevel(point.due)
      return due == 1 || due == 2
        ? adjustments.terms[factor.rawValue][3 * rule.phases + rule.phase] : own
    case .stagePhase, .owner, .segment, .size, .age, .category: return own
    }
  }

  private func lost(_ point: DealPoint, _ chance: Double) -> Double {
    let cell = Projection.cell(stage: Int(point.stage), age: Int(point.age))
    let won = estimates.won[cell]
    return won < 1 ? min(1 - chance, lostByCell[cell] * (1 - chance) / (1 - won)) : 0
  }

  /// Days that are left of the period that runs.
  package var daysLeft: Int { grid.periods[base].end - day }

  private func outlook(at place: Int) -> DealOutlook {
    let point = points[place]
    let stage = Int(point.stage)
    let pieces = pieces(point)
    let chance = sheets[0].chance[place]
    let lost = lost(point, chance)
    let terms = Factor.allCases.compactMap { factor -> DealOutlook.Term? in
      let level = Int(pieces.levels[factor.rawValue])
      guard level < adjustments.terms[factor.rawValue].count else { return nil }
      return DealOutlook.Term(
        factor: factor, level: levelName(factor, level),
        logOdds: adjustments.terms[factor.rawValue][level],
        clean: clean(factor, pieces.levels, point),
        observed: adjustments.observed[factor.rawValue][level],
        expected: adjustments.expected[factor.rawValue][level])
    }
    return DealOutlook(
      row: Int(point.row), stage: stageName(stage), stageIndex: stage, daysInStage: Int(point.age),
      daysOpen: Int(point.life), daysIdle: Int(point.idle), pushes: Int(point.pushes),
      daysLeft: daysLeft, typicalAge: typicalAge(stage), lateAge: forwardAges[stage].late,
      base: pieces.base, stuck: pieces.stuck, intercept: adjustments.intercept,
      theta: sheets[0].theta, terms: terms, chance: chance, lost: lost,
      slip: max(0, 1 - chance - lost), amount: sheets[0].amount[place])
  }

  /// A level in words.
  func levelName(_ factor: Factor, _ level: Int) -> String {
    switch factor {
    case .stagePhase:
      "\(stageName(level / method.phases)), "
        + Factor.phase(level % method.phases, of: method.phases)
    case .owner: roster.ownerTitles[level]
    case .segment: roster.segments.names[level]
    case .size, .age, .due, .pushes, .idle, .category: factor.level(level, phases: method.phases)
    }
  }
}
