import ArgumentParser
import RevModel
import RevRuntime

/// The options of every command that asks a question of a snapshot.
struct SnapshotOptions: ParsableArguments {
  @Argument(help: "The snapshot folder.", completion: .directory)
  var folder: String

  @OptionGroup var question: QuestionOptions

  /// The request in the words of the options.
  func request() -> SnapshotRequest { question.request(folder: folder) }
}

/// Which day, which period, and which part of the book.
struct QuestionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The day whose evening is shown.", valueName: "day"))
  var asOf: String?

  @Option(help: ArgumentHelp("2027-Q3, FY2027, or 2026-08-01..2026-10-31.", valueName: "period"))
  var period: String?

  @Option(help: "Only accounts of this segment; may be repeated.")
  var segment: [String] = []

  @Option(help: "Only this owner, by id; may be repeated.")
  var owner: [String] = []

  @Option(help: "Only owners of this team; may be repeated.")
  var team: [String] = []

  @Option(help: "Only accounts of this region; may be repeated.")
  var region: [String] = []

  @Option(help: "Only this product; may be repeated.")
  var product: [String] = []

  @Option(help: "Only this source; may be repeated.")
  var source: [String] = []

  @Option(help: "Only deals of this type: new, expansion, renewal; may be repeated.")
  var type: [String] = []

  @Option(
    help: ArgumentHelp(
      "Suppose something of a deal: 'D-17 stage=Won amount=50000 close=+14d', 'D-17 out'; may be repeated.",
      valueName: "supposition"))
  var whatIf: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only deals with this value in a further column; may be repeated.", valueName: "column=value")
  )
  var slice: [String] = []

  func validate() throws {
    for text in slice where text.firstIndex(of: "=").map({ $0 == text.startIndex }) ?? true {
      throw ValidationError("--slice: '\(text)' is no slice; write it as Region__c=North")
    }
  }

  /// The request in the words of the options; slicers in the order of the command line.
  func request(folder: String, arguments: [String] = CommandLine.arguments) -> SnapshotRequest {
    var request = SnapshotRequest(folder: folder)
    request.asOf = asOf
    request.period = period
    request.whatIf = whatIf
    let given: [(Dimension, [String])] = [
      (.segment, segment), (.owner, owner), (.team, team), (.region, region),
      (.product, product), (.source, source), (.type, type),
    ]
    let ordered = given.enumerated().sorted { a, b in
      let (x, y) = (Self.place(a.element.0, arguments), Self.place(b.element.0, arguments))
      return x == y ? a.offset < b.offset : x < y
    }
    for (_, (dimension, values)) in ordered {
      request.slicers += values.map { (dimension, $0) }
    }
    for text in slice {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      request.slicers.append((Dimension(String(parts[0])), String(parts[parts.count - 1])))
    }
    return request
  }

  private static func place(_ dimension: Dimension, _ arguments: [String]) -> Int {
    arguments.firstIndex {
      $0 == "--\(dimension.rawValue)" || $0.hasPrefix("--\(dimension.rawValue)=")
    } ?? .max
  }
}
