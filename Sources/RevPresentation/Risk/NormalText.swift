import RevBase
import RevForecast
import RevRisk

/// What follows when some reasons of a deal are supposed to be normal, as arithmetic that can be
/// followed by hand.
struct NormalText {
  let deal: NormalDeal
  let text: RiskText

  var lines: [(label: String, text: String, tone: Tone)] {
    let risk = deal.risk
    let amount = Format.full(text.amount)
    let chance = share(deal.chance)
    var lines: [(label: String, text: String, tone: Tone)] = []
    for reason in deal.reasons {
      lines.append(
        (
          "Instead of",
          "\(text.seen(reason)): log-odds \(odds(reason.logOdds)) become "
            + odds(reason.normalLogOdds), .elsewhen
        ))
    }
    let steps = deal.reasons.map { reason in
      " - (\(odds(reason.logOdds)))"
        + (reason.normalLogOdds == 0 ? "" : " + \(odds(reason.normalLogOdds))")
    }.joined()
    lines.append(
      ("Log-odds", "\(odds(risk.logOdds))\(steps) = \(odds(deal.logOdds))", .text))
    lines.append(
      (
        "Chance",
        "1 / (1 + e^-(\(odds(deal.logOdds)))) = \(chance), instead of \(share(risk.chance))",
        .strong
      ))
    lines.append(
      (
        "Adds",
        "\(money(deal.adds)) = \(amount) x \(chance), instead of \(money(deal.addsNow))", .text
      ))
    lines.append(
      (
        "Risk",
        "\(points(deal.missing)) of 100 = 1 - \(chance) / \(share(deal.reference)), instead of "
          + points(deal.missingNow), .text
      ))
    lines.append(
      (
        "At risk",
        "\(money(deal.shortfall)) = \(amount) x (\(share(deal.reference)) - \(chance)), instead "
          + "of \(money(risk.shortfall))", .text
      ))
    return lines
  }

  private func money(_ money: Money) -> String { Format.full(money.rounded, in: text.currency) }

  private func share(_ value: Double) -> String { Format.percent(value, digits: 1) }

  private func points(_ value: Double) -> String { Format.fixed(value * 100) }

  private func odds(_ value: Double) -> String {
    (value > 0 ? "+" : "") + Format.fixed(value, digits: 3)
  }
}

extension Money {
  /// Without cents: an estimate has none to speak of.
  var rounded: Money {
    Money(cents: Int64(clamping: Exact.roundHalfEven(Int128(cents), over: 100) * 100))
  }
}
