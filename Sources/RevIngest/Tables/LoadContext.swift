import RevBase
import RevModel

/// What the loaders of the tables share.
struct LoadContext {
  let folder: String
  let zone: ZoneOffsets
  /// Further columns of deals.csv that are read.
  let slicers: [String]
  let currencies: CurrencyTable
  let meter: ProgressMeter
  let plan: ReadingPlan
  var report: LoadReport
  var shared = Referents()
  /// Index of each deal's currency, for the amounts of its history.
  var dealCurrencies: [UInt16] = []

  init(folder: String, manifest: Manifest, meter: ProgressMeter, plan: ReadingPlan) {
    self.folder = folder
    zone = manifest.zone
    slicers = manifest.slicers
    currencies = CurrencyTable(manifest)
    self.meter = meter
    self.plan = plan
    report = LoadReport(folder: folder)
  }

  func open(_ table: TableName) throws(LoadError) -> TableReader? {
    try TableReader(
      table, folder: folder, zone: zone, currencies: currencies, meter: meter,
      further: table == .deals ? slicers : [])
  }

  /// Reads all rows of a table; nil when its file is missing.
  ///
  /// - Parameter make: an empty part of the table.
  mutating func read<Part: TablePart>(
    _ table: TableName, _ make: (TableReader, Referents) -> Part
  ) throws(LoadError) -> Part? {
    guard var reader = try open(table) else { return nil }
    let rows = reader.estimatedRows
    var part = make(reader, shared)
    part.reserve(rows, reader)
    if try !StretchRunner(plan: plan).run(&reader, &part, rows: rows), let again = try open(table) {
      reader = again
      part = make(reader, shared)
      _ = try StretchRunner(plan: .inOrder).run(&reader, &part, rows: rows)
    }
    shared = part.shared
    part.finish(&reader)
    close(reader)
    return part
  }

  mutating func close(_ reader: consuming TableReader) {
    report.add(reader.finish())
  }
}
