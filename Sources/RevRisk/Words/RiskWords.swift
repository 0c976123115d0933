import RevBase

/// Numbers and days in the short words that reasons and actions are written in.
enum RiskWords {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `12 Aug`, with the year when it is not that of `today`.
  static func day(_ day: Day, today: Day) -> String {
    let (year, month, number) = day.civil
    let short = "\(number) \(months[month - 1])"
    return year == today.civil.year ? short : "\(short) \(year)"
  }

  /// `1 day`, `3 days`.
  static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// `once`, `twice`, `3 times`.
  static func times(_ number: Int) -> String {
    switch number {
    case 1: "once"
    case 2: "twice"
    default: "\(number) times"
    }
  }

  /// A share in whole percent: `42%`.
  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

  /// A number with at most one decimal place: `12`, `12.5`.
  static func plain(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
    let sign = tenths < 0 ? "-" : ""
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }

  /// A number with two decimal places: `0.53`.
  static func hundredths(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
    return "\(hundredths < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Whole units with thousands apart: `61,250`.
  static func amount(_ money: Money) -> String {
    let units = Exact.roundHalfEven(Int128(money.cents), over: 100)
    let digits = Array("\(units.magnitude)")
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return units < 0 ? "-\(text)" : text
  }
}

extension Money {
  /// Units of currency from real arithmetic, rounded half to even to a hundredth.
  init(estimate units: Double) {
    self.init(cents: Int64((units * 100).rounded(.toNearestOrEven)))
  }
}
