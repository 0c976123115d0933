import RevBase
import RevForecast
import RevRisk

/// A deal's chances in words: the base, the points that add up, and what would change them.
struct RiskText {
  let risk: DealRisk
  let currency: String
  let masksNames: Bool

  /// One part of the chance.
  struct Part: Equatable {
    /// `-12`: whole percentage points.
    var points: String
    var seen: String
    /// What is normal, what became of such deals, and the chance if it were normal.
    var rest: String
    var tone: Tone
    /// nil for the base, and for the line of what changes next to nothing.
    var kind: RiskReason.Kind?
  }

  /// `won 12%, lost 30%, still open 58%`.
  var chances: String {
    "won \(percent(risk.chance)), lost \(percent(risk.lost)), still open \(percent(risk.slip))"
  }

  /// What lowers it most, in a few words.
  static func why(_ risk: DealRisk?, masksNames: Bool) -> String {
    guard let risk else { return "" }
    if masksNames, risk.strongest?.kind == .factor(.owner) { return "owner" }
    return risk.shortReason
  }

  /// The base and the reasons, whose points add up to the chance; reasons that change less than
  /// half a point stand together in one line.
  var parts: [Part] {
    var parts = [
      Part(points: "\(risk.basePercent)", seen: risk.baseWords, rest: "", tone: .text)
    ]
    var small: [RiskReason] = []
    for reason in risk.reasons {
      if reason.percentagePoints == 0 {
        small.append(reason)
        continue
      }
      parts.append(
        Part(
          points: Self.signed(reason.percentagePoints), seen: seen(reason), rest: rest(reason),
          tone: reason.percentagePoints < 0 ? .watch : .good, kind: reason.kind))
    }
    if !small.isEmpty {
      let names = small.map { $0.kind.word.replacing("_", with: " ") }
      parts.append(
        Part(
          points: "+0", seen: "under half a point each: \(names.joined(separator: ", "))", rest: "",
          tone: .dim))
    }
    return parts
  }

  func seen(_ reason: RiskReason) -> String {
    masksNames && reason.kind == .factor(.owner) ? "owner: this one" : reason.seen
  }

  private func rest(_ reason: RiskReason) -> String {
    var words: [String] = []
    if abs(reason.ifNormal - risk.chance) >= 0.005 {
      words.append("if this were normal: \(percent(reason.ifNormal))")
    }
    words += [reason.normal, reason.record].compactMap { $0 }
    return words.joined(separator: "; ")
  }

  /// What a clean record and what a person can still do are worth.
  var outlook: [(label: String, text: String)] {
    var lines = [
      (
        "Clean record",
        "\(percent(risk.reference)): on schedule, touched, never pushed, not overdue"
      )
    ]
    if risk.shortfall.cents > 0 {
      lines.append(
        (
          "At risk",
          "\(Format.full(risk.shortfall.rounded, in: currency)) = "
            + "\(Format.full(amount.rounded)) x (\(Format.percent(risk.reference, digits: 2)) - "
            + "\(Format.percent(risk.chance, digits: 2))): what is missing to a clean record"
        ))
    }
    if risk.lift.cents > 0 {
      lines.append(
        (
          "Recoverable",
          "\(Format.full(risk.lift.rounded, in: currency)): \(percent(risk.actionable)) when it is moved "
            + "on and touched"
        ))
    }
    return lines
  }

  /// What it brings when it is won.
  var amount: Money { Money(cents: Int64((risk.amount * 100).rounded())) }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

  static func signed(_ points: Int) -> String { points < 0 ? "\(points)" : "+\(points)" }
}
