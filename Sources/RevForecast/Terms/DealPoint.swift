/// What the forecast knows about one open deal on one day.
struct DealPoint: Sendable, Equatable {
  var row: Int32
  var stage: Int16
  /// Days in the stage, and since the deal (or its reopening) began.
  var age: Int32
  var life: Int32
  /// Days since the last activity, or since it began.
  var idle: Int32
  /// Day number; unknown where blank.
  var due: Int32
  /// Hundredths; 0 or less when not sized.
  var amount: Int64
  var owner: UInt16
  var segment: UInt16
  var pushes: UInt8
  /// Raw value of `StageTable.Category`.
  var category: UInt8
}

extension Walk {
  /// The open deals as they stand today, in canonical order.
  func openPoints() -> [DealPoint] {
    var points: [DealPoint] = []
    points.reserveCapacity(active.count)
    let (deals, order, owners) = (deals.span, roster.order, roster.owners)
    for place in active {
      let deal = deals[Int(place)]
      points.append(
        DealPoint(
          row: order[Int(place)], stage: deal.stage, age: day - deal.since,
          life: day - deal.sojourn, idle: day - max(deal.touched, deal.sojourn), due: deal.due,
          amount: deal.amount, owner: owners.level(deal.owner), segment: deal.segment,
          pushes: deal.pushes, category: codes.category(deal)))
    }
    return points
  }
}
