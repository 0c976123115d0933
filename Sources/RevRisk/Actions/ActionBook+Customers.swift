import RevBase
import RevMetrics
import RevModel

// Rules about customers who may leave.

/// How often contracts were renewed when a renewal deal stood 30 days before their end, and when
/// none did: the company's own last two years.
struct RenewalRates: Equatable {
  private(set) var with = (renewed: 0, count: 0)
  private(set) var without = (renewed: 0, count: 0)

  /// A contract counts as renewed when its renewal deal was won, or another contract of the account
  /// began, up to 60 days after its end; ends of the last 60 days are not known yet.
  init(_ snapshot: Snapshot, _ book: DealsAsOf) {
    guard let contracts = snapshot.contracts else { return }
    let today = book.day.number
    var starts: [Int32: [Int32]] = [:]
    for row in 0..<contracts.count where contracts.start[row] <= today {
      starts[contracts.account[row], default: []].append(contracts.start[row])
    }
    for row in 0..<contracts.count {
      let end = contracts.end[row]
      guard end != Day.unknownNumber, end > today - 730, end <= today - 61 else { continue }
      var (stood, renewed) = (false, false)
      if let deal = snapshot.deals.row(ofCode: contracts.renewalDeal[row]),
        book.standing[deal] != Standing.absent.rawValue
      {
        stood = snapshot.deals.created[deal] <= end - 30
        renewed = book.standing[deal] == Standing.won.rawValue && book.closed[deal] <= end + 60
      }
      let first = max(contracts.start[row] + 1, end - 31)
      if !renewed, let others = starts[contracts.account[row]] {
        renewed = others.contains { $0 >= first && $0 <= end + 60 }
      }
      if stood {
        with = (with.renewed + (renewed ? 1 : 0), with.count + 1)
      } else {
        without = (without.renewed + (renewed ? 1 : 0), without.count + 1)
      }
    }
  }

  static func == (a: RenewalRates, b: RenewalRates) -> Bool {
    a.with == b.with && a.without == b.without
  }

  var words: String {
    "renewed \(with.renewed) of \(with.count) with a renewal deal 30 days before the end, "
      + "\(without.renewed) of \(without.count) without"
  }

  /// What opening a renewal is worth for a contract; nil and why when history does not tell.
  func impact(_ annual: Money) -> (impact: ActionImpact?, reason: String?) {
    guard with.count >= 10, without.count >= 10,
      let a = WilsonInterval(hits: with.renewed, of: with.count),
      let b = WilsonInterval(hits: without.renewed, of: without.count)
    else { return (nil, "fewer than ten ended contracts with, or without, a renewal deal") }
    let (high, low) = (
      Double(with.renewed) / Double(with.count), Double(without.renewed) / Double(without.count)
    )
    guard high > low else { return (nil, "here contracts with a renewal deal did no better") }
    func money(_ gain: Double) -> Money { Money(estimate: annual.units * max(0, gain)) }
    let mid = money(high - low)
    let words = FormulaWords.words([.amount(annual), .share(high), .share(low)], giving: mid) {
      $0[0] * ($0[1] - $0[2])
    }
    return (
      ActionImpact(
        low: min(mid, money(a.low - b.high)), mid: mid, high: max(mid, money(a.high - b.low)),
        .retained,
        formula: "\(words[0]) x (\(words[1]) - \(words[2]))"), nil
    )
  }
}

extension ActionBook {
  mutating func openRenewals() {
    guard let contracts = snapshot.contracts else {
      return say(.openRenewal, "contracts.csv is missing")
    }
    if let reason = facts.renewals.obstacle { return say(.openRenewal, reason) }
    let rates = RenewalRates(snapshot, book)
    var found: [NextAction] = []
    var value = Money.zero
    for row in 0..<contracts.count {
      let end = contracts.end[row]
      guard end > today.number, end <= today.number + 90, accountPasses(contracts.account[row])
      else { continue }
      if let deal = snapshot.deals.row(ofCode: contracts.renewalDeal[row]),
        book.standing[deal] != Standing.absent.rawValue
      {
        continue
      }
      let annual = Money(cents: contracts.annualValue[row])
      value += annual
      let size = rates.impact(annual)
      let account = Int(contracts.account[row])
      let id = contracts.id[row]
      let name = "\(accountName(account)), contract \(id)"
      let owner = accountOwner(account)
      found.append(
        NextAction(
          id: "open-renewal/contract/\(id)", rule: .openRenewal, object: .contract(row),
          name: name, title: "\(ActionRule.openRenewal.verb) \(name)", owner: owner,
          ownerName: personName(owner), due: workday(in: 3, by: Day(end)),
          evidence: [
            "ends \(RiskWords.day(Day(end), today: today)), in "
              + "\(RiskWords.count(Int(end - today.number), "day")), without a renewal deal; "
              + "\(RiskWords.amount(annual)) a year",
            rates.words,
          ],
          rows: RowSet(.contracts, rows: [Int32(row)], amounts: [annual.cents]),
          impact: size.impact, unsized: size.reason,
          confidence: size.impact == nil ? .unsized : .learnt, gap: "retention",
          stakes: [.account(account)]))
    }
    close("retention", "revenue that may leave", value)
    // Without a size the largest contract comes first.
    found.sort { a, b in
      let (x, y) = (a.rows.amounts?.first ?? 0, b.rows.amounts?.first ?? 0)
      return x == y ? a.id < b.id : x > y
    }
    add(.openRenewal, Array(found.prefix(NextBestActions.mostPerRule)), of: found.count)
  }

  // MARK: - Accounts

  /// Whether a subscription is in service on a day, by what is known on the as-of day.
  private func isInService(_ row: Int, _ table: SubscriptionTable, on day: Int32) -> Bool {
    guard table.start[row] <= day, table.start[row] <= today.number else { return false }
    let end = table.end[row]
    if end == Day.unknownNumber || day < end { return true }
    // An end that lies ahead counts only when the cancellation was known.
    guard today < snapshot.manifest.asOf, end > today.number else { return false }
    let asked = table.cancelRequested[row]
    return asked == Day.unknownNumber || asked > today.number
  }

  private struct Leaving {
    var account: Int
    var mrr: Money = .zero
    var rows: [Int32] = []
    var asked: Int32?
    var fall: (from: Int32, to: Int32, day: Int32)?
  }

  mutating func saveAccounts() {
    guard let table = snapshot.subscriptions else {
      return say(.saveAccount, "subscriptions.csv is missing")
    }
    var leaving: [Int32: Leaving] = [:]
    for row in 0..<table.count {
      let asked = table.cancelRequested[row]
      guard asked != Day.unknownNumber, asked <= today.number,
        isInService(row, table, on: today.number), accountPasses(table.account[row])
      else { continue }
      let account = table.account[row]
      var entry = leaving[account] ?? Leaving(account: Int(account))
      entry.mrr += Money(cents: table.mrr[row])
      entry.rows.append(Int32(row))
      entry.asked = min(entry.asked ?? asked, asked)
      leaving[account] = entry
    }
    addFalls(table, &leaving)
    let saves = saveRate(table)
    var found: [NextAction] = []
    var value = Money.zero
    for entry in leaving.values.sorted(by: { $0.account < $1.account }) where entry.mrr.cents > 0 {
      value.cents += entry.mrr.cents * 12
      found.append(save(entry, saves))
    }
    close("retention", "revenue that may leave", value)
    found.sort { a, b in
      let (x, y) = (a.rows.amounts?.reduce(0, +) ?? 0, b.rows.amounts?.reduce(0, +) ?? 0)
      return x == y ? a.id < b.id : x > y
    }
    add(.saveAccount, Array(found.prefix(NextBestActions.mostPerRule)), of: found.count)
  }

  /// Accounts in service whose latest score lies 20 points or more under the best of the 90 days
  /// before it.
  private func addFalls(_ table: SubscriptionTable, _ leaving: inout [Int32: Leaving]) {
    guard let health = snapshot.health else { return }
    var latest: [Int32: Int] = [:]
    for row in 0..<health.count where health.date[row] <= today.number && health.account[row] >= 0 {
      if let known = latest[health.account[row]], health.date[known] > health.date[row] { continue }
      latest[health.account[row]] = row
    }
    var best: [Int32: Int32] = [:]
    for row in 0..<health.count where health.date[row] <= today.number {
      guard let last = latest[health.account[row]], health.date[row] <= health.date[last],
        health.date[row] >= health.date[last] - 90
      else { continue }
      best[health.account[row]] = max(best[health.account[row]] ?? 0, health.score[row])
    }
    var fallen: [Int32: (from: Int32, to: Int32, day: Int32)] = [:]
    for (account, row) in latest {
      guard let high = best[account], high - health.score[row] >= 20,
        health.date[row] > today.number - 90, accountPasses(account), leaving[account] == nil
      else { continue }
      fallen[account] = (high, health.score[row], health.date[row])
    }
    if fallen.isEmpty { return }
    for row in 0..<table.count {
      guard let fall = fallen[table.account[row]], isInService(row, table, on: today.number) else {
        continue
      }
      var entry = leaving[table.account[row]] ?? Leaving(account: Int(table.account[row]))
      entry.mrr += Money(cents: table.mrr[row])
      entry.rows.append(Int32(row))
      entry.fall = fall
      leaving[table.account[row]] = entry
    }
  }

  /// Accounts that asked to cancel between two years and 91 days ago, and how many of them were in
  /// service 90 days later.
  private func saveRate(_ table: SubscriptionTable) -> (saved: Int, count: Int) {
    var asked: [Int32: Int32] = [:]
    for row in 0..<table.count {
      let day = table.cancelRequested[row]
      guard day != Day.unknownNumber, day > today.number - 730, day <= today.number - 91 else {
        continue
      }
      asked[table.account[row]] = min(asked[table.account[row]] ?? day, day)
    }
    var saved: Set<Int32> = []
    for row in 0..<table.count {
      guard let day = asked[table.account[row]] else { continue }
      if isInService(row, table, on: day + 90), table.mrr[row] > 0 {
        saved.insert(table.account[row])
      }
    }
    return (saved.count, asked.count)
  }

  private func save(_ entry: Leaving, _ saves: (saved: Int, count: Int)) -> NextAction {
    let annual = Money(cents: entry.mrr.cents * 12)
    var evidence: [String] = []
    var impact: ActionImpact?
    var unsized: String?
    if let asked = entry.asked {
      evidence.append("asked to cancel on \(RiskWords.day(Day(asked), today: today))")
      evidence.append("\(saves.saved) of \(saves.count) that asked were kept for 90 days")
      let rate = saves.count > 0 ? Double(saves.saved) / Double(saves.count) : 0
      if saves.count >= 10, rate > 0,
        let interval = WilsonInterval(hits: saves.saved, of: saves.count)
      {
        let mid = Money(estimate: annual.units * rate)
        let words = FormulaWords.words([.amount(entry.mrr), .share(rate)], giving: mid) {
          $0[0] * 12 * $0[1]
        }
        impact = ActionImpact(
          low: min(mid, Money(estimate: annual.units * interval.low)), mid: mid,
          high: max(mid, Money(estimate: annual.units * interval.high)), .retained,
          formula: "\(words[0]) x 12 x \(words[1])")
      } else {
        unsized = "fewer than ten requests to cancel are known, or none was turned"
      }
    } else if let fall = entry.fall {
      evidence.append(
        "health fell from \(fall.from) to \(fall.to) by \(RiskWords.day(Day(fall.day), today: today))"
      )
      unsized = "how many falls in health were turned is not known"
    }
    evidence.append("\(RiskWords.amount(entry.mrr)) a month")
    let name = accountName(entry.account)
    let owner = accountOwner(entry.account)
    let id =
      snapshot.accounts.ids.count > entry.account ? snapshot.accounts.ids[entry.account] : name
    let table = snapshot.subscriptions
    return NextAction(
      id: "save-account/account/\(id)", rule: .saveAccount, object: .account(entry.account),
      name: name, title: "\(ActionRule.saveAccount.verb) \(name)", owner: owner,
      ownerName: personName(owner), due: workday(in: 1), evidence: evidence,
      rows: RowSet(
        .subscriptions, rows: entry.rows, amounts: entry.rows.map { table?.mrr[Int($0)] ?? 0 }),
      impact: impact, unsized: unsized, confidence: impact == nil ? .unsized : .learnt,
      gap: "retention", stakes: [.account(entry.account)])
  }
}
