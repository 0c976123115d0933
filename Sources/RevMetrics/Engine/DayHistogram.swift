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

  /// Adds the lengths of some stays.
  ///
  /// - Parameter marks: by row of deals.csv, 0 for a deal that does not count.
  mutating func add(_ endings: [StayCalendar.Ending], _ range: Range<Int>, _ marks: [UInt8]) {
    precondition(Int(StayCalendar.longest) < Self.span)
    let (stays, mark) = (endings.span, marks.span)
    var count = counts.mutableSpan
    for place in range {
      let stay = stays[place]
      // Added as 0 or 1, not by a branch: nobody can guess who counts.
      let cell = Int(stay.stage) &* Self.span &+ Int(stay.days)
      count[cell] &+= mark[Int(stay.deal)] == 0 ? 0 : 1
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
