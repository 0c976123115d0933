package import RevBase
package import RevMetrics
import RevModel

extension Forecaster {
  /// Why the expected landing of the question's period differs from what it was on an earlier day;
  /// nil where one of both days has no forecast of the period.
  ///
  /// Every deal falls into one part, in whole hundredths, so that the parts add up exactly. Fits
  /// the earlier day's model when nobody asked about that day before.
  package func change(_ context: AnswerContext, since day: Day) -> ForecastChange? {
    let question = context.question
    guard let cadence = cadence(of: question.period), day < question.asOf,
      context.obstacle(.deals) == nil
    else { return nil }
    var change = ForecastChange(from: day, to: question.asOf, before: .zero, after: .zero)
    for population in populations(question.slicers) {
      let (old, new) = (
        model(on: day, population, cadence), model(on: question.asOf, population, cadence)
      )
      guard let from = old.ahead(question.period), let to = new.ahead(question.period),
        old.wonDeals >= method.winsForForecast
      else { return nil }
      add(old, from, new, to, context, to: &change)
    }
    return change
  }

  /// The Monday on or before the day before: what "since last Monday" means on a day.
  package static func lastMonday(before day: Day) -> Day { (day - 1).monday }

  private func add(
    _ old: ForecastModel, _ from: Int, _ new: ForecastModel, _ to: Int, _ context: AnswerContext,
    to change: inout ForecastChange
  ) {
    let (filter, deals, owners) = (
      context.selection.filter, snapshot.deals, context.book.state.owner
    )
    let before = Holdings(old, from) { filter.passes($0, owner: old.owners[$0], deals) }
    let after = Holdings(new, to) { filter.passes($0, owner: owners[$0], deals) }
    change.before += Money(cents: before.total)
    change.after += Money(cents: after.total)
    let rows = Set(before.cents.keys).union(after.cents.keys)
    for row in rows {
      let delta = Money(cents: (after.cents[row] ?? 0) - (before.cents[row] ?? 0))
      if after.won.contains(row), !before.won.contains(row) {
        change.won += delta
      } else if before.isOpen(row), !after.won.contains(row), new.placeOfRow[Int(row)] < 0 {
        change.moved += delta
        change.lost += delta
      } else if deals.created[Int(row)] > old.day.number {
        change.new += delta
      } else if isTouched(Int(row), old, new) {
        change.moved += delta
      } else {
        change.timePassed += delta
      }
    }
    change.timePassed += Money(cents: after.newTerm - before.newTerm)
  }

  /// Whether anything about a deal was changed between two days.
  private func isTouched(_ row: Int, _ old: ForecastModel, _ new: ForecastModel) -> Bool {
    if old.owners[row] != new.owners[row] || old.amounts[row] != new.amounts[row] { return true }
    let (a, b) = (Int(old.placeOfRow[row]), Int(new.placeOfRow[row]))
    guard a >= 0, b >= 0 else { return true }
    let (was, now) = (old.points[a], new.points[b])
    let stayed = Int(now.age) - Int(was.age) == new.day - old.day && now.stage == was.stage
    return !stayed || now.due != was.due || now.category != was.category
  }
}

/// What each deal adds to a landing: its booking, or its expected one.
private struct Holdings {
  var cents: [Int32: Int64] = [:]
  var won: Set<Int32> = []
  var newTerm: Int64 = 0
  private let model: ForecastModel

  init(_ model: ForecastModel, _ ahead: Int, _ passes: (Int) -> Bool) {
    self.model = model
    let sheet = model.sheets[ahead]
    if ahead == 0 {
      for row in model.wonRows(in: model.grid.periods[model.base]) where passes(Int(row)) {
        won.insert(row)
        cents[row] = model.amounts[Int(row)]
      }
    }
    for index in sheet.rows.indices where passes(Int(sheet.rows[index])) {
      cents[sheet.rows[index], default: 0] += sheet.cents[index]
    }
    for index in sheet.newRows.indices where passes(Int(sheet.newRows[index])) {
      newTerm += sheet.newCents[index]
    }
  }

  func isOpen(_ row: Int32) -> Bool { cents[row] != nil && !won.contains(row) }

  var total: Int64 { cents.values.reduce(newTerm, +) }
}
