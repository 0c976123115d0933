import RevBase

/// Readers of the exports whose rows become rows of one table, or words about others.
struct RecordReaders {
  let books: ImportBooks
  let asOf: Day

  /// Reads people.
  func people(_ rows: RowCursor) throws(ImportError) {
    let table = try books.table("people")
    while try rows.next() {
      guard let id = rows.needed("person_id") else { continue }
      if rows.flag("is_deleted") == true {
        rows.setAside(.deleted)
        continue
      }
      let parts = [rows.value("first_name"), rows.value("last_name")].compactMap { $0 }
      let email = rows.value("email") ?? ""
      var name = rows.value("name") ?? parts.joined(separator: " ")
      if name.isEmpty { name = email }
      var row = copy(rows, ["team", "manager_id", "hired_date", "left_date"])
      row["person_id"] = id
      row["name"] = name
      row["role"] = rows.value("role") ?? Self.role(rows.value("title") ?? "")
      if rows.flag("is_active") == false, row["left_date"] == nil, let seen = rows.day("last_seen")
      {
        // The day after the last sign of life is the first on which the person is gone.
        row["left_date"] = (min(seen, asOf - 1) + 1).description
      }
      put(row, in: table, rows)
      try books.addPerson(id, name, email)
    }
  }

  /// The role that a job title names; blank when it names none.
  static func role(_ title: String) -> String {
    let lower = title.lowercased()
    let words = Set(lower.split { !$0.isLetter }.map(String.init))
    if lower.contains("account executive") || words.contains("ae") { return "ae" }
    if !words.isDisjoint(with: ["sdr", "bdr"]) || lower.contains("development rep") {
      return "sdr"
    }
    if lower.contains("customer success") || words.contains("csm") { return "csm" }
    if !words.isDisjoint(with: ["manager", "director", "vp", "head", "chief", "cro", "president"]) {
      return "manager"
    }
    return ""
  }

  /// Reads companies.
  func accounts(_ rows: RowCursor) throws(ImportError) {
    let table = try books.table("accounts")
    while try rows.next() {
      guard let id = rows.needed("account_id") else { continue }
      if rows.flag("is_deleted") == true {
        rows.setAside(.deleted)
        continue
      }
      var row = copy(
        rows, ["name", "segment", "region", "industry", "parent_id", "created_date", "tier"])
      row["account_id"] = id
      row["owner_id"] = rows.value("owner_id").map { books.owner($0) }
      put(row, in: table, rows)
      try books.addCompany(
        id, row["name"] ?? "", site: rows.value("domain"), finance: rows.value("finance_id"))
    }
  }

  /// Reads the buyers' people: how many each company has, and by which domain it writes.
  func contacts(_ rows: RowCursor) throws(ImportError) {
    while try rows.next() {
      guard rows.needed("contact_id") != nil else { continue }
      if rows.flag("is_deleted") == true {
        rows.setAside(.deleted)
        continue
      }
      guard let account = rows.value("account_id") else { continue }
      books.directory.contactsOfAccount[account, default: 0] += 1
      if let email = rows.value("email"), let domain = CompanyName.domain(email) {
        books.contactDomains[account, default: []].insert(domain)
      }
    }
  }

  /// Reads which people belong to which deal.
  func dealContacts(_ rows: RowCursor) throws(ImportError) {
    while try rows.next() {
      guard let deal = rows.needed("deal_id"), let contact = rows.needed("contact_id") else {
        continue
      }
      if rows.flag("is_deleted") == true {
        rows.setAside(.deleted)
      } else if books.contactsOfDeal[deal, default: []].insert(contact).inserted {
        books.directory.contactsOfDeal[deal, default: 0] += 1
      } else {
        rows.setAside(.duplicate)
      }
    }
  }

  func dealAccounts(_ rows: RowCursor) throws(ImportError) {
    while try rows.next() {
      guard let deal = rows.needed("deal_id"), let account = rows.needed("account_id") else {
        continue
      }
      if books.directory.accountOfDeal[deal] == nil {
        books.directory.accountOfDeal[deal] = account
      } else if books.directory.accountOfDeal[deal] == account {
        rows.setAside(.duplicate)
      } else {
        rows.setAside(.sameID, column: "deal_id")
      }
    }
  }

  /// Reads campaigns: their names, and their cost as spend on the day on which they begin.
  func campaigns(_ rows: RowCursor) throws(ImportError) {
    while try rows.next() {
      guard let id = rows.needed("campaign_id"), let name = rows.needed("name") else { continue }
      if rows.flag("is_deleted") == true {
        rows.setAside(.deleted)
        continue
      }
      books.directory.campaigns[id] = name
      guard let cost = rows.money("amount"), cost.cents != 0, let day = rows.value("date") else {
        continue
      }
      books.addSpend(
        SpendKey(
          day: day, channel: rows.value("channel") ?? "campaign", campaign: name,
          currency: rows.value("currency") ?? ""), cost)
    }
  }

  func pipelines(_ rows: RowCursor) throws(ImportError) {
    while try rows.next() {
      guard let id = rows.needed("pipeline_id"), let label = rows.needed("label") else { continue }
      if rows.flag("is_deleted") == true {
        rows.setAside(.deleted)
      } else {
        books.directory.pipelines[id] = label
      }
    }
  }

  func stages(_ rows: RowCursor) throws(ImportError) {
    while try rows.next() {
      guard let id = rows.needed("stage_id"), let label = rows.needed("label") else { continue }
      if rows.flag("is_deleted") == true {
        rows.setAside(.deleted)
        continue
      }
      books.directory.stages[id] = label
      let pipeline = rows.value("pipeline_id") ?? ""
      let isClosed = rows.flag("is_closed") ?? false
      let isWon = rows.flag("is_won") ?? false
      var share: Int?
      if let text = rows.value("probability") {
        let bytes = Array(text.utf8)
        share = CellForm(kind: .share).billionths(bytes.span, 0, bytes.count)
      }
      books.stages.exported.append(
        StagePlan(
          stage: label, pipeline: books.directory.pipelines[pipeline] ?? pipeline,
          position: (Int(rows.value("position") ?? "") ?? 0) + 1,
          outcome: isWon ? "won" : isClosed ? "lost" : "open", category: "", probability: share))
    }
  }

  func leads(_ rows: RowCursor) throws(ImportError) {
    let table = try books.table("leads")
    let columns = [
      "source", "campaign", "segment", "account_id", "score", "first_response_at", "mql_date",
      "sql_date", "meeting_date", "deal_id", "disqualified_date",
    ]
    while try rows.next() {
      guard let id = rows.needed("lead_id"), let created = rows.needed("created_at") else {
        continue
      }
      if rows.flag("is_deleted") == true {
        rows.setAside(.deleted)
        continue
      }
      var row = copy(rows, columns)
      row["lead_id"] = id
      row["created_at"] = created
      row["owner_id"] = rows.value("owner_id").map { books.owner($0) }
      for list in ["account_id", "deal_id"] {
        row[list] = row[list].map { String($0.prefix { $0 != ";" }) }
      }
      if row["account_id"] == nil, let name = rows.value("account_name") {
        row["account_id"] = books.companies.id(name.lowercased())
      }
      let status = HeaderName.normal(rows.value("status") ?? "")
      if ["unqualified", "disqualified", "badtiming", "notqualified"].contains(status) {
        row["disqualified_date"] = rows.value("modified")
      }
      put(row, in: table, rows)
    }
  }

  func activityDeals(_ rows: RowCursor) throws(ImportError) {
    while try rows.next() {
      guard let deal = rows.needed("deal_id"), let activity = rows.needed("activity_id") else {
        continue
      }
      if books.dealOfActivity[activity] == nil {
        books.dealOfActivity[activity] = deal
      } else {
        rows.setAside(books.dealOfActivity[activity] == deal ? .duplicate : .sameID)
      }
    }
  }

  func activities(_ rows: RowCursor) throws(ImportError) {
    let table = try books.table("activities")
    while try rows.next() {
      guard let id = rows.needed("activity_id"), let date = rows.needed("date") else { continue }
      if rows.flag("is_deleted") == true {
        rows.setAside(.deleted)
        continue
      }
      var row = copy(rows, ["account_id", "direction"])
      row["activity_id"] = id
      row["date"] = date
      row["kind"] = rows.value("kind")?.lowercased()
      row["person_id"] = rows.value("person_id").map { books.owner($0) }
      let what = rows.value("what_id") ?? ""
      // The first three characters of an id name its object.
      if what.hasPrefix("006") { row["deal_id"] = what }
      if what.hasPrefix("001"), row["account_id"] == nil { row["account_id"] = what }
      if let deal = rows.value("deal_id") ?? books.dealOfActivity[id] { row["deal_id"] = deal }
      put(row, in: table, rows)
    }
  }

  /// Reads a table of the snapshot in its own words.
  func table(_ name: String, _ rows: RowCursor) throws(ImportError) {
    let table = try books.table(name)
    let needed = rows.file.shape.fields.filter(\.isRequired).map(\.target)
    reading: while try rows.next() {
      let row = copy(rows, table.columns)
      for target in needed where row[target] == nil {
        if rows.needed(target) == nil { continue reading }
      }
      put(row, in: table, rows)
    }
  }

  // MARK: -

  private func copy(_ rows: RowCursor, _ columns: [String]) -> [String: String] {
    var row: [String: String] = [:]
    for column in columns { row[column] = rows.value(column) }
    return row
  }

  /// Puts a row into a table; sets it aside when the file had its key before.
  private func put(_ row: [String: String], in table: TableBook, _ rows: RowCursor) {
    switch table.put(row) {
    case .new, .replaced: break
    case .duplicate: rows.setAside(.duplicate)
    case .sameID: rows.setAside(.sameID)
    }
  }
}

extension ImportBooks {
  /// Adds up what was spent on one day for one campaign.
  func addSpend(_ key: SpendKey, _ amount: Money) {
    if spend[key] == nil { spendOrder.append(key) }
    spend[key, default: .zero] += amount
  }

  /// Writes spend into its table.
  func settleSpend() throws(ImportError) {
    if spend.isEmpty { return }
    let table = try table("spend")
    for key in spendOrder {
      table.put([
        "date": key.day, "channel": key.channel, "campaign": key.campaign,
        "currency": key.currency, "amount": (spend[key] ?? .zero).description,
      ])
    }
  }
}
