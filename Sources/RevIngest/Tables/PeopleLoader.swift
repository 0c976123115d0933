import RevBase
import RevModel

extension LoadContext {
  private static let roles = WordList(
    words: [
      ("ae", PeopleTable.Role.ae.rawValue), ("sdr", PeopleTable.Role.sdr.rawValue),
      ("csm", PeopleTable.Role.csm.rawValue), ("manager", PeopleTable.Role.manager.rawValue),
      ("other", PeopleTable.Role.other.rawValue),
    ],
    blank: PeopleTable.Role.blank.rawValue, other: PeopleTable.Role.other.rawValue)

  /// Reads people.csv; its ids become the first of the people's universe.
  mutating func loadPeople() throws(LoadError) -> PeopleTable {
    var table = PeopleTable()
    guard var reader = try open(.people) else { return table }
    var (name, team, roleWord) = (TextArena(), CodeBuilder(), CodeBuilder())
    var managers = TextArena()
    while try reader.advance() {
      reader.require("person_id")
      let hired = reader.days("hired_date")
      let left = reader.days("left_date")
      reader.unique("person_id", in: &people)
      reader.settle()
      try reader.append("name", to: &name)
      reader.append("team", to: &team)
      reader.append("role", to: &roleWord)
      table.role.append(contentsOf: reader.words("role", Self.roles))
      reader.append(hired, to: &table.hired)
      reader.append(left, to: &table.left)
      try reader.append("manager_id", to: &managers)
    }
    people.close()
    table.manager = reader.references(managers, column: "manager_id", &people)
    table.columns = reader.columns
    table.isLoaded = true
    table.knownCount = people.knownCount
    table.name = name.finish()
    table.team = team.finish()
    table.roleWord = roleWord.finish()
    close(reader)
    return table
  }

  /// Reads accounts.csv; its ids become the first of the accounts' universe.
  mutating func loadAccounts() throws(LoadError) -> AccountTable {
    var table = AccountTable()
    guard var reader = try open(.accounts) else { return table }
    var name = TextArena()
    var (segment, region, industry) = (CodeBuilder(), CodeBuilder(), CodeBuilder())
    var (tier, parents) = (CodeBuilder(), TextArena())
    let rows = reader.estimatedRows
    accounts.index.reserve(rows, bytes: rows * 12)
    while try reader.advance() {
      reader.require("account_id")
      let created = reader.days("created_date")
      reader.unique("account_id", in: &accounts)
      reader.settle()
      try reader.append("name", to: &name)
      reader.append("segment", to: &segment)
      reader.append("region", to: &region)
      reader.append("industry", to: &industry)
      reader.append("tier", to: &tier)
      try reader.append("parent_id", to: &parents)
      try reader.append("owner_id", to: &table.owner, of: &people)
      reader.append(created, to: &table.created)
    }
    accounts.close()
    table.parent = reader.references(parents, column: "parent_id", &accounts)
    table.columns = reader.columns
    table.isLoaded = true
    table.knownCount = accounts.knownCount
    table.name = name.finish()
    table.segment = segment.finish()
    table.region = region.finish()
    table.industry = industry.finish()
    table.tier = tier.finish()
    close(reader)
    return table
  }
}

extension TableReader {
  /// Sets aside rows whose id came before and gives the others their code, in the order of the file.
  ///
  /// The last question before a batch is settled: an id counts as seen once its row is accepted.
  mutating func unique(_ name: String, in universe: inout IdUniverse) {
    guard let column = place(name) else { return }
    let rows = (0..<batch.count).filter { isFine($0) }
    var codes: [Int32] = []
    codes.reserveCapacity(rows.count)
    var next = Int32(truncatingIfNeeded: universe.index.count)
    universe.index.append(codesOf: texts(rows, column), to: &codes)
    for (row, code) in zip(rows, codes) {
      // Codes are given in the order of first appearance: a new id has the next one.
      if code == next { next += 1 } else { note(row, column, .repeatedId) }
    }
  }

  /// Codes of ids that refer to the very table that has just been read.
  mutating func references(
    _ texts: TextArena, column: String, _ universe: inout IdUniverse
  ) -> [Int32] {
    let owner = FileBytes(texts.bytes)
    let codes = owner.withView { view in
      (0..<texts.count).map { row -> Int32 in
        let (start, end) = (Int(texts.offsets[row]), Int(texts.offsets[row + 1]))
        return start == end ? -1 : reference(view.slice(start, end), column: column, &universe)
      }
    }
    return codes
  }
}
