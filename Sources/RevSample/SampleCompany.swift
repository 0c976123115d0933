package import RevBase

/// An invented B2B SaaS company, written as a snapshot with every table.
///
/// The same options give the same bytes in every run and on every platform.
package struct SampleCompany: Sendable {
  /// What to invent.
  package struct Options: Hashable, Sendable {
    /// Deals of all types together, exactly; 1...`mostDeals`.
    package var deals = 1_500
    package var seed: UInt64 = 1
    /// The last day that the snapshot covers.
    package var asOf = Day(Day.number(year: 2026, month: 11, day: 16))
    /// Months of history before `asOf`, 1...120, rounded up to the start of a fiscal quarter.
    package var months = 36
    package var name = "Aurora Systems"
    /// Writes into a folder that holds other files.
    package var isForced = false

    package static let mostDeals = 5_000_000

    package init() {}
  }

  private let options: Options

  /// - Throws: `SampleError` when a number is outside its range.
  package init(_ options: Options) throws(SampleError) {
    guard (1...Options.mostDeals).contains(options.deals) else {
      throw .dealsOutOfRange(options.deals)
    }
    guard (1...120).contains(options.months) else { throw .monthsOutOfRange(options.months) }
    self.options = options
  }

  /// Writes the company into `folder`, which is created when it does not exist.
  ///
  /// - Parameter progress: Called every few thousand deals with deals done and in total; answering
  ///   false stops the run with `SampleError.cancelled`. Deals count twice over: once while the
  ///   company is laid out, once while it is written, so `done` never goes back.
  /// - Throws: `SampleError` when the folder holds other files, or when the system refuses.
  @discardableResult
  package func write(
    to folder: String, progress: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws(SampleError) -> SampleReport {
    let output = try OutputFolder(folder, isForced: options.isForced)
    let company = Company(options)
    let layout = try CompanyLayout(company: company, progress: progress)
    try output.write(ManifestText.text(company), to: OutputFolder.manifest)
    let tables = try SampleTables(folder: output)
    let ledger = Ledger(company: company)
    var writer = AccountWriter(company: company, tables: tables, ledger: ledger)
    try writer.write(layout, progress: progress)
    CompanyTables(company: company, tables: tables, ledger: ledger).write()
    try tables.finish()
    let report = tables.report(options: options)
    try output.write(ReadmeText.text(company, report: report), to: OutputFolder.readme)
    return report
  }
}

/// What was written.
package struct SampleReport: Equatable, Sendable {
  package struct Table: Equatable, Sendable {
    package let table: SampleTable
    /// Rows without the header.
    package let rows: Int
    package let bytes: Int
  }

  package let deals: Int
  package let tables: [Table]

  /// Bytes of all tables together, without the manifest and the README.
  package var bytes: Int { tables.reduce(0) { $0 + $1.bytes } }
}
