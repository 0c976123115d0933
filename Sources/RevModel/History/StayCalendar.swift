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

  package private(set) var beginnings: [Beginning]
  package private(set) var begun: DayIndex
  package private(set) var endings: [Ending]
  package private(set) var ended: DayIndex
  /// Stays that do not fit above: of more days, or begun before their deal was created.
  ///
  /// So of all others the deal is there as soon as they have begun.
  package private(set) var unusual: [(deal: Int32, visit: StageVisits.Visit)] = []

  package init(_ visits: StageVisits, _ deals: DealTable) {
    var kept: [(deal: Int32, visit: StageVisits.Visit)] = []
    kept.reserveCapacity(visits.visits.count)
    for deal in 0..<deals.count {
      for place in Int(visits.starts[deal])..<Int(visits.starts[deal + 1]) {
        let visit = visits.visits[place]
        if Self.fits(visit, createdOn: deals.created[deal]) {
          kept.append((Int32(deal), visit))
        } else {
          unusual.append((Int32(deal), visit))
        }
      }
    }
    let began = RowsByDay(kept.map(\.visit.entered))
    begun = began.index
    beginnings = began.rows.map { place in
      let (deal, visit) = kept[Int(place)]
      let hasAdvanced = visit.advanced != StageVisits.never
      let gap = hasAdvanced ? UInt16(visit.advanced - visit.entered) : Self.never
      return Beginning(deal: UInt32(deal), stage: UInt16(visit.stage), gap: gap)
    }
    let left = RowsByDay(kept.map(\.visit.left), except: StageVisits.never)
    ended = left.index
    endings = left.rows.map { place in
      let (deal, visit) = kept[Int(place)]
      return Ending(
        deal: UInt32(deal), stage: UInt16(visit.stage), days: UInt16(visit.left - visit.entered))
    }
  }

  private static func fits(_ visit: StageVisits.Visit, createdOn created: Int32) -> Bool {
    let entered = Int64(visit.entered)
    let (stay, gap) = (Int64(visit.left) - entered, Int64(visit.advanced) - entered)
    return visit.entered >= created
      && (visit.left == StageVisits.never || (0...Int64(longest)).contains(stay))
      && (visit.advanced == StageVisits.never || (0..<Int64(never)).contains(gap))
  }
}
