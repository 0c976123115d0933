import RevBase
import RevModel

extension ForecastModel {
  /// What the deals that pass the slicers add to one of `periods`, supposed changes included.
  func part(_ ahead: Int, _ selection: DealSelection, _ book: DealsAsOf, whatIf: [DealChange])
    -> PartSum
  {
    let sheet = sheets[ahead]
    let (filter, deals, owners) = (selection.filter, roster.snapshot.deals, book.state.owner)
    if whatIf.isEmpty { return sheet.sum { filter.passes($0, owner: owners[$0], deals) } }
    let changed = Set(whatIf.map(\.deal))
    var part = PartSum()
    for index in sheet.rows.indices {
      let row = Int(sheet.rows[index])
      guard !changed.contains(row), filter.passes(row, owner: owners[row], deals) else { continue }
      part.openCents += sheet.cents[index]
      part.variance += sheet.variance[index]
    }
    for row in changed.sorted() {
      guard roster.rank[row] >= 0, filter.passes(row, owner: owners[row], deals),
        let supposed = supposed(row, ahead, book)
      else { continue }
      part.openCents += Int64((supposed.chance * supposed.amount * 100).rounded())
      let factor = sheet.estimate.calibration.openFactor
      part.variance +=
        factor * supposed.chance * (1 - supposed.chance) * supposed.amount * supposed.amount
    }
    for index in sheet.newRows.indices {
      let row = Int(sheet.newRows[index])
      if filter.passes(row, owner: owners[row], deals) { part.newCents += sheet.newCents[index] }
    }
    sheet.finish(&part)
    return part
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
  func stageParts(_ ahead: Int, _ selection: DealSelection, _ book: DealsAsOf)
    -> [Landing.StagePart]
  {
    let sheet = sheets[ahead]
    let (filter, deals, owners) = (selection.filter, roster.snapshot.deals, book.state.owner)
    let stages = roster.ladder.rows
    let count = isSingleStage ? 1 : stages.count
    var counts = [Int](repeating: 0, count: count)
    var amounts = [Int64](repeating: 0, count: count)
    var expected = amounts
    for index in sheet.rows.indices {
      let row = Int(sheet.rows[index])
      guard filter.passes(row, owner: owners[row], deals) else { continue }
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
