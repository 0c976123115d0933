import OrderedCollections
import RevBase
import RevModel

/// The calls that people submitted for a period: those of calls.csv, and those that the question
/// brings along because they were entered in the cockpit.
package struct CallFacts: Sendable {
  /// Why there is none; nil when there is one.
  package let obstacle: String?
  /// Rows of calls.csv that count, in the order of the file.
  package let rows: [Int32]
  /// How many calls count that were entered in the cockpit.
  package let enteredCount: Int
  package let call: Total

  package static let noCall = "no call was submitted for the period"

  /// The call in force of one person.
  private struct Call {
    var day: Int32
    var cents: Int64
    /// Of calls.csv; nil for one that was entered.
    var row: Int32?
  }

  init(_ context: AnswerContext) {
    let entered = Self.entered(context)
    if let reason = Self.obstacle(context, hasEntered: !entered.isEmpty) {
      obstacle = reason
      (rows, enteredCount, call) = ([], 0, Total())
      return
    }
    let (people, mask) = (context.snapshot.people, context.selection.masks.person)
    func isChosen(_ person: Int32) -> Bool { mask.map { $0[Int(person) + 1] != 0 } ?? true }
    var latest = Self.filed(context).filter { isChosen($0.key) }
    for (person, call) in entered where isChosen(person) {
      // Of one day, what was entered last counts.
      if let known = latest[person], known.day > call.day { continue }
      latest[person] = call
    }
    var holders = PersonSet()
    for who in latest.keys { holders.insert(who, isManager: people.isManager(who)) }
    let counted = latest.filter { who, _ in
      holders.hasOthers ? !people.isManager(who) : !holders.hasManager(above: who, in: people)
    }
    rows = counted.values.compactMap(\.row).sorted()
    enteredCount = counted.count - rows.count
    call = counted.values.reduce(into: Total()) { $0.add($1.cents) }
    obstacle = counted.isEmpty ? Self.noCall : nil
  }

  /// What was entered needs no calls.csv, but can be narrowed by people only, as that can.
  private static func obstacle(_ context: AnswerContext, hasEntered: Bool) -> String? {
    guard context.snapshot.calls == nil, hasEntered else { return context.obstacle(.calls) }
    let others = context.question.slicers.values.keys.filter { $0 != .owner && $0 != .team }
    return others.first.map { "calls have no \($0.rawValue)" }
  }

  /// The latest submission of each person by the as-of day.
  private static func filed(_ context: AnswerContext) -> [Int32: Call] {
    guard let calls = context.snapshot.calls else { return [:] }
    let start = context.question.period.start.number
    let today = context.question.asOf.number
    var latest: [Int32: Call] = [:]
    for row in 0..<calls.count
    where calls.periodStart[row] == start && calls.submitted[row] <= today
      && calls.category[row] == CallTable.Category.call.rawValue
    {
      // Of one day, the last in the file counts.
      if let known = latest[calls.person[row]], known.day > calls.submitted[row] { continue }
      latest[calls.person[row]] = Call(
        day: calls.submitted[row], cents: calls.amount[row],
        row: Int32(truncatingIfNeeded: row))
    }
    return latest
  }

  /// The latest entered call of each person by the as-of day.
  private static func entered(_ context: AnswerContext) -> [Int32: Call] {
    let question = context.question
    var latest: [Int32: Call] = [:]
    for call in question.enteredCalls
    where call.periodStart == question.period.start && call.made <= question.asOf {
      guard let code = context.snapshot.people.ids.firstRow(of: call.person) else { continue }
      let person = Int32(truncatingIfNeeded: code)
      if let known = latest[person], known.day > call.made.number { continue }
      latest[person] = Call(day: call.made.number, cents: call.amount.cents, row: nil)
    }
    return latest
  }
}
