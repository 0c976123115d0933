// How the invented company sells: segments, regions, stages and the habits of each.

/// A market segment with the pace and the luck of its deals.
struct Segment: Sendable {
  let name: [UInt8]
  /// Share of new business, by number of deals.
  let share: Double
  /// Median yearly contract value in cents of the reporting currency.
  let medianValue: Double
  /// Deviation of the logarithm of the value.
  let spread: Double
  /// How fast deals move, against the mid-market's pace.
  let speed: Double
  /// Added to the log rate of winning, and of losing.
  let winning: Double
  let losing: Double
  /// Days from creation to the first expected close date.
  let plannedCycle: Double
  /// Activities a working day, against the average.
  let attention: Double
  /// Log rate of trouble a month among customers.
  let trouble: Double
  /// Chance of an expansion a month with a healthy customer.
  let expansion: Double
  /// Amounts are whole multiples of this many cents.
  let amountStep: Int64

  static let all: [Segment] = [
    Segment(
      name: Array("Enterprise".utf8), share: 0.14, medianValue: 13_000_000, spread: 0.36,
      speed: 0.68, winning: -0.05, losing: 0.08, plannedCycle: 128, attention: 0.85,
      trouble: 0.0062, expansion: 0.115, amountStep: 100_000),
    Segment(
      name: Array("Mid-market".utf8), share: 0.35, medianValue: 6_600_000, spread: 0.36,
      speed: 1.0, winning: 0.0, losing: 0.0, plannedCycle: 70, attention: 1.0,
      trouble: 0.0070, expansion: 0.09, amountStep: 50_000),
    Segment(
      name: Array("SMB".utf8), share: 0.51, medianValue: 2_300_000, spread: 0.36, speed: 1.9,
      winning: 0.12, losing: -0.06, plannedCycle: 34, attention: 1.25,
      trouble: 0.0098, expansion: 0.06, amountStep: 12_000),
  ]
}

/// The regions, their share of new business and the currencies they buy in.
enum Region {
  static let names: [[UInt8]] = ["North America", "EMEA", "APAC"].map { Array($0.utf8) }
  static let shares: [Double] = [0.58, 0.30, 0.12]
}

/// A currency and its exact rate: units of the reporting currency for one unit, in hundredths.
struct Currency: Sendable {
  let code: [UInt8]
  let hundredths: Int64

  static let all: [Currency] = [
    Currency(code: Array("USD".utf8), hundredths: 100),
    Currency(code: Array("EUR".utf8), hundredths: 108),
    Currency(code: Array("GBP".utf8), hundredths: 127),
  ]
}

/// The stages of both pipelines; the raw value is the code in the generator's columns.
enum Stage: Int, CaseIterable, Sendable {
  case prospecting, discovery, evaluation, proposal, negotiation, won, lost
  case renewalDue, renewalQuoted, renewalVerbal, renewed, renewalLost

  var isRenewal: Bool { rawValue >= Stage.renewalDue.rawValue }
  var isWon: Bool { self == .won || self == .renewed }
  var isLost: Bool { self == .lost || self == .renewalLost }
  var isOpen: Bool { !isWon && !isLost }

  var name: String {
    switch self {
    case .prospecting: "Prospecting"
    case .discovery: "Discovery"
    case .evaluation: "Evaluation"
    case .proposal: "Proposal"
    case .negotiation: "Negotiation"
    case .won: "Closed Won"
    case .lost: "Closed Lost"
    case .renewalDue: "Renewal Due"
    case .renewalQuoted: "Renewal Quoted"
    case .renewalVerbal: "Verbal Yes"
    case .renewed: "Renewal Won"
    case .renewalLost: "Renewal Lost"
    }
  }

  /// The category that the CRM sets when a deal enters the stage.
  var category: Category {
    switch self {
    case .prospecting, .discovery, .evaluation, .renewalDue: .pipeline
    case .proposal, .renewalQuoted: .bestCase
    case .negotiation, .renewalVerbal: .commit
    case .won, .renewed: .closed
    case .lost, .renewalLost: .omitted
    }
  }

  /// The chance that the CRM shows, as text.
  var probability: String {
    switch self {
    case .prospecting: "0.05"
    case .discovery: "0.1"
    case .evaluation: "0.25"
    case .proposal: "0.5"
    case .negotiation: "0.75"
    case .renewalDue: "0.7"
    case .renewalQuoted: "0.85"
    case .renewalVerbal: "0.95"
    case .won, .renewed: "1"
    case .lost, .renewalLost: "0"
    }
  }

  /// The position inside its pipeline, from 1.
  var position: Int { isRenewal ? rawValue - Stage.renewalDue.rawValue + 1 : rawValue + 1 }
}

/// Forecast categories; the raw value is the code in the generator's columns.
enum Category: Int, CaseIterable, Sendable {
  case omitted, pipeline, bestCase, commit, closed

  var name: String {
    switch self {
    case .omitted: "omitted"
    case .pipeline: "pipeline"
    case .bestCase: "best_case"
    case .commit: "commit"
    case .closed: "closed"
    }
  }
}
