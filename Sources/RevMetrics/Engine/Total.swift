package import RevBase

/// A sum of hundredths that cannot overflow, and how many rows went into it.
package struct Total: Sendable, Equatable {
  package var cents: Int128 = 0
  package var count = 0

  package init() {}

  package init(cents: Int128, count: Int) {
    self.cents = cents
    self.count = count
  }

  @inline(__always)
  mutating func add(_ amount: Int64) {
    cents &+= Int128(truncatingIfNeeded: amount)
    count &+= 1
  }

  /// The sum; nil when it does not fit what money is kept in.
  package var money: Money? { Int64(exactly: cents).map { Money(cents: $0) } }

  /// For tables: a sum beyond what money is kept in is held at the limit.
  package var tally: Tally {
    Tally(amount: Money(cents: Int64(clamping: cents)), count: count)
  }

  /// The sum as an answer.
  package var measure: Measure {
    guard let money else { return .undefined(Self.tooLarge) }
    return Measure(.money(money))
  }

  package static let tooLarge = "the sum is too large to be held to the cent"

  package static func + (a: Total, b: Total) -> Total {
    Total(cents: a.cents + b.cents, count: a.count + b.count)
  }
}

extension Measure {
  /// One sum over another; undefined with `reason` when there is nothing to divide by.
  static func quotient(_ top: Total, over bottom: Total, otherwise reason: String) -> Measure {
    guard let numerator = top.money, let denominator = bottom.money else {
      return .undefined(Total.tooLarge)
    }
    return .quotient(.money(numerator), over: .money(denominator), otherwise: reason)
  }

  /// One count over another.
  static func share(_ top: Int, of bottom: Int, otherwise reason: String) -> Measure {
    .quotient(.count(top), over: .count(bottom), otherwise: reason)
  }

  /// A sum divided by the number of its rows.
  static func mean(_ total: Total, otherwise reason: String) -> Measure {
    guard total.count > 0 else { return .undefined(reason) }
    guard total.money != nil else { return .undefined(Total.tooLarge) }
    return Measure(.fraction(cents: total.cents, over: Int128(total.count)))
  }
}
