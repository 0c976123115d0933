// deal_history.csv, the default as-of day, and inferred stages.
import RevBase
import RevIngest
import RevModel
import RevTesting
import Testing

private let header = "deal_id,changed_at,field,old_value,new_value,changed_by\n"

private func load(
  _ history: String, deals: String? = nil,
  manifest: String = "as_of: 2026-11-16\nexchange_rates: {EUR: 2}"
) throws -> (snapshot: Snapshot, report: LoadReport) {
  try FixtureFolder([
    "revtop.yaml": manifest, "stages.csv": Fixture.stages,
    "deals.csv": deals ?? """
      deal_id,stage,amount,currency,created_date,close_date,owner_id,forecast_category,next_step
      d1,Proposal,200,,2026-01-01,2026-06-01,u2,commit,Sign
      d2,Won,100,EUR,2026-01-01,2026-02-01,u1,,
      """,
    "deal_history.csv": header + history,
  ]).load()
}

@Suite("The history of deals")
struct HistoryTests {
  @Test("gives the values of every field on an earlier day")
  func values() throws {
    let (snapshot, report) = try load(
      """
      d1,2026-03-01T09:00:00Z,stage,Discovery,Proposal,u2
      d1,2026-03-01T09:00:00Z,amount,150.50,200,u2
      d1,2026-03-02,close_date,2026-05-01,2026-06-01,u1
      d1,2026-03-03,forecast_category,pipeline,commit,
      d1,2026-03-04,owner_id,u1,u2,u3
      d1,2026-03-05,next_step,Call,Sign,u3
      """)
    let history = try #require(snapshot.history)
    #expect(count(report, .dealHistory) == [6, 6, 0, 0])
    var state = DealState(snapshot)
    state.move(to: try #require(Day("2026-02-28")), in: history)
    #expect(snapshot.stages.names[Int32(state.stage[0])] == "Discovery")
    #expect(state.amount[0] == 15_050)
    #expect(Day(state.close[0]).description == "2026-05-01")
    #expect(state.category[0] == DealTable.WrittenCategory.pipeline.rawValue)
    #expect(snapshot.people.ids[Int(state.owner[0])] == "u1")
    #expect(snapshot.deals.nextSteps[state.nextStep[0]] == "Call")
    state.move(to: try #require(Day("2026-11-16")), in: history)
    #expect(state.stage == snapshot.deals.stage && state.nextStep == snapshot.deals.nextStep)
    #expect(history.events(ofDeal: 0).count == 6)
    #expect(history.changers.map { snapshot.people.ids[Int($0)] } == ["u2", "u1", "u3"])
    #expect(report.warnings.isEmpty)
  }

  @Test("amounts are in the deal's currency, blank and unreadable ones are 0")
  func amounts() throws {
    let (snapshot, report) = try load(
      """
      d2,2026-03-01,amount,50,,
      d2,2026-03-02,amount,,many,
      d2,2026-03-03,amount,,100,
      """)
    var state = DealState(snapshot)
    let history = try #require(snapshot.history)
    for (day, cents) in [("2026-02-28", 10_000), ("2026-03-01", 0), ("2026-03-03", 20_000)] {
      state.move(to: try #require(Day(day)), in: history)
      #expect(state.amount[1] == Int64(cents))
    }
    #expect(faults(report) == ["unreadable new_value 3 many"])
  }

  @Test("rows of other fields are ignored and named, whatever else is wrong with them")
  func otherFields() throws {
    let (_, report) = try load(
      """
      d1,2026-03-01,product,A,B,
      d1,never,product,A,B,
      ,2026-03-01,Stage,A,B,
      d1,2026-03-01,,A,B,
      d1,never,stage,Discovery,Proposal,
      d1,2026-03-01,stage,Discovery,Proposal,
      """)
    #expect(count(report, .dealHistory) == [6, 1, 3, 2])
    #expect(
      faults(report) == ["required_unreadable changed_at 6 never", "required_blank field 5 "])
    #expect(
      report.warnings == [
        .ignoredFields(
          count: 3, words: [.init(word: "product", count: 2), .init(word: "Stage", count: 1)])
      ])
  }

  @Test("rows of unknown deals are kept and counted")
  func unknownDeals() throws {
    let (snapshot, report) = try load("d9,2026-03-01,stage,Discovery,Proposal,\n")
    #expect(count(report, .dealHistory) == [1, 1, 0, 0])
    #expect(snapshot.history?.events.isEmpty == true)
    #expect(snapshot.deals.unknownIds == ["d9"])
    #expect(
      report.warnings == [
        .unknownReferences(
          table: .dealHistory, column: "deal_id", target: .deals, count: 1, examples: ["d9"])
      ])
  }

  @Test("a difference between deals.csv and the last row is counted by field")
  func differences() throws {
    let (_, report) = try load(
      """
      d1,2026-03-01,stage,Discovery,Negotiation,
      d1,2026-03-01,amount,100,200.00,
      d2,2026-03-01,stage,Discovery,Proposal,
      d2,2026-03-01,close_date,2026-02-02,2026-02-01T00:00,
      d2,2026-12-01,close_date,2026-02-01,2026-02-09,
      """)
    #expect(report.warnings == [.historyDiffers(field: .stage, deals: 2)])
  }

  @Test("changes of one day apply by moment, then file")
  func order() throws {
    let (snapshot, _) = try load(
      """
      d1,2026-03-01T12:00:00Z,amount,2,3,
      d1,2026-03-01T13:00:00+02:00,amount,1,2,
      d1,2026-03-02T10:00:00Z,amount,3,4,
      d1,2026-03-02T10:00:00Z,amount,4,5,
      d1,2026-03-02,amount,9,9,
      """)
    let history = try #require(snapshot.history)
    var state = DealState(snapshot)
    for (day, cents) in [("2026-02-28", 100), ("2026-03-01", 300), ("2026-03-02", 500)] {
      state.move(to: try #require(Day(day)), in: history)
      #expect(state.amount[0] == Int64(cents))
    }
  }

  @Test("agrees with a search through all rows on any day", arguments: 0..<4)
  func agreesWithSearch(_ seed: Int) throws {
    struct Change {
      var deal: Int
      var day: Int
      var second: Int
      var old: Int
      var new: Int
    }
    var random = SplitMix(seed: UInt64(seed))
    func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    let changes = (0..<400).map { _ in
      Change(deal: pick(20), day: pick(40), second: pick(50), old: pick(100), new: pick(100))
    }
    let first = try #require(Day("2026-01-01"))
    let rows = changes.map { change in
      let day = first + change.day
      let second = change.second < 10 ? "0\(change.second)" : "\(change.second)"
      return "d\(change.deal),\(day)T00:00:\(second)Z,amount,\(change.old),\(change.new),"
    }
    let deals = (0..<20).map { "d\($0),Proposal,\($0),2025-01-01,2026-06-01" }
    let (snapshot, _) = try load(
      rows.joined(separator: "\n"),
      deals: "deal_id,stage,amount,created_date,close_date\n" + deals.joined(separator: "\n"),
      manifest: "as_of: \(first + 30)")
    let history = try #require(snapshot.history)
    var state = DealState(snapshot)
    for day in (0..<30).shuffled(using: &random) {
      state.move(to: first + day, in: history)
      for deal in 0..<20 {
        let own = changes.enumerated().filter { $0.element.deal == deal }.sorted { a, b in
          (a.element.day, a.element.second, a.offset) < (b.element.day, b.element.second, b.offset)
        }.map(\.element)
        let expected = own.last { $0.day <= day }?.new ?? own.first?.old ?? deal
        #expect(state.amount[deal] == Int64(expected * 100))
      }
    }
  }
}

@Suite("What the folder does not say")
struct InferenceTests {
  @Test("the as-of day is the latest day on which something happened")
  func asOf() throws {
    let deals = "deal_id,stage,created_date,close_date,closed_date,last_activity_date\n"
    func day(_ row: String, _ history: String? = nil) throws -> String {
      var files = ["deals.csv": deals + row]
      files["deal_history.csv"] = history.map { header + $0 }
      let (snapshot, report) = try FixtureFolder(files).load()
      #expect(report.warnings.contains(.inferredAsOf(snapshot.manifest.asOf)))
      return snapshot.manifest.asOf.description
    }
    #expect(try day("a,S,2026-01-01,2029-01-01,,") == "2026-01-01")
    #expect(try day("a,S,2026-01-01,2029-01-01,2026-01-02,") == "2026-01-02")
    #expect(try day("a,S,2026-01-01,2029-01-01,2026-01-02,2026-01-03") == "2026-01-03")
    let row = "a,S,2026-01-01,2029-01-01,,\nb,,2027-01-01,2029-01-01,,"
    #expect(try day(row, "a,2026-01-05T23:00:00Z,stage,A,B,") == "2026-01-05")
    #expect(try day(row, "zz,2026-01-06,stage,A,B,") == "2026-01-06")
    #expect(try day(row, "a,2026-01-07,name,A,B,") == "2026-01-01")
  }

  @Test("stages are ordered by the mean age of their deals, closed ones by their names")
  func stages() throws {
    let (snapshot, report) = try FixtureFolder([
      "revtop.yaml": "as_of: 2026-03-01",
      "deals.csv": """
      deal_id,stage,created_date,close_date,pipeline
      1,Late,2026-01-01,2026-06-01,
      2,Early,2026-02-20,2026-06-01,New
      3,Early,2026-02-22,2026-06-01,
      4,Beta,2026-02-01,2026-06-01,
      5,Alpha,2026-02-01,2026-06-01,
      6,Closed-LOST,2026-01-01,2026-06-01,
      7,closed won,2026-01-01,2026-06-01,
      8,Wonder,2026-02-28,2026-06-01,
      9,Lost but won,2026-01-01,2026-06-01,
      10,closedwon,2026-01-01,2026-06-01,
      11,ClosedLost,2026-01-01,2026-06-01,
      """,
    ]).load()
    let stages = snapshot.stages
    let names = (0..<stages.rows.count).map { stages.title($0) }
    #expect(
      names == [
        "Wonder", "Early", "Alpha", "Beta", "Late", "Lost but won", "closed won", "closedwon",
        "Closed-LOST", "ClosedLost",
      ])
    #expect(stages.rows.map(\.position) == Array(1...10))
    #expect(
      stages.rows.map(\.outcome) == [
        .open, .open, .open, .open, .open, .won, .won, .won, .lost, .lost,
      ])
    #expect(stages.rows.allSatisfy { $0.pipeline == -1 && $0.probability == -1 && $0.qualified })
    #expect(
      stages.row(pipeline: snapshot.deals.pipeline[1], name: Int32(snapshot.deals.stage[1])) == 1)
    #expect(!stages.isLoaded)
    #expect(report.warnings.contains(.inferredStages(names: names)))
  }

  @Test("deals in stages that stages.csv lacks are counted")
  func unknownStages() throws {
    let (_, report) = try loadDeals(
      "amount,pipeline",
      [
        "a,Proposal,2026-01-01,2026-02-01,1,", "b,proposal,2026-01-01,2026-02-01,1,",
        "c,Other,2026-01-01,2026-02-01,1,New", "d,Other,2026-01-01,2026-02-01,1,",
      ], with: ["stages.csv": Fixture.stages])
    #expect(
      report.warnings.contains(
        .unknownStages(
          count: 3, words: [.init(word: "proposal", count: 1), .init(word: "Other", count: 2)])))
  }

  @Test("the company's name is the folder's, and unknown CSV files are named")
  func names() throws {
    let folder = try FixtureFolder([
      "deals.csv": "deal_id,stage,created_date,close_date\na,S,2026-01-01,2026-01-01\n",
      "contacts.csv": "x", "notes.txt": "y",
    ])
    let (snapshot, report) = try folder.load()
    #expect(folder.path.hasSuffix("/" + snapshot.manifest.name))
    #expect(
      report.warnings.filter { $0.kind == "unknown_file" } == [.unknownFile(name: "contacts.csv")])
  }
}
