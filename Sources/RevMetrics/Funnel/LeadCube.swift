import RevBase
import RevModel

/// Leads counted by what slicers ask of them: segment, source and owner.
///
/// One pass over the leads for a window of creation days, as known on a day; a change of slicers
/// adds up groups.
struct LeadCube: Sendable {
  /// A group: codes, −1 for blank.
  struct Cell: Sendable, Hashable {
    let segment: Int32
    let source: Int32
    let owner: Int32
  }

  /// What the leads of one group add up to.
  struct Sums: Sendable {
    var steps = LeadSteps()
    var answeredInTime = 0
    var answerable = 0
    /// Of any creation day.
    var hotUntouched = 0
  }

  /// What decides what is counted.
  struct Scope: Sendable, Hashable {
    /// The as-of day, and the day at whose end leads are read.
    let asOf: Day
    let day: Day
    /// First and last day of creation.
    let first: Int32
    let last: Int32
  }

  let scope: Scope
  private(set) var cells: [Cell] = []
  private(set) var sums: [Sums] = []
  private var places: [Cell: Int] = [:]

  init(_ scope: Scope, _ leads: LeadView, hotFrom score: Int32) {
    self.scope = scope
    let table = leads.table
    let (created, scores) = (table.created.span, table.score.span)
    let responses = table.response.span
    let (today, unknown) = (scope.day.number, Day.unknownNumber)
    for row in 0..<table.count {
      let isOfWindow = created[row] >= scope.first && created[row] <= scope.last
      // Hot leads are many and those that still wait few: both are asked before anything branches.
      let response = responses[row]
      let waits = Self.bit(response > today) | Self.bit(response == unknown)
      let isHot = Self.bit(scores[row] >= score) & Self.bit(scores[row] != Int32.min) & waits
      guard isOfWindow || isHot != 0 else { continue }
      let isUntouched = isHot != 0 && leads.isUntouched(row)
      guard isOfWindow || isUntouched else { continue }
      let place = place(of: leads.cell(row))
      if isUntouched { sums[place].hotUntouched += 1 }
      guard isOfWindow else { continue }
      sums[place].steps.add(leads.reached(row))
      switch leads.answer(row) {
      case .inTime:
        sums[place].answeredInTime += 1
        sums[place].answerable += 1
      case .late: sums[place].answerable += 1
      case .unknown: break
      }
    }
    places = [:]
  }

  private mutating func place(of cell: Cell) -> Int {
    if let known = places[cell] { return known }
    places[cell] = cells.count
    cells.append(cell)
    sums.append(Sums())
    return cells.count - 1
  }

  @inline(__always)
  private static func bit(_ condition: Bool) -> UInt8 { condition ? 1 : 0 }
}
