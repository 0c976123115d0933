import Foundation
import Testing

/// Commands without a screen: output, errors and exit status.
@Suite struct CommandTests {
  private final class Folder {
    let path = NSTemporaryDirectory() + "rt-cmd-\(UUID().uuidString.prefix(8))"
    init(_ files: [String: Data]) throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (name, data) in files { try data.write(to: URL(filePath: "\(path)/\(name)")) }
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private static let head = "deal_id,stage,created_date,close_date,amount\n"

  private func json(_ arguments: String...) throws -> [String: Any] {
    let result = try Tmux.spawn(Program.path, arguments)
    #expect(result.status == 0, "\(result.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(object as? [String: Any])
  }

  private func cents(_ document: [String: Any], _ metric: String) throws -> Int {
    let metrics = try #require(document["metrics"] as? [String: [String: Any]])
    let value = try #require(metrics[metric]?["value"] as? NSNumber)
    return Int((value.doubleValue * 100).rounded())
  }

  @Test(arguments: [">/dev/full", ">&-"])
  func outputThatCannotBeWrittenIsNoSuccess(to place: String) throws {
    let result = try Tmux.spawn(
      "/bin/sh", ["-c", "\(Program.path) kpis \(Program.sample) \(place)"])
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("revtop: standard output cannot be written: "))
  }

  @Test func theNumbersOfTheSegmentsAddUpToTheWhole() throws {
    let whole = try json("kpis", Program.sample, "--json")
    let parts = try ["Enterprise", "Mid-market", "SMB", "(none)"].map {
      try json("kpis", Program.sample, "--json", "--segment", $0)
    }
    for metric in ["pipeline.open", "pipeline.open_all", "bookings.won", "pipeline.weighted"] {
      let sum = try parts.reduce(0) { $0 + (try cents($1, metric)) }
      #expect(sum == (try cents(whole, metric)), "\(metric)")
    }
  }

  @Test func theSameQuestionGivesTheSameBytes() throws {
    let first = try Program.run("kpis", Program.sample, "--json")
    let second = try Program.run("kpis", Program.sample, "--json")
    #expect(first.output == second.output)
    #expect(first.output.count > 10_000)
  }

  @Test func dealsAddUpToTheNumberTheyStandBehind() throws {
    let numbers = try json("kpis", Program.sample, "--json")
    for metric in ["pipeline.open", "pipeline.open_all", "bookings.won", "pipeline.past_due"] {
      let deals = try json("deals", Program.sample, "--json", "--metric", metric)
      let listed = try #require(deals["amount"] as? NSNumber).doubleValue
      let whole = try cents(numbers, metric)
      #expect(Int((listed * 100).rounded()) == whole, "\(metric)")
    }
  }

  @Test func dealsThatLeftThePeriodCountAsTheyWereThen() throws {
    let folder = try Folder([
      "revtop.yaml": Data("as_of: 2026-01-31".utf8),
      "deals.csv": Data((Self.head + "a,Demo,2025-12-01,2026-06-01,70\n").utf8),
      "deal_history.csv": Data(
        """
        deal_id,changed_at,field,old_value,new_value
        a,2026-01-26,close_date,2026-03-01,2026-06-01
        a,2026-01-28,amount,100,70
        """.utf8),
    ])
    for (option, name) in [("--bucket", "PushedOut"), ("--metric", "pipeline.pushed")] {
      let left = try json("deals", folder.path, "--json", option, name)
      #expect(left["amount"] as? Int == 100)
      let deals = try #require(left["deals"] as? [[String: Any]])
      #expect(deals.map { $0["amount"] as? Int } == [70])
      #expect(deals.map { $0["counted"] as? Int } == [100])
      let csv = try Program.run("deals", folder.path, "--csv", option, name)
      #expect(csv.output.hasPrefix("deal_id,") && csv.output.contains("next_step,counted"))
    }
  }

  @Test func aListThatCannotBeKnownIsNoEmptyList() throws {
    let folder = try Folder([
      "deals.csv": Data((Self.head + "a,Demo,2026-01-05,2026-03-01,100\n").utf8)
    ])
    let result = try Program.run("deals", folder.path, "--region", "EMEA")
    #expect(result.status == 1)
    #expect(result.errors.contains("--metric pipeline.open: deals.csv has no column account_id"))
    let won = try Program.run("deals", folder.path, "--metric", "deal.average_won")
    #expect(won.status == 0)
  }

  @Test func aSignalThatWaitsForTheForecastIsExplainedAsItIsPrinted() throws {
    let folder = try Folder([
      "deals.csv": Data((Self.head + "a,Demo,2026-01-05,2026-03-01,100\n").utf8)
    ])
    let numbers = try json("kpis", folder.path, "--json")
    let metrics = try #require(numbers["metrics"] as? [String: [String: Any]])
    for id in ["readiness.conflicting_answers", "readiness.forecast_variance"] {
      let said = try json("explain", id, folder.path, "--json")
      let result = try #require(said["result"] as? [String: Any])
      #expect(result["value"] as? Bool == metrics[id]?["value"] as? Bool, "\(id)")
      #expect(result["reason"] as? String == metrics[id]?["reason"] as? String, "\(id)")
    }
  }

  @Test func onlyDealsAreNeeded() throws {
    let folder = try Folder([
      "deals.csv": Data((Self.head + "a,Demo,2026-01-05,2026-03-01,100\n").utf8)
    ])
    let result = try Program.run("kpis", folder.path, "--json")
    #expect(result.status == 0)
    #expect(result.output.contains("\"reason\": \"quotas.csv is missing\""))
  }

  @Test(
    arguments: [
      ("no such folder", nil, "no such folder"),
      ("an empty file", Data(), "deals.csv"),
      ("a binary file", Data([0x50, 0x4B, 3, 4, 0, 0, 0, 0]), "deals.csv"),
      ("a missing column", Data("deal_id,stage\n".utf8), "created_date"),
    ] as [(String, Data?, String)])
  func badInputIsOneLineAndStatusOne(what: String, file: Data?, word: String) throws {
    let path: String
    var folder: Folder?
    if let file {
      folder = try Folder(["deals.csv": file])
      path = folder?.path ?? ""
    } else {
      path = "/nonexistent/revtop"
    }
    let result = try Program.run("kpis", path)
    #expect(result.status == 1, "\(what)")
    #expect(result.output.isEmpty)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 1, "\(result.errors)")
    if file != nil { #expect(result.errors.contains(word), "\(result.errors)") }
  }

  /// Without accounts nobody knows a region, and blank ones are no list of the deals without one.
  @Test func slicersThatTheFilesCannotTellApartListNothing() throws {
    let text =
      Self.head.replacing("\n", with: ",account_id\n")
      + "a,Demo,2026-01-05,2026-03-01,100,A-1\n"
    let folder = try Folder(["deals.csv": Data(text.utf8)])
    let all = try Program.run("deals", folder.path, "--metric", "pipeline.open_all")
    #expect(all.status == 0)
    let result = try Program.run(
      "deals", folder.path, "--metric", "pipeline.open_all", "--region", "(none)")
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.errors.contains("pipeline.open_all: accounts.csv is missing"))
  }

  @Test func aLineOfTenMegabytesIsNoTrouble() throws {
    let long = String(repeating: "x", count: 10_000_000)
    let text =
      "deal_id,name,stage,created_date,close_date,amount\n"
      + "a,\(long),Demo,2026-01-05,2026-03-01,100\nb,short,Demo,2026-01-05,2026-03-01,1\n"
    let folder = try Folder(["deals.csv": Data(text.utf8)])
    let result = try Program.run("deals", folder.path, "--csv", "--metric", "pipeline.open_all")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.split(separator: "\n").count == 3)
  }

  @Test func wrongTypesAreSetAsideAndCounted() throws {
    let text = Self.head + "a,Demo,yesterday,2026-03-01,100\nb,Demo,2026-01-05,2026-03-01,much\n"
    let folder = try Folder(["deals.csv": Data(text.utf8)])
    let result = try Program.run("check", folder.path)
    #expect(result.status == 1)
    #expect(result.output.contains("column 'created_date'"))
    #expect(result.output.contains("deals.csv:2:created_date: 'yesterday'"))
  }

  @Test func hostileNamesReachTheTerminalAsText() throws {
    let text =
      "deal_id,name,stage,created_date,close_date,amount\n"
      + "a,\"\u{1B}[31mred\u{1B}]52;c;QQ==\u{07}\u{9B}2J\u{202E}x\",Demo,2026-01-05,2026-03-01,5\n"
    let folder = try Folder(["deals.csv": Data(text.utf8)])
    let result = try Program.run("deals", folder.path, "--metric", "pipeline.open_all")
    #expect(result.status == 0)
    #expect(!result.output.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x9B })
    #expect(!result.output.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x07 })
    #expect(result.output.contains("red"))
  }

  @Test func wrongWordsAreBadUsage() throws {
    #expect(try Program.run("kpis", Program.sample, "--period", "Q9").status == 2)
    #expect(try Program.run("kpis", Program.sample, "--as-of", "2020").status == 2)
    #expect(try Program.run("deals", Program.sample, "--metric", "nonsense").status == 2)
    #expect(try Program.run("print", Program.sample, "--size", "big").status == 2)
    #expect(try Program.run("kpis", Program.sample, "--as-of", "2099-01-01").status == 1)
    #expect(try Program.run("nonsense-command-with", "too", "many").status == 64)
  }

  @Test func theGeneratorMakesTheCommittedSampleData() throws {
    let folder = NSTemporaryDirectory() + "rt-sample-\(UUID().uuidString.prefix(8))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let makefile = try String(contentsOfFile: "\(Program.root)/Makefile", encoding: .utf8)
    let line = try #require(makefile.split(separator: "\n").first { $0.hasPrefix("COMPANY = ") })
    let options = line.dropFirst("COMPANY = ".count).split(separator: " ").map(String.init)
    let result = try Tmux.spawn(Program.path, ["sample"] + options + ["--out", folder])
    #expect(result.status == 0, "\(result.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(try FileManager.default.contentsOfDirectory(atPath: Program.sample).sorted() == names)
    for name in names {
      let same = FileManager.default.contentsEqual(
        atPath: "\(folder)/\(name)", andPath: "\(Program.sample)/\(name)")
      #expect(same, "\(name): run `make sample-data`")
    }
  }

  @Test func whatEachDealAddsGivesTheOpenTermAndTheNumbersAreThoseOfTheKPIs() throws {
    let forecast = try json("forecast", Program.sample, "--json")
    let deals = try json("forecast", Program.sample, "--deals", "--json")
    let lines = try #require(deals["deals"] as? [[String: Any]])
    func cents(_ value: Any?) -> Int {
      Int((((value as? NSNumber)?.doubleValue ?? .nan) * 100).rounded())
    }
    let split = try #require(forecast["split"] as? [String: Any])
    #expect(lines.reduce(0) { $0 + cents($1["adds"]) } == cents(split["open"]))
    #expect(cents(deals["open"]) == cents(split["open"]))
    let parts = ["won", "open", "new"].reduce(0) { $0 + cents(split[$1]) }
    #expect(parts == cents(split["expected"]))
    let kpis = try json("kpis", Program.sample, "--json")
    for id in ["forecast.p10", "forecast.p50", "forecast.p90"] {
      #expect(try self.cents(forecast, id) == self.cents(kpis, id))
    }
    let change = try #require(forecast["change"] as? [String: Any])
    let moves = ["before", "won", "moved", "new", "time_passed"].reduce(0) {
      $0 + cents(change[$1])
    }
    #expect(moves == cents(change["after"]))
  }

  @Test func theAuditComesInThreeForms() throws {
    let audit = try json("forecast", Program.sample, "--audit", "--json")
    let days = try #require(audit["days"] as? Int)
    #expect(days > 50)
    let csv = try Tmux.spawn(Program.path, ["forecast", Program.sample, "--audit", "--csv"])
    #expect(csv.output.split(separator: "\n").count == days + 1)
    let text = try Tmux.spawn(Program.path, ["forecast", Program.sample, "--audit"])
    #expect(text.output.contains("wanted 80%"))
    let wrong = try Tmux.spawn(Program.path, ["forecast", Program.sample, "--audit", "--deals"])
    #expect(wrong.status == 64)
    let sliced = try Tmux.spawn(
      Program.path, ["forecast", Program.sample, "--audit", "--segment", "SMB"])
    #expect(sliced.status == 2 && sliced.errors.contains("whole company"))
  }
}
