import Foundation
import RevBase
import RevImport
import RevIngest
import RevMetrics
import RevModel
import Testing

@testable import RevRuntime

/// Four weekly exports of the same pipeline, imported one after the other.
@Suite struct WeeklyImportTests {
  private static let days = ["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16"]

  private static func file(_ day: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/exports/salesforce/weekly/pipeline-\(day).csv").path
  }

  /// A folder into which the first weeks have been imported.
  private final class Weeks {
    let root = NSTemporaryDirectory() + "rt-weeks-\(UUID().uuidString.prefix(8))"
    var folder: String { "\(root)/company" }

    init(_ count: Int) throws {
      try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
      for day in WeeklyImportTests.days.prefix(count) { try add(day) }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    @discardableResult
    func add(_ day: String) throws(CommandError) -> ImportCommand.Outcome {
      try ImportCommand(files: [WeeklyImportTests.file(day)], folder: folder).run()
    }

    func text(_ name: String) throws -> String {
      try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    func open(
      asOf: String? = nil, since: String? = nil
    ) throws(CommandError) -> SnapshotRequest.Opened {
      var request = SnapshotRequest(folder: folder)
      (request.asOf, request.since) = (asOf, since)
      return try request.open()
    }

    /// The movement of the quarter between two days: amounts in whole units.
    func movement(since: String, to day: String) throws -> [String: Int64] {
      let opened = try open(asOf: day, since: since)
      let facts = Facts(opened.engine.context(opened.question))
      let movement = try #require(facts.movement.movement)
      var result = [
        "start": movement.start.amount.cents / 100, "end": movement.end.amount.cents / 100,
      ]
      for bucket in Movement.Bucket.allCases where movement[bucket].amount.cents != 0 {
        result[bucket.rawValue] =
          (bucket.adds ? 1 : -1) * movement[bucket].amount.cents / 100
      }
      return result
    }
  }

  @Test func theMovementBalancesInEveryWeek() throws {
    let weeks = try Weeks(4)
    // Alder 10, Birch 20, Cedar 30, Dogwood 5; Elm is a renewal and not asked for: Cedar is won, Birch leaves the quarter.
    #expect(
      try weeks.movement(since: "2026-10-26", to: "2026-11-02") == [
        "start": 65_000, "new": 7_000, "increased": 2_000, "won": -30_000,
        "pushed_out": -20_000, "end": 24_000,
      ])
    // Fir is lost, Dogwood is in no export any more.
    #expect(
      try weeks.movement(since: "2026-11-02", to: "2026-11-09") == [
        "start": 24_000, "lost": -7_000, "transferred_out": -5_000, "end": 12_000,
      ])
    #expect(
      try weeks.movement(since: "2026-11-09", to: "2026-11-16") == [
        "start": 12_000, "new": 4_000, "pulled_in": 20_000, "decreased": -3_000, "end": 33_000,
      ])
    for (first, last) in [(0, 1), (1, 2), (2, 3), (0, 2), (0, 3), (1, 3)] {
      let parts = try weeks.movement(since: Self.days[first], to: Self.days[last])
      let sum = parts.filter { $0.key != "end" }.values.reduce(0, +)
      #expect(sum == parts["end"], "\(Self.days[first]) to \(Self.days[last])")
    }
  }

  @Test func changesAreDatedByTheDayOfTheirExport() throws {
    let weeks = try Weeks(4)
    let alder = try weeks.text("deal_history.csv").split(separator: "\n")
      .filter { $0.hasPrefix("006Hs00001wEeK1IAK,") }.map { $0.dropFirst(19) }
    #expect(
      alder == [
        "2026-11-02,stage,Qualification,Proposal/Price Quote,", "2026-11-02,amount,10000,12000,",
        "2026-11-09,close_date,2026-11-30,2026-12-10,",
        "2026-11-16,stage,Proposal/Price Quote,Negotiation/Review,",
        "2026-11-16,amount,12000,9000,", "2026-11-16,close_date,2026-12-10,2026-12-20,",
        "2026-11-16,next_step,,Sign,",
      ])
    #expect(try weeks.text("deal_history.csv").contains("2026-11-09,owner_id,Ada Cole,Ben Okafor,"))
  }

  @Test func pushesAreCounted() throws {
    let opened = try Weeks(4).open()
    let pushed = opened.engine.snapshot.history?.events ?? []
    #expect(!pushed.isEmpty)
    var command = PrintCommand()
    command.keys = ["1", "Enter", "/", "A", "l", "d", "e", "r", "Enter", "Enter"]
    let frame = try command.run(opened)
    #expect(frame.contains("pushed 2 times"), "\(frame)")
  }

  @Test func theInspectorHasATimeline() throws {
    var command = PrintCommand()
    command.keys = ["1", "Enter", "/", "A", "l", "d", "e", "r", "Enter", "Enter"]
    command.rows = 60
    let frame = try command.run(Weeks(4).open())
    for words in ["Alder pilot", "Qualification", "Proposal/Price Quote", "Negotiation/Review"] {
      #expect(frame.contains(words), "\(words): \(frame)")
    }
  }

  @Test func aDealThatVanishedIsMarkedAndKept() throws {
    let weeks = try Weeks(3)
    let dogwood = try weeks.text("deals.csv").split(separator: "\n").filter {
      $0.contains("Dogwood")
    }
    #expect(dogwood.count == 1)
    #expect(dogwood[0].contains(",(vanished),"))
    #expect(
      try weeks.text("deal_history.csv").contains("2026-11-09,stage,Qualification,(vanished),"))
    #expect(!(try weeks.text("stages.csv").contains("vanished")))
  }

  @Test func aDealThatComesBackIsOpenAgain() throws {
    let weeks = try Weeks(3)
    let back = "\(weeks.root)/pipeline-2026-11-16.csv"
    try FileManager.default.copyItem(atPath: Self.file("2026-11-02"), toPath: back)
    _ = try ImportCommand(files: [back], folder: weeks.folder).run()
    let dogwood = try weeks.text("deals.csv").split(separator: "\n").filter {
      $0.contains("Dogwood")
    }
    #expect(dogwood.count == 1)
    #expect(dogwood[0].contains(",Qualification,"))
    #expect(
      try weeks.text("deal_history.csv").contains("2026-11-16,stage,(vanished),Qualification,"))
  }

  @Test func theSameWeekAgainChangesNothing() throws {
    let weeks = try Weeks(4)
    let before = try FileManager.default.contentsOfDirectory(atPath: weeks.folder).sorted().map {
      try Data(contentsOf: URL(filePath: "\(weeks.folder)/\($0)"))
    }
    for day in [Self.days[3]] {
      let outcome = try weeks.add(day)
      #expect(!outcome.result.isChanged)
      #expect(outcome.text.contains("nothing new; nothing was written"))
    }
    let after = try FileManager.default.contentsOfDirectory(atPath: weeks.folder).sorted().map {
      try Data(contentsOf: URL(filePath: "\(weeks.folder)/\($0)"))
    }
    #expect(before == after)
  }

  @Test func aWeekInWhichNothingChangedMovesTheDayOn() throws {
    let weeks = try Weeks(3)
    let deals = try weeks.text("deals.csv")
    let quiet = "\(weeks.root)/pipeline-2026-11-16.csv"
    try FileManager.default.copyItem(atPath: Self.file("2026-11-09"), toPath: quiet)
    _ = try ImportCommand(files: [quiet], folder: weeks.folder).run()
    #expect(try weeks.text("deals.csv") == deals)
    #expect(try weeks.text("revtop.yaml").contains("as_of: 2026-11-16"))
    // The same bytes under a name without a day are the export that is known already.
    let plain = "\(weeks.root)/pipeline.csv"
    try FileManager.default.copyItem(atPath: Self.file("2026-11-09"), toPath: plain)
    _ = try ImportCommand(files: [plain], folder: weeks.folder).run()
    #expect(try weeks.text("deals.csv") == deals)
    #expect(try weeks.text("revtop.yaml").contains("as_of: 2026-11-16"))
  }

  @Test func anOlderExportIsRefusedWithTheReason() throws {
    let weeks = try Weeks(3)
    let error = #expect(throws: CommandError.self) { try weeks.add(Self.days[0]) }
    #expect(error?.kind == .badData)
    #expect(
      error?.description.contains(
        "exported on 2026-10-26, but the folder already holds the export of 2026-11-09") == true)
  }

  @Test func oneWeekGivesWhatFourGiveOnItsDay() throws {
    // Time travel to a week is what was imported then.
    let (four, one) = (try Weeks(4), try Weeks(2))
    let (then, now) = (try four.open(asOf: "2026-11-02"), try one.open())
    for metric in [MetricID.pipelineOpen, .pipelineOpenAll, .bookingsWon] {
      let past = then.engine.answer(then.question)[metric].value
      let present = now.engine.answer(now.question)[metric].value
      #expect(past == present, "\(metric)")
    }
  }
}

/// Further columns of deals as slicers, from an export to the numbers.
@Suite struct FurtherColumnTests {
  private func opened(_ slices: [(String, String)]) throws -> SnapshotRequest.Opened {
    let root = NSTemporaryDirectory() + "rt-further-\(UUID().uuidString.prefix(8))"
    defer { try? FileManager.default.removeItem(atPath: root) }
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/exports/salesforce/Opportunity.csv").path
    var command = ImportCommand(files: [file], folder: root)
    command.slicers = ["Region__c"]
    command.rates = ["EUR=1"]
    command.set("as-of", "2026-11-16")
    _ = try command.run()
    let manifest = try String(contentsOfFile: "\(root)/revtop.yaml", encoding: .utf8)
    #expect(manifest.contains("slicers: [Region__c]"))
    var request = SnapshotRequest(folder: root)
    request.slicers = slices.map { (Dimension($0.0), $0.1) }
    return try request.open()
  }

  private func open(_ slices: (String, String)...) throws -> Int64 {
    let opened = try opened(slices)
    let answer = opened.engine.answer(opened.question)[.pipelineOpenAll].value
    guard case .money(let money) = answer else { return -1 }
    return money.cents / 100
  }

  @Test func theValuesOfAColumnAddUpToTheWhole() throws {
    #expect(try open() == 69_500)
    #expect(try open(("Region__c", "North")) == 48_000)
    #expect(try open(("Region__c", "South")) == 21_500)
    #expect(try open(("Region__c", "(none)")) == 0)
    #expect(try open(("Region__c", "North"), ("Region__c", "South")) == 69_500)
  }

  @Test func aColumnAndAnotherSlicerBothHaveToPass() throws {
    #expect(try open(("Region__c", "North"), ("type", "expansion")) == 0)
    #expect(try open(("Region__c", "South"), ("type", "expansion")) == 21_500)
  }

  @Test func thePickerListsTheColumnAndTheBarShowsIt() throws {
    var command = PrintCommand()
    command.keys = ["f"]
    #expect(try command.run(opened([])).contains("Region "))
    command.keys = []
    let frame = try command.run(opened([("Region__c", "South")]))
    #expect(frame.contains("Region South"), "\(frame)")
  }

  @Test func aColumnThatNobodyNamedIsAnObstacle() throws {
    let opened = try opened([("Colour", "red")])
    let measure = opened.engine.answer(opened.question)[.pipelineOpenAll]
    #expect(measure.value == nil)
    #expect(measure.reason == "deals.csv has no column Colour")
    #expect(opened.warnings.contains { $0.contains("no Colour is called 'red'") })
  }
}

/// The words of the command line of `revtop import`.
@Suite struct ImportCommandTests {
  @Test(arguments: [
    ("dates", "sometimes", "dmy, mdy, ymd"), ("numbers", "dot", "point, comma"),
    ("from", "siebel", "salesforce, hubspot"), ("encoding", "ebcdic", "utf-8"),
    ("missing", "gone", "vanished, kept"), ("stripe-amount", "some", "each, total"),
    ("as-of", "monday", "2026-11-16"), ("currency", "dollars", "EUR"),
    ("time-zone", "Mars/Olympus", "America/New_York"),
  ])
  func wrongWordsAreBadUsageWithTheRightOnes(name: String, word: String, right: String) throws {
    var command = ImportCommand(files: ["x.csv"], folder: "out")
    command.set(name, word)
    let error = #expect(throws: CommandError.self) { try command.request() }
    #expect(error?.kind == .badUsage)
    #expect(error?.description.hasPrefix("--\(name): '\(word)'") == true)
    #expect(error?.description.contains(right) == true)
  }

  @Test(arguments: ["EUR", "EUR=", "EUR=x", "EUR=-1", "EURO=1", "=1"])
  func wrongRatesAreBadUsage(rate: String) throws {
    var command = ImportCommand(files: ["x.csv"], folder: "out")
    command.rates = [rate]
    let error = #expect(throws: CommandError.self) { try command.request() }
    #expect(error?.kind == .badUsage)
  }

  @Test func aFileCanSayItsSystem() throws {
    let request = try ImportCommand(files: ["stripe:x.csv", "y.csv"], folder: "out").request()
    #expect(request.files.map(\.system) == [.stripe, nil])
    #expect(request.files.map(\.path) == ["x.csv", "y.csv"])
  }

  @Test func answersOfQuestionsAreOptions() throws {
    var command = ImportCommand(files: ["x.csv"], folder: "out")
    command.take("--dates dmy")
    command.take("--stripe-amount each")
    let options = try command.request().options
    #expect(options.dates == .dayFirst)
    #expect(options.stripeAmount == .each)
  }

  @Test func aFolderStandsForItsTables() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/exports/stripe").path
    let request = try ImportCommand(files: [root], folder: "out").request()
    #expect(request.files.map(\.path) == ["\(root)/invoices.csv", "\(root)/subscriptions.csv"])
  }
}
