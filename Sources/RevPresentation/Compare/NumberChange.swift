package import RevBase
package import RevMetrics

/// How one number differs from another answer to it.
package struct NumberChange: Equatable, Sendable {
  /// By the number's own direction.
  package enum Verdict: String, Sendable {
    case better, worse, same
    /// Another value, of a number of which neither more nor less is good news.
    case changed
  }

  package let now: Quantity
  package let before: Quantity
  package let verdict: Verdict

  /// nil where one of the two is undefined.
  package init?(
    _ now: Measure, from before: Measure, better: MetricDefinition.Direction
  ) {
    guard let new = now.value, let old = before.value else { return nil }
    self.init(new, from: old, better: better)
  }

  package init(
    _ now: Quantity, from before: Quantity, better: MetricDefinition.Direction
  ) {
    self.now = now
    self.before = before
    let (new, old) = (now.double, before.double)
    if new == old {
      verdict = .same
    } else {
      switch better {
      case .neither: verdict = .changed
      case .higher: verdict = new > old ? .better : .worse
      case .lower: verdict = new < old ? .better : .worse
      }
    }
  }

  /// The difference in the number's unit; amounts to the hundredth, as they are shown.
  package var absolute: Quantity {
    if let new = now.money, let old = before.money { return .money(new - old) }
    if case .count(let new) = now, case .count(let old) = before { return .count(new - old) }
    return .real(now.double - before.double)
  }

  /// The difference as a share of what it was; nil where that was nothing.
  package var relative: Double? {
    let old = before.double
    guard old != 0 else { return nil }
    let share = (now.double - old) / abs(old)
    return share.isFinite ? share : nil
  }

  package var tone: Tone {
    switch verdict {
    case .better: .good
    case .worse: .watch
    case .same, .changed: .dim
    }
  }

  /// The difference alone: `+0.3M`, `-4.0pt`; nil where it cannot be seen at this precision.
  package func short(_ unit: MetricUnit) -> String? {
    if let words = Format.change(now, from: before, unit) { return words }
    // 2.85 and 2.84 are shown as 2.9x and 2.8x: then the hundredth counts.
    guard unit == .multiple, verdict != .same,
      Format.value(now, unit) != Format.value(before, unit)
    else { return nil }
    let difference = now.double - before.double
    return (difference > 0 ? "+" : "") + Format.fixed(difference, digits: 2) + "x"
  }

  /// `+0.3M (+8.4%) better`, `no change`.
  package func words(_ unit: MetricUnit) -> String {
    guard let change = short(unit) else {
      return verdict == .same ? "no change" : "almost no change"
    }
    var words = change
    // A share already speaks of a whole; its difference is in points.
    if unit != .share, unit != .flag, let relative {
      let share = Format.percent(relative, digits: relative.magnitude < 0.1 ? 1 : 0)
      words += " (\(share.hasPrefix("-") ? "" : "+")\(share))"
    }
    return verdict == .changed ? words : "\(words) \(verdict.rawValue)"
  }
}

extension JSON {
  /// The other answer to a number and the difference: what `against` holds.
  package static func against(
    _ now: Measure, _ before: Measure, _ definition: MetricDefinition
  ) -> JSON {
    var members = [JSON.Member("value", .quantity(before.value))]
    if let reason = before.reason { members.append(JSON.Member("reason", .string(reason))) }
    if let change = NumberChange(now, from: before, better: definition.better) {
      if definition.unit != .flag {
        members.append(JSON.Member("change", .quantity(change.absolute)))
        members.append(JSON.Member("relative", .real(change.relative)))
      }
      members.append(JSON.Member("verdict", .string(change.verdict.rawValue)))
    }
    return .object(members)
  }

  /// The parts of a change of velocity, which add up to it.
  package static func velocity(_ answer: VelocitySplit.Answer) -> JSON {
    switch answer {
    case .unknown(let reason): return ["reason": .string(reason)]
    case .split(let split):
      let parts = split.parts.map { part in
        JSON.Member(
          part.factor.rawValue,
          [
            "before": .real(part.before), "after": .real(part.after),
            "part": .money(part.amount),
          ])
      }
      return .object([JSON.Member("change", .money(split.change))] + parts)
    }
  }
}
