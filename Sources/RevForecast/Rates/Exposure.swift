import Glibc

/// Why a deal leaves a stage.
enum Exit: Int, CaseIterable { case won, lost, move }

/// Deal-days at risk and exits by stage, age bin and weeks to the period's end.
///
/// Days far back count less: the weight of a day doubles every half-life, in whole numbers, so
/// that sums are exact and do not depend on the order of deals. Only `weight(of: t)` turns them
/// into "one for today".
struct Exposure: Sendable {
  static let weeks = 13
  private static let one = 1_048_576.0

  let stages: Int
  /// Weighted deal-days, index (stage × bins + bin) × weeks + week.
  private(set) var days: [Int64]
  /// Weighted exits, by cause, the same index.
  private(set) var exits: [[Int64]]
  /// Plain counts, index stage × bins + bin.
  private(set) var plainDays: [Int64]
  private(set) var plainExits: [[Int64]]
  /// Weighted and plain moves, index from × stages + to.
  private(set) var moves: [Int64]
  private(set) var plainMoves: [Int64]
  /// Forward exits by age in days, index stage × ages + age.
  private(set) var forwardAges: [Int32]
  private let weights: [Int64]
  /// Weights of all days before each, so that those of a stretch are one difference.
  private let sums: [Int64]
  private let first: Int32
  private let bins: [UInt8]

  /// - Parameters:
  ///   - first: the first day that counts, when the records begin.
  ///   - last: the last day that will ever be added.
  init(stages: Int, first: Int32, last: Int32, halfLife: Double) {
    self.stages = stages
    self.first = first
    let cells = stages * AgeBins.count
    days = [Int64](repeating: 0, count: cells * Self.weeks)
    exits = Exit.allCases.map { _ in [Int64](repeating: 0, count: cells * Self.weeks) }
    plainDays = [Int64](repeating: 0, count: cells)
    plainExits = Exit.allCases.map { _ in [Int64](repeating: 0, count: cells) }
    moves = [Int64](repeating: 0, count: stages * stages)
    plainMoves = moves
    forwardAges = [Int32](repeating: 0, count: stages * AgeBins.ages)
    let weights = (0...max(0, last - first)).map {
      Int64((Self.one * exp2(Double($0) / halfLife)).rounded())
    }
    var sums: [Int64] = [0]
    for weight in weights { sums.append(sums[sums.count - 1] + weight) }
    (self.weights, self.sums) = (weights, sums)
    bins = AgeBins.ofAge
  }

  /// The weight that a day has in the sums.
  func weight(of day: Int32) -> Double {
    Double(weights[min(max(0, Int(day - first)), weights.count - 1)])
  }

  /// Adds the days `from` to `through` of a deal that entered its stage on `since`.
  mutating func stay(_ stage: Int, since: Int32, from: Int32, through: Int32, _ grid: PeriodGrid) {
    var day = max(from, first)
    // A stretch at a time, of days that are counted in one cell.
    while day <= through {
      let age = min(Int(day - since), AgeBins.cap)
      let bin = Int(bins[age])
      var end = min(through, grid.endOfWeek(day))
      if bin + 1 < AgeBins.count { end = min(end, since + Int32(AgeBins.starts[bin + 1]) - 1) }
      let cell = stage * AgeBins.count + bin
      let (low, high) = (Int(day - first), Int(end - first) + 1)
      days[cell * Self.weeks + grid.week(of: day)] += sums[high] - sums[low]
      plainDays[cell] += Int64(high - low)
      day = end + 1
    }
  }

  /// Adds an exit on a day; `to` is the stage that a move led to.
  mutating func exit(
    _ cause: Exit, from stage: Int, to: Int, since: Int32, on day: Int32, isForward: Bool,
    _ grid: PeriodGrid
  ) {
    guard day >= first else { return }
    let age = min(Int(day - since), AgeBins.cap)
    let cell = stage * AgeBins.count + Int(bins[age])
    let weight = weights[Int(day - first)]
    exits[cause.rawValue][cell * Self.weeks + grid.week(of: day)] += weight
    plainExits[cause.rawValue][cell] += 1
    if cause == .move {
      moves[stage * stages + to] += weight
      plainMoves[stage * stages + to] += 1
    }
    if isForward { forwardAges[stage * AgeBins.ages + age] += 1 }
  }

  /// The age by which a share of the forward exits of a stage had happened; nil below five exits.
  func forwardAge(_ stage: Int, share: Double) -> Int? {
    let row = forwardAges[stage * AgeBins.ages..<(stage + 1) * AgeBins.ages]
    let total = row.reduce(0) { $0 + Int($1) }
    guard total >= 5 else { return nil }
    let wanted = share * Double(total)
    var seen = 0
    for (age, count) in row.enumerated() {
      seen += Int(count)
      if Double(seen) >= wanted { return age }
    }
    return AgeBins.cap
  }
}
