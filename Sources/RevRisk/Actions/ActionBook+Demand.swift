import RevBase
import RevMetrics
import RevModel

// Rules about leads and marketing spend.

extension ActionBook {
  /// How often leads became opportunities when they were answered in time, and when not.
  private struct AnswerRates {
    var inTime = (hits: 0, count: 0)
    var late = (hits: 0, count: 0)

    init(_ snapshot: Snapshot, _ book: DealsAsOf, today: Day) {
      guard let leads = snapshot.leads else { return }
      let limit = Int64(snapshot.manifest.responseSLAHours) * Instant.perHour
      for row in 0..<leads.count where !leads.createdIsDay[row] {
        let age = today.number - leads.created[row]
        guard age >= 30, age <= 395 else { continue }
        let response = leads.response[row]
        let isAnswered = response != Day.unknownNumber && response <= today.number
        if isAnswered, leads.responseIsDay[row] { continue }
        let isInTime = isAnswered && leads.responseAt[row] - leads.createdAt[row] <= limit
        let deal = snapshot.deals.row(ofCode: leads.deal[row])
        let hit = deal.map { book.standing[$0] != Standing.absent.rawValue } ?? false
        if isInTime {
          inTime = (inTime.hits + (hit ? 1 : 0), inTime.count + 1)
        } else {
          late = (late.hits + (hit ? 1 : 0), late.count + 1)
        }
      }
    }
  }

  mutating func answerLeads() {
    guard let leads = snapshot.leads else { return say(.answerLeads, "leads.csv is missing") }
    guard let rows = MetricCatalog.definition(.funnelHotUntouched)?.rows(facts)?.rows else {
      return say(.answerLeads, facts.funnel.obstacle ?? "leads cannot be selected")
    }
    if rows.isEmpty { return }
    let rates = AnswerRates(snapshot, book, today: today)
    let value = NewDeals(context, book).map { $0.averageWon * $0.winRate }
    let key = "leads"
    var byOwner: [Int32: [Int32]] = [:]
    for row in rows { byOwner[leads.owner[Int(row)], default: []].append(row) }
    var found: [NextAction] = []
    for owner in byOwner.keys.sorted() {
      let own = byOwner[owner] ?? []
      let oldest = own.map { leads.created[Int($0)] }.min() ?? today.number
      // What was learnt is about the first weeks of a lead: an old one has gone cold.
      let fresh = own.count { today.number - leads.created[Int($0)] <= Self.freshDays }
      let size = Self.size(rates, value: value, count: fresh, amount: amount)
      let person = owner >= 0 ? owner : nil
      let path = person.map { snapshot.people.ids[Int($0)] } ?? "(none)"
      let name = RiskWords.count(own.count, "hot lead")
      found.append(
        NextAction(
          id: "answer-leads/owner/\(path)", rule: .answerLeads,
          object: person.map { .person($0) } ?? .selection, name: name,
          title: "Answer \(name) of \(personName(person))", owner: person,
          ownerName: personName(person), due: workday(in: 0),
          evidence: [
            "\(name) with a score of \(snapshot.manifest.hotLeadScore) or more, the oldest since "
              + RiskWords.day(Day(oldest), today: today)
              + "; \(fresh) of the last \(Self.freshDays) days",
            "answered in time \(rates.inTime.hits) of \(rates.inTime.count) became opportunities, "
              + "otherwise \(rates.late.hits) of \(rates.late.count)",
          ],
          rows: RowSet(.leads, rows: own), impact: size.impact, unsized: size.reason,
          confidence: size.impact == nil ? .unsized : .learnt, gap: key))
    }
    close(
      key, "hot leads that wait", found.reduce(.zero) { $0 + ($1.impact?.mid ?? .zero) })
    add(.answerLeads, found)
  }

  private static let freshDays: Int32 = 30

  private static func size(
    _ rates: AnswerRates, value: Double?, count: Int, amount: (Double) -> String
  ) -> (impact: ActionImpact?, reason: String?) {
    guard let value else { return (nil, "no deal was won in the year to the as-of day") }
    guard count > 0 else { return (nil, "all of them are older than \(freshDays) days") }
    guard rates.inTime.count >= 20, rates.late.count >= 20,
      let fast = WilsonInterval(hits: rates.inTime.hits, of: rates.inTime.count),
      let slow = WilsonInterval(hits: rates.late.hits, of: rates.late.count)
    else { return (nil, "fewer than 20 leads answered in time, or not, are known") }
    let gain =
      Double(rates.inTime.hits) / Double(rates.inTime.count)
      - Double(rates.late.hits) / Double(rates.late.count)
    guard gain > 0 else { return (nil, "here leads answered in time did no better") }
    func money(_ gain: Double) -> Money { Money(estimate: Double(count) * value * max(0, gain)) }
    let mid = money(gain)
    let words = FormulaWords.words([.mean(value), .share(gain)], giving: mid) {
      Double(count) * $0[0] * $0[1]
    }
    return (
      ActionImpact(
        low: min(mid, money(fast.low - slow.high)), mid: mid,
        high: max(mid, money(fast.high - slow.low)), .newMoney,
        formula: "\(count) x \(words[0]) x \(words[1])"), nil
    )
  }

  mutating func shiftSpend() {
    let answer = engine.answer(context.question, groups: [.funnel]).tables.channels
    guard let channels = answer.value else {
      return say(.shiftSpend, answer.reason ?? "spend.csv is missing")
    }
    let (margin, won) = channels.reduce((0.0, 0.0)) {
      ($0.0 + ($1.margin?.units ?? 0), $0.1 + ($1.won?.units ?? 0))
    }
    guard won > 0 else { return say(.shiftSpend, "no channel with spend has won deals") }
    let mean = margin / won
    let better = channels.filter { ($0.marginShare ?? -1) > mean && $0.spend.cents > 0 }
    guard
      let best = better.max(by: {
        ($0.marginShare ?? 0, $1.channel) < ($1.marginShare ?? 0, $0.channel)
      })
    else { return }
    var found: [NextAction] = []
    for line in channels {
      guard let share = line.marginShare, share < 0, let loss = line.margin else { continue }
      let avoided = min(line.spend, -loss)
      guard avoided.cents > 0, let earned = best.margin else { continue }
      let more = line.spend.units * max(0, earned.units) / best.spend.units
      found.append(
        NextAction(
          id: "shift-spend/channel/\(line.channel)", rule: .shiftSpend,
          object: .channel(line.channel), name: line.channel,
          title: "Move spend from \(line.channel) to \(best.channel)", owner: nil,
          ownerName: personName(nil), due: workday(in: 14),
          evidence: [
            "\(line.channel): spend \(RiskWords.amount(line.spend)), margin "
              + "\(RiskWords.amount(loss)) in \(context.question.period.label)",
            "\(best.channel): margin share \(RiskWords.percent(best.marginShare ?? 0)) against "
              + "\(RiskWords.percent(mean)) over all channels",
          ],
          rows: RowSet(.spend, rows: spendRows(line.channel)),
          impact: ActionImpact(
            low: .zero, mid: avoided, high: avoided + Money(estimate: more), .marginal,
            formula: "\(FormulaWords.exact(avoided)) not lost, up to "
              + "\(FormulaWords.exact(line.spend)) x \(FormulaWords.exact(earned)) / "
              + "\(FormulaWords.exact(best.spend)) more"),
          confidence: .rule, gap: "spend"))
    }
    close(
      "spend", "channels that lose money", found.reduce(.zero) { $0 + ($1.impact?.mid ?? .zero) })
    add(.shiftSpend, found)
  }

  private func spendRows(_ channel: String) -> [Int32] {
    guard let spend = snapshot.spend, let code = spend.channel.vocabulary.code(of: channel) else {
      return []
    }
    let (first, last) = (context.question.period.start.number, context.question.end.number)
    return (0..<spend.count).filter {
      spend.channel.codes[$0] == code && spend.date[$0] >= first && spend.date[$0] <= last
    }.map { Int32($0) }
  }
}
