import RevBase
import RevModel

/// The calls that people submitted, as they stood on any day.
struct SubmittedCalls: Sendable {
  /// One submission of category `call`, in the order of the file.
  private struct Entry: Sendable {
    var person: Int32
    var submitted: Int32
    var cents: Int64
  }

  private var byPeriod: [Int32: [Entry]] = [:]
  private let people: PeopleTable

  /// Nil without calls.csv.
  init?(_ snapshot: Snapshot) {
    guard let calls = snapshot.calls else { return nil }
    people = snapshot.people
    for row in 0..<calls.count
    where calls.category[row] == CallTable.Category.call.rawValue && calls.person[row] >= 0 {
      byPeriod[calls.periodStart[row], default: []].append(
        Entry(
          person: calls.person[row], submitted: calls.submitted[row], cents: calls.amount[row]))
    }
  }

  /// The latest call of each person for a period by a day; of one day the last in the file.
  func latest(_ period: Period, by day: Int32) -> [Int32: Int64] {
    var latest: [Int32: Entry] = [:]
    for entry in byPeriod[period.start.number] ?? [] where entry.submitted <= day {
      if let known = latest[entry.person], known.submitted > entry.submitted { continue }
      latest[entry.person] = entry
    }
    return latest.mapValues(\.cents)
  }

  /// The company's call by a day, by the rule of the metric book: people who are no managers, else
  /// the managers with no manager above them who has one; nil when nobody has one.
  func company(_ period: Period, by day: Int32) -> Int64? {
    let latest = latest(period, by: day)
    if latest.isEmpty { return nil }
    let own = latest.filter { !people.isManager($0.key) }
    if !own.isEmpty { return own.values.reduce(0, +) }
    return latest.filter { person, _ in
      !managers(above: person).contains { latest[$0] != nil }
    }.values.reduce(0, +)
  }

  /// Everybody above a person, nearest first.
  func managers(above person: Int32) -> [Int32] {
    var chain: [Int32] = []
    var next = person
    while next >= 0, Int(next) < people.knownCount {
      next = people.manager[Int(next)]
      if next < 0 || next == person || chain.contains(next) { break }
      chain.append(next)
    }
    return chain
  }

  /// Everybody who ever submitted a call, by code.
  var callers: [Int32] {
    Set(byPeriod.values.flatMap { $0.map(\.person) }).sorted {
      people.ids.utf8(Int($0)).lexicographicallyPrecedes(people.ids.utf8(Int($1)))
    }
  }
}
