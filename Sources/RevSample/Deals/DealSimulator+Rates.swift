extension DealSimulator {
  /// Chances a working day by open stage, for a mid-market deal with nothing special about it.
  private static let baseMove = [0.085, 0.033, 0.028, 0.029, 0.0]
  private static let baseLost = [0.0138, 0.0149, 0.0137, 0.0130, 0.0128]
  private static let baseWon = [0.0, 0.0, 0.0002, 0.0017, 0.025]
  private static let baseBack = [0.0, 0.0, 0.0015, 0.0035, 0.0050]
  /// Working days that a deal usually stays.
  private static let usualStay = [10.0, 22, 25, 25, 26]

  /// Works out the chances anew: every Monday and after whatever changes them.
  mutating func refresh(_ day: Int) {
    let stage = min(deal.stage.rawValue, 4)
    let skill = deal.owner.map { company.roster.skill(of: $0, on: day) } ?? -0.3
    let quarter = calendar.quarter(day)
    let luck =
      company.climate.luck(quarter: quarter, segment: segmentIndex) + story(day)
    let pushed = Double(min(pushes, 5))
    let value = sizeLog()

    var winning = segment.winning + 0.55 * quality + 0.9 * skill + luck
    winning += -0.17 * pushed - 0.14 * value + stuck(stage, day: day).winning
    winning += dueEffect(day) + Self.quarterEffect(weeksLeft: calendar.weeksLeft(day))
    winning += [-1.3, 0.0, 0.45][engagement] + (deal.kind == .expansion ? 0.75 : 0)

    var losing = segment.losing - 0.50 * quality - 0.55 * skill - 0.4 * luck
    losing += 0.11 * pushed + 0.10 * value + stuck(stage, day: day).losing
    losing += [0.40, 0.0, -0.60][engagement] + (deal.kind == .expansion ? -0.70 : 0)
    losing += 0.55 * (tidiness - 1) + Self.cleaning(weeksLeft: calendar.weeksLeft(day))

    var moving = 0.25 * quality + 0.3 * skill + stuck(stage, day: day).winning * 0.8
    moving += [-1.0, 0.05, 0.35][engagement] - 0.05 * pushed
    let idle = day - touched
    if idle > 30 {
      winning -= 0.45
      moving -= 0.35
      losing += 0.10
    }

    let pace = deal.kind == .expansion ? 1.6 : 1.0
    let speed = segment.speed * pace * calendar.bustle(day)
    rates.won = Self.baseWon[stage] * speed * exponential(winning)
    rates.lost = Self.baseLost[stage] * speed * exponential(losing)
    rates.move = Self.baseMove[stage] * speed * exponential(moving)
    rates.back = Self.baseBack[stage] * (engagement == 0 ? 2 : 1)
    rates.resize = stage >= 1 && deal.amount != nil ? 0.003 : 0
    if isNeglected {
      rates.won *= 0.2
      rates.lost *= 0.25
      rates.move *= 0.2
      rates.resize = 0
    }
    var total = rates.won + rates.lost + rates.move + rates.back + rates.resize
    if total > 0.7 {
      let cut = 0.7 / total
      rates.won *= cut
      rates.lost *= cut
      rates.move *= cut
      rates.back *= cut
      rates.resize *= cut
      total = 0.7
    }
    rates.total = total
    let attention = segment.attention * (0.8 + 0.2 * tidiness) * calendar.bustle(day)
    rates.touch = [0.018, 0.14, 0.30][engagement] * attention
    if isNeglected { rates.touch = 0 }
  }

  /// What nobody announces: a price war in SMB and a stalled regulator in EMEA.
  private func story(_ day: Int) -> Double {
    if segmentIndex == 2, day >= company.climate.priceWarDay { return -0.28 }
    if segmentIndex == 1, region == 1, day >= company.climate.slowdownDay { return -0.35 }
    return 0
  }

  /// Deals are ripe after a while in a stage, and stale after a longer one.
  private func stuck(_ stage: Int, day: Int) -> (winning: Double, losing: Double) {
    let usual = Self.usualStay[stage] / segment.speed
    let age = Double(day - enteredStage) * (5.0 / 7) / usual
    if age < 0.3 { return (-0.55, -0.45) }
    if age < 1.5 { return (0.18, 0) }
    if age < 3 { return (-0.30, 0.15) }
    return (-0.95, 0.20)
  }

  /// A promised date is worth something: buyers sign near it, seldom long before or after.
  private func dueEffect(_ day: Int) -> Double {
    let left = deal.closeDay - day
    if left > 60 { return -1.0 }
    if left > 21 { return -0.35 }
    if left >= -10 { return 0.50 }
    return -0.40
  }

  /// The quarter's end moves signatures.
  private static func quarterEffect(weeksLeft: Int) -> Double {
    switch weeksLeft {
    case 0, 1: 0.75
    case 2, 3: 0.28
    case 4...7: -0.10
    default: weeksLeft >= 11 ? -0.50 : -0.25
    }
  }

  /// Dead deals are closed when a quarter begins, and before it ends.
  private static func cleaning(weeksLeft: Int) -> Double {
    weeksLeft >= 10 ? 0.32 : weeksLeft == 0 ? 0.22 : -0.08
  }

  /// The logarithm of the amount against the segment's median, roughly: 0 at it, 1 at e times it.
  private func sizeLog() -> Double {
    guard let amount = deal.amount else { return 0 }
    let ratio = Double(amount * rate / 100) / (segment.medianValue * Double(deal.term) / 12)
    return min(1.5, max(-1.5, 2 * (ratio - 1) / (ratio + 1)))
  }
}
