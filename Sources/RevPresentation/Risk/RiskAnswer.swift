package import RevBase
import RevForecast
package import RevMetrics
import RevModel
package import RevRisk

/// The deals at risk under one question, as the pane shows them: the first of them, and the sums.
package struct RiskAnswer: Equatable, Sendable {
  /// How many of the list are kept for the pane; the table has them all.
  package static let kept = 60

  /// One deal at risk.
  package struct Deal: Equatable, Sendable {
    package var row: Int32
    package var chance: Double
    /// The part of the clean record's chance that is missing.
    package var risk: Double
    /// What is missing against a clean record.
    package var shortfall: Money
    /// The strongest reason in a few words.
    package var why: String
    /// The same in two words.
    package var brief: String
    /// Whether the reason is the owner, whose name may have to be masked.
    package var namesOwner: Bool
  }

  /// Whether the model is being fitted, so that nothing is known yet.
  package var isLearning = false
  /// Largest shortfall first.
  package var deals: [Deal] = []
  /// Shortfall and number of all deals at risk, and what they bring when they are won.
  package var total = Tally()
  package var exposed = Money.zero
  /// Deals that were looked at: due by the end of the period.
  package var considered = 0
  /// Open deals that are due later.
  package var later = 0
  package var byFlag: [RiskFlag: Tally] = [:]
  /// Why the model shows no learnt factor; nil when it does.
  package var rulesMode: String?
  package var remarks: [String] = []
  /// The period by whose end the chances are.
  package var periodLabel = ""

  package init() {}

  /// Nothing yet: the history is being learnt from.
  static var learning: RiskAnswer {
    var answer = RiskAnswer()
    answer.isLearning = true
    return answer
  }

  package init(_ list: RiskList, _ model: RiskModel) {
    var kept: [Deal] = []
    for row in list.rows where row.isAtRisk {
      let risk = model.risk(ofDeal: row.deal)
      kept.append(
        Deal(
          row: Int32(row.deal), chance: row.chance, risk: row.risk,
          shortfall: row.shortfall, why: risk?.shortReason ?? "",
          brief: risk?.briefReason ?? "",
          namesOwner: risk?.strongest?.kind == .factor(.owner)))
      if kept.count == Self.kept { break }
    }
    deals = kept
    total = list.atRisk
    exposed = list.exposed
    considered = list.rows.count
    later = list.later
    for flag in RiskFlag.allCases where list.tally(flag).count > 0 {
      byFlag[flag] = list.tally(flag)
    }
    if case .rules(let words) = list.mode { rulesMode = words }
    remarks = list.remarks
    periodLabel = list.period.label
  }
}

extension Presenter {
  /// The deals of a question in the order in which they need somebody; nil while the model is
  /// being fitted.
  mutating func riskList(_ question: Question) -> RiskList? {
    analyst.riskModel(for: question).map { riskList(question, $0) }
  }

  mutating func riskList(_ question: Question, _ model: RiskModel) -> RiskList {
    if let known = riskLists.first(where: { $0.question == question }) { return known.list }
    let made = RiskList(model, context(question))
    riskLists.insert(OpenRiskList(question: question, list: made), at: 0)
    if riskLists.count > 3 { riskLists.removeLast() }
    return made
  }

  mutating func riskAnswer(_ question: Question) -> RiskAnswer {
    guard let model = analyst.riskModel(for: question) else { return .learning }
    return RiskAnswer(riskList(question, model), model)
  }
}

/// The deals of one question in order, kept while they are looked at.
struct OpenRiskList {
  var question: Question
  var list: RiskList
}
