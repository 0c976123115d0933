import RevBase
package import RevModel
import Yams

/// Reads revtop.yaml: every key is checked, every message has line and column.
package struct ManifestReader {
  /// What a manifest says, and what it left open.
  package struct Result {
    /// `asOf` means nothing when `hasAsOf` is false.
    package var manifest: Manifest
    package var hasAsOf: Bool
    package var warnings: [LoadWarning]
  }

  let path: String
  private(set) var manifest: Manifest
  private var hasAsOf = false
  private var warnings: [LoadWarning] = []

  /// A manifest is written by hand; more than this is some other file.
  private static let maximumBytes = 1 << 20
  /// Lists in lists beyond this depth are no manifest, and would exhaust the parser.
  private static let maximumDepth = 16

  private init(path: String, name: String) {
    self.path = path
    manifest = Manifest(name: name, asOf: Day(0))
  }

  /// Reads the text of a manifest.
  ///
  /// - Parameters:
  ///   - text: nil when the folder has none.
  ///   - path: for messages.
  ///   - name: the company's name when the manifest has none.
  package static func read(
    _ text: String?, path: String, name: String
  ) throws(LoadError) -> Result {
    var reader = ManifestReader(path: path, name: name)
    if let text { try reader.read(text) }
    return Result(
      manifest: reader.manifest, hasAsOf: reader.hasAsOf, warnings: reader.warnings)
  }

  private mutating func read(_ text: String) throws(LoadError) {
    guard text.utf8.count <= Self.maximumBytes else {
      throw .manifest(
        path: path, line: 1, column: 1, problem: "the manifest is larger than 1 MiB",
        remedy: "keep only the keys of the snapshot format")
    }
    if let place = NestingDepth.exceeds(Self.maximumDepth, in: text) {
      throw .manifest(
        path: path, line: place.line, column: place.column,
        problem: "lists or mappings nested too deeply",
        remedy: "a manifest needs no more than two levels")
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw syntaxError(error)
    }
    guard let root else { return }
    if case .scalar(let scalar) = root, scalar.string.isEmpty || scalar.string == "null" { return }
    guard case .mapping(let mapping) = root else {
      throw wrong(root, "the manifest is no mapping", "write lines such as 'currency: USD'")
    }
    // The zone first: a timestamp in as_of is a day of it.
    for (key, value) in mapping where key.scalar?.string == "time_zone" {
      try readZone(value)
    }
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        throw wrong(key, "a key that is no word", "write one of the keys of the snapshot format")
      }
      if value.isNull { continue }
      if try !read(name, value) { warnOfKey(name, key) }
    }
    warnOfReportingRate(mapping)
  }

  /// Columns of deals.csv that are sliced by; those that mean something already are not taken again.
  private mutating func readSlicers(_ value: Node, _ key: String) throws(LoadError) {
    let known = TableFormat.of(.deals)
    for name in try texts(value, key) where !manifest.slicers.contains(name) {
      if known.required.contains(name) || known.optional.contains(name)
        || Dimension.allCases.contains(where: { $0.rawValue == name })
      {
        note(
          "slicers: '\(Shown.cut(name))' is no further column of deals.csv; it is not used", value)
      } else {
        manifest.slicers.append(name)
      }
    }
  }

  /// Reads one key; false when there is no such key.
  private mutating func read(_ key: String, _ value: Node) throws(LoadError) -> Bool {
    switch key {
    case "name": manifest.name = try text(value, key)
    case "as_of":
      manifest.asOf = try day(value, key)
      hasAsOf = true
    case "currency": manifest.currency = try text(value, key)
    case "exchange_rates": try readRates(value)
    case "time_zone": break
    case "fiscal_year_start_month":
      let month = try integer(value, key, in: 1...12, "write a month from 1 to 12")
      manifest.fiscalCalendar = FiscalCalendar(startMonth: month)
    case "gross_margin":
      manifest.grossMargin = try share(value, key)
      if manifest.grossMargin == nil {
        note("gross_margin lies outside of 0 to 1; it is treated as blank", value)
      }
    case "marketing_sources": manifest.marketingSources = try texts(value, key)
    case "slicers": try readSlicers(value, key)
    case "response_sla_hours":
      manifest.responseSLAHours = try integer(
        value, key, in: 1...100_000, "write a number of hours such as 24")
    case "hot_lead_score":
      manifest.hotLeadScore = try integer(
        value, key, in: -1_000_000...1_000_000, "write a score such as 80")
    case "tools":
      manifest.tools = try integer(value, key, in: 0...1_000_000, "write a number such as 12")
    case "thresholds": try readThresholds(value)
    case "forecast_period":
      switch try text(value, key) {
      case "month": manifest.forecastsMonths = true
      case "quarter": manifest.forecastsMonths = false
      default:
        throw wrong(value, "forecast_period is neither month nor quarter", "write one of the two")
      }
    default: return false
    }
    return true
  }

  private mutating func readZone(_ value: Node) throws(LoadError) {
    if value.isNull { return }
    let name = try text(value, "time_zone")
    guard let zone = ZoneOffsets.system(named: name) else {
      throw wrong(
        value, "time_zone '\(Shown.cut(name))' is unknown here",
        "write a name such as America/New_York, Europe/Berlin or UTC")
    }
    manifest.timeZone = name
    manifest.zone = zone
  }

  private mutating func readRates(_ value: Node) throws(LoadError) {
    let remedy = "write rates such as {EUR: 1.08, GBP: 1.27}"
    guard case .mapping(let mapping) = value else {
      throw wrong(value, "exchange_rates is no mapping", remedy)
    }
    for (key, rate) in mapping {
      guard let code = key.scalar?.string, !code.isEmpty else {
        throw wrong(key, "a currency code is missing", remedy)
      }
      guard let text = rate.scalar?.string, let exact = ExchangeRate(decimal: text) else {
        throw wrong(
          rate, "the rate of \(Shown.cut(code)) is no positive decimal of at most 18 digits",
          remedy)
      }
      manifest.exchangeRates[code] = exact
    }
  }

  /// A rate for the reporting currency itself other than 1 contradicts it.
  private mutating func warnOfReportingRate(_ mapping: Node.Mapping) {
    guard let rate = manifest.exchangeRates[manifest.currency] else { return }
    manifest.exchangeRates[manifest.currency] = nil
    guard rate != .one else { return }
    note(
      "the rate of \(Shown.cut(manifest.currency)) is not used: it is the reporting currency",
      mapping["exchange_rates"])
  }

  private mutating func note(_ text: String, _ node: Node?) {
    warnings.append(
      .manifestNote(text: text, line: node?.mark?.line ?? 1, column: node?.mark?.column ?? 1))
  }

  private mutating func readThresholds(_ value: Node) throws(LoadError) {
    guard case .mapping(let mapping) = value else {
      throw wrong(value, "thresholds is no mapping", "write lines such as 'coverage: 3.0' below it")
    }
    for (key, entry) in mapping {
      guard let name = key.scalar?.string else {
        throw wrong(key, "a threshold's name is no word", "write a name such as coverage")
      }
      if entry.isNull { continue }
      if case .mapping(let parts) = entry {
        for (part, number) in parts {
          let word = part.scalar?.string ?? ""
          let full = word == "good" || word == "strong" ? name : "\(name)_\(word)"
          try setThreshold(full, number, key: part, shown: "\(name): \(word)")
        }
      } else {
        try setThreshold(name, entry, key: key, shown: name)
      }
    }
  }

  private mutating func setThreshold(
    _ name: String, _ value: Node, key: Node, shown: String
  ) throws(LoadError) {
    guard let text = value.scalar?.string, let number = Double(text), number.isFinite else {
      throw wrong(
        value, "the threshold '\(Shown.cut(shown))' is no number", "write a number such as 3.0")
    }
    if !manifest.thresholds.set(name, to: number) { warnOfKey("thresholds: \(shown)", key) }
  }

  private mutating func warnOfKey(_ name: String, _ node: Node) {
    warnings.append(
      .unknownKey(key: name, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1))
  }
}
