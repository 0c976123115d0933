package import RevBase

/// What to import, from where, into which folder.
package struct ImportRequest: Sendable {
  /// One file, and which system it comes from when the user says so.
  package struct File: Sendable, Equatable {
    package var path: String
    package var system: ImportSystem?

    package init(path: String, system: ImportSystem? = nil) {
      self.path = path
      self.system = system
    }
  }

  package var files: [File]
  /// The snapshot folder; it is made when it is not there.
  package var folder: String
  package var options: ImportOptions

  package init(files: [File], folder: String, options: ImportOptions = ImportOptions()) {
    self.files = files
    self.folder = folder
    self.options = options
  }
}

/// Answers to what files cannot say by themselves.
package struct ImportOptions: Sendable, Equatable {
  /// Which system all files come from (`--from`), unless a file says otherwise.
  package var system: ImportSystem?
  /// The order of day and month where no cell of a column tells (`--dates dmy`).
  package var dates: DateOrder?
  /// The decimal sign where no cell of a column tells (`--numbers point`).
  package var numbers: NumberStyle?
  /// The encoding of files without a byte-order mark (`--encoding windows-1252`).
  package var encoding: TextEncoding?
  /// The day on which the files were exported (`--as-of 2026-11-16`).
  package var asOf: Day?
  /// The reporting currency of a new folder (`--currency EUR`); default: the commonest of the deals.
  package var currency: String?
  /// Units of reporting currency for one unit (`--rate GBP=1.27`), kept in a new revtop.yaml.
  package var rates: [String: String] = [:]
  /// The zone in which moments become days (`--time-zone America/New_York`), kept in a new
  /// revtop.yaml.
  package var timeZone: String?
  /// Further columns of deals that are kept under their own names (`--slicer Region__c`).
  package var slicers: [String] = []
  /// What an open deal that is missing from a later export means (`--missing vanished`).
  package var missing: MissingDeals?
  /// What Stripe's column Amount means when Quantity is not one (`--stripe-amount each`).
  package var stripeAmount: StripeAmount?
  /// A mapping file to use instead of the folder's own import.yaml (`--mapping FILE`).
  package var mapping: String?
  /// Show what would be done and write nothing.
  package var isDryRun = false
  /// Import into a folder that holds a snapshot from elsewhere (`--force`).
  package var adoptsFolder = false
  /// Threads that read large files; default: one for each processor, at most four.
  package var workers: Int?

  package init() {}
}

/// What it means that an open deal is missing from a later export of the same system.
package enum MissingDeals: String, Sendable, CaseIterable {
  /// It is gone there: it leaves the pipeline and is marked.
  case vanished
  /// The export does not hold all deals: it stays as it was.
  case kept
}

/// What Stripe's column Amount is when a subscription has several units.
package enum StripeAmount: String, Sendable, CaseIterable {
  /// The price of one unit.
  case each
  /// The price of all units together.
  case total
}

/// How far an import has come.
package struct ImportProgress: Sendable, Equatable {
  /// What is being done, such as `reading opportunities.csv`.
  package var step: String
  /// Bytes of input read in this step and in all.
  package var done: Int
  package var total: Int
  /// Rows of the file that have been looked at, or rows read so far in all files.
  package var rows: Int

  /// 0 to 1.
  package var share: Double { total > 0 ? Double(done) / Double(total) : 1 }
}
