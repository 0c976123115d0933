import RevBase
import RevModel

extension ForecastModel {
  /// What the deals that pass the slicers add to one of `periods`.
  func part(_ ahead: Int, _ kept: ModelPart) -> PartSum {
    let sheet = sheets[ahead]
    var part = PartSum()
    part.newCents = kept.new(ahead)
    sheet.addOpen(kept.open, to: &part)
    sheet.finish(&part)
    return part
  }

  /// Log-odds of layer one for a deal in one of the periods.
  func layerOne(_ point: DealPoint, _ ahead: Int) -> Double {
    estimates.layerOne[ahead][Projection.cell(stage: Int(point.stage), age: Int(point.age))]
  }

  /// Expected open bookings by stage of the deals that pass.
  func stageParts(_ ahead: Int, _ kept: ModelPart) -> [Landing.StagePart] {
    let count = isSingleStage ? 1 : roster.ladder.rows.count
    var counts = [Int](repeating: 0, count: count)
    var amounts = [Int64](repeating: 0, count: count)
    var expected = amounts
    let sheet = sheets[ahead].cents
    let (places, points, cents) = (kept.open.span, points.span, sheet.span)
    for place in 0..<places.count {
      let index = Int(places[place])
      let stage = Int(points[index].stage)
      counts[stage] += 1
      amounts[stage] += points[index].amount
      expected[stage] += cents[index]
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
