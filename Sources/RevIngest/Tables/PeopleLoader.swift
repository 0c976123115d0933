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
      reader.unique("person_id", in: &shared)
      reader.settle()
      try reader.append("name", to: &name)
      reader.append("team", to: &team)
      reader.append("role", to: &roleWord)
      table.role.append(contentsOf: reader.words("role", Self.roles))
      reader.append(hired, to: &table.hired)
      reader.append(left, to: &table.left)
      try reader.append("manager_id", to: &managers)
    }
    let ids = shared.takeOwn()
    shared.people.close(ids)
    table.manager = shared.people.references(managers, column: "manager_id", &reader.log)
    table.columns = reader.columns
    table.isLoaded = true
    table.knownCount = shared.people.knownCount
    table.name = name.finish()
    table.team = team.finish()
    table.roleWord = roleWord.finish()
    close(reader)
    return table
  }

  /// Reads accounts.csv; its ids become the first of the accounts' universe.
  mutating func loadAccounts() throws(LoadError) -> AccountTable {
    let part = try read(.accounts) { _, shared in AccountPart(shared: shared) }
    guard let part else { return AccountTable() }
    let ids = shared.takeOwn()
    shared.accounts.close(ids)
    var table = part.table
    table.knownCount = shared.accounts.knownCount
    var parents = TableLog(.accounts, header: part.header)
    table.parent = shared.accounts.references(part.parents, column: "parent_id", &parents)
    report.add(warningsOf: parents)
    return table
  }
}

/// The rows of accounts.csv.
private struct AccountPart: TablePart {
  var shared: Referents
  var table = AccountTable()
  /// Ids of parents, which are looked up once all ids are known.
  var parents = TextArena()
  var header: [String] = []
  private var name = TextArena()
  private var segment = CodeBuilder()
  private var region = CodeBuilder()
  private var industry = CodeBuilder()
  private var tier = CodeBuilder()

  init(shared: Referents) { self.shared = shared }

  func empty() -> AccountPart { AccountPart(shared: shared.bare) }

  mutating func reserve(_ rows: Int, _ reader: TableReader) {
    shared.own.reserve(rows, bytes: rows * 12)
    name.reserve(rows: rows, bytes: rows * 24)
    parents.reserve(rows: rows, bytes: 0)
    segment.reserve(rows)
    region.reserve(rows)
    industry.reserve(rows)
    tier.reserve(rows)
    table.owner.reserveCapacity(rows)
    table.created.reserveCapacity(rows)
  }

  mutating func read(_ reader: inout TableReader) throws(LoadError) {
    reader.require("account_id")
    let created = reader.days("created_date")
    reader.unique("account_id", in: &shared)
    reader.settle()
    try reader.append("name", to: &name)
    reader.append("segment", to: &segment)
    reader.append("region", to: &region)
    reader.append("industry", to: &industry)
    reader.append("tier", to: &tier)
    try reader.append("parent_id", to: &parents)
    try reader.append("owner_id", to: &table.owner, of: &shared.people)
    reader.append(created, to: &table.created)
  }

  mutating func append(
    _ next: AccountPart, _ codes: Recodings, at place: StretchPlace
  ) throws(LoadError) {
    name.append(next.name)
    segment.append(next.segment)
    region.append(next.region)
    industry.append(next.industry)
    tier.append(next.tier)
    parents.append(next.parents)
    table.owner.append(next.table.owner, codes.people)
    table.created.append(contentsOf: next.table.created)
    if name.overflowed { throw .tooMuchText(path: place.path, column: "name") }
    if parents.overflowed { throw .tooMuchText(path: place.path, column: "parent_id") }
  }

  mutating func finish(_ reader: inout TableReader) {
    header = reader.header
    table.columns = reader.columns
    table.isLoaded = true
    table.name = name.finish()
    table.segment = segment.finish()
    table.region = region.finish()
    table.industry = industry.finish()
    table.tier = tier.finish()
  }
}

extension TableReader {
  /// Sets aside rows whose id came before and gives the others their code, in the order of the file.
  ///
  /// The last question before a batch is settled: an id counts as seen once its row is accepted.
  mutating func unique(_ name: String, in shared: inout Referents) {
    guard let column = place(name) else { return }
    let rows = (0..<batch.count).filter { isFine($0) }
    var codes: [Int32] = []
    codes.reserveCapacity(rows.count)
    var next = Int32(truncatingIfNeeded: shared.own.count)
    shared.own.append(codesOf: texts(rows, column), to: &codes)
    for (row, code) in zip(rows, codes) {
      // Codes are given in the order of first appearance: a new id has the next one.
      if code == next { next += 1 } else { note(row, column, .repeatedId) }
    }
  }
}

extension IdUniverse {
  /// Codes of ids that refer to the very table that has just been read; unknown ones are noted.
  mutating func references(
    _ texts: TextArena, column: String, _ log: inout TableLog
  ) -> [Int32] {
    let owner = FileBytes(texts.bytes)
    return owner.withView { view in
      var codes: [Int32] = []
      codes.reserveCapacity(texts.count)
      for row in 0..<texts.count {
        let id = texts.view(row, in: view)
        let code = id.count == 0 ? -1 : self.code(adding: id)
        if Int(code) >= knownCount, isLoaded { log.unknownReference(column, to: table, id) }
        codes.append(code)
      }
      return codes
    }
  }
}

extension Referents {
  /// The ids of the file that has been read.
  mutating func takeOwn() -> IdIndex {
    let ids = own
    own = own.bare
    return ids
  }
}
