import Dispatch
package import RevBase
import Synchronization

/// The deals that some slicers could select on one day for one period, set by set.
///
/// It depends on the day, the period and the types of deals alone, so that a change of slicers does
/// not look at the whole book again: it only narrows these lists. Most deals were closed long ago
/// and are in none.
package struct DealCandidates: Sendable, Equatable {
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
    /// T.
    package var trailing: Period { Question(period: period, asOf: asOf).trailing }

    package init(_ question: Question) {
      asOf = question.asOf
      period = question.period
      types = question.slicers[.type]
    }
  }

  package let scope: Scope
  /// By `Member`: rows of deals.csv, rising.
  private let members: [[Int32]]

  /// Looks at every deal.
  ///
  /// - Parameters:
  ///   - book: the deals at the end of the scope's as-of day.
  ///   - filter: of any slicers with the scope's types.
  package init(_ scope: Scope, _ snapshot: Snapshot, _ book: DealsAsOf, _ filter: DealFilter) {
    self.scope = scope
    let rules = CandidateRules(scope)
    // Most deals were closed long ago. A closed day is the smallest number unless a deal is closed.
    var wanted = BitSet(count: book.count)
    wanted.insert(
      book.standing, either: Standing.open.rawValue, or: Standing.omitted.rawValue)
    wanted.insert(snapshot.deals.created, from: rules.earliest, to: scope.asOf.number)
    wanted.insert(book.closed, from: rules.earliest, to: .max)
    let lists = rules.lists(of: wanted, snapshot, book, filter)
    members = Member.allCases.map { lists[$0] }
  }

  /// The candidates of another day from those of this one.
  ///
  /// - Parameters:
  ///   - changed: every deal that may be in other sets or have other values; see
  ///     `DealTravel.regrouped`.
  ///   - book: the deals at the end of the new scope's as-of day.
  ///   - filter: of any slicers with the scope's types.
  ///   - threadsFrom: on how large a book it pays to wake a thread.
  /// - Returns: them, and by `Member` how each set's rows follow from the old ones.
  package func moved(
    to scope: Scope, _ changed: BitSet, _ snapshot: Snapshot, _ book: DealsAsOf,
    _ filter: DealFilter, threadsFrom large: Int = 100_000
  ) -> (candidates: DealCandidates, changes: [SetChange]) {
    let lists = CandidateRules(scope).lists(of: changed, snapshot, book, filter)
    let arriving = Member.allCases.map { lists[$0] }
    let changes = changes(
      without: changed.words, and: arriving, onThreads: book.count >= large)
    return (DealCandidates(scope, changes.map(\.rows)), changes)
  }

  /// How every set follows, by `Member`.
  private func changes(
    without changed: [UInt64], and arriving: [[Int32]], onThreads: Bool
  ) -> [SetChange] {
    let members = members
    guard onThreads else {
      return zip(members, arriving).map { SetChange($0, without: changed, and: $1) }
    }
    let made = Mutex([SetChange?](repeating: nil, count: members.count))
    DispatchQueue.concurrentPerform(iterations: members.count) { place in
      let change = SetChange(members[place], without: changed, and: arriving[place])
      made.withLock { $0[place] = change }
    }
    return made.withLock { $0.compactMap(\.self) }
  }

  private init(_ scope: Scope, _ members: [[Int32]]) {
    (self.scope, self.members) = (scope, members)
  }

  /// Rows of deals.csv of a set's deals, rising.
  package func rows(_ member: Member) -> [Int32] { members[member.rawValue] }

  /// How many deals of one set pass.
  ///
  /// - Parameter passes: by row, 1 for what passes and 0 for the rest.
  func count(_ member: Member, _ passes: [UInt8]) -> Int {
    let list = members[member.rawValue]
    let (rows, pass) = (list.span, passes.span)
    var count = 0
    for position in 0..<rows.count { count &+= Int(pass[Int(rows[position])]) }
    return count
  }

  /// The rows of one set that pass.
  ///
  /// - Parameter passes: by row, 1 for what passes and 0 for the rest.
  func narrowed(_ member: Member, _ passes: [UInt8]) -> [Int32] {
    let list = members[member.rawValue]
    let (rows, pass) = (list.span, passes.span)
    return unsafe [Int32](unsafeUninitializedCapacity: list.count) { buffer, count in
      // Written for every candidate and kept for those that pass: no branch to guess. `kept` never
      // exceeds the position, so it stays inside the capacity.
      var kept = 0
      for position in 0..<rows.count {
        let row = rows[position]
        unsafe buffer[kept] = row
        kept &+= Int(pass[Int(row)])
      }
      count = kept
    }
  }
}

/// Which sets a deal is in, by its values on the day.
private struct CandidateRules {
  private let p0, p1, t0, t1, week: Int32
  /// Deals that were created and closed before it are in no set, unless they are open.
  let earliest: Int32

  init(_ scope: DealCandidates.Scope) {
    let trailing = scope.trailing
    (p0, p1) = (scope.period.start.number, scope.period.end.number)
    (t0, t1) = (trailing.start.number, trailing.end.number)
    week = scope.firstWeek.number
    earliest = min(p0, t0, week)
  }

  /// The sets of some deals.
  func lists(
    of wanted: BitSet, _ snapshot: Snapshot, _ book: DealsAsOf, _ filter: DealFilter
  ) -> CandidateLists {
    var lists = CandidateLists(capacity: wanted.population)
    let (births, types) = (snapshot.deals.created, snapshot.deals.type.codes)
    let (standings, closes, closings) = (book.standing, book.state.close, book.closed)
    let (standing, created, type) = (standings.span, births.span, types.span)
    let (close, closed, ofType) = (closes.span, closings.span, filter.type.span)
    let bits = wanted.words
    let words = bits.span
    for place in 0..<words.count {
      var word = words[place]
      while word != 0 {
        let row = place &<< 6 &+ word.trailingZeroBitCount
        word &= word &- 1
        if ofType[Int(type[row] &+ 1)] == 0 { continue }
        let sets = sets(
          standing[row], created: created[row], close: close[row], closed: closed[row])
        lists.append(Int32(truncatingIfNeeded: row), to: sets)
      }
    }
    return lists
  }

  /// One bit a `DealCandidates.Member`.
  @inline(__always)
  private func sets(_ standing: UInt8, created: Int32, close: Int32, closed: Int32) -> UInt16 {
    typealias Member = DealCandidates.Member
    if standing == Standing.absent.rawValue { return 0 }
    var sets = bit(created >= p0 && created <= p1, .created)
    sets |= bit(created >= t0 && created <= t1, .createdTrailing)
    sets |= bit(created >= week, .createdInWeeks)
    if standing == Standing.open.rawValue {
      return sets | bit(true, .open) | bit(close >= p0 && close <= p1, .openInPeriod)
    }
    if standing == Standing.omitted.rawValue { return sets | bit(true, .omitted) }
    // Only won and lost deals have a closed day; it is the smallest number for the others.
    let isWon = standing == Standing.won.rawValue
    sets |= bit(closed >= p0 && closed <= p1, isWon ? .won : .lost)
    return sets | bit(closed >= t0 && closed <= t1, isWon ? .wonTrailing : .lostTrailing)
  }

  @inline(__always)
  private func bit(_ holds: Bool, _ member: DealCandidates.Member) -> UInt16 {
    (holds ? 1 : 0) &<< UInt16(truncatingIfNeeded: member.rawValue)
  }
}

/// The lists of candidates while they are filled.
private struct CandidateLists: ~Copyable {
  private var open, openInPeriod, omitted, won, wonTrailing, lost, lostTrailing: RowWriter
  private var created, createdTrailing, createdInWeeks: RowWriter

  init(capacity: Int) {
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

  /// Adds a row to the sets of some bits.
  @inline(__always)
  mutating func append(_ row: Int32, to sets: UInt16) {
    if sets & Self.births != 0 {
      created.append(row, if: Self.has(sets, .created))
      createdTrailing.append(row, if: Self.has(sets, .createdTrailing))
      createdInWeeks.append(row, if: Self.has(sets, .createdInWeeks))
    }
    if sets & Self.opens != 0 {
      open.append(row, if: Self.has(sets, .open))
      openInPeriod.append(row, if: Self.has(sets, .openInPeriod))
      omitted.append(row, if: Self.has(sets, .omitted))
    } else if sets & Self.closings != 0 {
      won.append(row, if: Self.has(sets, .won))
      lost.append(row, if: Self.has(sets, .lost))
      wonTrailing.append(row, if: Self.has(sets, .wonTrailing))
      lostTrailing.append(row, if: Self.has(sets, .lostTrailing))
    }
  }

  // By raw value of `Member`: the three of the open deals, the four of the closed ones, creation.
  private static let opens: UInt16 = 0b111
  private static let closings: UInt16 = 0b111_1000
  private static let births: UInt16 = 0b11_1000_0000

  @inline(__always)
  private static func has(_ sets: UInt16, _ member: DealCandidates.Member) -> Bool {
    sets &>> UInt16(truncatingIfNeeded: member.rawValue) & 1 == 1
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
