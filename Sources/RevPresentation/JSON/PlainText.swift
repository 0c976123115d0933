package import RevBase
package import RevMetrics

/// Numbers as plain, exact text for commands that print without a screen.
package enum PlainText {
  /// `1,234,567.50`; always two fraction digits, so that columns line up.
  package static func amount(_ money: Money) -> String {
    let cents = money.cents.magnitude
    let rest = cents % 100
    let sign = money.cents < 0 ? "-" : ""
    return "\(sign)\(grouped(cents / 100)).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// `1,234,567`.
  package static func grouped(_ number: UInt64) -> String {
    let digits = Array("\(number)")
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// A decimal with a fixed number of fraction digits, never `-0`.
  package static func decimal(_ value: Double, digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded(.toNearestOrEven)
    guard scaled < 9e15 else { return "\(value)" }
    let whole = UInt64(scaled)
    let unit = UInt64(scale)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard digits > 0 else { return sign + grouped(whole) }
    let rest = String(whole % unit)
    let zeros = String(repeating: "0", count: digits - rest.count)
    return "\(sign)\(grouped(whole / unit)).\(zeros)\(rest)"
  }

  /// A quantity with its unit: `4,810,000.00 USD`, `25.0 %`, `3.10 x`, `41.5 days`.
  package static func quantity(_ value: Quantity, _ unit: MetricUnit, currency: String) -> String {
    switch unit {
    case .money, .moneyPerDay, .moneyPerMonth:
      let per = unit == .moneyPerDay ? " a day" : unit == .moneyPerMonth ? " a month" : ""
      return "\(amount(value.money ?? .zero)) \(currency)\(per)"
    case .count: return decimal(value.double, digits: 0)
    case .share: return "\(decimal(value.double * 100, digits: 1))%"
    case .multiple: return "\(decimal(value.double, digits: 2)) x"
    case .days: return "\(decimal(value.double, digits: 1)) days"
    case .months: return "\(decimal(value.double, digits: 1)) months"
    case .score: return "\(decimal(value.double, digits: 1)) of 100"
    case .flag: return value.double == 0 ? "off" : "on"
    }
  }

  /// A number of the book, or `n/a` with the reason.
  package static func measure(
    _ measure: Measure, _ unit: MetricUnit, currency: String
  ) -> (value: String, note: String) {
    guard let value = measure.value else { return ("n/a", measure.reason ?? "") }
    var notes: [String] = []
    if let numerator = measure.numerator, let denominator = measure.denominator {
      notes.append("\(operand(numerator)) of \(operand(denominator))")
    }
    if let count = measure.count { notes.append("\(count) deals") }
    if let excluded = measure.excluded, excluded > 0 { notes.append("\(excluded) left out") }
    return (quantity(value, unit, currency: currency), notes.joined(separator: "; "))
  }

  private static func operand(_ quantity: Quantity) -> String {
    if let money = quantity.money { return amount(money) }
    if case .count(let count) = quantity { return decimal(Double(count), digits: 0) }
    return decimal(quantity.double, digits: 2)
  }
}
