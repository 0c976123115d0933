import RevBase

/// Everything that the readers of one import share: tables, names, and what is still to be joined.
///
/// A class because every reader adds to it.
final class ImportBooks {
  /// Tables that are kept as rows, by name; made when they are first needed.
  private var tables: [String: TableBook] = [:]
  private let folder: String

  var directory = DealDirectory()
  /// Owners by e-mail and name, in lower case.
  var people = Directory()
  /// Companies by name in lower case, by normal name, by domain and by their number in finance.
  var companies = Directory()
  var companyNames = Directory()
  var companyDomains = Directory()
  var companyFinance = Directory()
  var domains: [String: String] = [:]
  /// Domains of the addresses of a company's contacts.
  var contactDomains: [String: Set<String>] = [:]
  var contactsOfDeal: [String: Set<String>] = [:]
  var dealOfActivity: [String: String] = [:]
  var spend: [SpendKey: Money] = [:]
  var spendOrder: [SpendKey] = []
  var finance = FinanceBook()
  var stages = StageBook()
  var notes: [String] = []

  init(folder: String) { self.folder = folder }

  /// A table with the rows that the folder has.
  func table(_ name: String) throws(ImportError) -> TableBook {
    if let table = tables[name] { return table }
    let table = TableBook(name)
    try table.load(folder: folder)
    tables[name] = table
    return table
  }

  /// Tables that rows were put into.
  var touched: [TableBook] {
    tables.values.filter(\.isTouched).sorted { $0.name < $1.name }
  }

  /// Learns the names in the folder's own tables of people and companies.
  func learn() throws(ImportError) {
    let people = try table("people")
    for number in 0..<people.count {
      let row = people.row(number)
      learnPerson(row["person_id"] ?? "", row["name"] ?? "")
    }
    let accounts = try table("accounts")
    for number in 0..<accounts.count {
      let row = accounts.row(number)
      learnCompany(row["account_id"] ?? "", row["name"] ?? "")
    }
    let keys = try table(SnapshotColumns.importKeys)
    for number in 0..<keys.count {
      let row = keys.row(number)
      learnKey(row["kind"] ?? "", row["value"] ?? "", row["id"] ?? "")
    }
  }

  private func learnPerson(_ id: String, _ name: String) {
    people.add(id.lowercased(), id)
    people.add(name.lowercased(), id)
  }

  private func learnCompany(_ id: String, _ name: String) {
    companies.add(name.lowercased(), id)
    companyNames.add(CompanyName.normal(name), id)
  }

  private func learnKey(_ kind: String, _ value: String, _ id: String) {
    switch kind {
    case "email": people.add(value, id)
    case "domain":
      companyDomains.add(value, id)
      domains[id] = value
    case "finance": companyFinance.add(value, id)
    default: break
    }
  }

  /// Adds a person, and keeps the address for later imports.
  func addPerson(_ id: String, _ name: String, _ email: String) throws(ImportError) {
    learnPerson(id, name)
    try addKey("people", id, "email", email.lowercased())
  }

  /// Adds a company, and keeps its domain and its number in finance for later imports.
  func addCompany(
    _ id: String, _ name: String, site: String?, finance: String?
  ) throws(ImportError) {
    learnCompany(id, name)
    try addKey("accounts", id, "domain", site.flatMap { CompanyName.domain($0) } ?? "")
    try addKey("accounts", id, "finance", finance ?? "")
  }

  private func addKey(
    _ name: String, _ id: String, _ kind: String, _ value: String
  ) throws(ImportError) {
    if value.isEmpty || id.isEmpty { return }
    learnKey(kind, value, id)
    try table(SnapshotColumns.importKeys)
      .put(["table": name, "id": id, "kind": kind, "value": value])
  }

  /// The id of an owner by id, e-mail or name; the word itself when nobody is known by it.
  func owner(_ word: String) -> String { people.id(word.lowercased()) ?? word }

  /// The id of a company by its name; the name itself when none is known by it.
  func company(_ name: String) -> String { companies.id(name.lowercased()) ?? name }
}

/// What spend is counted for.
struct SpendKey: Hashable {
  var day: String
  var channel: String
  var campaign: String
  var currency: String
}
