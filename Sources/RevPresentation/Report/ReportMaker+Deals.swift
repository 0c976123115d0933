import RevBase
import RevForecast
import RevJournal
import RevMetrics
import RevModel
import RevRisk

extension ReportMaker {
  var deals: WeeklyReport.Deals {
    let risk = briefing.risk
    return WeeklyReport.Deals(
      top: risk.top.map(deal), atRisk: risk.atRisk, exposed: risk.exposed,
      considered: risk.considered, remarks: risk.remarks)
  }

  private func deal(_ top: Briefing.TopDeal) -> WeeklyReport.Deal {
    let risk = top.risk
    let lowering = risk.reasons.filter { $0.points < 0 }
    return WeeklyReport.Deal(
      name: naming.deal(risk.row), account: naming.account(top.account),
      owner: naming.person(top.owner), stage: top.stage, amount: top.amount, close: top.close,
      chance: risk.chance, reference: risk.reference, shortfall: top.shortfall,
      flags: risk.flags.all.map(\.short),
      reasons: lowering.prefix(3).map { reason in
        WeeklyReport.Deal.Reason(
          points: reason.percentagePoints, words: isOwner(reason) ? owner(top) : reason.words)
      }, why: why(risk, top))
  }

  private func why(_ risk: DealRisk, _ top: Briefing.TopDeal) -> String {
    guard let strongest = risk.strongest else { return risk.flags.all.first?.short ?? "" }
    return isOwner(strongest) ? owner(top) : strongest.short
  }

  private func isOwner(_ reason: RiskReason) -> Bool { reason.kind == .factor(.owner) }

  /// The reason that names a person.
  private func owner(_ top: Briefing.TopDeal) -> String { "owner \(naming.person(top.owner))" }

  // MARK: - Actions

  /// What is still open: actions that were done, snoozed or dismissed are left out, and so is their
  /// money.
  var actions: WeeklyReport.Actions {
    let all = briefing.actions
    let settled = settledActions
    let open = all.actions.filter { !settled.contains($0.id) }
    let listed = open.prefix(Self.mostActions)
    let unlisted = all.unlisted.values.reduce(0, +)
    func claimed(_ gap: ActionGap) -> Money {
      open.reduce(.zero) { $1.gap == gap.key ? $0 + $1.claimed : $0 }
    }
    let gaps = all.gaps.filter(\.isMoney)
    return WeeklyReport.Actions(
      lines: listed.map(action), more: open.count - listed.count + unlisted,
      claimed: gaps.reduce(.zero) { $0 + claimed($1) },
      gaps: gaps.map {
        WeeklyReport.Gap(title: gapTitle($0), amount: $0.amount, claimed: claimed($0))
      })
  }

  /// Ids of actions about which the journal says that nothing is to be done now.
  private var settledActions: Set<String> {
    let today = question.asOf
    var standings: [String: ActionLine.Standing] = [:]
    for entry in entries.sorted(by: { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) })
    where entry.kind == .action && !ActionMemory.isStale(entry, today: today) {
      guard let id = entry.details["action"] else { continue }
      standings[id] = ActionLine.Standing(entry, today: today)
    }
    return Set(standings.filter { $0.value != .new && $0.value != .accepted }.keys)
  }

  /// A gap's words; those that end in a person's name are cut where names are hidden.
  private func gapTitle(_ gap: ActionGap) -> String {
    naming.isMasked ? text(gap.title) : gap.title
  }

  private func action(_ action: NextAction) -> WeeklyReport.Action {
    let impact = action.impact
    return WeeklyReport.Action(
      id: naming.isMasked ? action.rule.rawValue : action.id, title: title(action),
      owner: naming.person(action.owner), due: action.due, low: impact?.low, mid: impact?.mid,
      high: impact?.high, claimed: action.claimed,
      kind: impact?.kind.rawValue ?? action.unsized ?? "no size is known",
      formula: impact?.formula ?? "", effort: action.effort.rawValue,
      confidence: action.confidence.rawValue,
      evidence: naming.isMasked ? [] : action.evidence)
  }

  /// The line of an action, with the object by its number where names are hidden.
  private func title(_ action: NextAction) -> String {
    guard naming.isMasked else { return action.title }
    let object: String =
      switch action.object {
      case .deal(let row): naming.deal(row)
      case .account(let code): naming.account(Int32(code))
      case .contract(let row):
        naming.account(naming.snapshot.contracts?.account[row] ?? -1)
      case .person(let code): naming.person(code)
      case .segment(let name): name
      case .channel(let name): name
      case .selection: "the selection"
      }
    return "\(action.verb) \(object)"
  }
}
