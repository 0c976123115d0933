import RevBase
package import RevModel

/// What people, accounts and deals are called: by name, or by number where names are hidden.
package struct Naming: Sendable {
  package let snapshot: Snapshot
  package let isMasked: Bool

  package init(_ snapshot: Snapshot, isMasked: Bool = false) {
    self.snapshot = snapshot
    self.isMasked = isMasked
  }

  /// A person by code; `-` for nobody.
  package func person(_ code: Int32?) -> String {
    guard let code, code >= 0 else { return "-" }
    if isMasked { return "Person \(code + 1)" }
    return snapshot.people.title(ofCode: code) ?? "-"
  }

  /// A person by id; the text itself where nobody has that id.
  package func person(id: String) -> String {
    if id.isEmpty { return "-" }
    if let code = snapshot.people.ids.firstRow(of: id) { return person(Int32(code)) }
    return isMasked ? "somebody" : id
  }

  /// An account by code; `-` for none.
  package func account(_ code: Int32) -> String {
    guard code >= 0 else { return "-" }
    if isMasked { return "Account \(code + 1)" }
    return snapshot.accounts.title(ofCode: code) ?? "-"
  }

  /// A deal's name, else its id.
  package func deal(_ row: Int) -> String {
    isMasked ? "Deal \(row + 1)" : snapshot.deals.title(row)
  }
}
