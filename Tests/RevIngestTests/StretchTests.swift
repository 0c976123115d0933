// Files read in stretches by several threads: the same as one row after the other.
import RevBase
import RevIngest
import RevModel
import RevTesting
import Testing

/// Everything of a snapshot that reading could change, as texts.
private struct Picture: Equatable {
  var lines: [String] = []

  private mutating func add(_ name: String, _ values: [some CustomStringConvertible]) {
    lines.append(name + ": " + values.map(\.description).joined(separator: "|"))
  }

  private mutating func add(_ name: String, _ column: CodeColumn) {
    add(name, (0..<column.count).map { column[$0] ?? "-" })
    add(name + " words", column.vocabulary.words)
  }

  private mutating func add(_ name: String, _ column: TextColumn) {
    add(name, (0..<column.count).map { column[$0] })
  }

  init(_ snapshot: Snapshot) {
    let (deals, people, accounts) = (snapshot.deals, snapshot.people, snapshot.accounts)
    func person(_ code: Int32) -> String { code < 0 ? "-" : people.ids[Int(code)] }
    func account(_ code: Int32) -> String { code < 0 ? "-" : accounts.ids[Int(code)] }
    func deal(_ code: Int32) -> String { deals.id(ofCode: code) ?? "-" }
    add("stages", snapshot.stages.names.words)
    add("pipelines", snapshot.stages.pipelines.words)
    add("people", people.name)
    add("teams", people.team)
    add("accounts", accounts.name)
    add("segments", accounts.segment)
    add("parents", accounts.parent.map(account))
    add("account owners", accounts.owner.map(person))
    add("deals", deals.id)
    add("unknown deals", deals.unknownIds)
    add("names", deals.name)
    add("of accounts", deals.account.map(account))
    add("of people", deals.owner.map(person))
    add("stage", deals.stage)
    add("pipeline", deals.pipeline)
    add("amount", deals.amount)
    add("created", deals.created)
    add("close", deals.close)
    add("type", deals.type)
    add("kind", deals.kind)
    add("product", deals.product)
    add("category", deals.category)
    add("next steps", deals.nextStep.map { deals.nextSteps[$0] ?? "-" })
    add("lines", deals.line)
    if let history = snapshot.history {
      for row in 0..<deals.count {
        add(
          "history \(row)",
          history.events(ofDeal: row).map { event in
            let (field, place) = history.locate(event)
            let isCode = field == .owner || field == .nextStep
            let by = history.changedBy[Int(event)]
            let who = by == .max ? "-" : person(history.changers[Int(by)])
            let delta = isCode ? 0 : history.delta(field, place)
            return "\(field) \(history[field].index.day(of: place)) \(delta) \(who)"
          })
        let before = DealsAsOf(snapshot, on: snapshot.manifest.asOf - 90)
        add("owner before", [person(before.state.owner[row])])
        add("step before", [deals.nextSteps[before.state.nextStep[row]] ?? "-"])
      }
    }
    if let table = snapshot.activities {
      add("activity", table.date)
      add("kinds", table.kind)
      add("activity deals", table.deal.map(deal))
      add("activity accounts", table.account.map(account))
      add("activity people", table.person.map(person))
      add("directions", table.direction)
    }
    if let table = snapshot.leads {
      add("leads", table.id)
      add("lead sources", table.source)
      add("lead deals", table.deal.map(deal))
      add("lead scores", table.score)
    }
    if let table = snapshot.invoices {
      add("invoices", table.id)
      add("invoice amounts", table.amount)
      add("invoice accounts", table.account.map(account))
    }
    if let table = snapshot.health {
      add("health", table.score)
      add("health accounts", table.account.map(account))
    }
  }
}

@Suite("Reading in stretches")
struct StretchTests {
  private func expectSame(_ folder: FixtureFolder, _ plan: ReadingPlan, _ name: String) throws {
    let inOrder = try folder.load(reading: .inOrder)
    let other = try folder.load(reading: plan)
    #expect(inOrder.report == other.report, "\(name)")
    let (expected, found) = (Picture(inOrder.snapshot).lines, Picture(other.snapshot).lines)
    #expect(expected.count == found.count)
    for (a, b) in zip(expected, found) where a != b {
      Issue.record("\(name): \(a)\n instead of \(b)")
    }
  }

  @Test(
    "gives the same, wherever a stretch begins and however many threads read", arguments: 1...40)
  func sameAsInOrder(_ seed: UInt64) throws {
    var messy = MessyFolder(seed)
    let folder = try FixtureFolder(bytes: messy.files())
    for size in [17, 64, 301, 1500] {
      let plan = ReadingPlan(stretch: size + Int(seed % 7), workers: 1 + Int(seed) % 3)
      try expectSame(folder, plan, "seed \(seed), \(plan)")
    }
  }

  @Test("tells the line of a fault that lies behind a cell of many lines")
  func lines() throws {
    let long = "\"" + String(repeating: "line\n", count: 50) + "\""
    let folder = try FixtureFolder([
      "deals.csv": "deal_id,name,stage,created_date,close_date\n"
        + "d1,\(long),Open,2026-01-01,2026-02-01\nd2,x,Open,soon,2026-02-01\n"
    ])
    for size in [10, 40, 100] {
      let report = try folder.load(reading: ReadingPlan(stretch: size, workers: 2)).report
      let examples = report.faults.flatMap(\.examples)
      #expect(examples.map(\.line) == [53] && examples.map(\.value) == ["soon"])
    }
  }

  @Test("finds an id again that stands in another stretch, and keeps the first")
  func repeatedIds() throws {
    let rows = (1...50).map { "d\($0),Open,2026-01-01,2026-02-01,\($0)" }
    let again = ["d7,Open,2026-01-01,2026-02-01,1000", "d51,Open,2026-01-01,2026-02-01,51"]
    let folder = try FixtureFolder([
      "deals.csv": "deal_id,stage,created_date,close_date,amount\n"
        + (rows + again).joined(separator: "\n") + "\n"
    ])
    let (snapshot, report) = try folder.load(reading: ReadingPlan(stretch: 100, workers: 2))
    #expect(snapshot.deals.amount == (1...51).map { Int64($0 * 100) })
    #expect(report.faults.map(\.kind) == [.repeatedId])
    let examples = report.faults.flatMap(\.examples)
    #expect(examples.map(\.line) == [52] && examples.map(\.value) == ["d7"])
  }

  @Test("lists the words and ids of the whole file, not those of each stretch")
  func words() throws {
    let rows = (1...60).map { "d\($0),Open,2026-01-01,2026-02-01,word\($0 % 25)" }
    let folder = try FixtureFolder([
      "deals.csv": "deal_id,stage,created_date,close_date,forecast_category\n"
        + rows.joined(separator: "\n") + "\n"
    ])
    try expectSame(folder, ReadingPlan(stretch: 90, workers: 2), "words")
    let report = try folder.load(reading: ReadingPlan(stretch: 90, workers: 2)).report
    let words = report.warnings.compactMap { warning in
      if case .unknownWords(_, _, let count, let words) = warning { (count, words) } else { nil }
    }
    #expect(words.map(\.0) == [60])
    #expect(
      words.first?.1.map(\.count) == [Int](repeating: 3, count: 10) + .init(repeating: 2, count: 10)
    )
  }

  @Test("goes on behind any number of blank lines")
  func blankLines() throws {
    let blank = String(repeating: "\n", count: 600_000)
    let folder = try FixtureFolder([
      "deals.csv": "deal_id,stage,created_date,close_date\nd1,Open,2026-01-01,2026-02-01\n"
        + blank + "d2,Open,2026-01-01,2026-02-01\n"
    ])
    for plan in [ReadingPlan.inOrder, ReadingPlan(stretch: 100_000, workers: 2)] {
      let deals = try folder.load(reading: plan).snapshot.deals
      #expect(deals.line == [2, 600_003])
    }
  }
}
