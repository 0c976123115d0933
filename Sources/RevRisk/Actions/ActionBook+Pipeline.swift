import Glibc
import RevBase
import RevForecast
import RevMetrics
import RevModel

// Rules about money that no open deal will bring.

extension ActionBook {
  /// What new deals bring here: mean won amount, win rate and median cycle of the trailing year.
  struct NewDeals {
    var averageWon: Double
    var winRate: Double
    var cycle: Int

    init?(_ context: AnswerContext, _ book: DealsAsOf) {
      let (won, lost) = (context.selection.wonTrailing, context.selection.lostTrailing)
      guard !won.isEmpty else { return nil }
      averageWon =
        won.reduce(0) { $0 + Double(book.state.amount[Int($1)]) / 100 } / Double(won.count)
      winRate = Double(won.count) / Double(won.count + lost.count)
      let created = context.snapshot.deals.created
      let cycles = won.compactMap { id -> Int32? in
        let days = book.closed[Int(id)] - created[Int(id)]
        return days >= 0 ? days : nil
      }
      guard averageWon > 0, !cycles.isEmpty else { return nil }
      cycle = Int(StageNorms.median(cycles).rounded(.up))
    }
  }

  private enum Whose {
    case person(Int32)
    case segment(String)
    case selection
  }

  mutating func buildPipeline() {
    guard let landing = forecast.landing else {
      let reason =
        switch forecast.outlook {
        case .unknown(let reason): reason
        case .finished: "the period is over"
        case .range: ""
        }
      return say(.buildPipeline, reason)
    }
    if let reason = facts.bookings.obstacle { return say(.buildPipeline, reason) }
    guard let deals = NewDeals(context, book) else {
      return say(.buildPipeline, "no deal was won in the year to the as-of day")
    }
    var found: [NextAction] = []
    let period = context.question.period
    let latest = period.end - deals.cycle
    if latest >= today {
      found += owners(landing, deals, latest) + segments(landing, deals, latest)
    }
    found += nextPeriod(deals)
    for action in found where !gaps.contains(where: { $0.key == action.gap }) {
      let sum = found.filter { $0.gap == action.gap }.reduce(Money.zero) {
        $0 + ($1.impact?.mid ?? .zero)
      }
      close(action.gap, "expected landing to quota", sum)
    }
    add(.buildPipeline, found)
  }

  /// Owners whose won, expected and new deals together stay below their quota.
  private func owners(_ landing: Landing, _ deals: NewDeals, _ latest: Day) -> [NextAction] {
    guard let quotas = snapshot.quotas else { return [] }
    var quota: [Int32: Money] = [:]
    for part in facts.bookings.parts {
      quota[quotas.person[Int(part.row)], default: .zero] += Money(cents: part.cents)
    }
    let expected = expected(landing) { self.book.state.owner[$0] }
    return quota.keys.sorted().compactMap { person in
      let (goal, lands) = (quota[person] ?? .zero, expected[person] ?? .zero)
      guard person >= 0, goal > lands else { return nil }
      return build(
        .person(person), goal: goal, lands: lands, context.question.period, deals, latest)
    }
  }

  /// Segments that have quota rows of their own.
  private func segments(_ landing: Landing, _ deals: NewDeals, _ latest: Day) -> [NextAction] {
    guard let quotas = snapshot.quotas else { return [] }
    var quota: [String: Money] = [:]
    for part in facts.bookings.parts {
      guard let segment = quotas.segment[Int(part.row)] else { continue }
      quota[segment, default: .zero] += Money(cents: part.cents)
    }
    if quota.count < 2 { return [] }
    let words = snapshot.accounts.segment.vocabulary
    let expected = expected(landing) { Int32(self.snapshot.segment(ofDeal: $0)) }
    return quota.keys.sorted().compactMap { segment in
      let goal = quota[segment] ?? .zero
      let lands = words.code(of: segment).flatMap { expected[$0] } ?? .zero
      guard goal > lands else { return nil }
      return build(
        .segment(segment), goal: goal, lands: lands, context.question.period, deals, latest)
    }
  }

  /// Won, expected of open deals, and the share of deals that do not exist yet, by a code of the
  /// deal; shared out by what was created in 26 weeks, of which 45 days count half.
  private func expected(_ landing: Landing, by code: (Int) -> Int32) -> [Int32: Money] {
    var sums: [Int32: Money] = [:]
    for id in context.selection.won {
      sums[code(Int(id)), default: .zero] += Money(cents: book.state.amount[Int(id)])
    }
    let isOpen = Set(context.selection.open)
    for forecastModel in model.models {
      for (row, cents) in zip(forecastModel.openRows, forecastModel.contributions)
      where isOpen.contains(row) {
        sums[code(Int(row)), default: .zero] += Money(cents: cents)
      }
    }
    var weights: [Int32: Double] = [:]
    var total = 0.0
    for id in context.selection.createdInWeeks {
      let age = today - Day(snapshot.deals.created[Int(id)])
      let weight =
        Double(max(0, book.state.amount[Int(id)])) * exp2(-Double(age) / 45)
      weights[code(Int(id)), default: 0] += weight
      total += weight
    }
    guard total > 0 else { return sums }
    for (code, weight) in weights {
      sums[code, default: .zero] += Money(
        estimate: landing.expectedNew.units * weight / total)
    }
    return sums
  }

  /// The whole selection in the next period, as far as the forecast reaches.
  private func nextPeriod(_ deals: NewDeals) -> [NextAction] {
    guard let following = forecast.following.first else { return [] }
    var question = context.question
    question.period = following.period
    let next = Facts(engine.context(question))
    guard next.bookings.obstacle == nil, let quota = next.bookings.quota.money,
      quota > following.expected
    else { return [] }
    let latest = following.period.end - deals.cycle
    guard latest >= today else { return [] }
    return [
      build(
        .selection, goal: quota, lands: following.expected, following.period, deals, latest)
    ]
  }

  private func build(
    _ whose: Whose, goal: Money, lands: Money, _ period: Period, _ deals: NewDeals, _ latest: Day
  ) -> NextAction {
    let gap = goal - lands
    let perDeal = deals.averageWon * deals.winRate
    let needed = Int((gap.units / perDeal).rounded(.up))
    let (object, name, path, owner): (ActionObject, String, String, Int32?) =
      switch whose {
      case .person(let code):
        (.person(code), personName(code), "owner/\(snapshot.people.ids[Int(code)])", code)
      case .segment(let segment): (.segment(segment), segment, "segment/\(segment)", nil)
      case .selection: (.selection, period.label, "period", nil)
      }
    let key =
      period.start == model.period.start ? "bookings/\(period.label)" : "pipeline/\(period.label)"
    let words = FormulaWords.words([.mean(deals.averageWon), .share(deals.winRate)]) {
      $0[0] * $0[1] > 0 && Int((gap.units / ($0[0] * $0[1])).rounded(.up)) == needed
    }
    let formula =
      "\(FormulaWords.exact(goal)) - \(FormulaWords.exact(lands)); \(needed) deals = gap / "
      + "(\(words[0]) x \(words[1])), rounded up"
    return NextAction(
      id: "build-pipeline/\(path)/\(period.label)", rule: .buildPipeline, object: object,
      name: name, title: "\(ActionRule.buildPipeline.verb) \(name)", owner: owner,
      ownerName: personName(owner), due: workday(in: 10, by: latest),
      evidence: [
        "expected to land at \(RiskWords.amount(lands)) against a quota of "
          + "\(RiskWords.amount(goal)) in \(period.label)",
        "\(RiskWords.count(needed, "new deal")) needed, created by "
          + "\(RiskWords.day(latest, today: today)): the median cycle is "
          + RiskWords.count(deals.cycle, "day"),
      ],
      rows: RowSet(.deals, rows: context.selection.wonTrailing),
      impact: ActionImpact(low: .zero, mid: gap, high: gap, .newMoney, formula: formula),
      confidence: .rule, gap: key)
  }
}
