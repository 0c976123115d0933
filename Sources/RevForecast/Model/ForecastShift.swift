import RevBase
import RevMetrics
import RevModel

/// What deals add to a landing on two days, and why that differs: made once for a pair of days, read
/// by every question about them.
///
/// Kept by group of deals that no slicer tells apart on either day: a change of slicers adds up
/// groups.
struct ForecastShift: Sendable {
  /// Why a deal adds something else than before.
  enum Cause: Int, Sendable { case won, lost, moved, new, timePassed }

  /// What the deals of one group add, in hundredths.
  private struct Sums: Sendable {
    var before: Int64 = 0
    var after: Int64 = 0
    /// By `Cause`: after less before.
    var parts: InlineArray<5, Int64> = .init(repeating: 0)
    /// Shares of what is not in the pipeline yet.
    var newBefore: Int64 = 0
    var newAfter: Int64 = 0
  }

  private let groups: DealGroups
  private let sums: [Sums]

  /// - Parameter owners: by row of deals.csv, as the deals of the newer day say.
  init(
    _ old: ForecastModel, _ from: Int, _ new: ForecastModel, _ to: Int, owners: [Int32]
  ) {
    var list = ShiftList()
    list.add(old, from, new, to)
    list.addCreated(old.sheets[from], new.sheets[to])
    // Whose owner is another than before may be kept by a slicer on one of the days only.
    func isOther(_ row: Int) -> Bool { old.owners[row] != new.owners[row] }
    let rows = (list.rows + list.created).map { Int($0) }
    let groups = DealGroups(
      list.rows + list.created, owners: rows.map { owners[$0] },
      earlier: rows.map { isOther($0) ? old.owners[$0] : owners[$0] },
      in: new.roster.snapshot)
    var sums = [Sums](repeating: Sums(), count: groups.count)
    for index in list.rows.indices {
      let group = Int(groups.ofDeal[index])
      let (a, b) = (list.before[index], list.after[index])
      sums[group].before += a
      sums[group].after += b
      sums[group].parts[list.causes[index].rawValue] += b - a
    }
    for index in list.created.indices {
      let group = Int(groups.ofDeal[list.rows.count + index])
      sums[group].newBefore += list.newBefore[index]
      sums[group].newAfter += list.newAfter[index]
    }
    (self.groups, self.sums) = (groups, sums)
  }

  /// Adds up the deals that the slicers of a question keep; a deal that came to them or left them
  /// with its owner has moved.
  func add(_ context: AnswerContext, to change: inout ForecastChange) {
    let filter = context.selection.filter
    let (then, now) = (groups.passing(filter, asOwnedEarlier: true), groups.passing(filter))
    var total = Sums()
    for group in sums.indices where then[group] | now[group] != 0 {
      let (wasIn, isIn) = (then[group] != 0, now[group] != 0)
      let (before, after) = (wasIn ? sums[group].before : 0, isIn ? sums[group].after : 0)
      total.before += before
      total.after += after
      if wasIn && isIn {
        for cause in total.parts.indices { total.parts[cause] += sums[group].parts[cause] }
      } else {
        total.parts[Cause.moved.rawValue] += after - before
      }
      if wasIn { total.newBefore += sums[group].newBefore }
      if isIn { total.newAfter += sums[group].newAfter }
    }
    func part(_ cause: Cause) -> Money { Money(cents: total.parts[cause.rawValue]) }
    change.before += Money(cents: total.before + total.newBefore)
    change.after += Money(cents: total.after + total.newAfter)
    change.won += part(.won)
    change.lost += part(.lost)
    change.moved += part(.lost) + part(.moved)
    change.new += part(.new)
    change.timePassed += part(.timePassed) + Money(cents: total.newAfter - total.newBefore)
  }
}

/// The deals of a shift one by one, while their groups are added up.
private struct ShiftList {
  /// Rows of deals.csv with what they add, in hundredths.
  private(set) var rows: [Int32] = []
  private(set) var before: [Int64] = []
  private(set) var after: [Int64] = []
  private(set) var causes: [ForecastShift.Cause] = []
  /// Recent creations of the one day, then of the other, with their shares of what is not in the
  /// pipeline yet.
  private(set) var created: [Int32] = []
  private(set) var newBefore: [Int64] = []
  private(set) var newAfter: [Int64] = []

  mutating func add(_ old: ForecastModel, _ from: Int, _ new: ForecastModel, _ to: Int) {
    let (then, now) = (Holdings(old, from), Holdings(new, to))
    let created = new.roster.snapshot.deals.created
    for row in new.owners.indices
    where then.cents[row] != 0 || now.cents[row] != 0 || then.isHeld[row] {
      rows.append(Int32(truncatingIfNeeded: row))
      before.append(then.cents[row])
      after.append(now.cents[row])
      let isGone = new.placeOfRow[row] < 0
      let cause: ForecastShift.Cause =
        now.isWon[row] && !then.isWon[row]
        ? .won
        : then.isHeld[row] && !then.isWon[row] && !now.isWon[row] && isGone
          ? .lost
          : created[row] > old.day.number
            ? .new : Self.isTouched(row, old, new) ? .moved : .timePassed
      causes.append(cause)
    }
  }

  mutating func addCreated(_ old: PartSheet, _ new: PartSheet) {
    created = old.newRows + new.newRows
    newBefore = old.newCents + [Int64](repeating: 0, count: new.newRows.count)
    newAfter = [Int64](repeating: 0, count: old.newRows.count) + new.newCents
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
