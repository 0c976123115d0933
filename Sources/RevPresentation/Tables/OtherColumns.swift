import RevBase
import RevModel

/// The columns of every table but deals.
enum OtherColumns {
  static func columns(of table: TableName) -> [TableColumnSpec] {
    switch table {
    case .deals: DealColumns.all
    case .accounts: accounts
    case .people: people
    case .quotas: quotas
    case .calls: calls
    case .activities: activities
    case .leads: leads
    case .subscriptions: subscriptions
    case .contracts: contracts
    case .invoices: invoices
    case .onboarding: onboarding
    case .spend: spend
    case .costs: costs
    case .payouts: payouts
    case .health: health
    case .stages, .dealHistory: []
    }
  }

  static let warnings: [TableColumnSpec] = [
    .text("File", 12, 18) { .text($0.warnings[$1].file) },
    .number("Line", 7) { $0.warnings[$1].line.map(TableValue.count) ?? .none },
    .text("Column", 8, 16, priority: 3) { $0.word($0.warnings[$1].column) },
    .text("Value", 8, 24, priority: 2) { reader, row in
      let value = reader.warnings[row].value
      return value.isEmpty ? .none : .text(value)
    },
    .text("What is wrong", 20, 48, flex: 1) { .text($0.warnings[$1].what) },
    .text("What was done", 12, 24, priority: 1) { .text($0.warnings[$1].action) },
  ]

  static let suppositions: [TableColumnSpec] = [
    .text("Deal", 20, 34, flex: 1) { $0.subject($0.suppositions[$1]) },
    .text("What", 10, 10) { .text($0.suppositions[$1].field) },
    .text("Known", 12, 18) { .text($0.suppositions[$1].known) },
    .text("Supposed", 12, 18) { .text($0.suppositions[$1].supposed) },
    .text("Owner", 12, 18, priority: 3) { reader, row in
      reader.suppositions[row].deal.map { reader.person(reader.book.state.owner[Int($0)]) } ?? .none
    },
    .text("Id", 8, 14, priority: 4) { reader, row in
      reader.suppositions[row].deal.map { .text(reader.snapshot.deals.id[Int($0)]) } ?? .none
    },
  ]

  /// Then and now.
  static let scenario: [TableColumnSpec] =
    suppositions.prefix(4) + [
      .text("Now", 12, 18) { $0.word($0.suppositions[$1].now) },
      .text("How it came", 14, 36, flex: 1) { $0.word($0.suppositions[$1].outcome) },
    ] + suppositions.dropFirst(4)

  private static let accounts: [TableColumnSpec] = [
    .text("Account", 14, 32, flex: 1) { $0.account(Int32($1)) },
    .text("Segment", 10, 12, priority: 1) { $0.segment(ofAccount: Int32($1)) },
    .text("Region", 13, 14, priority: 3) {
      $0.word($0.snapshot.accounts.region, ofAccount: Int32($1))
    },
    .text("Owner", 14, 18, priority: 2) { reader, row in
      row < reader.snapshot.accounts.owner.count
        ? reader.person(reader.snapshot.accounts.owner[row]) : .none
    },
    .text("Industry", 13, 16, priority: 4) {
      $0.word($0.snapshot.accounts.industry, ofAccount: Int32($1))
    },
    .text("Id", 8, 14, priority: 5) { .text($0.snapshot.accounts.ids[$1]) },
  ]

  private static let people: [TableColumnSpec] = [
    .text("Person", 14, 28, flex: 1) { $0.person(Int32($1)) },
    .text("Role", 6, 10, priority: 1) { reader, row in
      row < reader.snapshot.people.roleWord.count
        ? reader.word(reader.snapshot.people.roleWord[row]) : .none
    },
    .text("Team", 8, 16, priority: 2) { reader, row in
      row < reader.snapshot.people.team.count
        ? reader.word(reader.snapshot.people.team[row]) : .none
    },
    .day("Hired", priority: 3) { reader, row in
      row < reader.snapshot.people.hired.count
        ? reader.day(reader.snapshot.people.hired[row]) : .none
    },
    .day("Left", priority: 4) { reader, row in
      row < reader.snapshot.people.left.count ? reader.day(reader.snapshot.people.left[row]) : .none
    },
    .text("Id", 8, 14, priority: 5) { .text($0.snapshot.people.ids[$1]) },
  ]

  private static let quotas: [TableColumnSpec] = [
    .text("Person", 14, 28, flex: 1) { $0.person($0.snapshot.quotas?.person[$1] ?? -1) },
    .money("Amount") { .money($0.snapshot.quotas?.amount[$1] ?? 0) },
    .money("Full quota", priority: 3) { .money($0.snapshot.quotas?.fullAmount[$1] ?? 0) },
    .day("Start", priority: 1) { $0.day($0.snapshot.quotas?.start[$1] ?? Day.unknownNumber) },
    .day("End", priority: 2) { $0.day($0.snapshot.quotas?.end[$1] ?? Day.unknownNumber) },
    .text("Segment", 8, 12, priority: 4) { $0.word($0.snapshot.quotas?.segment[$1]) },
  ]

  private static let calls: [TableColumnSpec] = [
    .text("Person", 14, 28, flex: 1) { $0.person($0.snapshot.calls?.person[$1] ?? -1) },
    .money("Amount") { .money($0.snapshot.calls?.amount[$1] ?? 0) },
    .day("Submitted", priority: 1) {
      $0.day($0.snapshot.calls?.submitted[$1] ?? Day.unknownNumber)
    },
    .day("Period", priority: 2) { $0.day($0.snapshot.calls?.periodStart[$1] ?? Day.unknownNumber) },
  ]

  private static let activities: [TableColumnSpec] = [
    .day("Date", priority: 0) { $0.day($0.snapshot.activities?.date[$1] ?? Day.unknownNumber) },
    .text("Kind", 8, 12) { $0.word($0.snapshot.activities?.kind[$1]) },
    .text("Deal", 14, 30, flex: 1) { $0.dealOf(code: $0.snapshot.activities?.deal[$1] ?? -1) },
    .text("Account", 10, 24, priority: 2) { $0.account($0.snapshot.activities?.account[$1] ?? -1) },
    .text("Person", 8, 18, priority: 1) { $0.person($0.snapshot.activities?.person[$1] ?? -1) },
  ]

  private static let leads: [TableColumnSpec] = [
    .text("Lead", 10, 16, flex: 1) { .text($0.snapshot.leads?.id[$1] ?? "") },
    .day("Created", priority: 0) { $0.day($0.snapshot.leads?.created[$1] ?? Day.unknownNumber) },
    .text("Source", 8, 14, priority: 1) { $0.word($0.snapshot.leads?.source[$1]) },
    .number("Score", 5, priority: 2) { reader, row in
      let score = reader.snapshot.leads?.score[row] ?? .min
      return score == .min ? .none : .count(Int(score))
    },
    .text("Owner", 8, 18, priority: 3) { $0.person($0.snapshot.leads?.owner[$1] ?? -1) },
    .day("Response", priority: 4) { $0.day($0.snapshot.leads?.response[$1] ?? Day.unknownNumber) },
    .day("MQL", priority: 5) { $0.day($0.snapshot.leads?.mql[$1] ?? Day.unknownNumber) },
    .day("SQL", priority: 6) { $0.day($0.snapshot.leads?.sql[$1] ?? Day.unknownNumber) },
    .text("Deal", 10, 24, priority: 7) { $0.dealOf(code: $0.snapshot.leads?.deal[$1] ?? -1) },
    .text("Account", 10, 24, priority: 8) { $0.account($0.snapshot.leads?.account[$1] ?? -1) },
  ]

  private static let subscriptions: [TableColumnSpec] = [
    .text("Account", 14, 28, flex: 1) { $0.account($0.snapshot.subscriptions?.account[$1] ?? -1) },
    .money("MRR") { .money($0.snapshot.subscriptions?.mrr[$1] ?? 0) },
    .day("Start", priority: 1) {
      $0.day($0.snapshot.subscriptions?.start[$1] ?? Day.unknownNumber)
    },
    .day("End", priority: 2) { $0.day($0.snapshot.subscriptions?.end[$1] ?? Day.unknownNumber) },
    .text("Product", 12, 16, priority: 3) { $0.word($0.snapshot.subscriptions?.product[$1]) },
    .text("Segment", 10, 12, priority: 4) {
      $0.segment(ofAccount: $0.snapshot.subscriptions?.account[$1] ?? -1)
    },
    .text("Id", 8, 14, priority: 5) { $0.word($0.snapshot.subscriptions?.id[$1]) },
  ]

  private static let contracts: [TableColumnSpec] = [
    .text("Account", 14, 28, flex: 1) { $0.account($0.snapshot.contracts?.account[$1] ?? -1) },
    .money("Annual value") { .money($0.snapshot.contracts?.annualValue[$1] ?? 0) },
    .day("End", priority: 0) { $0.day($0.snapshot.contracts?.end[$1] ?? Day.unknownNumber) },
    .text("Renewal deal", 12, 28, priority: 2) {
      $0.dealOf(code: $0.snapshot.contracts?.renewalDeal[$1] ?? -1)
    },
    .text("Renewal", 13, 14, priority: 1) { reader, row in
      guard
        let deal = reader.snapshot.deals.row(
          ofCode: reader.snapshot.contracts?.renewalDeal[row] ?? -1)
      else { return .text("nobody") }
      switch Standing(rawValue: reader.book.standing[deal]) {
      case .won: return .text("won")
      case .lost: return .text("lost")
      case .open, .omitted, .unqualified: return reader.stage(deal)
      case .absent, .unknown, nil: return .text("nobody")
      }
    },
    .text("Segment", 10, 12, priority: 3) {
      $0.segment(ofAccount: $0.snapshot.contracts?.account[$1] ?? -1)
    },
    .day("Start", priority: 4) { $0.day($0.snapshot.contracts?.start[$1] ?? Day.unknownNumber) },
    .text("Id", 8, 14, priority: 5) { $0.word($0.snapshot.contracts?.id[$1]) },
  ]

  private static let invoices: [TableColumnSpec] = [
    .text("Account", 14, 28, flex: 1) { $0.account($0.snapshot.invoices?.account[$1] ?? -1) },
    .money("Amount") { .money($0.snapshot.invoices?.amount[$1] ?? 0) },
    .money("Credited", priority: 4) { .money($0.snapshot.invoices?.credited[$1] ?? 0) },
    .day("Issued", priority: 1) { $0.day($0.snapshot.invoices?.issued[$1] ?? Day.unknownNumber) },
    .day("Due", priority: 2) { $0.day($0.snapshot.invoices?.due[$1] ?? Day.unknownNumber) },
    .day("Paid", priority: 3) { $0.day($0.snapshot.invoices?.paid[$1] ?? Day.unknownNumber) },
    .text("Id", 8, 14, priority: 5) { $0.word($0.snapshot.invoices?.id[$1]) },
  ]

  private static let onboarding: [TableColumnSpec] = [
    .text("Account", 14, 28, flex: 1) { $0.account($0.snapshot.onboarding?.account[$1] ?? -1) },
    .day("Kick-off", priority: 0) {
      $0.day($0.snapshot.onboarding?.kickoff[$1] ?? Day.unknownNumber)
    },
    .day("First value", priority: 0) {
      $0.day($0.snapshot.onboarding?.firstValue[$1] ?? Day.unknownNumber)
    },
    .day("Live", priority: 1) { $0.day($0.snapshot.onboarding?.live[$1] ?? Day.unknownNumber) },
    .text("Deal", 12, 28, priority: 2) { $0.dealOf(code: $0.snapshot.onboarding?.deal[$1] ?? -1) },
  ]

  private static let spend: [TableColumnSpec] = [
    .text("Channel", 12, 20, flex: 1) { $0.word($0.snapshot.spend?.channel[$1]) },
    .money("Amount") { .money($0.snapshot.spend?.amount[$1] ?? 0) },
    .day("Date", priority: 1) { $0.day($0.snapshot.spend?.date[$1] ?? Day.unknownNumber) },
    .text("Campaign", 10, 20, priority: 2) { $0.word($0.snapshot.spend?.campaign[$1]) },
  ]

  private static let costs: [TableColumnSpec] = [
    .text("Category", 12, 20, flex: 1) { $0.word($0.snapshot.costs?.category[$1]) },
    .money("Amount") { .money($0.snapshot.costs?.amount[$1] ?? 0) },
    .day("Month", priority: 1) { $0.day($0.snapshot.costs?.month[$1] ?? Day.unknownNumber) },
  ]

  private static let payouts: [TableColumnSpec] = [
    .text("Person", 14, 28, flex: 1) { $0.person($0.snapshot.payouts?.person[$1] ?? -1) },
    .money("Paid") { .money($0.snapshot.payouts?.paid[$1] ?? 0) },
    .money("Budget", priority: 1) { reader, row in
      let budget = reader.snapshot.payouts?.budget[row] ?? .min
      return budget == .min ? .none : .money(budget)
    },
    .day("Start", priority: 2) { $0.day($0.snapshot.payouts?.start[$1] ?? Day.unknownNumber) },
    .day("End", priority: 3) { $0.day($0.snapshot.payouts?.end[$1] ?? Day.unknownNumber) },
  ]

  private static let health: [TableColumnSpec] = [
    .text("Account", 14, 28, flex: 1) { $0.account($0.snapshot.health?.account[$1] ?? -1) },
    .number("Score", 6) { .count(Int($0.snapshot.health?.score[$1] ?? 0)) },
    .day("Date", priority: 1) { $0.day($0.snapshot.health?.date[$1] ?? Day.unknownNumber) },
  ]
}
