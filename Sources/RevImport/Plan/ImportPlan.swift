package import RevBase

/// What an import makes of its files, and why: everything that `--dry-run` shows.
package struct ImportPlan: Sendable, Equatable {
  package internal(set) var files: [FilePlan] = []
  /// Files that were not understood and are left out, because others were; with the reasons.
  package internal(set) var leftOut: [ImportError] = []
  /// The day that the snapshot stands for after the import, and how it was found out.
  package internal(set) var asOf: Day?
  package internal(set) var asOfEvidence = ""
  package internal(set) var stages: [StagePlan] = []
  /// How the stages were put in order.
  package internal(set) var stageEvidence = ""
  package internal(set) var joins = JoinPlan()
  /// Faults of the mapping file that do not stop the import, with line and column.
  package internal(set) var notes: [String] = []

  init() {}
}

/// What one file was recognised as, and how its columns are read.
package struct FilePlan: Sendable, Equatable {
  package var path: String
  package var system: ImportSystem
  /// `salesforce.opportunity`.
  package var shape: String
  package var title: String
  package var table: String
  /// 0 to 1; nil when the user said what it is.
  package var sureness: Double?
  package var encoding: TextEncoding
  package var delimiter: String
  /// Lines above the header.
  package var titleLines: [String]
  /// From 1.
  package var headerLine: Int
  package var columns: [ColumnPlan]
  /// Columns that nothing is made of.
  package var unusedColumns: [String]
  /// The day of the export, where it matters, and how it was found out.
  package var asOf: Day?
  package var asOfEvidence: String?
  package var log: RowLog
  /// The first rows as they would be written, as CSV lines.
  package var firstRows: [String]

  /// The name without folders.
  package var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// How sure, in a word.
  package var surenessWord: String {
    guard let sureness else { return "as told" }
    return sureness >= 0.8 ? "certain" : sureness >= 0.6 ? "likely" : "a guess"
  }
}

/// One column of the snapshot and where it comes from.
package struct ColumnPlan: Sendable, Equatable {
  package var target: String
  /// Names of columns in the file; a text behind `=` stands for itself.
  package var sources: [String]
  /// What was decided about its cells, with the evidence: `day first ('23/01/2026')`.
  package var decision: String?
}

/// One stage of the sales process as it was found.
package struct StagePlan: Sendable, Equatable {
  package var stage: String
  package var pipeline: String
  /// From 1.
  package var position: Int
  /// `open`, `won` or `lost`.
  package var outcome: String
  /// A forecast category; blank when unknown.
  package var category: String
  /// In billionths; nil when unknown.
  package var probability: Int?
}

/// How customers of finance systems were joined to accounts, and deals to their money.
package struct JoinPlan: Sendable, Equatable {
  /// Why a customer was taken for an account.
  package enum Reason: String, Sendable, CaseIterable {
    case mapping = "mapping file"
    case id, domain, name
  }

  /// A customer that no account was found for.
  package struct Unmatched: Sendable, Equatable {
    package var customer: String
    package var name: String
    /// Sum of its invoices, or of its yearly subscriptions when there are none, by currency.
    package var money: [String: Money]
    /// Accounts that it could be; empty when there is none.
    package var candidates: [String]
  }

  package internal(set) var matched: [Reason: Int] = [:]
  package internal(set) var unmatched: [Unmatched] = []
  /// Rows of finance tables that were joined to a deal, by an id in the row and by account and day.
  package internal(set) var dealsByID = 0
  package internal(set) var dealsByAccount = 0
  package internal(set) var withoutDeal = 0
  /// Owners that no person was found for, with the number of their deals.
  package internal(set) var unknownOwners: [String: Int] = [:]

  init() {}
}
