import RevBase
import RevMetrics
import RevModel

/// What every deal adds to a landing on two days, and why that differs: made once for a pair of
/// days, read by every question about them.
struct ForecastShift: Sendable {
  /// Why a deal adds something else than before.
  enum Cause: UInt8, Sendable { case won, lost, moved, new, timePassed }

  /// Rows of deals.csv with what they add, in hundredths.
  private var rows: [Int32] = []
  private var before: [Int64] = []
  private var after: [Int64] = []
  private var causes: [Cause] = []
  /// Recent creations of either day, with their shares of what is not in the pipeline yet.
  private var created: [Int32] = []
  private var newBefore: [Int64] = []
  private var newAfter: [Int64] = []
  /// Rows whose owner is another than before: a slicer may keep them on one of the days only.
  private let changedOwner: BitSet
  private let oldOwners: [Int32]

  init(_ old: ForecastModel, _ from: Int, _ new: ForecastModel, _ to: Int) {
    let count = new.owners.count
    var changed = BitSet(count: count)
    for row in 0..<count where old.owners[row] != new.owners[row] { changed[row] = true }
    changedOwner = changed
    oldOwners = old.owners
    let (then, now) = (Holdings(old, from), Holdings(new, to))
    let created = new.roster.snapshot.deals.created
    for row in 0..<count where then.cents[row] != 0 || now.cents[row] != 0 || then.isHeld[row] {
      rows.append(Int32(truncatingIfNeeded: row))
      before.append(then.cents[row])
      after.append(now.cents[row])
      let isGone = new.placeOfRow[row] < 0
      let cause: Cause =
        now.isWon[row] && !then.isWon[row]
        ? .won
        : then.isHeld[row] && !then.isWon[row] && !now.isWon[row] && isGone
          ? .lost
          : created[row] > old.day.number
            ? .new : Self.isTouched(row, old, new) ? .moved : .timePassed
      causes.append(cause)
    }
    addCreated(old.sheets[from], new.sheets[to])
  }

  private mutating func addCreated(_ old: PartSheet, _ new: PartSheet) {
    var place: [Int32: Int] = [:]
    place.reserveCapacity(new.newRows.count)
    created = new.newRows
    newAfter = new.newCents
    newBefore = [Int64](repeating: 0, count: created.count)
    for (index, row) in created.enumerated() { place[row] = index }
    for (index, row) in old.newRows.enumerated() {
      if let known = place[row] {
        newBefore[known] += old.newCents[index]
      } else {
        created.append(row)
        newBefore.append(old.newCents[index])
        newAfter.append(0)
      }
    }
  }

  /// Whether anything about a deal was changed between two days.
  private static func isTouched(_ row: Int, _ old: ForecastModel, _ new: ForecastModel) -> Bool {
    if old.owners[row] != new.owners[row] || old.amounts[row] != new.amounts[row] { return true }
    let (a, b) = (Int(old.placeOfRow[row]), Int(new.placeOfRow[row]))
    guard a >= 0, b >= 0 else { return true }
    let (was, now) = (old.points[a], new.points[b])
    let stayed = Int(now.age) - Int(was.age) == new.day - old.day && now.stage == was.stage
    return !stayed || now.due != was.due || now.category != was.category
  }

  /// Adds up the deals that the slicers of a question keep; a deal that came to them or left them
  /// with its owner has moved.
  func add(_ context: AnswerContext, to change: inout ForecastChange) {
    let (filter, deals) = (context.selection.filter, context.snapshot.deals)
    let kept = context.selection.standing
    let isPlain = context.question.whatIf.isEmpty
    let owners = context.book.state.owner
    func isKept(_ row: Int) -> (then: Bool, now: Bool) {
      let now =
        isPlain
        ? kept[row] != Standing.absent.rawValue
        : filter.passes(row, owner: owners[row], deals)
      return changedOwner[row]
        ? (filter.passes(row, owner: oldOwners[row], deals), now) : (now, now)
    }
    var (then, now) = (Int64(0), Int64(0))
    var parts = [Int64](repeating: 0, count: 5)
    for index in rows.indices {
      let kept = isKept(Int(rows[index]))
      guard kept.then || kept.now else { continue }
      let (a, b) = (kept.then ? before[index] : 0, kept.now ? after[index] : 0)
      then += a
      now += b
      let cause = kept.then == kept.now ? causes[index] : .moved
      parts[Int(cause.rawValue)] += b - a
    }
    var passed = Int64(0)
    for index in created.indices {
      let kept = isKept(Int(created[index]))
      let (a, b) = (kept.then ? newBefore[index] : 0, kept.now ? newAfter[index] : 0)
      then += a
      now += b
      passed += b - a
    }
    func part(_ cause: Cause) -> Money { Money(cents: parts[Int(cause.rawValue)]) }
    change.before += Money(cents: then)
    change.after += Money(cents: now)
    change.won += part(.won)
    change.lost += part(.lost)
    change.moved += part(.lost) + part(.moved)
    change.new += part(.new)
    change.timePassed += part(.timePassed) + Money(cents: passed)
  }
}

/// What each deal adds to a landing, by row: its booking, or its expected one.
private struct Holdings {
  var cents: [Int64]
  var isWon: BitSet
  var isHeld: BitSet

  init(_ model: ForecastModel, _ ahead: Int) {
    let count = model.owners.count
    cents = [Int64](repeating: 0, count: count)
    isWon = BitSet(count: count)
    isHeld = BitSet(count: count)
    let sheet = model.sheets[ahead]
    if ahead == 0 {
      for row in model.wonRows(in: model.grid.periods[model.base]) {
        isWon[Int(row)] = true
        isHeld[Int(row)] = true
        cents[Int(row)] = model.amounts[Int(row)]
      }
    }
    for index in sheet.rows.indices {
      let row = Int(sheet.rows[index])
      isHeld[row] = true
      cents[row] += sheet.cents[index]
    }
  }
}
