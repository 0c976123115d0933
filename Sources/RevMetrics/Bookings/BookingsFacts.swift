import RevBase
import RevModel

/// The quota of the people in a question.
package struct BookingsFacts: Sendable {
  /// One row of quotas.csv that counts, with its part in the period.
  package struct QuotaPart: Sendable, Equatable {
    package let row: Int32
    /// Hundredths, prorated by days and rounded once.
    package let cents: Int64
  }

  /// Why there is no quota; nil when there is one.
  package let obstacle: String?
  /// The rows that count, in the order of the file.
  package let parts: [QuotaPart]
  /// The quota; its count is that of the rows.
  package let quota: Total
  /// Rows of managers that do not count because others carry the quota.
  package let managerRowsLeftOut: Int

  package static let noQuota = "no quota"

  init(_ context: AnswerContext) {
    guard let quotas = context.snapshot.quotas, context.obstacle(.quotas) == nil else {
      obstacle = context.obstacle(.quotas)
      (parts, quota, managerRowsLeftOut) = ([], Total(), 0)
      return
    }
    let period = context.question.period
    let people = context.snapshot.people
    let masks = context.selection.masks
    let segment = masks.words(.segment, quotas.segment.vocabulary)
    var holders = PersonSet()
    var found: [QuotaPart] = []
    for row in 0..<quotas.count {
      let days = Self.overlap(quotas.start[row], quotas.end[row], period)
      let person = quotas.person[row]
      guard days > 0, masks.person.map({ $0[Int(person) + 1] != 0 }) ?? true else { continue }
      holders.insert(person, isManager: people.isManager(person))
      if let segment, segment[Int(quotas.segment.codes[row]) + 1] == 0 { continue }
      let length = Int64(quotas.end[row]) - Int64(quotas.start[row]) + 1
      let cents = Exact.scale(cents: quotas.amount[row], by: days, over: length)
      found.append(QuotaPart(row: Int32(row), cents: cents))
    }
    let counted = found.filter { part in
      let person = quotas.person[Int(part.row)]
      guard people.isManager(person) else { return true }
      return !holders.hasOthers && !holders.hasManager(above: person, in: people)
    }
    parts = counted
    managerRowsLeftOut = found.count - counted.count
    quota = counted.reduce(into: Total()) { $0.add($1.cents) }
    obstacle = counted.isEmpty ? Self.noQuota : nil
  }

  /// Days of a row, both ends included, that lie in a period; 0 for a row that ends before it
  /// begins.
  static func overlap(_ start: Int32, _ end: Int32, _ period: Period) -> Int64 {
    if end < start { return 0 }
    let (first, last) = (max(start, period.start.number), min(end, period.end.number))
    return last < first ? 0 : Int64(last) - Int64(first) + 1
  }
}

/// People who hold something in a period, to find out whose rows of managers count.
struct PersonSet {
  private var members: Set<Int32> = []
  /// Whether somebody in it is no manager.
  private(set) var hasOthers = false

  mutating func insert(_ person: Int32, isManager: Bool) {
    members.insert(person)
    if !isManager { hasOthers = true }
  }

  /// Whether a manager at any height above a person is in the set.
  ///
  /// A circle of managers ends where it closes; nobody is above oneself.
  func hasManager(above person: Int32, in people: PeopleTable) -> Bool {
    var seen: Set<Int32> = [person]
    var current = person
    while current >= 0, Int(current) < people.knownCount {
      current = people.manager[Int(current)]
      guard current >= 0, seen.insert(current).inserted else { return false }
      if members.contains(current) { return true }
    }
    return false
  }
}
