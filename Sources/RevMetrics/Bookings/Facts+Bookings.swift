import RevBase
import RevModel

// What the numbers over won deals have in common.

extension Facts {
  /// Won over quota.
  func attainment() -> Measure {
    ask(.deals, .quotas) {
      if let reason = bookings.obstacle { return .undefined(reason) }
      return .quotient(pipeline.won, over: bookings.quota, otherwise: "the quota is zero")
    }
  }

  /// W(P) of type new, and of type expansion.
  var wonByType: (new: Total, expansion: Total) {
    var (new, expansion) = (Total(), Total())
    let (kind, amount) = (context.snapshot.deals.kind, context.book.state.amount)
    for id in context.selection.won {
      switch DealTable.Kind(rawValue: kind[Int(id)]) {
      case .new: new.add(amount[Int(id)])
      case .expansion: expansion.add(amount[Int(id)])
      case .renewal, .other, nil: break
      }
    }
    return (new, expansion)
  }

  /// The middle amounts of W(P).
  var middleWon: Middle? {
    let amount = context.book.state.amount
    return Middle(context.selection.won.map { amount[Int($0)] })
  }

  /// W(P) without the deals that closed before they were created.
  var dealsWithCycle: [Int32] {
    let (created, closed) = (context.snapshot.deals.created, context.book.closed)
    return context.selection.won.filter { closed[Int($0)] >= created[Int($0)] }
  }
}
