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
  /// All bits in the lanes of factors that are left out, because only one name exists, nothing of
  /// them is recorded, or the method leaves them out: a level there is none.
  private let unused: Levels

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
    var unused = Levels(repeating: 0)
    for (factor, isUsed) in isUsed.enumerated() where !isUsed { unused[factor] = NameLevels.none }
    if !tracks.owner { unused[Factor.owner.rawValue] = NameLevels.none }
    if !tracks.due {
      unused[Factor.due.rawValue] = NameLevels.none
      unused[Factor.pushes.rawValue] = NameLevels.none
    }
    if !tracks.activities { unused[Factor.idle.rawValue] = NameLevels.none }
    if !tracks.category { unused[Factor.category.rawValue] = NameLevels.none }
    for factor in Factor.allCases.count..<unused.scalarCount { unused[factor] = NameLevels.none }
    self.unused = unused
    let length = Int(end - start) + 1
    phase = min(phases - 1, max(0, Int(day - start) + 1) * phases / length)
  }

  /// The level of each factor; every lane of the innermost loop of scoring.
  @inline(__always)
  func levels(_ point: DealPoint) -> Levels {
    let size =
      point.amount > 0 && median > 0
      ? Self.size(Double(point.amount) / median) : NameLevels.none
    let levels = Levels(
      UInt16(truncatingIfNeeded: Int(point.stage) &* phases &+ phase), point.owner, point.segment,
      size, Self.age(point.life),
      UInt16(truncatingIfNeeded: dueLevel(point.due) &* phases &+ phase),
      UInt16(min(point.pushes, 3)), Self.idle(point.idle), UInt16(point.category), 0, 0, 0, 0, 0,
      0, 0)
    return levels | unused
  }

  /// 0 none, 1 overdue by more than 14 days, 2 overdue or today, 3 in the period (or before it,
  /// but still to come), 4 within 31 days after it, 5 later.
  @inline(__always)
  func dueLevel(_ due: Int32) -> Int {
    if due == Int32.min { return 0 }
    if due < day - 14 { return 1 }
    if due <= day { return 2 }
    if due <= end { return 3 }
    return due <= end + 31 ? 4 : 5
  }

  @inline(__always)
  private static func size(_ ratio: Double) -> UInt16 {
    ratio < 1
      ? (ratio < 0.25 ? 0 : ratio < 0.5 ? 1 : 2) : (ratio < 2 ? 3 : ratio < 4 ? 4 : 5)
  }

  @inline(__always)
  private static func age(_ days: Int32) -> UInt16 {
    days < 61 ? (days < 31 ? 0 : 1) : days < 121 ? 2 : days < 241 ? 3 : 4
  }

  @inline(__always)
  private static func idle(_ days: Int32) -> UInt16 {
    days < 15 ? (days < 8 ? 0 : 1) : days < 31 ? 2 : days < 61 ? 3 : 4
  }

  /// How many levels each factor has in a company.
  static func counts(stages: Int, owners: Int, segments: Int, phases: Int) -> [Int] {
    [stages * phases, owners, segments, 6, 5, 6 * phases, 4, 5, 4]
  }
}
