package import RevBase
package import RevMetrics

extension VelocitySplit.Factor {
  /// The factor as a person calls it.
  package var words: String {
    switch self {
    case .openDeals: "open deals"
    case .winRate: "win rate"
    case .averageWon: "average won"
    case .cycle: "cycle"
    }
  }

  fileprivate func value(_ number: Double, _ currency: String) -> String {
    switch self {
    case .openDeals: Format.count(Int(number))
    case .winRate: Format.percent(number)
    case .averageWon: Format.compact(units: number)
    case .cycle: Format.days(number)
    }
  }
}

extension VelocitySplit.Part {
  /// `+$1,200.50 a day from win rate, 24.0% to 26.1%`.
  package func words(_ currency: String) -> String {
    let (old, new) = (factor.value(before, currency), factor.value(after, currency))
    return
      "\(Format.signed(full: amount, in: currency)) a day from \(factor.words), \(old) to \(new)"
  }
}

extension Format {
  /// A signed amount to the hundredth: `+$1,200.50`, `-$3`, `$0`.
  package static func signed(full money: Money, in currency: String) -> String {
    let text = full(money, in: currency)
    return money.cents > 0 ? "+" + text : text
  }
}
