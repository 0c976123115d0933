import RevBase

/// Every deal's first stays in open stages in the order of days: as they began and as they ended.
///
/// Made once a snapshot, without regard to a day. A year of it lies side by side, so that counting
/// a year reads that year and nothing else, in 8 bytes a stay.
package struct StayCalendar: Sendable {
  /// A stay, among those that began on the same day.
  package struct Beginning: Sendable, BitwiseCopyable {
    /// Row of deals.csv.
    package let deal: UInt32
    /// Row of `StageTable.rows`.
    package let stage: UInt16
    /// Days from here until the deal had advanced; `never` when it has not.
    package let gap: UInt16
  }

  /// A stay, among those that ended on the same day.
  package struct Ending: Sendable, BitwiseCopyable {
    /// Row of deals.csv.
    package let deal: UInt32
    /// Row of `StageTable.rows`.
    package let stage: UInt16
    /// How long it took; at most `longest`.
    package let days: UInt16
  }

  package static let never = UInt16.max
  /// Longer stays are kept one by one: there are few of over eleven years.
  package static let longest: Int32 = 4095

  package private(set) var beginnings: [Beginning] = []
  package private(set) var begun = DayIndex()
  package private(set) var endings: [Ending] = []
  package private(set) var ended = DayIndex()
  /// Stays that do not fit above: of more days, begun before their deal was created or on no day.
  ///
  /// So of all others the deal is there as soon as they have begun.
  package private(set) var unusual: [(deal: Int32, visit: StageVisits.Visit)] = []

  package init(_ visits: StageVisits, _ deals: DealTable) {
    let births = deals.created
    let stays = Stays(starts: visits.starts, visits: visits.visits, births: births)
    guard let days = stays.days else { return }
    // Counted by day, then put where they belong: read in order, written to some thousand places.
    var first = [UInt32](repeating: 0, count: days.count + 1)
    var last = first
    stays.count(from: days.lowerBound, &first, &last, &unusual)
    for slot in 1...days.count {
      first[slot] += first[slot - 1]
      last[slot] += last[slot - 1]
    }
    begun = DayIndex(first: days.lowerBound, starts: first)
    ended = DayIndex(first: days.lowerBound, starts: last)
    beginnings = [Beginning](
      repeating: Beginning(deal: 0, stage: 0, gap: 0), count: Int(first[days.count]))
    endings = [Ending](
      repeating: Ending(deal: 0, stage: 0, days: 0), count: Int(last[days.count]))
    stays.sort(from: days.lowerBound, &first, &last, into: &beginnings, &endings)
  }

  /// The stays of all deals, in the order of the deals.
  private struct Stays {
    let starts: [UInt32]
    let visits: [StageVisits.Visit]
    let births: [Int32]

    /// Days of the years 1 to 9999: what can be written in a file.
    private static let written: ClosedRange<Int32> = -719_162...2_932_896

    /// Whether a stay fits into the order of days.
    @inline(__always)
    private static func fits(_ visit: StageVisits.Visit, createdOn created: Int32) -> Bool {
      let entered = Int64(visit.entered)
      let (stay, gap) = (Int64(visit.left) - entered, Int64(visit.advanced) - entered)
      return visit.entered >= created && written.contains(visit.entered)
        && (visit.left == StageVisits.never || (0...Int64(longest)).contains(stay))
        && (visit.advanced == StageVisits.never || (0..<Int64(never)).contains(gap))
    }

    /// Calls a body for each stay, with its deal and whether it fits.
    @inline(__always)
    private func each(_ body: (Int, StageVisits.Visit, Bool) -> Void) {
      let (starts, visit, created) = (starts.span, visits.span, births.span)
      for deal in 0..<created.count {
        for place in Int(starts[deal])..<Int(starts[deal &+ 1]) {
          body(deal, visit[place], Self.fits(visit[place], createdOn: created[deal]))
        }
      }
    }

    /// Days from the first to the last on which something begins or ends; nil when nothing does.
    var days: ClosedRange<Int32>? {
      let visit = visits.span
      var (low, high) = (Int32.max, Int32.min)
      for place in 0..<visit.count {
        let (entered, left) = (visit[place].entered, visit[place].left)
        if Self.written.contains(entered) {
          low = min(low, entered)
          high = max(high, entered)
        }
        if Self.written.contains(left) { high = max(high, left) }
      }
      return low <= high ? low...high : nil
    }

    /// Counts the stays that began and ended on each day, one place further on.
    func count(
      from low: Int32, _ first: inout [UInt32], _ last: inout [UInt32],
      _ unusual: inout [(deal: Int32, visit: StageVisits.Visit)]
    ) {
      var begins = first.mutableSpan
      var ends = last.mutableSpan
      each { deal, visit, fits in
        guard fits else {
          unusual.append((Int32(truncatingIfNeeded: deal), visit))
          return
        }
        begins[Int(visit.entered &- low) &+ 1] &+= 1
        if visit.left != StageVisits.never { ends[Int(visit.left &- low) &+ 1] &+= 1 }
      }
    }

    /// Puts the stays in the order of days.
    ///
    /// - Parameter first, last: where those of each day begin; moved on by each stay.
    func sort(
      from low: Int32, _ first: inout [UInt32], _ last: inout [UInt32],
      into beginnings: inout [Beginning], _ endings: inout [Ending]
    ) {
      var begins = first.mutableSpan
      var ends = last.mutableSpan
      var began = beginnings.mutableSpan
      var ended = endings.mutableSpan
      each { deal, visit, fits in
        guard fits else { return }
        let (deal, stage) = (UInt32(truncatingIfNeeded: deal), UInt16(bitPattern: visit.stage))
        let gap =
          visit.advanced == StageVisits.never
          ? never : UInt16(truncatingIfNeeded: visit.advanced &- visit.entered)
        let slot = Int(visit.entered &- low)
        began[Int(begins[slot])] = Beginning(deal: deal, stage: stage, gap: gap)
        begins[slot] &+= 1
        guard visit.left != StageVisits.never else { return }
        let days = UInt16(truncatingIfNeeded: visit.left &- visit.entered)
        let end = Int(visit.left &- low)
        ended[Int(ends[end])] = Ending(deal: deal, stage: stage, days: days)
        ends[end] &+= 1
      }
    }
  }
}
