package import RevBase
package import RevMetrics
import RevModel

/// A deal at risk with what the list needs.
package struct RiskDeal: Hashable, Sendable {
  /// Row of deals.csv.
  package var row: Int32
  package var amount: Money
  package var mask: RiskMask

  package var points: Int { mask.points }
  /// Amount times points: what the list is ordered by.
  package var weight: Int128 { Int128(amount.cents) * Int128(points) }
}

/// The deals at risk under one question: the total, and the first of them.
package struct RiskList: Equatable, Sendable {
  /// How many of the list are kept for the pane; the table has them all.
  package static let kept = 60

  /// Most money times points first.
  package var deals: [RiskDeal] = []
  package var total = Tally()
  /// All open deals that were looked at.
  package var considered = 0
  package var byRule: [RiskRule: Tally] = [:]
  package var known: [RiskRule] = []

  package init() {}

  package init(_ rules: RiskRules, _ context: AnswerContext) {
    var all = Self.all(rules, context)
    known = rules.known
    considered = context.selection.open.count
    for deal in all {
      let tally = Tally(amount: deal.amount, count: 1)
      total += tally
      for rule in deal.mask.rules { byRule[rule, default: Tally()] += tally }
    }
    Self.sort(&all)
    deals = Array(all.prefix(Self.kept))
  }

  /// Every deal at risk under a question, in the order of the file.
  package static func all(_ rules: RiskRules, _ context: AnswerContext) -> [RiskDeal] {
    context.selection.open.compactMap { row in
      let mask = rules.masks[Int(row)]
      guard mask.points >= RiskRules.bar else { return nil }
      return RiskDeal(
        row: row, amount: Money(cents: context.book.state.amount[Int(row)]), mask: mask)
    }
  }

  static func sort(_ deals: inout [RiskDeal]) {
    deals.sort { ($0.weight, $1.row) > ($1.weight, $0.row) }
  }
}
