// How a company of the tests becomes a snapshot.

import RevBase
import RevModel

extension Company {
  func snapshot() -> Snapshot {
    var ids = Ids(self)
    let stages = stageTable()
    var parts = SnapshotParts(
      manifest: manifest, stages: stages, deals: dealTable(&ids, stages))
    parts.history = history(parts.deals, stages, &ids)
    if let rows = files["quotas"] { parts.quotas = quotas(rows, &ids) }
    if let rows = files["activities"] { parts.activities = activities(rows, &ids) }
    if let rows = files["leads"] { parts.leads = leads(rows, &ids) }
    if let rows = files["subscriptions"] { parts.subscriptions = subscriptions(rows, &ids) }
    if let rows = files["contracts"] { parts.contracts = contracts(rows, &ids) }
    if let rows = files["invoices"] { parts.invoices = invoices(rows, &ids) }
    if let rows = files["onboarding"] { parts.onboarding = onboarding(rows, &ids) }
    if let rows = files["payouts"] { parts.payouts = payouts(rows, &ids) }
    if let rows = files["spend"] {
      var table = SpendTable()
      table.columns = columns("spend")
      for row in rows {
        table.date.append(date(row["date"]))
        table.channel.append(row["channel"])
        table.amount.append(money(row["amount"]) ?? 0)
      }
      parts.spend = table
    }
    if let rows = files["costs"] {
      var table = CostTable()
      table.columns = columns("costs")
      for row in rows {
        table.month.append(date(row["month"]))
        table.category.append(row["category"])
        table.amount.append(money(row["amount"]) ?? 0)
      }
      parts.costs = table
    }
    parts.accounts = accountTable(&ids)
    parts.people = peopleTable(&ids)
    for id in ids.accounts.extra { parts.accounts.ids.append(id) }
    for id in ids.people.extra { parts.people.ids.append(id) }
    parts.deals.unknownIds = ids.deals.extra
    return Snapshot(parts)
  }

  private func columns(_ name: String) -> ColumnSet { ColumnSet(Set(headers[name] ?? [])) }

  private func date(_ text: String?) -> Int32 { text.map { day($0).number } ?? Day.unknownNumber }

  private func money(_ text: String?) -> Int64? {
    guard let text else { return nil }
    let negative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".")
    let whole = (Int64(parts.first ?? "0") ?? 0) * 100
    let rest = parts.count > 1 ? Int64((parts[1] + "00").prefix(2)) ?? 0 : 0
    return negative ? -whole - rest : whole + rest
  }

  private func billionths(_ text: String?) -> Int32 {
    text.flatMap(Double.init).map { Int32(($0 * 1e9).rounded()) } ?? -1
  }

  private func stageTable() -> StageTable {
    var names = Vocabulary()
    var rows: [StageTable.Row] = []
    for row in files["stages"] ?? [] {
      rows.append(
        StageTable.Row(
          name: names.code(adding: row["stage"] ?? ""), pipeline: -1,
          position: Int(row["position"] ?? "") ?? 0,
          outcome: row["outcome"] == "won" ? .won : row["outcome"] == "lost" ? .lost : .open,
          category: row["category"] == "omitted"
            ? .omitted : row["category"] == "commit" ? .commit : .pipeline,
          probability: billionths(row["probability"]), qualified: row["qualified"] != "false"))
    }
    for row in files["deals"] ?? [] { _ = names.code(adding: row["stage"] ?? "") }
    for row in files["deal_history"] ?? [] where row["field"] == "stage" {
      for word in [row["old_value"], row["new_value"]] {
        if let word { _ = names.code(adding: word) }
      }
    }
    return StageTable(rows: rows, names: names, pipelines: Vocabulary(), isLoaded: true)
  }

  private func dealTable(_ ids: inout Ids, _ stages: StageTable) -> DealTable {
    var deals = DealTable()
    deals.columns = columns("deals")
    for (line, row) in (files["deals"] ?? []).enumerated() {
      deals.id.append(row["deal_id"] ?? "")
      deals.name.append(row["name"] ?? "")
      deals.account.append(ids.accounts.code(row["account_id"]))
      deals.owner.append(ids.people.code(row["owner_id"]))
      deals.pipeline.append(-1)
      deals.stage.append(UInt16(stages.names.code(of: row["stage"] ?? "") ?? 0))
      deals.amount.append(money(row["amount"]) ?? 0)
      deals.created.append(date(row["created_date"]))
      deals.close.append(date(row["close_date"]))
      deals.closed.append(date(row["closed_date"]))
      let type = row["type"] ?? "new"
      deals.type.append(type)
      let kind: DealTable.Kind =
        switch type {
        case "new": .new
        case "expansion": .expansion
        case "renewal": .renewal
        default: .other
        }
      deals.kind.append(kind.rawValue)
      deals.product.append(row["product"])
      deals.source.append(row["source"])
      deals.campaign.append(row["campaign"])
      deals.lostReason.append(row["lost_reason"])
      deals.termMonths.append(Int32(row["term_months"] ?? "") ?? 0)
      let category: DealTable.WrittenCategory =
        switch row["forecast_category"] {
        case nil: .blank
        case "omitted": .omitted
        case "pipeline": .pipeline
        case "best_case": .bestCase
        case "commit": .commit
        case "closed": .closed
        default: .other
        }
      deals.category.append(category.rawValue)
      deals.probability.append(billionths(row["probability"]))
      deals.nextStep.append(
        row["next_step"].map { deals.nextSteps.append(Array($0.utf8)) } ?? -1)
      deals.nextStepDate.append(date(row["next_step_date"]))
      deals.lastActivity.append(date(row["last_activity_date"]))
      deals.contacts.append(Int32(row["contacts"] ?? "") ?? -1)
      deals.line.append(UInt32(line + 2))
    }
    return deals
  }

  private func history(
    _ deals: DealTable, _ stages: StageTable, _ ids: inout Ids
  ) -> HistoryTable? {
    guard let rows = files["deal_history"] else { return nil }
    var kept = HistoryField.allCases.map { _ in [HistoryRow]() }
    for row in rows {
      guard let deal = deals.id.firstRow(of: row["deal_id"] ?? "") else { continue }
      let field: HistoryField
      let values: [Int64]
      let words = [row["old_value"], row["new_value"]]
      switch row["field"] {
      case "stage":
        field = .stage
        values = words.map { $0.flatMap { stages.names.code(of: $0) }.map(Int64.init) ?? -1 }
      case "amount":
        field = .amount
        values = words.map { money($0) ?? 0 }
      case "close_date":
        field = .closeDate
        values = words.map { Int64(date($0)) }
      case "owner_id":
        field = .owner
        values = words.map { Int64(ids.people.code($0)) }
      default: continue
      }
      let number = date(row["changed_at"])
      kept[Int(field.rawValue)].append(
        HistoryRow(
          deal: UInt32(deal), day: number, instant: Int64(number) * Instant.perDay,
          old: values[0], new: values[1], by: -1))
    }
    return HistoryBuilder(kept.map { [$0] }).finish(deals: deals, asOf: manifest.asOf).table
  }

  private func accountTable(_ ids: inout Ids) -> AccountTable {
    var table = AccountTable()
    guard let rows = files["accounts"] else { return table }
    table.isLoaded = true
    table.columns = columns("accounts")
    for row in rows {
      table.ids.append(row["account_id"] ?? "")
      table.name.append(row["name"] ?? "")
      table.segment.append(row["segment"])
      table.region.append(row["region"])
      table.industry.append(row["industry"])
      table.tier.append(row["tier"])
      table.parent.append(ids.accounts.code(row["parent_id"]))
      table.owner.append(ids.people.code(row["owner_id"]))
      table.created.append(date(row["created_date"]))
    }
    table.knownCount = rows.count
    return table
  }

  private func peopleTable(_ ids: inout Ids) -> PeopleTable {
    var table = PeopleTable()
    guard let rows = files["people"] else { return table }
    table.isLoaded = true
    table.columns = columns("people")
    for row in rows {
      table.ids.append(row["person_id"] ?? "")
      table.name.append(row["name"] ?? "")
      let role: PeopleTable.Role =
        switch row["role"] {
        case nil: .blank
        case "ae": .ae
        case "sdr": .sdr
        case "csm": .csm
        case "manager": .manager
        default: .other
        }
      table.role.append(role.rawValue)
      table.roleWord.append(row["role"])
      table.team.append(row["team"])
      table.manager.append(ids.people.code(row["manager_id"]))
      table.hired.append(date(row["hired_date"]))
      table.left.append(date(row["left_date"]))
    }
    table.knownCount = rows.count
    return table
  }

  private func quotas(_ rows: [[String: String]], _ ids: inout Ids) -> QuotaTable {
    var table = QuotaTable()
    table.columns = columns("quotas")
    for row in rows {
      table.person.append(ids.people.code(row["person_id"]))
      table.start.append(date(row["start_date"]))
      table.end.append(date(row["end_date"]))
      table.amount.append(money(row["amount"]) ?? 0)
      table.fullAmount.append(money(row["full_amount"] ?? row["amount"]) ?? 0)
      table.segment.append(row["segment"])
    }
    return table
  }

  private func activities(_ rows: [[String: String]], _ ids: inout Ids) -> ActivityTable {
    var table = ActivityTable()
    table.columns = columns("activities")
    let sorted = rows.enumerated().sorted { a, b in
      let (x, y) = (date(a.element["date"]), date(b.element["date"]))
      return x == y ? a.offset < b.offset : x < y
    }
    for (_, row) in sorted {
      table.date.append(date(row["date"]))
      table.kind.append(row["kind"])
      table.deal.append(ids.deals.code(row["deal_id"]))
      table.account.append(ids.accounts.code(row["account_id"]))
      table.person.append(ids.people.code(row["person_id"]))
      table.direction.append(0)
    }
    return table
  }

  /// `created_at` and `first_response_at` are days, or days with hours: `2026-11-01T09`.
  private func leads(_ rows: [[String: String]], _ ids: inout Ids) -> LeadTable {
    var table = LeadTable()
    table.columns = columns("leads")
    func moment(_ text: String?) -> (at: Int64, day: Int32, bare: Bool) {
      guard let text else { return (Instant.unknown, Day.unknownNumber, false) }
      let parts = text.split(separator: "T")
      let number = day(String(parts[0])).number
      let hours = parts.count > 1 ? Int64(parts[1]) ?? 0 : 0
      return (Int64(number) * Instant.perDay + hours * Instant.perHour, number, parts.count == 1)
    }
    for row in rows {
      table.id.append(row["lead_id"] ?? "")
      let created = moment(row["created_at"])
      table.createdAt.append(created.at)
      table.created.append(created.day)
      table.createdIsDay.append(created.bare)
      table.source.append(row["source"])
      table.campaign.append(row["campaign"])
      table.segment.append(row["segment"])
      table.account.append(ids.accounts.code(row["account_id"]))
      table.owner.append(ids.people.code(row["owner_id"]))
      table.score.append(Int32(row["score"] ?? "") ?? Int32.min)
      let response = moment(row["first_response_at"])
      table.responseAt.append(response.at)
      table.response.append(response.day)
      table.responseIsDay.append(response.bare)
      table.mql.append(date(row["mql_date"]))
      table.sql.append(date(row["sql_date"]))
      table.meeting.append(date(row["meeting_date"]))
      table.deal.append(ids.deals.code(row["deal_id"]))
      table.disqualified.append(date(row["disqualified_date"]))
    }
    return table
  }

  private func subscriptions(
    _ rows: [[String: String]], _ ids: inout Ids
  ) -> SubscriptionTable {
    var table = SubscriptionTable()
    table.columns = columns("subscriptions")
    for row in rows {
      table.id.append(row["subscription_id"] ?? "")
      table.account.append(ids.accounts.code(row["account_id"]))
      table.start.append(date(row["start_date"]))
      table.end.append(date(row["end_date"]))
      table.mrr.append(money(row["mrr"]) ?? 0)
      table.product.append(row["product"])
      table.deal.append(ids.deals.code(row["deal_id"]))
      table.cancelRequested.append(date(row["cancel_requested_date"]))
    }
    return table
  }

  private func contracts(_ rows: [[String: String]], _ ids: inout Ids) -> ContractTable {
    var table = ContractTable()
    table.columns = columns("contracts")
    for row in rows {
      table.id.append(row["contract_id"] ?? "")
      table.account.append(ids.accounts.code(row["account_id"]))
      table.start.append(date(row["start_date"]))
      table.end.append(date(row["end_date"]))
      table.annualValue.append(money(row["annual_value"]) ?? 0)
      table.deal.append(ids.deals.code(row["deal_id"]))
      table.renewalDeal.append(ids.deals.code(row["renewal_deal_id"]))
      table.billingStart.append(date(row["billing_start_date"]))
    }
    return table
  }

  private func invoices(_ rows: [[String: String]], _ ids: inout Ids) -> InvoiceTable {
    var table = InvoiceTable()
    table.columns = columns("invoices")
    for row in rows {
      table.id.append(row["invoice_id"] ?? "")
      table.account.append(ids.accounts.code(row["account_id"]))
      table.issued.append(date(row["issued_date"]))
      table.amount.append(money(row["amount"]) ?? 0)
      table.deal.append(ids.deals.code(row["deal_id"]))
      table.due.append(date(row["due_date"]))
      table.paid.append(date(row["paid_date"]))
      table.credited.append(money(row["credited"]) ?? 0)
      let kind: InvoiceTable.Kind =
        switch row["kind"] {
        case nil: .blank
        case "recurring": .recurring
        case "one_off": .oneOff
        default: .other
        }
      table.kind.append(kind.rawValue)
    }
    return table
  }

  private func onboarding(_ rows: [[String: String]], _ ids: inout Ids) -> OnboardingTable {
    var table = OnboardingTable()
    table.columns = columns("onboarding")
    for row in rows {
      table.account.append(ids.accounts.code(row["account_id"]))
      table.deal.append(ids.deals.code(row["deal_id"]))
      table.kickoff.append(date(row["kickoff_date"]))
      table.firstValue.append(date(row["first_value_date"]))
      table.live.append(date(row["live_date"]))
    }
    return table
  }

  private func payouts(_ rows: [[String: String]], _ ids: inout Ids) -> PayoutTable {
    var table = PayoutTable()
    table.columns = columns("payouts")
    for row in rows {
      table.person.append(ids.people.code(row["person_id"]))
      table.start.append(date(row["start_date"]))
      table.end.append(date(row["end_date"]))
      table.paid.append(money(row["paid"]) ?? 0)
      table.budget.append(money(row["budget"]) ?? Int64.min)
    }
    return table
  }
}

/// Codes of ids: rows of their own file first, then what other files mention.
private struct Ids {
  struct Space {
    var codes: [String: Int32]
    let known: Int
    var extra: [String] = []

    init(_ ids: [String]) {
      codes = [:]
      for (row, id) in ids.enumerated() { codes[id] = Int32(row) }
      known = ids.count
    }

    mutating func code(_ id: String?) -> Int32 {
      guard let id else { return -1 }
      if let code = codes[id] { return code }
      let code = Int32(known + extra.count)
      extra.append(id)
      codes[id] = code
      return code
    }
  }

  var accounts: Space
  var people: Space
  var deals: Space

  init(_ company: Company) {
    func ids(_ file: String, _ column: String) -> [String] {
      (company.files[file] ?? []).map { $0[column] ?? "" }
    }
    accounts = Space(ids("accounts", "account_id"))
    people = Space(ids("people", "person_id"))
    deals = Space(ids("deals", "deal_id"))
  }
}
