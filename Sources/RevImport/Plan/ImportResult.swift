/// What an import has done, or would do.
package struct ImportResult: Sendable, Equatable {
  /// One table of the folder that was written.
  package struct Table: Sendable, Equatable {
    package var name: String
    package var rows: Int
    package var bytes: Int
  }

  package internal(set) var plan: ImportPlan
  package internal(set) var folder: String
  /// Tables that differ from the folder's, in the order of the snapshot.
  package internal(set) var tables: [Table] = []
  /// False when the folder already says all that the files say: nothing was written.
  package internal(set) var isChanged = false
  package internal(set) var isDryRun = false
  /// Deals that the last import did not have, that differ from it, and that are missing from this one.
  package internal(set) var newDeals = 0
  package internal(set) var changedDeals = 0
  package internal(set) var vanishedDeals = 0
  /// Lines that were added to deal_history.csv by comparing with the last import.
  package internal(set) var comparedChanges = 0
  /// What is worth knowing: what was filled in, what is unsure, what to do about it.
  package internal(set) var notes: [String] = []

  /// Rows of all files: read, accepted, set aside. The first is the sum of the others.
  package var rowsRead: Int { plan.files.reduce(0) { $0 + $1.log.read } }
  package var rowsAccepted: Int { plan.files.reduce(0) { $0 + $1.log.accepted } }
  package var rowsSetAside: Int { plan.files.reduce(0) { $0 + $1.log.setAsideCount } }

  init(plan: ImportPlan, folder: String) {
    (self.plan, self.folder) = (plan, folder)
  }
}
