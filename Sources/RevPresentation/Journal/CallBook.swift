package import RevBase
package import RevJournal
package import RevMetrics
import RevModel

/// The calls of owners and the overrides of their managers: those for the period on the screen,
/// and how far those for finished periods were from what came.
package struct CallBook: Equatable, Sendable {
  /// Calls of one kind against what was booked.
  package struct Score: Equatable, Sendable {
    /// Finished periods with a call.
    package var periods = 0
    package var called = Money.zero
    package var booked = Money.zero
    /// Sum of |called - booked|.
    package var missed = Money.zero

    /// (called - booked) / booked: above zero is called too high; nil when nothing was booked.
    package var bias: Double? {
      booked.cents > 0 ? (called - booked).units / booked.units : nil
    }
    /// Sum of |called - booked| / booked; nil when nothing was booked.
    package var error: Double? { booked.cents > 0 ? missed.units / booked.units : nil }
  }

  package struct Line: Equatable, Sendable {
    /// Id of the owner.
    package var person: String
    /// The call in force for the period: of the cockpit, else of calls.csv.
    package var call: Money?
    package var isFromFile = false
    package var override: Money?
    package var reason = ""
    package var calls = Score()
    package var overrides = Score()
  }

  /// One line a person who ever called, or was called for, in the cockpit or for this period.
  package var lines: [Line] = []

  package init(_ journal: JournalBook, _ context: AnswerContext) {
    let entries = journal.entries.compactMap { CallEntry($0) }.filter {
      $0.day <= context.question.asOf
    }
    var byPerson: [String: Line] = [:]
    let start = context.question.period.start
    for (person, amount) in Self.filed(context) {
      var line = Line(person: person)
      line.call = amount
      line.isFromFile = true
      byPerson[person] = line
    }
    let latest = Self.latest(entries)
    let booked = Self.booked(latest, context)
    for entry in latest {
      var line = byPerson[entry.person] ?? Line(person: entry.person)
      if entry.period.start == start, entry.isOverride {
        line.override = entry.amount
        line.reason = entry.reason
      } else if entry.period.start == start {
        line.call = entry.amount
        line.isFromFile = false
      }
      if entry.period.end < context.question.asOf {
        let actual = booked[Key(entry)] ?? .zero
        if entry.isOverride {
          line.overrides.add(entry.amount, actual)
        } else {
          line.calls.add(entry.amount, actual)
        }
      }
      byPerson[entry.person] = line
    }
    lines = byPerson.keys.sorted().compactMap { byPerson[$0] }
  }

  private struct Key: Hashable {
    var person: String
    var start: Day
    var end: Day

    init(_ entry: CallEntry) {
      (person, start, end) = (entry.person, entry.period.start, entry.period.end)
    }
  }

  private struct Place: Hashable {
    var key: Key
    var isOverride: Bool
  }

  /// The last call of each person, period and kind, in the order of the journal.
  private static func latest(_ entries: [CallEntry]) -> [CallEntry] {
    var last: [Place: Int] = [:]
    for (index, entry) in entries.enumerated() {
      last[Place(key: Key(entry), isOverride: entry.isOverride)] = index
    }
    return last.values.sorted().map { entries[$0] }
  }

  /// Calls of calls.csv for the period, by the id of the person.
  private static func filed(_ context: AnswerContext) -> [String: Money] {
    let snapshot = context.snapshot
    guard let calls = snapshot.calls else { return [:] }
    var latest: [String: (day: Int32, amount: Int64)] = [:]
    for row in 0..<calls.count
    where calls.periodStart[row] == context.question.period.start.number
      && calls.submitted[row] <= context.question.asOf.number && calls.person[row] >= 0
      && calls.category[row] == CallTable.Category.call.rawValue
    {
      let person = snapshot.people.ids[Int(calls.person[row])]
      if let known = latest[person], known.day > calls.submitted[row] { continue }
      latest[person] = (calls.submitted[row], calls.amount[row])
    }
    return latest.mapValues { Money(cents: $0.amount) }
  }

  /// What each person won in each finished period that they called, in one pass over the deals.
  private static func booked(_ entries: [CallEntry], _ context: AnswerContext) -> [Key: Money] {
    let finished = Set(entries.filter { $0.period.end < context.question.asOf }.map(Key.init))
    if finished.isEmpty { return [:] }
    var keys: [Int32: [Key]] = [:]
    for key in finished {
      guard let code = context.snapshot.people.ids.firstRow(of: key.person) else { continue }
      keys[Int32(code), default: []].append(key)
    }
    var sums: [Key: Money] = [:]
    let book = context.book
    for row in 0..<book.count where book.standing[row] == Standing.won.rawValue {
      guard let own = keys[book.state.owner[row]] else { continue }
      for key in own
      where book.closed[row] >= key.start.number && book.closed[row] <= key.end.number {
        sums[key, default: .zero] += Money(cents: book.state.amount[row])
      }
    }
    return sums
  }
}

extension CallBook.Score {
  fileprivate mutating func add(_ called: Money, _ booked: Money) {
    periods += 1
    self.called += called
    self.booked += booked
    missed += (called - booked).magnitude
  }
}
