import RevBase
import RevModel

/// The metrics of this folder in the order of the book.
enum HygieneMetrics {
  static let definitions: [MetricDefinition] =
    [.hygieneScore] + HygieneFlag.allCases.map { .hygiene($0) }
    + [.hygieneDuplicateAccounts, .hygieneOmitted] + ReadinessMetrics.definitions

  /// Fills the tables that belong to the group.
  static func fillTables(_ facts: Facts, into tables: inout BookTables) {}
}

extension MetricDefinition {
  static let hygieneScore = MetricDefinition(
    .hygieneScore, "Hygiene score", .score, in: .hygiene, clock: .asOf,
    says: "how much of what should be known about the open deals is known and current",
    formula: "100 * (1 - raised / (known * deals))",
    counted: "the flags raised on deals of O, against all that could have been raised",
    leftOut: "flags whose data the snapshot lacks altogether", better: .higher,
    threshold: .atLeast("hygiene"),
    sources: [
      "deals.amount", "deals.close_date", "deals.next_step", "deals.owner_id",
      "deals.account_id", "deals.contacts", "activities.date",
    ],
    terms: { facts in
      let (hygiene, known) = (facts.hygiene, facts.hygiene.obstacle == nil)
      return [
        Term("raised", known ? .count(hygiene.raised) : nil),
        Term("known", known ? .count(hygiene.known) : nil),
        Term("deals", known ? .count(hygiene.deals) : nil),
      ]
    },
    measure: { facts in
      .unless(facts.hygiene.obstacle) {
        let most = facts.hygiene.known * facts.hygiene.deals
        guard most > 0 else { return .undefined("there are no open deals") }
        return Measure(.real(Double(100 * (most - facts.hygiene.raised)) / Double(most)))
      }
    })

  /// How many open deals have a flag.
  static func hygiene(_ flag: HygieneFlag) -> MetricDefinition {
    MetricDefinition(
      flag.metric, flag.title, .count, in: .hygiene, clock: .asOf,
      says: "open deals \(flag.words)", formula: "count(deals)",
      counted: "deals of O, " + flag.counted, leftOut: flag.leftOut, better: .lower,
      sources: flag.sources,
      rows: { facts in
        guard facts.hygiene.reason(flag) == nil else { return nil }
        return RowSet(.deals, rows: facts.hygiene.rows(flag, facts.context))
      },
      measure: { facts in
        .unless(facts.hygiene.reason(flag)) { Measure(.count(facts.hygiene.count(flag) ?? 0)) }
      })
  }

  static let hygieneDuplicateAccounts = MetricDefinition(
    .hygieneDuplicateAccounts, "Duplicate accounts", .count, in: .hygiene, clock: .asOf,
    says: "accounts that have the name of an older account",
    formula: "count(accounts)",
    counted: "accounts whose name, without case, punctuation and legal suffixes such as Inc or "
      + "GmbH, is that of an account created earlier (blank last, then by the order of the file)",
    leftOut: "the oldest account of each name; accounts without a name", better: .lower,
    sources: ["accounts.name", "accounts.created_date"],
    rows: { facts in
      guard facts.context.obstacle(.accounts) == nil else { return nil }
      return RowSet(.accounts, rows: HygieneFacts.duplicates(facts.context))
    },
    measure: { facts in
      .unless(facts.context.obstacle(.accounts)) {
        Measure(.count(HygieneFacts.duplicates(facts.context).count))
      }
    })

  static let hygieneOmitted = MetricDefinition(
    .hygieneOmitted, "Omitted deals", .count, in: .hygiene, clock: .asOf,
    says: "open deals that no pipeline number shows because their category is omitted",
    formula: "count(deals)",
    counted: "sales deals in an open and qualified stage whose forecast category is omitted",
    leftOut: "deals in unqualified stages", better: .lower,
    sources: ["deals.forecast_category", "stages.category"],
    rows: { facts in
      guard facts.context.obstacle(.deals) == nil else { return nil }
      return RowSet(.deals, rows: facts.context.selection.omitted)
    },
    measure: { facts in
      .unless(facts.context.obstacle(.deals)) {
        Measure(.count(facts.context.selection.count(.omitted)))
      }
    })
}

extension HygieneFacts {
  /// Deals of O with a flag, in file order.
  package func rows(_ flag: HygieneFlag, _ context: AnswerContext) -> [Int32] {
    let open = context.selection.open
    return bits.indices.filter { bits[$0] & flag.bit != 0 }.map { open[$0] }
  }

  /// Accounts under the slicers that share their name with an older one.
  static func duplicates(_ context: AnswerContext) -> [Int32] {
    let rows = context.indexes.duplicateAccounts
    guard let mask = context.selection.masks.customers else { return rows }
    let groups = context.snapshot.cells.customerOfAccount
    return rows.filter { mask[Int(groups[Int($0) + 1])] != 0 }
  }
}

extension HygieneFlag {
  fileprivate var title: String {
    switch self {
    case .noAmount: "No amount"
    case .pastDue: "Past due"
    case .noNextStep: "No next step"
    case .noActivity: "No recent activity"
    case .noOwner: "No owner"
    case .noAccount: "No account"
    case .singleContact: "Single contact"
    }
  }

  fileprivate var counted: String {
    switch self {
    case .noAmount: "whose amount is blank, zero or negative"
    case .pastDue: "with a close date before A"
    case .noNextStep: "without a next step, or with a next step dated before A"
    case .noActivity: "without an activity on the thirty days A - 29 to A"
    case .noOwner: "whose owner is blank, not in people.csv, or gone by A"
    case .noAccount: "whose account is blank or not in accounts.csv"
    case .singleContact: "with fewer than two people engaged on the buyer's side"
    }
  }

  fileprivate var leftOut: String {
    self == .singleContact ? "deals whose number of contacts is unknown" : "deals outside of O"
  }

  fileprivate var sources: [String] {
    switch self {
    case .noAmount: ["deals.amount"]
    case .pastDue: ["deals.close_date"]
    case .noNextStep: ["deals.next_step", "deals.next_step_date"]
    case .noActivity: ["activities.date", "deals.last_activity_date"]
    case .noOwner: ["deals.owner_id", "people.left_date"]
    case .noAccount: ["deals.account_id", "accounts.account_id"]
    case .singleContact: ["deals.contacts"]
    }
  }
}
