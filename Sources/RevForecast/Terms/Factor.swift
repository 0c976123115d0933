/// What layer two adjusts a deal's chance by, in the order in which the terms are fitted.
package enum Factor: Int, Sendable, CaseIterable {
  case stagePhase, owner, segment, size, age, due, pushes, idle, category

  /// The word for a person.
  package var title: String {
    switch self {
    case .stagePhase: "stage and third of the period"
    case .owner: "owner"
    case .segment: "segment"
    case .size: "amount against the median open deal"
    case .age: "age of the deal"
    case .due: "expected close and third of the period"
    case .pushes: "times the close date was pushed"
    case .idle: "days without activity"
    case .category: "forecast category"
    }
  }

  /// A part of the period in words.
  static func phase(_ phase: Int, of phases: Int) -> String {
    phases == 3 ? ["early", "middle", "late"][phase] : "part \(phase + 1) of \(phases)"
  }

  /// Words of the levels that do not depend on the company.
  func level(_ level: Int, phases: Int) -> String {
    let words: [String] =
      switch self {
      case .stagePhase, .owner, .segment: []
      case .size:
        ["under 0.25x", "0.25x to 0.5x", "0.5x to 1x", "1x to 2x", "2x to 4x", "4x and more"]
      case .age: ["up to 30 days", "31-60 days", "61-120 days", "121-240 days", "over 240 days"]
      case .due:
        [
          "no close date", "overdue by more than 14 days", "overdue or due today",
          "due in the period", "due within 31 days after it", "due later",
        ].flatMap { due in
          (0..<phases).map { "\(due), \(Self.phase($0, of: phases))" }
        }
      case .pushes: ["never", "once", "twice", "three times or more"]
      case .idle: ["under 8 days", "8-14 days", "15-30 days", "31-60 days", "over 60 days"]
      case .category: ["omitted", "pipeline", "best case", "commit"]
      }
    return level < words.count ? words[level] : "\(level)"
  }
}

/// The levels of one deal, one lane a factor; `NameLevels.none` where a factor says nothing.
typealias Levels = SIMD16<UInt16>

/// How the deals of one as-of day fall into levels, seen towards the end of one period.
struct LevelRule: Sendable {
  let day: Int32
  /// First and last day of the period that is forecast.
  let start: Int32
  let end: Int32
  /// Which part of the period it is, of `phases`.
  let phase: Int
  let phases: Int
  /// Median amount of the sized open deals in hundredths; 0 when none is sized.
  let median: Double
  let tracks: Tracking
  /// Factors that are left out because only one name exists, or the method leaves them out.
  let isUsed: [Bool]

  init(
    day: Int32, start: Int32, end: Int32, median: Double, tracks: Tracking, isUsed: [Bool],
    phases: Int
  ) {
    self.phases = phases
    self.day = day
    self.start = start
    self.end = end
    self.median = median
    self.tracks = tracks
    self.isUsed = isUsed
    let length = Int(end - start) + 1
    phase = min(phases - 1, max(0, Int(day - start) + 1) * phases / length)
  }

  func levels(_ point: DealPoint) -> Levels {
    var levels = Levels(repeating: NameLevels.none)
    levels[Factor.stagePhase.rawValue] = UInt16(Int(point.stage) * phases + phase)
    levels[Factor.owner.rawValue] = tracks.owner ? point.owner : NameLevels.none
    levels[Factor.segment.rawValue] = point.segment
    if point.amount > 0, median > 0 {
      levels[Factor.size.rawValue] = Self.bin(Double(point.amount) / median, Self.sizes)
    }
    levels[Factor.age.rawValue] = Self.bin(Double(point.life), Self.ages)
    if tracks.due { levels[Factor.due.rawValue] = UInt16(dueLevel(point.due) * phases + phase) }
    if tracks.due { levels[Factor.pushes.rawValue] = UInt16(min(point.pushes, 3)) }
    if tracks.activities { levels[Factor.idle.rawValue] = Self.bin(Double(point.idle), Self.idles) }
    if tracks.category { levels[Factor.category.rawValue] = UInt16(point.category) }
    for factor in 0..<isUsed.count where !isUsed[factor] { levels[factor] = NameLevels.none }
    return levels
  }

  /// 0 none, 1 overdue by more than 14 days, 2 overdue or today, 3 in the period (or before it,
  /// but still to come), 4 within 31 days after it, 5 later.
  func dueLevel(_ due: Int32) -> Int {
    if due == Int32.min { return 0 }
    if due < day - 14 { return 1 }
    if due <= day { return 2 }
    if due <= end { return 3 }
    return due <= end + 31 ? 4 : 5
  }

  private static let sizes: [Double] = [0.25, 0.5, 1, 2, 4]
  private static let ages: [Double] = [31, 61, 121, 241]
  private static let idles: [Double] = [8, 15, 31, 61]

  @inline(__always)
  private static func bin(_ value: Double, _ edges: [Double]) -> UInt16 {
    var level: UInt16 = 0
    for edge in edges where value >= edge { level += 1 }
    return level
  }

  /// How many levels each factor has in a company.
  static func counts(stages: Int, owners: Int, segments: Int, phases: Int) -> [Int] {
    [stages * phases, owners, segments, 6, 5, 6 * phases, 4, 5, 4]
  }
}
