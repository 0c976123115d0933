import ArgumentParser
import Foundation
import RevImport
import RevRuntime

/// `revtop import`.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Turn exports of other systems into a snapshot folder.",
    discussion: """
      revtop import report.csv subscriptions.csv --into my-company, then: revtop my-company

      What each file is, is found out from its columns: Salesforce, HubSpot, Pipedrive, Stripe, \
      QuickBooks, Xero, Google Ads, LinkedIn and Meta, or any CSV whose columns are named in a \
      mapping file. Next week's exports into the same folder add what has changed to its history.

      Exit status: 0 done, 1 a file could not be used, 2 a question that an option answers.
      """)

  @Argument(
    help: "Exports, or folders of them; stripe:FILE says which system one file comes from.",
    completion: .file())
  var files: [String]

  @Option(help: "The snapshot folder; it is made when it is not there.", completion: .directory)
  var into: String

  @Option(
    help: ArgumentHelp(
      "Where all files come from: salesforce, hubspot, pipedrive, stripe, quickbooks, xero, "
        + "google-ads, linkedin-ads, meta-ads, csv.", valueName: "system"))
  var from: String?

  @Option(
    help: ArgumentHelp("dmy, mdy or ymd, where no cell of a column tells.", valueName: "order"))
  var dates: String?

  @Option(
    help: ArgumentHelp(
      "point (1,234.50) or comma (1.234,50), where no cell of a column tells.", valueName: "sign"))
  var numbers: String?

  @Option(
    help: ArgumentHelp("utf-8, utf-16le, utf-16be or windows-1252.", valueName: "name"))
  var encoding: String?

  @Option(help: ArgumentHelp("The day on which the files were exported.", valueName: "day"))
  var asOf: String?

  @Option(help: ArgumentHelp("The currency that a new folder reports in.", valueName: "code"))
  var currency: String?

  @Option(
    help: ArgumentHelp(
      "Exchange rate of a new folder: GBP=1.27; may be repeated.", valueName: "code=rate"))
  var rate: [String] = []

  @Option(
    help: ArgumentHelp(
      "The time zone of a new folder: America/New_York.", valueName: "zone"))
  var timeZone: String?

  @Option(
    help: ArgumentHelp(
      "A further column of deals to keep and slice by; may be repeated.", valueName: "column"))
  var slicer: [String] = []

  @Option(
    help: ArgumentHelp(
      "What it means that an open deal is missing from a later export: vanished or kept.",
      valueName: "word"))
  var missing: String?

  @Option(
    help: ArgumentHelp(
      "Whether Stripe's Amount is the price of each unit or the total.", valueName: "word"))
  var stripeAmount: String?

  @Option(
    help: ArgumentHelp(
      "A mapping file to use beside the folder's own import.yaml.", valueName: "file"),
    completion: .file())
  var mapping: String?

  @Flag(help: "Show what would be done and the first rows; write nothing.")
  var dryRun = false

  @Flag(help: "Import into a folder that holds a snapshot from elsewhere.")
  var force = false

  @Flag(help: "Print the report as JSON.")
  var json = false

  private var command: ImportCommand {
    var command = ImportCommand(files: files, folder: into)
    command.set("from", from)
    command.set("dates", dates)
    command.set("numbers", numbers)
    command.set("encoding", encoding)
    command.set("as-of", asOf)
    command.set("currency", currency)
    command.set("time-zone", timeZone)
    command.set("missing", missing)
    command.set("stripe-amount", stripeAmount)
    command.set("mapping", mapping)
    command.rates = rate
    command.slicers = slicer
    command.isDryRun = dryRun
    command.isForced = force
    command.json = json
    return command
  }

  func run() throws {
    try Console.run {
      let stop = StopSignals()
      var meter = ProgressLine("import")
      defer { meter.clear() }
      let outcome = try command.run(
        progress: { meter.show($0.step, rows: $0.rows, share: $0.share) },
        isCancelled: { stop.isAsked })
      meter.clear()
      try Console.print(outcome.text)
      if !outcome.isComplete { throw ExitCode(1) }
    }
  }
}
