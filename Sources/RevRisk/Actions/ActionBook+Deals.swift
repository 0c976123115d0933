import RevBase
import RevForecast
import RevMetrics
import RevModel

// Rules about open deals.

extension ActionBook {
  /// The gap between the expected landing and the quota; without a quota, or with one that is met,
  /// what the deals at risk lack against a clean record.
  private mutating func closeBookings() -> String {
    let key = "bookings/\(model.period.label)"
    if gaps.contains(where: { $0.key == key }) { return key }
    if facts.bookings.obstacle == nil, let quota = facts.bookings.quota.money,
      context.question.period.start == model.period.start, let landing = forecast.landing,
      quota.units > landing.expected
    {
      close(
        key, "expected landing to quota, \(model.period.label)",
        quota - Money(estimate: landing.expected))
    } else {
      close(key, "deals at risk against a clean record, \(model.period.label)", list.atRisk.amount)
    }
    return key
  }

  mutating func reEngage() {
    let gap = closeBookings()
    var found: [NextAction] = []
    let candidates = list.rows.filter { $0.isAtRisk && $0.lift.cents > 0 }
      .sorted { $0.lift == $1.lift ? $0.deal < $1.deal : $0.lift > $1.lift }
    for row in candidates.prefix(NextBestActions.mostPerRule) {
      guard let risk = model.risk(ofDeal: row.deal) else { continue }
      found.append(reEngagement(row, risk, gap))
    }
    add(.reEngage, found, of: candidates.count)
  }

  /// Lift of the two factors that a person can change, with the interval of what was learnt: the
  /// factor's own sd for silence, half of the effect for the time in the stage.
  private func reEngagement(_ row: RiskList.Row, _ risk: DealRisk, _ gap: String) -> NextAction {
    let odds = Odds.logOdds(risk.chance)
    var (low, high) = (odds, odds)
    var evidence: [String] = []
    var seen = 0.0
    for reason in risk.reasons {
      let gain = max(0, Odds.logOdds(reason.ifNormal) - odds)
      guard gain > 1e-9 else { continue }
      switch reason.kind {
      case .timeInStage:
        low += 0.5 * gain
        high += 1.5 * gain
        evidence.append(reason.words)
      case .factor(.idle):
        let spread = 1.2816 * Self.spread(observed: reason.observed)
        low += max(0, gain - spread)
        high += gain + spread
        seen = reason.observed
        evidence.append(reason.words)
      default: break
      }
    }
    if evidence.isEmpty { evidence = risk.flags.all.filter(\.isHard).map(\.short) }
    let amount = row.amount.units
    let mid = row.lift
    let words = FormulaWords.words(
      [.amount(row.amount), .share(risk.actionable), .share(risk.chance)], giving: mid
    ) { $0[0] * ($0[1] - $0[2]) }
    let formula = "\(words[0]) x (\(words[1]) - \(words[2]))"
    let impact = ActionImpact(
      low: min(mid, Money(estimate: amount * (Odds.chance(low) - risk.chance))), mid: mid,
      high: max(mid, Money(estimate: amount * (Odds.chance(high) - risk.chance))), .newMoney,
      formula: formula)
    let isLearnt = model.mode.isLearnt && (seen >= 10 || model.norms(ofDeal: row.deal) != nil)
    return action(
      .reEngage, deal: row.deal, due: workday(in: 2), evidence: evidence, impact: impact,
      isLearnt ? .learnt : .rule, gap: gap)
  }

  /// Sd of a learnt term of silence: its prior, and the wins behind it, of which each deal brings
  /// about three.
  private static func spread(observed: Double) -> Double {
    1 / (1 / (0.25 * 0.25) + observed / 3).squareRoot()
  }

  mutating func fixRecords() {
    let key = "record/\(model.period.label)"
    var found: [NextAction] = []
    for row in list.rows {
      let isCommit = book.category[row.deal] == StageTable.Category.commit.rawValue
      let isOverdue = row.flags.has(.overdue)
      guard isOverdue || (isCommit && row.slip > 0.5) else { continue }
      let correction = Money(estimate: row.amount.units * (1 - row.chance))
      guard correction.cents > 0 else { continue }
      var evidence: [String] = []
      if isOverdue, let close = Day(known: book.state.close[row.deal]) {
        evidence.append(
          "close date \(RiskWords.day(close, today: today)) passed "
            + "\(RiskWords.count(today - close, "day")) ago")
      }
      if isCommit {
        evidence.append(
          "in commit; won by the end of \(model.period.label) in "
            + "\(RiskWords.percent(row.chance)), still open in \(RiskWords.percent(row.slip))")
      }
      let what = isOverdue ? "the close date of" : "the category of"
      let words = FormulaWords.words([.amount(row.amount), .share(row.chance)], giving: correction)
      {
        $0[0] * (1 - $0[1])
      }
      found.append(
        action(
          .fixRecord, deal: row.deal, title: "Correct \(what) \(dealName(row.deal))",
          due: workday(in: 1), evidence: evidence,
          impact: ActionImpact(
            correction, .correction,
            formula: "\(words[0]) x (1 - \(words[1]))"),
          model.mode.isLearnt ? .learnt : .rule, gap: key))
    }
    close(
      key, "money that stands where it will not come",
      found.reduce(.zero) { $0 + ($1.impact?.mid ?? .zero) }, isMoney: false)
    add(.fixRecord, found)
  }

  mutating func multiThread() {
    guard snapshot.deals.columns.has("contacts") else {
      return say(.multiThread, "deals.csv has no column contacts")
    }
    let gap = closeBookings()
    let sized = context.selection.open.map { book.state.amount[Int($0)] }.filter { $0 > 0 }
    guard let middle = Middle(sized) else { return }
    var found: [NextAction] = []
    for row in list.rows where row.flags.has(.singleContact) {
      let amount = book.state.amount[row.deal]
      guard 2 * Int128(amount) > Int128(middle.low) + Int128(middle.high) else { continue }
      let contacts = snapshot.deals.contacts[row.deal]
      found.append(
        action(
          .multiThread, deal: row.deal, due: workday(in: 5),
          evidence: [
            contacts == 1
              ? "one person is known on the buyer's side"
              : "nobody is known on the buyer's side",
            "\(RiskWords.amount(Money(cents: amount))) against a median of "
              + RiskWords.amount(Money(cents: (middle.low + middle.high) / 2)),
          ],
          impact: nil,
          unsized: "contacts have no history here, so that their effect cannot be learnt",
          .unsized, gap: gap))
    }
    found.sort { book.state.amount[$0.rowOfDeal] > book.state.amount[$1.rowOfDeal] }
    add(.multiThread, Array(found.prefix(NextBestActions.mostPerRule)), of: found.count)
  }

  mutating func pullIn() {
    let next = snapshot.manifest.fiscalCalendar.shift(model.period, by: 1)
    var peers: [(deal: Int, chance: Double, amount: Double)] = []
    for id in context.selection.open {
      let row = Int(id)
      let close = book.state.close[row]
      let place = Int(model.placeOfRow[row])
      guard place >= 0, close >= next.start.number, close <= next.end.number else { continue }
      peers.append((row, model.chance[place], model.amount[place]))
    }
    guard peers.count >= 10 else {
      return say(.pullIn, "fewer than ten open deals are due in \(next.label)")
    }
    let sorted = peers.map(\.chance).sorted()
    let bar = sorted[(sorted.count * 9 + 9) / 10 - 1]
    let key = "timing/\(model.period.label)"
    var found: [NextAction] = []
    for peer in peers where peer.chance >= bar && peer.chance > sorted[0] {
      let mid = Money(estimate: peer.amount * peer.chance)
      guard mid.cents > 0 else { continue }
      let words = FormulaWords.words([.mean(peer.amount), .share(peer.chance)], giving: mid) {
        $0[0] * $0[1]
      }
      found.append(
        action(
          .pullIn, deal: peer.deal, due: min(workday(in: 5), max(today, model.period.end)),
          evidence: [
            "due \(RiskWords.day(Day(book.state.close[peer.deal]), today: today)), in "
              + "\(next.label), yet won by the end of \(model.period.label) in "
              + RiskWords.percent(peer.chance),
            "nine in ten of its \(peers.count) peers are below \(RiskWords.percent(bar))",
          ],
          impact: ActionImpact(
            low: .zero, mid: mid, high: max(mid, Money(estimate: peer.amount)), .timing,
            formula: "\(words[0]) x \(words[1])"),
          model.mode.isLearnt ? .learnt : .rule, gap: key))
    }
    close(
      key, "deals of \(next.label) that can come in \(model.period.label)",
      found.reduce(.zero) { $0 + ($1.impact?.mid ?? .zero) })
    add(.pullIn, found)
  }
}

extension NextAction {
  /// Row of the deal that it is about; −1 for another object.
  fileprivate var rowOfDeal: Int { if case .deal(let row) = object { row } else { -1 } }
}

extension RiskModel {
  /// What is normal in the stage and segment of a deal.
  package func norms(ofDeal row: Int) -> StageNorms.Norm? {
    norms.norm(stage: Int(book.stageRow[row]), segment: snapshot.segment(ofDeal: row))
  }
}
