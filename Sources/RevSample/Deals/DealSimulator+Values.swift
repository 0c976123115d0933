// Amounts, close dates and forecast categories: what reps type in while a deal lives.

extension DealSimulator {
  // MARK: - Amounts

  /// A first guess at the contract's value, in cents of the account's currency.
  mutating func firstAmount() -> Int64 {
    let scale = exponential(segment.spread * random.normal()) * Double(deal.term) / 12
    let part = deal.kind == .expansion ? 0.64 : 1
    let local = segment.medianValue * scale * part * 100 / Double(rate)
    return rounded(local)
  }

  func rounded(_ cents: Double) -> Int64 {
    let step = Double(segment.amountStep)
    return Int64(max(1, (cents / step).rounded())) * segment.amountStep
  }

  mutating func resize(_ day: Int, by logChange: Double, story: inout Story) {
    guard let amount = deal.amount else { return }
    setAmount(rounded(Double(amount) * exponential(logChange)), on: day, story: &story)
  }

  mutating func setAmount(_ amount: Int64, on day: Int, story: inout Story) {
    guard amount != deal.amount else { return }
    record(.amount, from: deal.amount ?? Change.blank, to: amount, on: day, story: &story)
    deal.amount = amount
  }

  // MARK: - Close dates

  mutating func plannedClose(from day: Int) -> Int {
    let cycle = segment.plannedCycle * (deal.kind == .expansion ? 0.7 : 1)
    let days = cycle * optimism * exponential(0.25 * random.normal())
    return snapped(day + max(10, Int(days)))
  }

  /// Reps think in month ends and quarter ends.
  private mutating func snapped(_ day: Int) -> Int {
    let draw = random.unit()
    if draw < 0.42 { return calendar.workdayAtOrBefore(calendar.monthEnd(day)) }
    if draw < 0.74 { return calendar.workdayAtOrBefore(calendar.quarterEnd(day)) }
    return calendar.workdayAtOrAfter(day)
  }

  /// Moves a date that cannot be kept any more, sooner or later.
  mutating func keepDate(_ day: Int, story: inout Story) {
    if isNeglected { return }
    let left = deal.closeDay - day
    guard left <= 21 else {
      // What has gone quiet will not make this quarter.
      if engagement == 0, left < 80, random.chance(0.035 * tidiness) {
        push(day, story: &story)
        return
      }
      // Buyers in EMEA's mid-market ask for time, months ahead.
      if segmentIndex == 1, region == 1, day >= company.climate.slowdownDay, left < 75,
        random.chance(0.012)
      {
        push(day, story: &story)
      }
      return
    }
    let early = deal.stage.rawValue < Stage.proposal.rawValue
    let chance: Double
    if left < 0 {
      // The first days of a quarter are for tidying what the last one left.
      chance = (calendar.weeksLeft(day) >= 12 ? 0.30 : 0.065) * tidiness
    } else if left < 5 {
      chance = early ? 0.16 * tidiness : 0.08
    } else {
      chance = early ? 0.035 * tidiness : 0.004
    }
    if random.chance(chance) { push(day, story: &story) }
  }

  private mutating func push(_ day: Int, story: inout Story) {
    let from = max(day, deal.closeDay)
    let reach = Int(Double(random.between(12, 40)) / min(1.4, segment.speed))
    var next = snapped(from + reach)
    if next <= deal.closeDay { next = calendar.workdayAtOrAfter(from + 14) }
    setClose(next, on: day, story: &story)
    pushes += 1
    refresh(day)
  }

  mutating func pullIn(_ day: Int, story: inout Story) {
    guard engagement == 2, deal.closeDay - day > 40, random.chance(0.35) else { return }
    let next = snapped(day + random.between(12, 30))
    if next < deal.closeDay { setClose(next, on: day, story: &story) }
  }

  mutating func setClose(_ next: Int, on day: Int, story: inout Story) {
    guard next != deal.closeDay else { return }
    record(.closeDate, from: Int64(deal.closeDay), to: Int64(next), on: day, story: &story)
    deal.closeDay = next
  }

  // MARK: - Forecast categories

  /// The CRM sets the stage's category; reps overrule it by hope and by caution.
  mutating func recategorise(for stage: Stage, on day: Int, story: inout Story) {
    var category = stage.category
    if category == .commit, deal.closeDay > calendar.quarterEnd(day), random.chance(0.65) {
      category = .bestCase
    }
    let draw = random.unit()
    if draw < 0.16 - 0.10 * optimism {
      category = Category(rawValue: max(1, category.rawValue - 1)) ?? category
    } else if draw > 0.99 - 0.06 * (1.2 - optimism) {
      category = Category(rawValue: min(3, category.rawValue + 1)) ?? category
    }
    setCategory(category, on: day, story: &story)
  }

  /// Monday's forecast meeting: a few categories are talked up, down or out.
  mutating func reviewCategory(_ day: Int, story: inout Story) {
    let draw = random.unit()
    guard draw < 0.035, deal.stage.rawValue > 0 else { return }
    if engagement == 0 {
      let isDead = draw < 0.010 || (deal.closeDay < day - 14 && draw < 0.02)
      setCategory(
        isDead ? .omitted : deal.stage == .negotiation ? .bestCase : .pipeline, on: day,
        story: &story)
    } else if deal.category == .omitted {
      setCategory(deal.stage.category, on: day, story: &story)
    } else if engagement == 2, deal.stage.rawValue >= 2, deal.category.rawValue < 3 {
      let up = Category(rawValue: deal.category.rawValue + 1) ?? deal.category
      setCategory(up, on: day, story: &story)
    }
  }

  mutating func setCategory(_ category: Category, on day: Int, story: inout Story) {
    guard category != deal.category else { return }
    record(
      .category, from: Int64(deal.category.rawValue), to: Int64(category.rawValue), on: day,
      story: &story)
    deal.category = category
  }
}
