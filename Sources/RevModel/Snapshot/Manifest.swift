package import RevBase

/// What revtop.yaml says, with its defaults filled in.
package struct Manifest: Sendable, Equatable {
  package var name: String
  /// The last day that the export covers.
  package var asOf: Day
  package var currency = "USD"
  /// Units of reporting currency for one unit of the named one, as exact text and as billionths.
  package var exchangeRates: [String: ExchangeRate] = [:]
  package var timeZone = "UTC"
  package var zone = ZoneOffsets.utc
  package var fiscalCalendar = FiscalCalendar(startMonth: 1)
  /// Billionths of one; nil when the manifest has none.
  package var grossMargin: Int32?
  /// nil when the manifest has none.
  package var marketingSources: [String]?
  package var responseSLAHours: Int = 24
  package var hotLeadScore: Int = 80
  /// Number of tools in the stack; nil when the manifest has none.
  package var tools: Int?
  package var thresholds = Thresholds()
  /// Further columns of deals.csv by which numbers are sliced.
  package var slicers: [String] = []
  /// True when forecasts are made for calendar months instead of fiscal quarters.
  package var forecastsMonths = false

  package init(name: String, asOf: Day) {
    self.name = name
    self.asOf = asOf
  }
}

/// An exact decimal rate: `digits / 10^scale` units of reporting currency for one unit.
package struct ExchangeRate: Sendable, Equatable {
  package var digits: Int64
  package var scale: Int

  package init(digits: Int64, scale: Int) {
    self.digits = digits
    self.scale = scale
  }
}
