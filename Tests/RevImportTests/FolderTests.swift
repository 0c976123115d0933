import Foundation
import RevBase
import RevIngest
import RevModel
import Testing

@testable import RevImport

/// What an import does to the folder: all of it or nothing, and nothing twice.
@Suite struct FolderTests {
  @Test(arguments: Workshop.fixtures)
  func everyRowReadIsAcceptedOrSetAsideAndTheSameFileTwiceChangesNothing(path: String) throws {
    let work = try Workshop()
    let file = Workshop.fixture(path)
    let first = try work.run([file]) { $0.rates = ["EUR": "1.1", "GBP": "1.3"] }
    #expect(first.isChanged)
    #expect(first.rowsRead == first.rowsAccepted + first.rowsSetAside)
    #expect(first.rowsRead > 0)
    let before = try work.contents()
    let second = try work.run([file]) { $0.rates = ["EUR": "1.1", "GBP": "1.3"] }
    #expect(!second.isChanged, "\(second.summary)")
    #expect(try work.contents() == before)
    #expect(second.rowsRead == first.rowsRead)
    #expect(second.text.contains("nothing new; nothing was written"))
  }

  @Test func allFixturesTogetherAreASnapshotThatOpens() throws {
    let work = try Workshop()
    let files = Workshop.fixtures.map { Workshop.fixture($0) }.filter {
      !$0.contains("DE.csv") && !$0.contains("report179")
    }
    try work.run(files) { $0.rates = ["EUR": "1.1", "GBP": "1.3"] }
    let (snapshot, report) = try work.load()
    #expect(report.setAside == 0, "\(report.text)")
    #expect(snapshot.deals.count == 12)
    #expect(snapshot.manifest.asOf == Day("2026-11-16"))
    let strangers = report.warnings.filter { if case .unknownFile = $0 { true } else { false } }
    #expect(strangers.isEmpty)
  }

  @Test func aDryRunWritesNothing() throws {
    let work = try Workshop()
    let result = try work.run(fixtures: "salesforce/Opportunity.csv") { $0.isDryRun = true }
    #expect(!FileManager.default.fileExists(atPath: work.company))
    #expect(try work.hidden().isEmpty)
    #expect(result.isDryRun && result.isChanged)
    #expect(result.text.contains("close_date <- 'CloseDate'"))
    #expect(result.text.contains("  > \(SalesforceTests.deal1),Kestrel Foods - platform"))
    #expect(result.text.contains("would be written"))
  }

  @Test func stoppedAtAnyStepTheFolderIsTheOldOne() throws {
    let work = try Workshop()
    try work.run(fixtures: "stripe/invoices.csv")
    let before = try work.contents()
    let files = [
      "salesforce/Opportunity.csv", "salesforce/Account.csv", "stripe/subscriptions.csv",
    ]
    .map { ImportRequest.File(path: Workshop.fixture($0)) }
    var (steps, wasCancelled) = (0, true)
    while wasCancelled, steps < 1000 {
      var asked = 0
      var options = ImportOptions()
      options.asOf = Day("2026-11-16")
      do throws(ImportError) {
        _ = try Importer.run(
          ImportRequest(files: files, folder: work.company, options: options),
          isCancelled: {
            asked += 1
            return asked > steps
          })
        wasCancelled = false
      } catch {
        #expect(error == .cancelled)
        #expect(try work.contents() == before)
        #expect(try work.hidden().isEmpty)
      }
      steps += 1
    }
    #expect(steps > 6)
    #expect(try work.contents() != before)
    #expect(try work.hidden().isEmpty)
  }

  @Test func aFolderOfOthersIsLeftAlone() throws {
    let work = try Workshop()
    try FileManager.default.createDirectory(
      atPath: work.company, withIntermediateDirectories: true)
    _ = try work.write("company/deals.csv", "deal_id,stage,created_date,close_date\n")
    #expect(
      work.refusal([Workshop.fixture("salesforce/Opportunity.csv")])
        == .folderNotOurs(path: work.company))
    try work.run(fixtures: "salesforce/Opportunity.csv") { $0.adoptsFolder = true }
    #expect(try work.rows("deals").count == 5)
  }

  @Test func notesOfPeopleInTheFolderStay() throws {
    let work = try Workshop()
    try work.run(fixtures: "salesforce/Opportunity.csv")
    _ = try work.write("company/quotas.csv", "person_id,start_date,end_date,amount\n")
    _ = try work.write("company/README.txt", "ours")
    let manifest = try work.text("revtop.yaml").replacing(
      "name: company", with: "name: Brightwater # us")
    _ = try work.write("company/revtop.yaml", manifest)
    try work.run(fixtures: "salesforce/Account.csv") { $0.asOf = Day("2026-11-17") }
    #expect(try work.text("README.txt") == "ours")
    #expect(try work.text("revtop.yaml").hasPrefix("name: Brightwater # us\nas_of: 2026-11-17\n"))
    #expect(FileManager.default.fileExists(atPath: "\(work.company)/quotas.csv"))
  }

  @Test func anImportIntoAFileIsRefused() throws {
    let work = try Workshop()
    _ = try work.write("company", "a file")
    #expect(
      work.refusal([Workshop.fixture("salesforce/Opportunity.csv")])
        == .cannotWrite(path: work.company, reason: "it is a file"))
  }

  @Test func aFolderInAFolderThatIsNotThereIsRefusedByItsName() throws {
    let work = try Workshop()
    let target = "\(work.root)/2026/company"
    #expect(
      throws: ImportError.cannotWrite(
        path: target, reason: "there is no folder \(work.root)/2026; make it first")
    ) {
      try work.run([Workshop.fixture("salesforce/Opportunity.csv")], into: target)
    }
  }

  @Test func aManifestTakesZoneCurrencyAndRates() throws {
    let work = try Workshop()
    try work.run(fixtures: "salesforce/Opportunity.csv") { options in
      options.rates = ["EUR": "1.08"]
      options.currency = "USD"
      options.timeZone = "America/New_York"
    }
    #expect(
      try work.text("revtop.yaml") == """
        name: company
        as_of: 2026-11-16
        currency: USD
        time_zone: America/New_York
        exchange_rates: {EUR: 1.08}

        """)
    #expect(try work.load().report.setAside == 0)
  }

  @Test func theReportForProgramsIsJSONWithTheSameCounts() throws {
    let work = try Workshop()
    let result = try work.run(
      fixtures: "salesforce/Opportunity.csv", "stripe/invoices.csv")
    let object = try JSONSerialization.jsonObject(with: Data(result.json.utf8)) as? [String: Any]
    let report = try #require(object)
    #expect(report["rows_read"] as? Int == result.rowsRead)
    #expect(report["rows_set_aside"] as? Int == 3)
    let files = try #require(report["files"] as? [[String: Any]])
    #expect(files.map { $0["shape"] as? String } == ["salesforce.opportunity", "stripe.invoices"])
    #expect(files[0]["system"] as? String == "salesforce")
  }

  @Test func withoutFilesThereIsNothingToDo() throws {
    #expect(try Workshop().refusal([]) == .noFiles)
  }

  @Test func aMissingFileIsNamed() throws {
    let work = try Workshop()
    #expect(
      work.refusal(["/nonexistent/x.csv"])?.description
        == "/nonexistent/x.csv: cannot be read: there is no such file. Check the name and the rights."
    )
  }
}
