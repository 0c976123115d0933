import RevBase

/// One answered number: its value, or why there is none.
package struct Measure: Sendable, Equatable {
  /// nil when undefined.
  package var value: Quantity?
  /// Why it is undefined, in words for a person; nil when there is a value.
  package var reason: String?
  /// Of a quotient that is one division.
  package var numerator: Quantity?
  package var denominator: Quantity?
  /// Rows that had to be left out (cycle.*).
  package var excluded: Int?
  /// How many rows the amount is about (cash.mismatch).
  package var count: Int?

  package init(
    _ value: Quantity, numerator: Quantity? = nil, denominator: Quantity? = nil,
    excluded: Int? = nil, count: Int? = nil
  ) {
    self.value = value
    self.numerator = numerator
    self.denominator = denominator
    self.excluded = excluded
    self.count = count
  }

  private init(reason: String) { self.reason = reason }

  /// A number that cannot be known.
  package static func undefined(_ reason: String) -> Measure { Measure(reason: reason) }

  /// A division: undefined with `reason` when the denominator is zero.
  package static func quotient(
    _ numerator: Quantity, over denominator: Quantity, otherwise reason: String
  ) -> Measure {
    guard denominator.double != 0 else { return .undefined(reason) }
    // Hundredths over hundredths: one rounding, not one for each operand as well.
    let value: Double =
      if case .money(let top) = numerator, case .money(let bottom) = denominator {
        Double(top.cents) / Double(bottom.cents)
      } else {
        numerator.double / denominator.double
      }
    return Measure(.real(value), numerator: numerator, denominator: denominator)
  }
}
