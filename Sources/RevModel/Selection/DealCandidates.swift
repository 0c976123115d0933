package import RevBase

/// The deals that some slicers could select on one day for one period, each with the sets it is in.
///
/// It depends on the day, the period and the types of deals alone, so that a change of slicers does
/// not look at the whole book again: it only narrows these lists. Most deals were closed long ago
/// and are in none. What slicers look at lies side by side here, in the order of the candidates.
package struct DealCandidates: Sendable {
  /// The sets of a `DealSelection`, in the order of `members`.
  package enum Member: Int, CaseIterable, Sendable {
    case open, openInPeriod, omitted, won, lost, wonTrailing, lostTrailing
    case created, createdTrailing, createdInWeeks
  }

  /// What decides which candidates there are.
  package struct Scope: Sendable, Hashable {
    package let asOf: Day
    package let period: Period
    /// The values of the type slicer; nil for sales deals.
    package let types: [String]?
    /// The first Monday of the 26 weeks that end with the as-of day's.
    package var firstWeek: Day { asOf.monday - 25 * 7 }

    package init(_ question: Question) {
      asOf = question.asOf
      period = question.period
      types = question.slicers[.type]
    }
  }

  package let scope: Scope
  /// Rows of deals.csv, rising.
  package let rows: [Int32]
  /// By `Member`: places in `rows`, rising.
  private let members: [[Int32]]
  /// By place: who owns the deal, as code + 1, and what else slicers look at.
  private let owners: [Int32]
  private let codes: DealCodes

  /// - Parameters:
  ///   - book: the deals at the end of the scope's as-of day.
  ///   - filter: of any slicers with the scope's types.
  ///   - visits: the deals' stays in stages; deals that have some in the year T are candidates.
  package init(
    _ scope: Scope, _ snapshot: Snapshot, _ book: DealsAsOf, _ filter: DealFilter,
    _ visits: StageVisits?
  ) {
    let deals = snapshot.deals
    self.scope = scope
    let question = Question(period: scope.period, asOf: scope.asOf)
    let (p0, p1) = (scope.period.start.number, scope.period.end.number)
    let (t0, t1) = (question.trailing.start.number, question.trailing.end.number)
    let week = scope.firstWeek.number
    let earliest = min(p0, t0, week)
    let count = book.count
    let (latest, follows) = (visits?.latest ?? [], visits != nil)
    let lastStep = latest.span
    var lists = CandidateLists(capacity: count)
    let standings = book.standing
    let (standing, created) = (standings.span, deals.created.span)
    let (closes, closings) = (book.state.close, book.closed)
    let (close, closed) = (closes.span, closings.span)
    for row in 0..<count {
      let stands = standing[row]
      let (born, closing) = (created[row], closed[row])
      let isOpen = stands == Standing.open.rawValue || stands == Standing.omitted.rawValue
      // Most deals were closed long ago; `closing` is the smallest number unless it is closed.
      if !isOpen && born < earliest && closing < earliest {
        if !follows || lastStep[row] < t0 { continue }
      }
      if stands == Standing.absent.rawValue || !filter.passesType(row, deals) { continue }
      let place = Int32(truncatingIfNeeded: lists.rows.count)
      lists.rows.append(Int32(truncatingIfNeeded: row))
      if born >= earliest {
        if born >= p0 && born <= p1 { lists.created.append(place) }
        if born >= t0 && born <= t1 { lists.createdTrailing.append(place) }
        if born >= week { lists.createdInWeeks.append(place) }
      }
      if isOpen {
        let counts = stands == Standing.open.rawValue
        lists.open.append(place, if: counts)
        lists.omitted.append(place, if: !counts)
        let isDue = close[row] >= p0 && close[row] <= p1
        lists.openInPeriod.append(place, if: counts && isDue)
      } else if closing >= earliest {
        // Only won and lost deals have a closed day.
        let isWon = stands == Standing.won.rawValue
        if closing >= p0 && closing <= p1 {
          lists.won.append(place, if: isWon)
          lists.lost.append(place, if: !isWon)
        }
        if closing >= t0 && closing <= t1 {
          lists.wonTrailing.append(place, if: isWon)
          lists.lostTrailing.append(place, if: !isWon)
        }
      }
    }
    let kept = lists.rows.rows
    rows = kept
    members = Member.allCases.map { lists[$0] }
    owners = DealCodes.gathered(book.state.owner, kept)
    codes = DealCodes(kept, in: snapshot)
  }

  /// Places in `rows` of a set's deals, rising.
  package func places(_ member: Member) -> [Int32] { members[member.rawValue] }

  /// By place 1 for the deals that pass a filter of the scope's types, 0 for the rest.
  func passing(_ filter: DealFilter) -> [UInt8] {
    var result = filter.passing(codes, ofTypes: true)
    if !filter.person.isEmpty { DealFilter.keep(&result, owners, filter.person) }
    return result
  }

  /// How many deals of one set pass.
  ///
  /// - Parameter passes: by place in `rows`, 1 for what passes and 0 for the rest.
  func count(_ member: Member, _ passes: [UInt8]) -> Int {
    let list = members[member.rawValue]
    let (places, pass) = (list.span, passes.span)
    var count = 0
    for position in 0..<places.count { count &+= Int(pass[Int(places[position])]) }
    return count
  }

  /// The rows of one set that pass.
  ///
  /// - Parameter passes: by place in `rows`, 1 for what passes and 0 for the rest.
  func narrowed(_ member: Member, _ passes: [UInt8]) -> [Int32] {
    precondition(passes.count == rows.count)
    let list = members[member.rawValue]
    let (places, all, pass) = (list.span, rows.span, passes.span)
    return unsafe [Int32](unsafeUninitializedCapacity: list.count) { buffer, count in
      // Written for every candidate and kept for those that pass: no branch to guess. `kept` never
      // exceeds the position, so it stays inside the capacity.
      var kept = 0
      for position in 0..<places.count {
        let place = Int(places[position])
        unsafe buffer[kept] = all[place]
        kept &+= Int(pass[place])
      }
      count = kept
    }
  }
}

/// The lists of candidates while they are filled.
private struct CandidateLists: ~Copyable {
  var rows: RowWriter
  var open, openInPeriod, omitted, won, wonTrailing, lost, lostTrailing: RowWriter
  var created, createdTrailing, createdInWeeks: RowWriter

  init(capacity: Int) {
    rows = RowWriter(capacity: capacity)
    open = RowWriter(capacity: capacity)
    openInPeriod = RowWriter(capacity: capacity)
    omitted = RowWriter(capacity: capacity)
    won = RowWriter(capacity: capacity)
    wonTrailing = RowWriter(capacity: capacity)
    lost = RowWriter(capacity: capacity)
    lostTrailing = RowWriter(capacity: capacity)
    created = RowWriter(capacity: capacity)
    createdTrailing = RowWriter(capacity: capacity)
    createdInWeeks = RowWriter(capacity: capacity)
  }

  subscript(member: DealCandidates.Member) -> [Int32] {
    switch member {
    case .open: open.rows
    case .openInPeriod: openInPeriod.rows
    case .omitted: omitted.rows
    case .won: won.rows
    case .lost: lost.rows
    case .wonTrailing: wonTrailing.rows
    case .lostTrailing: lostTrailing.rows
    case .created: created.rows
    case .createdTrailing: createdTrailing.rows
    case .createdInWeeks: createdInWeeks.rows
    }
  }
}
