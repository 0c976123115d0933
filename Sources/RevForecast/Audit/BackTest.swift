import Glibc

/// The methods that a back-test holds against one another.
package enum ForecastMethodName: String, Sendable, CaseIterable {
  case median = "p50"
  case stageWeek = "stage_week"
  case pace
  case lastPeriod = "last_period"
  case weightedDue = "weighted_due"
  case weightedAll = "weighted_all"
  case call

  /// The words for a person.
  package var title: String {
    switch self {
    case .median: "forecast, P50"
    case .stageWeek: "stage x week conversion"
    case .pace: "pace of past periods"
    case .lastPeriod: "last period"
    case .weightedDue: "weighted pipeline, due in the period"
    case .weightedAll: "weighted pipeline, all open deals"
    case .call: "submitted call"
    }
  }
}

/// How far a method was from what came, over a number of as-of days.
package struct MethodError: Sendable, Equatable {
  /// As-of days with a value and a known outcome.
  package private(set) var rows = 0
  /// Sums over the days, in units: |said − came|, said − came, came.
  package private(set) var absolute = 0.0
  package private(set) var signed = 0.0
  private var actual = 0.0

  package init() {}

  package mutating func add(_ forecast: Double, actual: Double) {
    rows += 1
    absolute += abs(forecast - actual)
    signed += forecast - actual
    self.actual += abs(actual)
  }

  /// Sum of absolute errors over the sum of what came; nil without any.
  package var wape: Double? { actual > 0 ? absolute / actual : nil }
  /// Sum of forecast minus actual over the sum of what came; nil without any.
  package var bias: Double? { actual > 0 ? signed / actual : nil }
  /// What the shares are of, in units: the sum of what came, once a row.
  package var denominator: Double { actual }
}

/// How often a range held, and how wide it was.
package struct RangeRecord: Sendable, Equatable {
  package private(set) var rows = 0
  package private(set) var inside = 0
  private var width = 0.0
  private var actual = 0.0

  package init() {}

  package mutating func add(low: Double, high: Double, actual: Double) {
    rows += 1
    // A hair's breadth: a closed period's range has no width at all.
    let slack = 1e-9 * abs(actual)
    if actual >= low - slack && actual <= high + slack { inside += 1 }
    width += high - low
    self.actual += abs(actual)
  }

  /// Share of the rows whose outcome lay between P10 and P90; nil without rows.
  package var coverage: Double? { rows > 0 ? Double(inside) / Double(rows) : nil }
  /// Mean width over what came; nil without rows.
  package var relativeWidth: Double? { actual > 0 ? width / actual : nil }
}

/// One band of confidence: how many rows it named, and how many landed within a tenth.
package struct ReliabilityBand: Sendable, Equatable {
  /// From 0 to 90 in tens: the band reaches ten points up.
  package let from: Int
  package private(set) var rows = 0
  package private(set) var landed = 0
  private var sum = 0.0

  package init(from: Int) { self.from = from }

  package mutating func add(_ confidence: Double, landed hit: Bool) {
    rows += 1
    sum += confidence
    if hit { landed += 1 }
  }

  package mutating func merge(_ other: ReliabilityBand) {
    rows += other.rows
    landed += other.landed
    sum += other.sum
  }

  /// Mean confidence of the band and share that landed, 0 to 1; nil without rows.
  package var mean: Double? { rows > 0 ? sum / Double(rows) : nil }
  package var share: Double? { rows > 0 ? Double(landed) / Double(rows) : nil }

  package static var all: [ReliabilityBand] { (0..<10).map { ReliabilityBand(from: $0 * 10) } }

  static func index(_ confidence: Double) -> Int { min(9, max(0, Int(confidence * 10))) }
}
