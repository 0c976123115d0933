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
  var report: LoadReport
  var people = IdUniverse(.people)
  var accounts = IdUniverse(.accounts)
  var deals = IdUniverse(.deals)
  var stageNames = CodeBuilder()
  var pipelines = CodeBuilder()
  var nextSteps = IdIndex()
  /// Index of each deal's currency, for the amounts of its history.
  var dealCurrencies: [UInt16] = []
  /// The latest day on which something is known to have happened.
  var latest = Int32.min

  init(folder: String, manifest: Manifest, meter: ProgressMeter) {
    self.folder = folder
    zone = manifest.zone
    slicers = manifest.slicers
    currencies = CurrencyTable(manifest)
    self.meter = meter
    report = LoadReport(folder: folder)
  }

  func open(_ table: TableName) throws(LoadError) -> TableReader? {
    try TableReader(
      table, folder: folder, zone: zone, currencies: currencies, meter: meter,
      further: table == .deals ? slicers : [])
  }

  mutating func close(_ reader: consuming TableReader) {
    report.add(reader.finish())
  }

  /// Notes days that tell how far the export reaches; unknown ones are smaller than any.
  mutating func note(latestOf days: [Int32]) {
    for day in days where day > latest { latest = day }
  }
}
