// The rules of loading, one by one: what sets a row aside, what blanks a cell, what is counted.
import RevBase
import RevIngest
import RevModel
import RevTesting
import Testing

/// Loads a deals.csv of these lines, with a header of the required columns and one more.
func loadDeals(
  _ more: String, _ lines: [String], with files: [String: String] = [:]
) throws -> (snapshot: Snapshot, report: LoadReport) {
  var files = files
  let header = "deal_id,stage,created_date,close_date,\(more)"
  files["deals.csv"] = ([header] + lines).joined(separator: "\n")
  return try FixtureFolder(files).load()
}

/// The same with an amount as the last column.
func loadDeals(
  _ lines: [String], with files: [String: String] = [:]
) throws -> (snapshot: Snapshot, report: LoadReport) {
  try loadDeals("amount", lines, with: files)
}

func count(_ report: LoadReport, _ table: TableName = .deals) -> [Int] {
  let counts = report[table]
  return [counts.read, counts.accepted, counts.ignored, counts.setAside]
}

/// The faults as `kind column line value`.
func faults(_ report: LoadReport) -> [String] {
  report.faults.flatMap { group in
    group.examples.map {
      "\(group.kind.rawValue) \(group.column ?? "-") \($0.line) \($0.value)"
    }
  }
}

@Suite("A row is set aside")
struct SetAsideTests {
  @Test(
    "when a required cell is blank or unreadable",
    arguments: [
      (",S,2026-01-01,2026-02-01,1", "required_blank deal_id 2 "),
      (" \t,S,2026-01-01,2026-02-01,1", "required_blank deal_id 2  \\t"),
      ("a,,2026-01-01,2026-02-01,1", "required_blank stage 2 "),
      ("a,\"  \",2026-01-01,2026-02-01,1", "required_blank stage 2   "),
      ("a,S,,2026-02-01,1", "required_blank created_date 2 "),
      ("a,S,2026-01-01", "required_blank close_date 2 "),
      ("a,S,2026-02-30,2026-02-01,1", "required_unreadable created_date 2 2026-02-30"),
      ("a,S,2026-01-01,1 Feb,1", "required_unreadable close_date 2 1 Feb"),
    ])
  func required(_ line: String, _ fault: String) throws {
    let (_, report) = try loadDeals([line, "b,S,2026-01-01,2026-02-01,1"])
    #expect(count(report) == [2, 1, 0, 1])
    #expect(faults(report) == [fault])
    #expect(report.setAside == 1)
  }

  @Test("when its id was seen before, which counts from the row that was accepted")
  func repeatedId() throws {
    let (snapshot, report) = try loadDeals([
      "a,S,never,2026-02-01,1", "a,S,2026-01-01,2026-02-01,2", "a,S,2026-01-01,2026-02-01,3",
      "A,S,2026-01-01,2026-02-01,4", "\"a\",S,2026-01-01,2026-02-01,5",
    ])
    #expect(snapshot.deals.amount == [200, 400])
    #expect(count(report) == [5, 2, 0, 3])
    #expect(
      faults(report) == [
        "repeated_id deal_id 4 a", "repeated_id deal_id 6 a",
        "required_unreadable created_date 2 never",
      ])
  }

  @Test("when its currency has no rate, also without an amount")
  func currency() throws {
    let (snapshot, report) = try loadDeals(
      "amount,currency",
      [
        "a,S,2026-01-01,2026-02-01,100,EUR", "b,S,2026-01-01,2026-02-01,100,eur",
        "c,S,2026-01-01,2026-02-01,,CHF", "d,S,2026-01-01,2026-02-01,100,",
        "e,S,2026-01-01,2026-02-01,100,USD", "f,S,2026-01-01,2026-02-01,100, EUR",
      ], with: ["revtop.yaml": "exchange_rates: {EUR: 1.085}"])
    #expect(snapshot.deals.amount == [10_850, 10_000, 10_000])
    #expect(
      faults(report) == [
        "no_exchange_rate currency 3 eur", "no_exchange_rate currency 4 CHF",
        "no_exchange_rate currency 7  EUR",
      ])
  }

  @Test("when a stage has another outcome than open, won or lost")
  func outcome() throws {
    let (snapshot, report) = try loadDeals(
      ["a,S,2026-01-01,2026-02-01,1"],
      with: ["stages.csv": "stage,position,outcome\nS,1,open\nT,2,Won\nU,3, won\nV,4,\nW,x,lost\n"])
    #expect(snapshot.stages.rows.count == 1)
    #expect(
      faults(report) == [
        "unknown_outcome outcome 3 Won", "unknown_outcome outcome 4  won",
        "required_unreadable position 6 x", "required_blank outcome 5 ",
      ])
  }

  @Test("when a stage of a pipeline was seen before")
  func repeatedStage() throws {
    let (snapshot, report) = try loadDeals(
      ["a,S,2026-01-01,2026-02-01,1"],
      with: [
        "stages.csv": """
        stage,position,outcome,pipeline
        S,1,open,
        S,2,open,New
        S,3,open,
        S,4,open,New
        """
      ])
    #expect(snapshot.stages.rows.map(\.position) == [1, 2])
    #expect(faults(report) == ["repeated_id stage 4 S", "repeated_id stage 5 S"])
  }

  @Test("when its form is wrong")
  func form() throws {
    let bytes =
      Array("deal_id,stage,created_date,close_date\na,S,2026-01-01,2026-02-01,x\n".utf8)
      + Array("b".utf8) + [0xE9] + Array(",S,2026-01-01,2026-02-01\n\"c\"d,S\n".utf8)
      + Array("e,S,2026-01-01,2026-02-01\nf,\"S,2026-01-01\n".utf8)
    let (snapshot, report) = try FixtureFolder(bytes: ["deals.csv": bytes]).load()
    #expect(snapshot.deals.id[0] == "e")
    #expect(count(report) == [5, 1, 0, 4])
    #expect(
      faults(report) == [
        "too_many_cells - 2 a,S,2026-01-01,2026-02-01,x", "not_utf8 deal_id 3 b\u{FFFD}",
        "text_after_quote deal_id 4 \"c\"d,S", "unclosed_quote stage 6 \"S,2026-01-01",
      ])
  }

  @Test("and what is wrong with its optional cells is no matter then")
  func onlyWhatSetsAside() throws {
    let (_, report) = try loadDeals(
      "amount,owner_id,type",
      ["a,,2026-01-01,soon,many,u9,odd", "b,S,2026-01-01,2026-02-01,1,u1,new"],
      with: ["people.csv": "person_id\nu1\n"])
    #expect(
      faults(report) == ["required_blank stage 2 ", "required_unreadable close_date 2 soon"])
    #expect(report.warnings.map(\.kind) == ["inferred_as_of", "inferred_stages"])
  }
}

@Suite("A cell is treated as blank")
struct BlankCellTests {
  @Test("when an optional one is unreadable, which is reported")
  func unreadable() throws {
    let (snapshot, report) = try loadDeals(
      "amount,closed_date,contacts,term_months,probability",
      ["a,S,2026-01-01,2026-02-01,\"1,000\",never,-1,1.5,35%"])
    let deals = snapshot.deals
    #expect(deals.amount == [0])
    #expect(deals.closed == [Day.unknownNumber])
    #expect(deals.contacts == [-1])
    #expect(deals.termMonths == [0])
    #expect(deals.probability == [-1])
    #expect(count(report) == [1, 1, 0, 0])
    #expect(
      Set(faults(report)) == [
        "unreadable amount 2 1,000", "unreadable closed_date 2 never", "unreadable contacts 2 -1",
        "unreadable term_months 2 1.5", "unreadable probability 2 35%",
      ])
    #expect(!report.warnings.contains(.blankAmounts(deals: 1)))
  }

  @Test("when a share lies outside of 0 to 1")
  func share() throws {
    let (snapshot, report) = try loadDeals(
      "probability",
      [
        "a,S,2026-01-01,2026-02-01,0.25", "b,S,2026-01-01,2026-02-01,1.0000000001",
        "c,S,2026-01-01,2026-02-01,-0.5", "d,S,2026-01-01,2026-02-01,\" 1 \"",
      ])
    #expect(snapshot.deals.probability == [250_000_000, -1, -1, 1_000_000_000])
    #expect(
      faults(report) == [
        "share_out_of_range probability 3 1.0000000001", "share_out_of_range probability 4 -0.5",
      ])
  }

  @Test("when an amount is too large to be one")
  func amount() throws {
    let (snapshot, report) = try loadDeals([
      "a,S,2026-01-01,2026-02-01,10000000000000", "b,S,2026-01-01,2026-02-01,10000000000000.01",
    ])
    #expect(snapshot.deals.amount == [Money.limit.cents, 0])
    #expect(faults(report) == ["unreadable amount 3 10000000000000.01"])
  }

  @Test("when it is white space or missing at the end of the row, which is no fault")
  func whiteSpace() throws {
    let (snapshot, report) = try loadDeals(
      "amount,name,owner_id",
      ["a,S,2026-01-01,2026-02-01, ,\t,\"  \"", "b,S,2026-01-01,2026-02-01"])
    #expect(snapshot.deals.amount == [0, 0])
    #expect(snapshot.deals.name.isBlank(0) && snapshot.deals.name.isBlank(1))
    #expect(snapshot.deals.owner == [-1, -1])
    #expect(report.faults.isEmpty)
    #expect(report.warnings.contains(.blankAmounts(deals: 2)))
  }

  @Test("when it holds white space beyond ASCII, which also goes from the ends of numbers and days")
  func wideSpace() throws {
    let (snapshot, report) = try loadDeals(
      "amount,name,owner_id",
      [
        "a,S,2026-01-01,2026-02-01,\u{A0}12\u{A0},\u{3000}\u{2009},\u{A0}",
        "b,S,\u{2028}2026-01-01\u{85} ,2026-02-01,\u{202F}\u{1680}\u{205F},\u{A0}\u{E0},\u{2003}x",
        "c,S,2026-01-01,2026-02-01,,\u{200B},\u{E1}",
      ])
    let deals = snapshot.deals
    #expect(deals.amount == [1200, 0, 0])
    #expect(Day(deals.created[1]).description == "2026-01-01")
    #expect((0..<3).map { deals.name.isBlank($0) } == [true, false, false])
    #expect(deals.name[1] == "\u{A0}\u{E0}")
    #expect(deals.owner[0] == -1 && deals.owner[1] >= 0 && deals.owner[2] >= 0)
    #expect(report.faults.isEmpty)
  }
}

@Suite("Texts, words and references")
struct TextRuleTests {
  @Test("texts are kept as they are, numbers and days are trimmed")
  func trimming() throws {
    let (snapshot, _) = try loadDeals(
      "amount,name", [" a ,S ,\" 2026-01-01 \", 2026-02-01 , 1.50 ,\" \"\"x\"\" \""])
    let deals = snapshot.deals
    #expect(deals.id[0] == " a ")
    #expect(deals.name[0] == " \"x\" ")
    #expect(snapshot.stages.names.words == ["S "])
    #expect(deals.amount == [150])
    #expect(Day(deals.created[0]).description == "2026-01-01")
  }

  @Test("words outside of a list are kept and counted")
  func unknownWords() throws {
    let (snapshot, report) = try loadDeals(
      "type,forecast_category",
      [
        "a,S,2026-01-01,2026-02-01,upsell,commit", "b,S,2026-01-01,2026-02-01,,Commit",
        "c,S,2026-01-01,2026-02-01,upsell,", "d,S,2026-01-01,2026-02-01,renewal,omitted",
      ])
    let deals = snapshot.deals
    #expect(deals.kind == [3, 0, 3, 2])
    #expect((0..<4).map { deals.type[$0] } == ["upsell", "new", "upsell", "renewal"])
    let written: [DealTable.WrittenCategory] = [.commit, .other, .blank, .omitted]
    #expect(deals.category == written.map(\.rawValue))
    #expect(
      report.warnings.contains(
        .unknownWords(
          table: .deals, column: "type", count: 2, words: [.init(word: "upsell", count: 2)])))
    #expect(
      report.warnings.contains(
        .unknownWords(
          table: .deals, column: "forecast_category", count: 1,
          words: [.init(word: "Commit", count: 1)])))
  }

  @Test("ids that a table lacks follow its own rows, and are counted when the table is there")
  func unknownReferences() throws {
    let lines = ["a,S,2026-01-01,2026-02-01,u2,x1", "b,S,2026-01-01,2026-02-01,u9,x1"]
    let (snapshot, report) = try loadDeals(
      "owner_id,account_id", lines,
      with: [
        "people.csv": "person_id,manager_id\nu1,u2\nu2,boss\n",
        "activities.csv": """
        activity_id,date,deal_id,person_id
        1,2026-01-02,zz,u1
        2,2026-01-02,b,
        3,2026-01-02,zz,
        """,
      ])
    let people = snapshot.people
    #expect(people.knownCount == 2)
    #expect((0..<people.count).map { people.ids[$0] } == ["u1", "u2", "boss", "u9"])
    #expect(people.manager == [1, 2])
    #expect(snapshot.deals.owner == [1, 3])
    #expect(!snapshot.accounts.isLoaded)
    #expect(snapshot.accounts.knownCount == 0)
    #expect(snapshot.deals.account == [0, 0])
    #expect(snapshot.deals.unknownIds == ["zz"])
    let activities = try #require(snapshot.activities)
    #expect(activities.deal == [2, 1, 2])
    #expect(snapshot.deals.id(ofCode: 2) == "zz")
    let unknown = report.warnings.filter { $0.kind == "unknown_references" }
    #expect(
      unknown == [
        .unknownReferences(
          table: .people, column: "manager_id", target: .people, count: 1, examples: ["boss"]),
        .unknownReferences(
          table: .deals, column: "owner_id", target: .people, count: 1, examples: ["u9"]),
        .unknownReferences(
          table: .activities, column: "deal_id", target: .deals, count: 2, examples: ["zz"]),
      ])
  }

  @Test("texts that Unicode calls equal are one word and different ids")
  func canonicalEquivalence() throws {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    let (snapshot, report) = try loadDeals(
      "product",
      [
        "\(composed),S,2026-01-01,2026-02-01,\(composed)",
        "\(decomposed),S,2026-01-01,2026-02-01,\(decomposed)", "c,S,2026-01-01,2026-02-01,tea",
      ])
    #expect(count(report) == [3, 3, 0, 0])
    #expect(snapshot.deals.product.codes == [0, 0, 1])
    #expect(snapshot.deals.product.vocabulary.words == ["café", "tea"])
  }
}

@Suite("Columns of a header")
struct HeaderRuleTests {
  @Test("may come in any order, and unknown ones are named once")
  func unknownColumns() throws {
    let (snapshot, report) = try FixtureFolder([
      "deals.csv": "x,close_date,Amount, stage ,deal_id,,created_date,x,stage\n"
        + "1,2026-02-01,5,S,a,9,2026-01-01,2,T\n"
    ]).load()
    #expect(snapshot.stages.names.words == ["S"])
    #expect(snapshot.deals.amount == [0])
    #expect(!snapshot.deals.columns.has("amount"))
    #expect(snapshot.deals.columns.has("stage"))
    #expect(
      report.warnings.contains(.unknownColumns(table: .deals, names: ["x", "Amount", "(blank)"])))
    #expect(report.warnings.contains(.repeatedColumn(table: .deals, name: "stage")))
  }

  @Test("when rows and columns are permuted nothing changes but codes and order", arguments: 0..<3)
  func permutation(_ seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let columns = [
      "deal_id", "stage", "created_date", "close_date", "amount", "owner_id", "product",
    ]
    let rows = (0..<200).map { row -> [String] in
      [
        "d\(row)", "S\(row % 5)", "2026-01-0\(row % 9 + 1)", "2026-02-01",
        row % 7 == 0 ? "" : "\(row).25", "u\(row % 3)", row % 4 == 0 ? "P, \"Q\"" : "R",
      ]
    }
    func summary(_ order: [Int], _ rows: [[String]]) throws -> Set<String> {
      let lines = [order.map { columns[$0] }] + rows.map { row in order.map { row[$0] } }
      let text = lines.map { line in
        line.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
      }.joined(separator: "\n")
      let (snapshot, report) = try FixtureFolder(["deals.csv": text]).load()
      #expect(count(report) == [200, 200, 0, 0])
      let deals = snapshot.deals
      return Set(
        (0..<deals.count).map { row in
          let stage = snapshot.stages.names.words[Int(deals.stage[row])]
          let owner = snapshot.people.ids[Int(deals.owner[row])]
          return "\(deals.id[row]) \(stage) \(deals.created[row]) \(deals.close[row]) "
            + "\(deals.amount[row]) \(owner) \(deals.product[row] ?? "")"
        })
    }
    let plain = try summary(Array(columns.indices), rows)
    #expect(plain.count == 200)
    #expect(
      try summary(columns.indices.shuffled(using: &random), rows.shuffled(using: &random)) == plain)
  }
}
