package import RevBase
import RevJournal
import RevModel
import RevRisk

/// Next-best actions as JSON and as rows of CSV.
package enum ActionDocument {
  package static let columns = [
    "action_id", "rule", "action", "object", "owner_id", "due", "state", "low", "mid", "high",
    "counts", "kind", "formula", "confidence", "effort", "gap", "evidence", "unsized", "reason",
  ]

  package static func cells(_ line: ActionLine) -> [String] {
    [
      line.id, line.rule?.rawValue ?? "", line.title, line.object, line.ownerID,
      line.due.map { "\($0)" } ?? "", line.stateWord, line.impact.map { "\($0.low)" } ?? "",
      line.impact.map { "\($0.mid)" } ?? "", line.impact.map { "\($0.high)" } ?? "",
      "\(line.claimed)", line.impact?.kind.rawValue ?? "", line.impact?.formula ?? "",
      line.confidence?.rawValue ?? "", line.effort?.rawValue ?? "", line.gap ?? "",
      line.evidence.joined(separator: "; "), line.unsized ?? "",
      line.entry?.details["reason"] ?? "",
    ]
  }

  package static func members(_ sheet: ActionSheet) -> [JSON.Member] {
    [
      .init("claimed", .money(sheet.claimed)), .init("count", .int(sheet.lines.count)),
      .init("actions", .array(sheet.lines.map(json))),
      .init(
        "gaps",
        .array(
          sheet.gaps.map {
            [
              "gap": .string($0.key), "title": .string($0.title), "amount": .money($0.amount),
              "claimed": .money($0.claimed), "money": .bool($0.isMoney),
            ]
          })),
      .init(
        "sized_against_realised",
        .array(
          sheet.records.map {
            [
              "rule": .string($0.rule.rawValue), "cases": .int($0.cases),
              "sized": .money($0.sized), "realised": .money($0.realised), "share": .real($0.share),
              "shown_last": .text($0.demotion),
            ]
          })),
      .init(
        "not_listed",
        .object(
          ActionRule.allCases.compactMap { rule in
            sheet.unlisted[rule].map { JSON.Member(rule.rawValue, .int($0)) }
          })),
      .init(
        "silent_rules",
        .object(
          ActionRule.allCases.compactMap { rule in
            sheet.silent[rule].map { JSON.Member(rule.rawValue, .string($0)) }
          })),
    ]
  }

  private static func json(_ line: ActionLine) -> JSON {
    [
      "id": .string(line.id), "rule": .text(line.rule?.rawValue), "action": .string(line.title),
      "verb": .text(line.rule?.verb), "object": .string(line.object),
      "owner_id": .text(line.ownerID.isEmpty ? nil : line.ownerID), "due": .day(line.due),
      "state": .string(line.standing.rawValue), "carried_over": .bool(line.isCarried),
      "evidence": .array(line.evidence.map { .string($0) }),
      "low": .money(line.impact?.low), "mid": .money(line.impact?.mid),
      "high": .money(line.impact?.high), "kind": .text(line.impact?.kind.rawValue),
      "formula": .text(line.impact?.formula), "unsized": .text(line.unsized),
      "claimed": .money(line.claimed), "claimed_by": .text(line.claimedBy),
      "confidence": .text(line.confidence?.rawValue), "effort": .text(line.effort?.rawValue),
      "gap": .text(line.gap), "shown_last": .text(line.demoted),
      "reason": .text(line.entry?.details["reason"]),
    ]
  }
}
