package import RevModel

/// Back-tests of the method on whole companies, against simpler methods on the same days.
///
/// A row is one weekly as-of day of one finished period of one company; only rows on which every
/// published method has a value count, so at least one finished period lies behind each.
package struct ForecastEvaluation: Sendable {
  /// One company's figures.
  package struct Company: Sendable, Equatable {
    package var name: String
    package var deals: Int
    package var periods: Int
    package var rows: Int
    /// By method; nil where it has no value.
    package var wape: [ForecastMethodName: Double]
    package var bias: Double?
    package var range: RangeRecord
    package var bands: [ReliabilityBand]
    /// What an oracle who knew every deal's chance would still miss, over what came.
    package var noiseFloor: Double?
  }

  package private(set) var companies: [Company] = []

  package init() {}

  /// Adds the figures of a company that was back-tested before.
  package mutating func add(_ company: Company) { companies.append(company) }

  /// Back-tests one snapshot and adds its figures.
  package mutating func add(
    _ snapshot: Snapshot, name: String, cadence: ForecastCadence,
    method: ForecastMethod = .standard
  ) {
    let forecaster = Forecaster(snapshot, method: method)
    add(forecaster.model(on: snapshot.manifest.asOf, .sales, cadence), name: name)
  }

  /// Adds the figures that a fitted model's own walk wrote down.
  package mutating func add(_ model: ForecastModel, name: String) {
    var errors: [ForecastMethodName: MethodError] = [:]
    var range = RangeRecord()
    var bands = ReliabilityBand.all
    var rows = 0
    var periods: Set<Int> = []
    var (luck, came) = (0.0, 0.0)
    for row in model.rows {
      guard let actual = row.actual, row.finished > 0, let stageWeek = row.stageWeek,
        let pace = row.pace, let last = row.lastPeriod, actual > 0
      else { continue }
      rows += 1
      periods.insert(row.period)
      let estimate = row.estimate
      errors[.median, default: MethodError()].add(estimate.p50, actual: actual)
      errors[.stageWeek, default: MethodError()].add(stageWeek, actual: actual)
      errors[.pace, default: MethodError()].add(pace, actual: actual)
      errors[.lastPeriod, default: MethodError()].add(last, actual: actual)
      if let due = row.weightedDue {
        errors[.weightedDue, default: MethodError()].add(due, actual: actual)
      }
      if let all = row.weightedAll {
        errors[.weightedAll, default: MethodError()].add(all, actual: actual)
      }
      range.add(low: estimate.p10, high: estimate.p90, actual: actual)
      let hit = abs(estimate.p50 - actual) <= 0.10 * actual
      bands[ReliabilityBand.index(row.confidence)].add(row.confidence, landed: hit)
      luck += 0.8 * estimate.pipelineVariance.squareRoot()
      came += actual
    }
    guard rows > 0 else { return }
    companies.append(
      Company(
        name: name, deals: model.roster.order.count, periods: periods.count, rows: rows,
        wape: errors.compactMapValues(\.wape), bias: errors[.median]?.bias, range: range,
        bands: bands, noiseFloor: came > 0 ? luck / came : nil))
  }

  /// Mean over the companies of a method's WAPE; nil without any.
  package func wape(_ method: ForecastMethodName) -> Double? {
    let values = companies.compactMap { $0.wape[method] }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// Share of all rows inside P10 to P90.
  package var coverage: Double? {
    let rows = companies.reduce(0) { $0 + $1.range.rows }
    let inside = companies.reduce(0) { $0 + $1.range.inside }
    return rows > 0 ? Double(inside) / Double(rows) : nil
  }

  /// Mean over the companies of the range's width over what came.
  package var width: Double? {
    let values = companies.compactMap(\.range.relativeWidth)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// Reliability of the confidence over all rows.
  package var bands: [ReliabilityBand] {
    var bands = ReliabilityBand.all
    for company in companies {
      for index in bands.indices { bands[index].merge(company.bands[index]) }
    }
    return bands
  }

  /// How much smaller P50's error is than that of the best of stage x week conversion, pace and
  /// last period, as a share of theirs; nil without companies.
  package var gain: Double? {
    let others = [ForecastMethodName.stageWeek, .pace, .lastPeriod].compactMap { wape($0) }
    guard let own = wape(.median), let best = others.min(), best > 0 else { return nil }
    return 1 - own / best
  }
}
