import ArgumentParser
import RevRuntime

/// `revtop forecast`.
struct ForecastReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Say where the period will land, why, and how often such forecasts held.",
    discussion: """
      Without an option: the range, what it is made of, and the rates and factors that were learnt. \
      --deals lists what each open deal adds; the sum is the open term. --audit replays every past \
      week: the model, the last period, pace, the CRM's weighted pipeline and submitted calls \
      against what came.
      """)

  @OptionGroup var snapshot: SnapshotOptions

  @Flag(help: "List what each open deal adds to the expected landing.")
  var deals = false

  @Flag(help: "Replay the past, and hold it against what came.")
  var audit = false

  @Flag(help: "Forecast and replay months instead of fiscal quarters; without --period.")
  var monthly = false

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print CSV; with --deals or --audit.")
  var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("choose one of --json and --csv") }
    if deals && audit { throw ValidationError("choose one of --deals and --audit") }
    if monthly && snapshot.question.period != nil {
      throw ValidationError("--monthly takes the month of the as-of day; leave --period away")
    }
    if csv && !deals && !audit { throw ValidationError("--csv needs --deals or --audit") }
  }

  func run() throws {
    try Console.run {
      let opened = try Console.open(snapshot.request())
      let form: ForecastCommand.Form = json ? .json : csv ? .csv : .text
      var meter = ProgressLine("learning from the history, percent")
      let command = ForecastCommand(
        opened, what: deals ? .deals : audit ? .audit : .landing, form: form,
        isMonthly: monthly)
      let text = try command.run { share in
        meter.show(done: Int(share * 100), total: 100)
        return true
      }
      meter.clear()
      try Console.print(text)
    }
  }
}
