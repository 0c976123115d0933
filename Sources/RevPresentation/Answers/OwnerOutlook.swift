package import RevBase
import RevForecast
package import RevMetrics
import RevModel

/// Where one owner will land against quota, and what stands in the way.
package struct OwnerOutlook: Equatable, Sendable {
  /// Won so far and what is still expected of the owner's deals.
  package var expected: Money
  /// Quota less `expected`; nothing or less when the quota will be reached.
  package var missing: Money
  /// The strongest reason why the quota is out of reach, in words; nil when it is not.
  package var why: String?

  package var willMiss: Bool { missing > .zero }

  /// The limits below which a reason is named.
  enum Limit {
    /// Open pipeline over what is left of the quota.
    static let coverage = 1.0
    /// Pushed over pushed and open together.
    static let pushed = 0.25
    /// The owner's win rate over that of all together.
    static let winRate = 0.75
    /// Hygiene score.
    static let hygiene = 80.0
  }

  /// Nil for people without a quota.
  ///
  /// - Parameters:
  ///   - rest: what is still expected of the owner's deals.
  ///   - winRate: of all owners together over the trailing year; nil when unknown.
  init?(_ line: OwnerLine, rest: Money, winRate: Double?) {
    guard let quota = line.quota, quota > .zero, let won = line.won else { return nil }
    expected = won + rest
    missing = quota - expected
    why = missing > .zero ? Self.reason(line, rest: rest, winRate: winRate) : nil
  }

  private static func reason(_ line: OwnerLine, rest: Money, winRate: Double?) -> String {
    let open = line.open ?? .zero
    if open == .zero { return "nothing open closes in the period" }
    if let coverage = line.coverage, coverage < Limit.coverage {
      return "open deals cover \(Format.multiple(coverage)) of the rest"
    }
    if let pushed = line.pushed, pushed > .zero,
      pushed.units >= Limit.pushed * (pushed + open).units
    {
      return "\(Format.compact(pushed)) pushed out of the period"
    }
    if let own = line.winRate, let winRate, own < Limit.winRate * winRate {
      return
        "wins \(Format.percent(own, digits: 0)), all together \(Format.percent(winRate, digits: 0))"
    }
    if let hygiene = line.hygiene, hygiene < Limit.hygiene {
      return "open deals' hygiene is \(Format.fixed(hygiene))"
    }
    return "\(Format.compact(rest)) still expected of \(Format.compact(open)) open"
  }

  /// The outlook of each owner with a quota who leads nobody that has one, by id.
  ///
  /// Empty where there is no forecast.
  static func all(_ context: AnswerContext, _ readout: Readout, _ analyst: Analyst)
    -> [String: OwnerOutlook]
  {
    guard let lines = readout.tables.owners.value,
      let rest = analyst.forecaster.restByOwner(context)
    else { return [:] }
    let people = context.snapshot.people
    let winRate = readout[.winRateTrailing].value?.double
    var result: [String: OwnerOutlook] = [:]
    for line in lines {
      guard let person = line.person, !people.isManager(person) else { continue }
      result[line.owner] = OwnerOutlook(line, rest: rest[person] ?? .zero, winRate: winRate)
    }
    return result
  }
}

extension Answers {
  /// The owners of the book in the order of the screen: who is furthest from quota first, then those
  /// without an outlook in the book's order.
  package var ownersByOutlook: [OwnerLine] {
    let lines = now.tables.owners.value ?? []
    guard !outlooks.isEmpty else { return lines }
    return lines.enumerated().sorted { a, b in
      let first = outlooks[a.element.owner]?.missing
      let second = outlooks[b.element.owner]?.missing
      guard let first else { return second == nil && a.offset < b.offset }
      guard let second else { return true }
      return first == second ? a.offset < b.offset : first > second
    }.map(\.element)
  }
}
