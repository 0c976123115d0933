package import RevBase
package import RevMetrics

/// Numbers and days as the person reads them: the only place where they become text.
///
/// There is no `NaN`, no infinity and no `-0`; what is unknown is `n/a`.
package enum Format {
  package static let missing = "n/a"

  // MARK: - Plain numbers

  /// A number with a fixed count of digits behind the point, rounded half to even.
  package static func fixed(_ value: Double, digits: Int = 0) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return missing }
    let factor = (0..<max(0, digits)).reduce(1.0) { product, _ in product * 10 }
    let scaled = (value.magnitude * factor).rounded(.toNearestOrEven)
    guard scaled < 9e18 else { return missing }
    return decimal(UInt64(scaled), digits: digits, isNegative: value < 0)
  }

  /// `count(48_000)` is `48,000`.
  package static func count(_ value: Int) -> String {
    (value < 0 ? "-" : "") + grouped(String(value.magnitude))
  }

  /// `28 deals`, `1 deal`.
  package static func count(_ value: Int, _ noun: String) -> String {
    value == 1 ? "1 \(noun)" : "\(count(value)) \(plural(noun))"
  }

  /// `deals`, `activities`, `days`, `touches`, `quota rows`, `rows of people.csv`.
  private static func plural(_ noun: String) -> String {
    if let of = noun.firstRange(of: " of ") {
      return plural(String(noun[..<of.lowerBound])) + noun[of.lowerBound...]
    }
    if noun.hasSuffix("ch") || noun.hasSuffix("s") { return noun + "es" }
    let vowels: [Character] = ["a", "e", "o", "u"]
    if noun.hasSuffix("y"), let before = noun.dropLast().last, !vowels.contains(before) {
      return noun.dropLast() + "ies"
    }
    return noun + "s"
  }

  private static func decimal(_ scaled: UInt64, digits: Int, isNegative: Bool) -> String {
    var text = String(scaled)
    if digits > 0 {
      text = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
      let point = text.index(text.endIndex, offsetBy: -digits)
      text = grouped(String(text[..<point])) + "." + text[point...]
    } else {
      text = grouped(text)
    }
    return isNegative && scaled != 0 ? "-" + text : text
  }

  private static func grouped(_ digits: String) -> String {
    guard digits.utf8.count > 3 else { return digits }
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }

  // MARK: - Money

  /// `1.85M`, `17.6M`, `612K`, `9.5K`, `950`: three figures that count.
  package static func compact(_ money: Money) -> String {
    let magnitude = Int128(money.cents.magnitude)
    let sign = money.cents < 0 ? "-" : ""
    let whole = Exact.roundHalfEven(magnitude, over: 100)
    if whole < 1000 { return whole == 0 ? "0" : sign + "\(whole)" }
    for (unit, scale, small) in levels {
      for digits in [small, small - 1, 0] where digits >= 0 {
        let power = powers[digits]
        let scaled = Exact.roundHalfEven(magnitude * power, over: scale)
        let limit = digits == 2 ? 10 : digits == 1 ? (small == 2 ? 100 : 10) : 1000
        guard scaled < Int128(limit) * power else { continue }
        let text = decimal(UInt64(scaled), digits: digits, isNegative: false)
        return sign + text + unit
      }
    }
    return sign + grouped("\(Exact.roundHalfEven(magnitude, over: 100_000_000_000_000))") + "T"
  }

  /// Letter, hundredths in one, and the digits behind the point of a figure below ten.
  private static let levels: [(String, Int128, Int)] = [
    ("K", 100_000, 1), ("M", 100_000_000, 2), ("B", 100_000_000_000, 2),
    ("T", 100_000_000_000_000, 2),
  ]
  private static let powers: [Int128] = [1, 10, 100]

  /// Compact with its currency: `$1.85M`, `EUR 1.85M`.
  package static func compact(_ money: Money, in currency: String) -> String {
    let text = compact(money)
    let (sign, rest) = text.hasPrefix("-") ? ("-", String(text.dropFirst())) : ("", text)
    return sign + symbol(currency) + rest
  }

  /// Every unit: `480,000`, `480,000.50`.
  package static func full(_ money: Money) -> String {
    let cents = money.cents.magnitude
    let sign = money.cents < 0 ? "-" : ""
    let whole = grouped(String(cents / 100))
    let rest = cents % 100
    return sign + (rest == 0 ? whole : "\(whole).\(rest < 10 ? "0" : "")\(rest)")
  }

  package static func full(_ money: Money, in currency: String) -> String {
    let text = full(money)
    let (sign, rest) = text.hasPrefix("-") ? ("-", String(text.dropFirst())) : ("", text)
    return sign + symbol(currency) + rest
  }

  /// A signed compact amount: `+1.2M`, `-340K`, `0`.
  package static func signed(_ money: Money) -> String {
    let text = compact(money)
    return money.cents > 0 && text != "0" ? "+" + text : text
  }

  private static func symbol(_ currency: String) -> String {
    currency == "USD" ? "$" : currency + " "
  }

  // MARK: - Shares, multiples, days

  /// `percent(0.273)` is `27.3%`.
  package static func percent(_ share: Double, digits: Int = 1) -> String {
    let text = fixed(share * 100, digits: digits)
    return text == missing ? text : text + "%"
  }

  package static func multiple(_ value: Double) -> String {
    let text = fixed(value, digits: value.magnitude < 100 ? 1 : 0)
    return text == missing ? text : text + "x"
  }

  /// `31d`, `16.5d`.
  package static func days(_ value: Double) -> String {
    let text = fixed(value, digits: value == value.rounded() || value.magnitude >= 100 ? 0 : 1)
    return text == missing ? text : text + "d"
  }

  /// `11-30` in the year of the reference, else `2027-01-31`.
  package static func short(_ day: Day, near reference: Day) -> String {
    let text = day.description
    return day.civil.year == reference.civil.year ? String(text.suffix(5)) : text
  }

  // MARK: - Numbers of the book

  /// A number of the book in its unit, compact.
  package static func value(_ quantity: Quantity, _ unit: MetricUnit) -> String {
    switch unit {
    case .money: quantity.money.map(compact) ?? missing
    case .moneyPerDay: (amount(quantity).map(compact)).map { $0 + "/day" } ?? missing
    case .moneyPerMonth: (amount(quantity).map(compact)).map { $0 + "/mo" } ?? missing
    case .count: fixed(quantity.double, digits: isWhole(quantity) ? 0 : 1)
    case .share: percent(quantity.double)
    case .multiple: multiple(quantity.double)
    case .days: days(quantity.double)
    case .months: suffixed(fixed(quantity.double, digits: 1), " mo")
    case .score: fixed(quantity.double, digits: isWhole(quantity) ? 0 : 1)
    case .flag: quantity.double != 0 ? "yes" : "no"
    }
  }

  /// As `value`, `n/a` where the number is undefined.
  package static func value(_ measure: Measure, _ unit: MetricUnit) -> String {
    measure.value.map { value($0, unit) } ?? missing
  }

  /// A number to its last figure, for the explain overlay: `5.587`, `$480,000.50`.
  package static func precise(_ quantity: Quantity, _ unit: MetricUnit, in currency: String)
    -> String
  {
    switch unit {
    case .money: quantity.money.map { full($0, in: currency) } ?? missing
    case .moneyPerDay: amount(quantity).map { full($0, in: currency) + "/day" } ?? missing
    case .moneyPerMonth: amount(quantity).map { full($0, in: currency) + "/month" } ?? missing
    case .share: percent(quantity.double, digits: 2)
    case .multiple: suffixed(fixed(quantity.double, digits: 3), "x")
    case .days: suffixed(fixed(quantity.double, digits: isWhole(quantity) ? 0 : 1), " days")
    case .months: suffixed(fixed(quantity.double, digits: 2), " months")
    case .count, .score, .flag: value(quantity, unit)
    }
  }

  /// A value between operands of a formula, whatever its unit.
  package static func operand(_ quantity: Quantity) -> String {
    switch quantity {
    case .money, .fraction, .estimate: quantity.money.map(full) ?? missing
    case .count(let count): Format.count(count)
    case .real(let value): trimmed(fixed(value, digits: 6))
    case .flag(let isOn): isOn ? "yes" : "no"
    }
  }

  /// How a number changed, in the words of its unit: `+0.3M`, `-4.0pt`, `+6d`; nil when it did not.
  package static func change(_ now: Quantity, from before: Quantity, _ unit: MetricUnit) -> String?
  {
    let text: String
    switch unit {
    case .money, .moneyPerDay, .moneyPerMonth:
      guard let new = amount(now), let old = amount(before) else { return nil }
      let unit = unit == .moneyPerDay ? "/day" : unit == .moneyPerMonth ? "/mo" : ""
      text = compact(new - old) + unit
    case .share:
      text = suffixed(fixed((now.double - before.double) * 100, digits: 1), "pt")
    case .multiple: text = suffixed(fixed(now.double - before.double, digits: 1), "x")
    case .days: text = suffixed(fixed(now.double - before.double), "d")
    case .months: text = suffixed(fixed(now.double - before.double, digits: 1), " mo")
    case .count, .score: text = fixed(now.double - before.double)
    case .flag: return nil
    }
    let isZero = !text.contains { ("1"..."9").contains($0) }
    if isZero { return nil }
    return text.hasPrefix("-") ? text : "+" + text
  }

  private static func amount(_ quantity: Quantity) -> Money? {
    if let money = quantity.money { return money }
    let cents = (quantity.double * 100).rounded(.toNearestOrEven)
    return cents.magnitude < 9e18 ? Money(cents: Int64(cents)) : nil
  }

  private static func isWhole(_ quantity: Quantity) -> Bool {
    quantity.double == quantity.double.rounded()
  }

  private static func suffixed(_ text: String, _ suffix: String) -> String {
    text == missing ? text : text + suffix
  }

  /// Without zeros at the end of the fraction.
  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var result = text
    while result.hasSuffix("0") { result.removeLast() }
    if result.hasSuffix(".") { result.removeLast() }
    return result
  }
}

extension String {
  /// Without blanks at the end.
  var trimmingSpaces: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}

extension Format {
  /// A compact amount in units of currency, for the ticks of a chart.
  package static func compact(units: Double) -> String {
    guard units.isFinite, units.magnitude < 9e15 else { return missing }
    return compact(Money(cents: Int64((units * 100).rounded(.toNearestOrEven))))
  }
}
