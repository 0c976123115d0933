import RevBase
import RevMetrics
import RevModel

extension ForecastModel {
  /// What the deals that pass the slicers add to one of `periods`, supposed changes included.
  func part(_ ahead: Int, _ rows: PartRows, _ context: AnswerContext) -> PartSum {
    let sheet = sheets[ahead]
    let whatIf = context.question.whatIf
    var part = PartSum()
    sheet.addCreated(rows.created, to: &part)
    if whatIf.isEmpty {
      sheet.addOpen(rows.open, to: &part)
    } else {
      let changed = Set(whatIf.map(\.deal))
      sheet.addOpen(rows.open.filter { !changed.contains(Int(sheet.rows[Int($0)])) }, to: &part)
      addSupposed(changed.sorted(), ahead, context, to: &part)
    }
    sheet.finish(&part)
    return part
  }

  private func addSupposed(
    _ changed: [Int], _ ahead: Int, _ context: AnswerContext, to part: inout PartSum
  ) {
    let (filter, deals) = (context.selection.filter, roster.snapshot.deals)
    let owners = context.book.state.owner
    let factor = sheets[ahead].estimate.calibration.openFactor
    for row in changed {
      guard roster.rank[row] >= 0, filter.passes(row, owner: owners[row], deals),
        let supposed = supposed(row, ahead, context.book)
      else { continue }
      part.openCents += Int64((supposed.chance * supposed.amount * 100).rounded())
      part.variance +=
        factor * supposed.chance * (1 - supposed.chance) * supposed.amount * supposed.amount
    }
  }

  /// A deal's chance and amount with the values that a what-if supposes; nil when it is not open.
  private func supposed(_ row: Int, _ ahead: Int, _ book: DealsAsOf) -> (
    chance: Double, amount: Double
  )? {
    let standing = book.standing[row]
    guard
      standing == Standing.open.rawValue || standing == Standing.omitted.rawValue
        || standing == Standing.unqualified.rawValue
    else { return nil }
    let code = roster.ladder.code(ofRow: Int(book.stageRow[row]))
    guard code >= 0 else { return nil }
    let place = Int(placeOfRow[row])
    let created = roster.snapshot.deals.created[row]
    var point =
      place >= 0
      ? points[place]
      : DealPoint(
        row: Int32(row), stage: 0, age: 0, life: day.number - created, idle: 0, due: 0, amount: 0,
        owner: NameLevels.none, segment: roster.segment[row], pushes: 0, category: 0)
    let stage = isSingleStage ? 0 : code
    if stage != point.stage { point.age = 0 }
    point.stage = stage
    point.amount = book.state.amount[row]
    point.due = book.state.close[row]
    point.owner = roster.owners.level(book.state.owner[row])
    point.category = book.category[row]
    let size = OpenScores.size(point, adjustments, wins)
    let odds =
      layerOne(point, ahead) + adjustments.sum(estimates.rules[ahead].levels(point))
      + sheets[ahead].theta
    return (Odds.chance(odds), size.amount)
  }

  /// Log-odds of layer one for a deal in one of the periods.
  func layerOne(_ point: DealPoint, _ ahead: Int) -> Double {
    estimates.layerOne[ahead][Projection.cell(stage: Int(point.stage), age: Int(point.age))]
  }

  /// Expected open bookings by stage of the deals that pass.
  func stageParts(_ ahead: Int, _ rows: PartRows) -> [Landing.StagePart] {
    let sheet = sheets[ahead]
    let count = isSingleStage ? 1 : roster.ladder.rows.count
    var counts = [Int](repeating: 0, count: count)
    var amounts = [Int64](repeating: 0, count: count)
    var expected = amounts
    for place in rows.open {
      let index = Int(place)
      let stage = Int(points[index].stage)
      counts[stage] += 1
      amounts[stage] += points[index].amount
      expected[stage] += sheet.cents[index]
    }
    return (0..<count).map { stage in
      Landing.StagePart(
        stage: stageName(stage), count: counts[stage], amount: Money(cents: amounts[stage]),
        expected: Money(cents: expected[stage]))
    }
  }

  /// The name of a stage of the model; all open stages are one where the records tell no more.
  package func stageName(_ stage: Int) -> String {
    isSingleStage ? "open" : roster.snapshot.stages.title(roster.ladder.rows[stage])
  }
}
