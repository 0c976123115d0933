import RevBase
import RevModel
import RevRisk

/// The columns of a table of deals.
enum DealColumns {
  /// The same with the reasons in front, for tables of risks.
  static let risk: [TableColumnSpec] = {
    let first = ["Deal", "Amount", "Win", "Risk", "Why"]
    let front = first.compactMap { title in all.first { $0.title == title } }
    return front.map { $0.kept } + all.filter { !first.contains($0.title) }
  }()

  /// What each open deal adds to the expected landing, with what it is the product of.
  static let contribution: [TableColumnSpec] = {
    let front = [
      TableColumnSpec.money("Adds") { reader, row in
        reader.counted[Int32(row)].map(TableValue.money) ?? .none
      },
      .number("Chance", 6) { reader, row in
        reader.landing?.share(row).map { .chance($0.chance) } ?? .none
      },
      .number("When won", 12) { reader, row in
        reader.landing?.share(row).map { share in
          .money(Int64((share.amountWhenWon * 100).rounded()))
        } ?? .none
      },
    ]
    return Array(all.prefix(1)) + front + all.dropFirst()
  }()

  static let all: [TableColumnSpec] = [
    .text("Deal", 20, 34, flex: 2) { $0.deal($1) },
    .money("Amount") { .money($0.book.state.amount[$1]) },
    .text("Stage", 11, 13, priority: 2) { $0.stage($1) },
    .number("Age", 5, priority: 3) { $0.daysInStage($1) },
    .text("Owner", 12, 18, priority: 4) { $0.person($0.book.state.owner[$1]) },
    .day("Close", priority: 3) { $0.day($0.book.state.close[$1]) },
    .number("Win", 5, priority: 4) { reader, row in
      reader.risk?.glance(ofDeal: row).map { .share($0.chance) } ?? .none
    },
    .number("Risk", 5, priority: 4) { reader, row in
      reader.risk?.glance(ofDeal: row).map { .share($0.risk) } ?? .none
    },
    .text("Category", 9, 10, priority: 6) { reader, row in
      .text(StageTable.Category(rawValue: reader.book.category[row])?.words ?? "-")
    },
    .text("Why", 18, 40, flex: 1, priority: 7) { reader, row in
      let words = RiskText.why(reader.risk?.risk(ofDeal: row), masksNames: reader.masksNames)
      return words.isEmpty ? .none : .text(words)
    },
    .text("Account", 14, 24, priority: 8) { $0.account($0.snapshot.deals.account[$1]) },
    .text("Segment", 10, 12, priority: 9) {
      $0.segment(ofAccount: $0.snapshot.deals.account[$1])
    },
    .number("Prob", 5, priority: 10) { reader, row in
      let own = reader.snapshot.deals.probability[row]
      if own >= 0 { return .share(Double(own) / 1e9) }
      let stage = Int(reader.book.stageRow[row])
      guard stage >= 0 else { return .none }
      let share = reader.snapshot.stages.rows[stage].probability
      return share < 0 ? .none : .share(Double(share) / 1e9)
    },
    .day("Created", priority: 11) { $0.day($0.snapshot.deals.created[$1]) },
    .day("Closed", priority: 12) { $0.day($0.book.closed[$1]) },
    .text("Type", 7, 9, priority: 13) { $0.word($0.snapshot.deals.type[$1]) },
    .text("Next step", 12, 30, priority: 14) {
      $0.word($0.snapshot.deals.nextSteps[$0.book.state.nextStep[$1]])
    },
    .text("Source", 8, 12, priority: 15) { $0.word($0.snapshot.deals.source[$1]) },
    .text("Product", 8, 14, priority: 16) { $0.word($0.snapshot.deals.product[$1]) },
    .text("Region", 6, 10, priority: 17) {
      $0.word($0.snapshot.accounts.region, ofAccount: $0.snapshot.deals.account[$1])
    },
    .text("Id", 8, 14, priority: 18) { .text($0.snapshot.deals.id[$1]) },
  ]
}

extension StageTable.Category {
  /// As the book writes it.
  package var words: String {
    switch self {
    case .omitted: "omitted"
    case .pipeline: "pipeline"
    case .bestCase: "best case"
    case .commit: "commit"
    }
  }
}
