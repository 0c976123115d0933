import RevModel

/// How often each number of days occurs, for exact medians of many lengths.
///
/// Counting is one addition a value; sorting, or even selecting, costs far more. Lengths below zero
/// or above the table are kept one by one: they are rare.
struct DayHistogram: Sendable, Equatable {
  /// Lengths that have a place of their own: some eleven years.
  static let span = 4096

  /// A length without a place of its own.
  private struct Outlier: Sendable, Equatable, Comparable {
    let group: Int
    let days: Int32

    static func < (a: Outlier, b: Outlier) -> Bool { (a.group, a.days) < (b.group, b.days) }
  }

  /// By group and length.
  private var counts: [UInt32]
  private var others: [Outlier] = []
  private let groups: Int

  /// - Parameter groups: how many separate medians are asked for.
  init(groups: Int) {
    self.groups = groups
    counts = [UInt32](repeating: 0, count: groups * Self.span)
  }

  /// Adds the lengths of some stays, each as often as its deal passes: 0 or 1 times.
  mutating func add(
    _ endings: [StayCalendar.Ending], _ range: Range<Int>, where passes: [UInt8]
  ) {
    precondition(Int(StayCalendar.longest) < Self.span)
    let (stays, pass) = (endings.span, passes.span)
    var count = counts.mutableSpan
    for place in range {
      let stay = stays[place]
      // Nobody can guess who passes: added as 0 or 1, not by a branch.
      count[Int(stay.stage) &* Self.span &+ Int(stay.days)] &+= UInt32(pass[Int(stay.deal)])
    }
  }

  @inline(__always)
  mutating func add(_ days: Int32, to group: Int) {
    precondition(group < groups)
    if days >= 0 && days < Int32(Self.span) {
      counts[group &* Self.span &+ Int(days)] &+= 1
    } else {
      others.append(Outlier(group: group, days: days))
    }
  }

  /// Whether the same lengths were added, in whatever order.
  static func == (a: DayHistogram, b: DayHistogram) -> Bool {
    a.groups == b.groups && a.counts == b.counts && a.others.sorted() == b.others.sorted()
  }

  /// The median of a group: whole or half; nil when it is empty.
  func median(of group: Int) -> Double? {
    let outliers = others.filter { $0.group == group }.map { Int64($0.days) }.sorted()
    let start = group * Self.span
    let table = counts[start..<start + Self.span]
    let total = table.reduce(outliers.count) { $0 + Int($1) }
    guard total > 0 else { return nil }
    let below = outliers.prefix { $0 < 0 }
    func value(at rank: Int) -> Int64 {
      if rank < below.count { return below[rank] }
      var rest = rank - below.count
      for (days, count) in table.enumerated() {
        if rest < Int(count) { return Int64(days) }
        rest -= Int(count)
      }
      return outliers[below.count + rest]
    }
    return Double(value(at: (total - 1) / 2)) / 2 + Double(value(at: total / 2)) / 2
  }
}
