package import RevBase

/// Amounts as people type them: `1250000`, `1,250,000.50`, `1.25M`, `480k`.
package enum AmountWords {
  /// The amount; nil when the text is none, or below zero.
  package static func money(_ text: String) -> Money? {
    var digits = text.filter { $0 != " " && $0 != "," && $0 != "_" }
    var scale: Int128 = 1
    switch digits.last?.lowercased() {
    case "k": scale = 1_000
    case "m": scale = 1_000_000
    case "b": scale = 1_000_000_000
    default: break
    }
    if scale > 1 { digits.removeLast() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, !whole.isEmpty || parts.count == 2 else {
      return nil
    }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard (whole + fraction).allSatisfy({ $0.isASCII && $0.isNumber }), whole.count <= 15,
      fraction.count <= 9, !(whole + fraction).isEmpty
    else { return nil }
    var number = Int128(0)
    for digit in whole + fraction { number = number * 10 + Int128(digit.wholeNumberValue ?? 0) }
    var below: Int128 = 1
    for _ in fraction { below *= 10 }
    let cents = Exact.roundHalfEven(number * scale * 100, over: below)
    return cents <= Int128(Money.limit.cents) ? Money(cents: Int64(cents)) : nil
  }
}
