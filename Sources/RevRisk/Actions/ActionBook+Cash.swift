import RevBase
import RevForecast
import RevMetrics
import RevModel

// Rules about won deals that are not cash yet, and about calls.

extension ActionBook {
  mutating func bill() {
    guard snapshot.invoices != nil else { return say(.billIt, "invoices.csv is missing") }
    if let reason = context.obstacle(.deals) { return say(.billIt, reason) }
    let lags = invoicingLags()
    let late = lags.count >= 5 ? max(30, Int(lags[(lags.count * 9 + 9) / 10 - 1])) : 30
    var found: [NextAction] = []
    var value = Money.zero
    let starts = contractStarts()
    for id in facts.cash.unbilledDeals {
      let row = Int(id)
      let waited = today - Day(book.closed[row])
      let amount = Money(cents: book.state.amount[row])
      guard waited > late, amount.cents > 0 else { continue }
      value += amount
      let contract = starts[id].flatMap { Day(known: $0) }
      let isLeak = contract.map { $0 + 31 < today } ?? false
      var evidence = [
        "won \(RiskWords.day(Day(book.closed[row]), today: today)), "
          + "\(RiskWords.count(waited, "day")) ago, without an invoice",
        lags.count >= 5
          ? "nine in ten deals are invoiced by day \(lags[(lags.count * 9 + 9) / 10 - 1])"
          : "fewer than five invoiced deals are known: 30 days is the rule",
      ]
      if let contract {
        evidence.append("billing was to begin \(RiskWords.day(contract, today: today))")
      }
      found.append(
        action(
          .billIt, deal: row, due: workday(in: 1), evidence: evidence,
          impact: ActionImpact(
            amount, isLeak ? .leakage : .cashTiming, formula: FormulaWords.exact(amount)),
          lags.count >= 5 ? .learnt : .rule, gap: "cash"))
    }
    close("cash", "won, not billed", value)
    add(.billIt, found)
  }

  /// Days from closing to the first invoice of the deals won in the trailing year, rising.
  private func invoicingLags() -> [Int32] {
    guard let table = snapshot.invoices else { return [] }
    var ofDeal: [Int32: Int32] = [:]
    for row in 0..<table.count
    where table.deal[row] >= 0 && table.issued[row] <= today.number {
      ofDeal[table.deal[row]] = min(ofDeal[table.deal[row]] ?? .max, table.issued[row])
    }
    return context.selection.wonTrailing.compactMap { id in
      ofDeal[id].map { max(0, $0 - book.closed[Int(id)]) }
    }.sorted()
  }

  /// By row of deals.csv: the earliest day on which a contract of the deal is to be billed.
  private func contractStarts() -> [Int32: Int32] {
    guard let contracts = snapshot.contracts else { return [:] }
    var starts: [Int32: Int32] = [:]
    for row in 0..<contracts.count where contracts.deal[row] >= 0 {
      // A blank start of billing is the smallest number.
      let start = max(contracts.billingStart[row], contracts.start[row])
      starts[contracts.deal[row]] = min(starts[contracts.deal[row]] ?? .max, start)
    }
    return starts
  }

  mutating func reconcile() {
    guard let contracts = snapshot.contracts else {
      return say(.reconcile, "contracts.csv is missing")
    }
    if let reason = context.obstacle(.deals) { return say(.reconcile, reason) }
    let mismatched = Set(facts.cash.mismatched)
    var annual: [Int32: Int64] = [:]
    for row in 0..<contracts.count where mismatched.contains(contracts.deal[row]) {
      annual[contracts.deal[row], default: 0] += contracts.annualValue[row]
    }
    var found: [NextAction] = []
    for id in facts.cash.mismatched {
      let row = Int(id)
      let term = snapshot.deals.termMonths[row] < 1 ? 12 : Int64(snapshot.deals.termMonths[row])
      let yearly = Exact.scale(cents: book.state.amount[row], by: 12, over: term)
      let contract = annual[id] ?? 0
      let difference = Money(cents: yearly - contract)
      found.append(
        action(
          .reconcile, deal: row, due: workday(in: 5),
          evidence: [
            "CRM says \(RiskWords.amount(Money(cents: yearly))) a year, the contract "
              + RiskWords.amount(Money(cents: contract)),
            difference.cents > 0
              ? "the CRM is higher by \(RiskWords.amount(difference))"
              : "the contract is higher by \(RiskWords.amount(-difference))",
          ],
          impact: ActionImpact(
            difference, .difference,
            formula: "\(FormulaWords.exact(Money(cents: yearly))) - "
              + FormulaWords.exact(Money(cents: contract))),
          .rule, gap: "mismatch"))
    }
    close("mismatch", "CRM against contract", facts.cash.mismatch, isMoney: false)
    found.sort { a, b in
      let (x, y) = (
        a.impact?.mid.magnitude ?? .zero, b.impact?.mid.magnitude ?? .zero
      )
      return x == y ? a.id < b.id : x > y
    }
    add(.reconcile, Array(found.prefix(NextBestActions.mostPerRule)), of: found.count)
  }

  mutating func correctCalls(_ biases: [ForecastAudit.CallBias]) {
    guard let table = snapshot.calls else { return say(.correctCall, "calls.csv is missing") }
    if biases.isEmpty { return say(.correctCall, "the audit of calls has not run") }
    let start = context.question.period.start.number
    let mask = context.selection.masks.person
    var found: [NextAction] = []
    for bias in biases where bias.lasting != 0 {
      guard mask.map({ $0[Int(bias.person) + 1] != 0 }) ?? true, let error = bias.error.bias,
        error > -0.9
      else { continue }
      var latest: Int?
      for row in 0..<table.count
      where table.person[row] == bias.person && table.periodStart[row] == start
        && table.submitted[row] <= today.number
        && table.category[row] == CallTable.Category.call.rawValue
      {
        if let known = latest, table.submitted[known] > table.submitted[row] { continue }
        latest = row
      }
      guard let row = latest else { continue }
      let call = Money(cents: table.amount[row])
      let corrected = Money(estimate: call.units / (1 + error))
      let impact = (call - corrected).magnitude
      let words = FormulaWords.words([.amount(call), .share(abs(error))], giving: impact) {
        abs($0[0] - $0[0] / (1 + (error < 0 ? -$0[1] : $0[1])))
      }
      let becomes = "\(words[0]) / (1 \(error < 0 ? "-" : "+") \(words[1]))"
      let id = snapshot.people.ids[Int(bias.person)]
      found.append(
        NextAction(
          id: "correct-call/owner/\(id)/\(context.question.period.label)", rule: .correctCall,
          object: .person(bias.person), name: bias.name,
          title: "\(ActionRule.correctCall.verb) \(bias.name)", owner: bias.person,
          ownerName: bias.name, due: workday(in: 2),
          evidence: [
            "called \(bias.lasting > 0 ? "too high" : "too low") in each of the last three "
              + "periods, by \(RiskWords.percent(abs(error))) over \(bias.periods)",
            "call of \(RiskWords.amount(call)); corrected it would be "
              + RiskWords.amount(corrected),
          ],
          rows: RowSet(.calls, rows: [Int32(row)], amounts: [call.cents]),
          impact: ActionImpact(
            impact, .correction,
            formula: error < 0 ? "\(becomes) - \(words[0])" : "\(words[0]) - \(becomes)"),
          confidence: .learnt, gap: "calls"))
    }
    close(
      "calls", "calls against what they become",
      found.reduce(.zero) { $0 + ($1.impact?.mid ?? .zero) }, isMoney: false)
    add(.correctCall, found)
  }
}
