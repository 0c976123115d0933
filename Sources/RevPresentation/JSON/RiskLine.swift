package import RevBase
import RevForecast
import RevModel
package import RevRisk

/// One open deal's chances with every reason behind them, for lists that leave the program.
package struct RiskLine: Sendable, Equatable {
  package var deal: DealLine
  package var risk: DealRisk

  package init(_ deal: DealLine, _ risk: DealRisk) {
    self.deal = deal
    self.risk = risk
  }

  /// The part of the clean record's chance that is missing.
  package var share: Double {
    risk.reference > 0 ? max(0, 1 - risk.chance / risk.reference) : 0
  }

  // MARK: - CSV

  /// Words of the reasons, one column of points each.
  private static let kinds =
    ["time_in_stage"] + Factor.allCases.map { RiskReason.Kind.factor($0).word } + ["unproven"]

  /// The columns after those of `DealLine`.
  package static let columns =
    [
      "chance", "lost", "slip", "clean_chance", "actionable_chance", "risk", "amount_when_won",
      "shortfall", "lift", "at_risk", "flags", "reason", "base_points",
    ] + kinds.map { "points_\($0)" }

  /// The cells of `columns`; a factor that says nothing about the deal is empty.
  package var cells: [String] {
    let points = Self.kinds.map { kind in
      risk.reasons.first { $0.kind.word == kind }.map { Self.real($0.points * 100) } ?? ""
    }
    return [
      Self.real(risk.chance), Self.real(risk.lost), Self.real(risk.slip),
      Self.real(risk.reference), Self.real(risk.actionable), Self.real(share),
      "\(Money(cents: Int64((risk.amount * 100).rounded())))", "\(risk.shortfall)",
      "\(risk.lift)", risk.isAtRisk ? "yes" : "no",
      risk.flags.all.map(\.word).joined(separator: " "), risk.strongest?.words ?? "",
      Self.real(risk.base * 100),
    ] + points
  }

  private static func real(_ value: Double) -> String {
    PlainText.decimal(value, digits: 6).replacing(",", with: "")
  }

  // MARK: - JSON

  package var json: JSON {
    guard case .object(var members) = deal.json else { return deal.json }
    members += [
      .init("chance", .real(risk.chance)), .init("lost", .real(risk.lost)),
      .init("slip", .real(risk.slip)), .init("clean_chance", .real(risk.reference)),
      .init("actionable_chance", .real(risk.actionable)), .init("risk", .real(share)),
      .init("amount_when_won", .money(Money(cents: Int64((risk.amount * 100).rounded())))),
      .init("shortfall", .money(risk.shortfall)), .init("lift", .money(risk.lift)),
      .init("at_risk", .bool(risk.isAtRisk)),
      .init("flags", .array(risk.flags.all.map { .string($0.word) })),
      .init(
        "base",
        [
          "points": .real(risk.base * 100), "shown": .int(risk.basePercent),
          "words": .string(risk.baseWords),
        ]),
      .init("factors", .array(risk.reasons.map(Self.json))),
    ]
    return .object(members)
  }

  private static func json(_ reason: RiskReason) -> JSON {
    [
      "factor": .string(reason.kind.word), "points": .real(reason.points * 100),
      "shown": .int(reason.percentagePoints), "log_odds": .real(reason.logOdds),
      "seen": .string(reason.seen), "normal": .text(reason.normal),
      "record": .text(reason.record), "won": .real(reason.observed),
      "expected": .real(reason.expected), "chance_if_normal": .real(reason.ifNormal),
      "days": .array(reason.days.map { .day($0) }),
    ]
  }
}
