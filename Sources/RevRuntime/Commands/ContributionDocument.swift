import RevBase
import RevForecast
import RevMetrics
import RevModel
import RevPresentation

/// What `revtop forecast --deals` prints: what each open deal adds, largest first.
struct ContributionDocument {
  let parts: [DealContribution]
  let context: AnswerContext

  private static let columns = [
    "deal_id", "name", "owner_id", "stage", "days_in_stage", "amount", "amount_when_won", "chance",
    "adds",
  ]

  private var total: Money { parts.reduce(.zero) { $0 + $1.adds } }

  private func id(_ part: DealContribution) -> String { context.snapshot.deals.id[part.row] }

  private func name(_ part: DealContribution) -> String {
    let deals = context.snapshot.deals
    return part.row < deals.name.count && !deals.name.isBlank(part.row) ? deals.name[part.row] : ""
  }

  private func owner(_ part: DealContribution) -> String? {
    let code = context.book.state.owner[part.row]
    return code >= 0 ? context.snapshot.people.ids[Int(code)] : nil
  }

  private func whenWon(_ part: DealContribution) -> Money {
    Money(cents: Int64((part.amountWhenWon * 100).rounded()))
  }

  var json: JSON {
    var members = KPIDocument.header(context.question, context.snapshot)
    members.append(JSON.Member("count", .int(parts.count)))
    members.append(JSON.Member("open", .money(total)))
    members.append(JSON.Member("deals", .array(parts.map(json))))
    return .object(members)
  }

  private func json(_ part: DealContribution) -> JSON {
    [
      "deal_id": .string(id(part)), "name": .string(name(part)), "owner_id": .text(owner(part)),
      "stage": .string(part.stage), "days_in_stage": .int(part.daysInStage),
      "days_left": .int(part.daysLeft), "amount": .money(part.amount),
      "realisation": .real(part.amount == nil ? nil : part.realisation),
      "amount_when_won": .money(whenWon(part)),
      "chance": .real(part.chance), "adds": .money(part.adds),
      "log_odds": [
        "rates": .real(part.layerOne), "intercept": .real(part.intercept),
        "factors": .array(
          part.terms.map { term in
            [
              "factor": .string(term.factor.title), "level": .string(term.level),
              "log_odds": .real(term.logOdds), "won": .real(term.observed),
              "expected": .real(term.expected),
            ]
          }),
        "correction": .real(part.theta), "sum": .real(part.logOdds),
      ],
    ]
  }

  var csv: String {
    ([Self.columns] + parts.map(cells)).map { CSVText.line($0) + "\n" }.joined()
  }

  private func cells(_ part: DealContribution) -> [String] {
    [
      id(part), name(part), owner(part) ?? "", part.stage, "\(part.daysInStage)",
      part.amount.map { "\($0)" } ?? "", "\(whenWon(part))", "\(part.chance)", "\(part.adds)",
    ]
  }

  var text: String {
    var table = TextTable([
      .init("deal", limit: 20), .init("name", limit: 36), .init("stage", limit: 16),
      .init("in stage", .right), .init("amount", .right), .init("when won", .right),
      .init("chance", .right), .init("adds", .right),
    ])
    for part in parts {
      table.rows.append([
        id(part), name(part), part.stage, "\(part.daysInStage) d",
        part.amount.map(PlainText.amount) ?? "n/a", PlainText.amount(whenWon(part)),
        PlainText.decimal(part.chance * 100, digits: 2) + "%", PlainText.amount(part.adds),
      ])
    }
    return Headline.text(context.question, context.snapshot)
      + "each open deal adds its chance to be won in the period times its amount when won\n\n"
      + table.text + "\n\(parts.count) open deals add \(PlainText.amount(total)) "
      + "\(context.snapshot.manifest.currency)\n"
  }
}
