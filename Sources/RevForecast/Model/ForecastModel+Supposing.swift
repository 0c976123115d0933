import RevBase
package import RevMetrics
import RevModel

/// The model of a day with some deals as a what-if supposes them.
///
/// What was learnt stays: rates, terms, calibration, and what is not created yet. Only the supposed
/// deals stand elsewhere, so that whatever is read of a model follows: sums, contributions, chances
/// and their reasons. The known value supposed again gives the same numbers.
extension ForecastModel {
  /// - Parameters:
  ///   - changed: rows of deals.csv that something is supposed of.
  ///   - book: the deals of the model's day with what is supposed.
  func supposing(_ changed: Set<Int>, _ book: DealsAsOf) -> ForecastModel {
    let supposed = changed.sorted().compactMap { row in
      roster.rank[row] >= 0 ? supposedPoint(row, book) : nil
    }
    let kept = points.indices.filter { !changed.contains(Int(points[$0].row)) }
    let all = points + supposed
    let rank = roster.rank
    let order = (kept + Array(points.count..<all.count)).sorted { a, b in
      let (x, y) = (rank[Int(all[a].row)], rank[Int(all[b].row)])
      return x == y ? a < b : x < y
    }
    var model = self
    model.points = order.map { all[$0] }
    for row in changed { model.placeOfRow[row] = -1 }
    for (place, point) in model.points.enumerated() {
      model.placeOfRow[Int(point.row)] = Int32(place)
    }
    var spent = [Double](repeating: 0, count: supposed.count)
    for ahead in sheets.indices {
      let entries = supposed.indices.map { index in
        entry(supposed[index], ahead, atMost: ahead == 0 ? 1 : max(0, 1 - spent[index]))
      }
      for (index, entry) in entries.enumerated() { spent[index] += entry.chance }
      model.sheets[ahead].suppose(entries, order: order)
    }
    return model
  }

  private func entry(_ point: DealPoint, _ ahead: Int, atMost most: Double) -> PartSheet.Entry {
    let size = OpenScores.size(point, adjustments, wins)
    let odds = layerOne(point, ahead) + adjustments.sum(estimates.rules[ahead].levels(point))
    return PartSheet.Entry(
      row: point.row, chance: min(Odds.chance(odds), most), amount: size.amount,
      spread: size.variance)
  }

  /// What the forecast knows of a deal as it is supposed to be; nil when it is not open.
  private func supposedPoint(_ row: Int, _ book: DealsAsOf) -> DealPoint? {
    switch Standing(rawValue: book.standing[row]) {
    case .open, .omitted, .unqualified: break
    case .won, .lost, .absent, .unknown, nil: return nil
    }
    let code = roster.ladder.code(ofRow: Int(book.stageRow[row]))
    guard code >= 0 else { return nil }
    let place = Int(placeOfRow[row])
    var point =
      place >= 0
      ? points[place]
      : DealPoint(
        row: Int32(row), stage: 0, age: 0, life: day.number - roster.snapshot.deals.created[row],
        idle: 0, due: 0, amount: 0, owner: NameLevels.none, segment: roster.segment[row],
        pushes: 0, category: 0)
    let stage = isSingleStage ? 0 : code
    if stage != point.stage { point.age = 0 }
    point.stage = stage
    point.amount = book.state.amount[row]
    point.due = book.state.close[row]
    point.owner = roster.owners.level(book.state.owner[row])
    point.category = book.category[row]
    return point
  }
}

extension Forecaster {
  /// The models of a question's day and types, one a population, with what the question supposes.
  package func models(_ context: AnswerContext, _ cadence: ForecastCadence) -> [ForecastModel] {
    let question = context.question
    return populations(question.slicers).map { population in
      let known = model(on: question.asOf, population, cadence)
      return question.whatIf.isEmpty ? known : supposed(known, question.whatIf, context.book)
    }
  }
}
