import RevBase
import RevModel

/// The calls that people submitted for a period.
package struct CallFacts: Sendable {
  /// Why there is none; nil when there is one.
  package let obstacle: String?
  /// Rows of calls.csv that count, in the order of the file.
  package let rows: [Int32]
  package let call: Total

  package static let noCall = "no call was submitted for the period"

  init(_ context: AnswerContext) {
    guard let calls = context.snapshot.calls, context.obstacle(.calls) == nil else {
      obstacle = context.obstacle(.calls)
      (rows, call) = ([], Total())
      return
    }
    let (people, person) = (context.snapshot.people, context.selection.masks.person)
    let start = context.question.period.start.number
    let today = context.question.asOf.number
    var latest: [Int32: Int] = [:]
    for row in 0..<calls.count
    where calls.periodStart[row] == start && calls.submitted[row] <= today
      && calls.category[row] == CallTable.Category.call.rawValue
      && (person.map { $0[Int(calls.person[row]) + 1] != 0 } ?? true)
    {
      // Of one day, the last in the file counts.
      if let known = latest[calls.person[row]], calls.submitted[known] > calls.submitted[row] {
        continue
      }
      latest[calls.person[row]] = row
    }
    var holders = PersonSet()
    for who in latest.keys { holders.insert(who, isManager: people.isManager(who)) }
    let counted = latest.filter { who, _ in
      holders.hasOthers ? !people.isManager(who) : !holders.hasManager(above: who, in: people)
    }
    rows = counted.values.map { Int32($0) }.sorted()
    call = rows.reduce(into: Total()) { $0.add(calls.amount[Int($1)]) }
    obstacle = rows.isEmpty ? Self.noCall : nil
  }
}
