// The load report: its two faces, its bounds, and that its numbers always add up.
import Foundation
import RevBase
import RevIngest
import RevModel
import RevTesting
import Testing

@Suite("The load report")
struct LoadReportTests {
  private static let files = [
    "revtop.yaml": "name: Aurora\nas_of: 2026-11-16\ncolour: red\n",
    "stages.csv": Fixture.stages,
    "deals.csv": """
    deal_id,stage,amount,created_date,close_date
    a,Proposal,many,2026-01-01,2026-02-01
    b,Proposal,,2026-01-01,2026-02-01
    b,Proposal,1,2026-01-01,2026-02-01
    "c\u{1B}[2J",,1,2026-01-01,2026-02-01
    """,
  ]

  @Test("as text begins with the worst")
  func text() throws {
    let folder = try FixtureFolder(Self.files)
    let report = try folder.load().report
    #expect(
      report.text.replacing(folder.path, with: "FOLDER") == """
        Aurora, as of 2026-11-16: FOLDER
        9 rows read, 2 set aside

        Faults
          deals.csv, column 'deal_id': an id that came before, 1 time: row set aside
            deals.csv:4:deal_id: 'b'
            remedy: keep one of the rows, or give the other an id of its own
          deals.csv, column 'stage': a required cell is blank, 1 time: row set aside
            deals.csv:5:stage: (blank)
            remedy: fill the cell in
          deals.csv, column 'amount': a cell that cannot be read, 1 time: treated as blank
            deals.csv:2:amount: 'many'
            remedy: write days as 2026-11-16, amounts as 48000.50, flags as true or false

        Warnings
          revtop.yaml:3:1: unknown key 'colour'; it is not used
          deals.csv: amount: blank on 1 deal, counted as 0; size them in the source

        Table                      read   accepted    ignored  set aside
        stages.csv                    5          5          0          0
        deals.csv                     4          2          0          2
        Not there: deal_history.csv, accounts.csv, people.csv, quotas.csv, calls.csv, \
        activities.csv, leads.csv, subscriptions.csv, contracts.csv, invoices.csv, onboarding.csv, \
        spend.csv, costs.csv, payouts.csv, health.csv

        """)
  }

  @Test("as JSON has stable keys")
  func json() throws {
    let report = try FixtureFolder(Self.files).load().report
    let parsed = try JSONSerialization.jsonObject(with: Data(report.json.utf8))
    let root = try #require(parsed as? [String: Any])
    #expect(
      Set(root.keys) == ["folder", "name", "as_of", "rows", "tables", "faults", "warnings"])
    #expect(root["name"] as? String == "Aurora" && root["as_of"] as? String == "2026-11-16")
    #expect(
      root["rows"] as? [String: Int] == ["read": 9, "accepted": 7, "ignored": 0, "set_aside": 2])
    let tables = try #require(root["tables"] as? [[String: Any]])
    #expect(tables.count == 17)
    #expect(tables[1]["file"] as? String == "deals.csv" && tables[1]["present"] as? Bool == true)
    #expect(tables[1]["set_aside"] as? Int == 2 && tables[1]["accepted"] as? Int == 2)
    let faults = try #require(root["faults"] as? [[String: Any]])
    #expect(
      faults.map { $0["kind"] as? String } == ["repeated_id", "required_blank", "unreadable"])
    #expect(faults.map { $0["done"] as? String }.last == "treated as blank")
    let examples = try #require(faults[0]["examples"] as? [[String: Any]])
    #expect(examples[0]["line"] as? Int == 4 && examples[0]["value"] as? String == "b")
    let warnings = try #require(root["warnings"] as? [[String: Any]])
    #expect(warnings.map { $0["kind"] as? String } == ["unknown_key", "blank_amounts"])
    #expect(warnings[0]["line"] as? Int == 3 && warnings[1]["count"] as? Int == 1)
  }

  @Test("cuts values to 40 characters and shows control characters")
  func values() throws {
    let long = String(repeating: "é", count: 60)
    let (_, report) = try loadDeals([
      "ok,S,2026-01-01,2026-01-01", "a,S,\(long),2026-01-01",
      "b,S,\"x\u{1B}\n\ty\u{202E}\",2026-01-01",
    ])
    #expect(
      report.faults.first?.examples.map(\.value) == [
        String(repeating: "é", count: 40) + "…", "x\\u{1B}\\n\\ty\\u{202E}",
      ])
  }

  @Test("keeps full counts and the first examples of many faults")
  func bounded() throws {
    let lines = (0..<30_000).map { "d\($0),S,2026-01-01,bad\($0)" }
    let (_, report) = try loadDeals(lines, with: ["revtop.yaml": "as_of: 2026-01-01"])
    #expect(count(report) == [30_000, 0, 0, 30_000])
    #expect(report.faults.count == 1)
    #expect(report.faults.first?.count == 30_000)
    #expect(report.faults.first?.examples.count == 20)
    #expect(report.faults.first?.examples.last?.value == "bad19")
    #expect(report.count(of: .requiredUnreadable) == 30_000)
  }

  @Test("is told how far loading has come")
  func progress() throws {
    let folder = try FixtureFolder(Self.files)
    var last = LoadProgress(done: 0, total: 0)
    var calls = 0
    _ = try SnapshotLoader.load(folder: folder.path) { progress in
      #expect(progress.done >= last.done)
      last = progress
      calls += 1
    }
    #expect(calls >= 2)
    #expect(last.done == last.total && last.total > 200 && last.share == 1)
  }
}

@Suite("Any bytes at all")
struct RandomBytesTests {
  /// Texts made of pieces that mean something to the loader, and some that do not.
  private static let pieces = [
    ",", ",", ",", "\n", "\n", "\r\n", "\"", "\"\"", "a", "b1", "S", "Won", "2026-01-01",
    "2026-02-03T10:00Z", "2026-03-08 02:30", "12.5", "-3", "99999999999999999999", "0.1", "EUR",
    "stage", "amount", "close_date", "owner_id", "next_step", "forecast_category", "true", "open",
    "é", " ", "\t", "1", "in", "commit", "\u{0}",
  ]

  @Test("never trap, and rows read are accepted, ignored and set aside ones", arguments: 0..<12)
  func addUp(_ seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed) &+ 1000)
    func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    var loaded = 0
    for _ in 0..<15 {
      var files: [String: [UInt8]] = [
        "revtop.yaml": Array(
          "as_of: 2026-02-01\nexchange_rates: {EUR: 1.1}\ntime_zone: Europe/Berlin".utf8)
      ]
      for table in TableName.allCases where table == .deals || pick(3) > 0 {
        let format = TableFormat.of(table)
        let optional = format.optional.filter { _ in pick(2) == 0 }
        let columns = (format.required + optional).shuffled(using: &random)
        var bytes = Array((columns.joined(separator: ",") + "\n").utf8)
        for _ in 0..<pick(200) {
          bytes += Array(Self.pieces[pick(Self.pieces.count - (pick(20) == 0 ? 0 : 1))].utf8)
          if pick(60) == 0 { bytes.append(UInt8(pick(256))) }
        }
        files[table.file] = bytes
      }
      let folder = try FixtureFolder(bytes: files)
      do throws(LoadError) {
        let (snapshot, report) = try folder.load()
        loaded += 1
        for table in report.tables {
          #expect(table.read == table.accepted + table.ignored + table.setAside)
        }
        #expect(snapshot.deals.count == report[.deals].accepted)
        #expect(snapshot.deals.id.count == snapshot.deals.count)
        #expect(
          report.faults.filter(\.kind.setsRowAside).reduce(0) { $0 + $1.count } >= report.setAside)
        let parsed = try? JSONSerialization.jsonObject(with: Data(report.json.utf8))
        #expect(parsed != nil)
        var state = DealState(snapshot)
        state.move(to: snapshot.manifest.asOf - 17, in: snapshot.history)
        #expect(state.stage.count == snapshot.deals.count)
      } catch {
        #expect(error.description.hasPrefix(folder.path))
      }
    }
    #expect(loaded > 0)
  }
}
