import Foundation
import RevBase
import RevForecast
import RevIngest
import RevModel
import RevSample

/// Back-tests the forecast on invented companies that nothing was tuned on, and on the snapshot
/// folders that are named: prints the tables of Documentation/Forecast.md.
@main
struct RevEvaluate {
  static func main() throws {
    let options: Options
    do { options = try Options(CommandLine.arguments.dropFirst()) } catch {
      print("\(error)\n\(Options.usage)")
      exit(2)
    }
    if options.companies > 0 {
      try FileManager.default.createDirectory(
        atPath: options.scratch, withIntermediateDirectories: true)
      var all = ForecastEvaluation()
      for (name, deals) in Options.sizes {
        var size = ForecastEvaluation()
        for index in 0..<options.companies(of: name) {
          let seed = options.seed + UInt64(index) + Options.offset(name)
          let folder = "\(options.scratch)/\(name)-\(seed)"
          let snapshot = try company(seed: seed, deals: deals, folder: folder)
          add(snapshot, "\(name) \(seed)", .quarters, options, to: &size)
        }
        for company in size.companies { all.add(company) }
        if !size.companies.isEmpty { print(size.markdown(title: "invented, \(name)")) }
      }
      print(all.markdown(title: "invented, all sizes"))
    }
    for folder in options.folders {
      let (snapshot, _) = try SnapshotLoader.load(folder: folder)
      if options.isTimed {
        Timing.run(snapshot)
        continue
      }
      let spans = ForecastCadence.allCases.filter {
        options.cadence == nil || $0 == options.cadence
      }
      for cadence in spans {
        var evaluation = ForecastEvaluation()
        add(snapshot, folder, cadence, options, to: &evaluation)
        guard !evaluation.companies.isEmpty else {
          print("\(snapshot.manifest.name), \(cadence.rawValue): no finished period to replay\n")
          continue
        }
        print(evaluation.markdown(title: "\(snapshot.manifest.name), \(cadence.rawValue)"))
      }
    }
  }

  private static func add(
    _ snapshot: Snapshot, _ name: String, _ cadence: ForecastCadence, _ options: Options,
    to evaluation: inout ForecastEvaluation
  ) {
    let before = evaluation.companies.count
    evaluation.add(snapshot, name: name, cadence: cadence)
    guard options.isVerbose, evaluation.companies.count > before,
      let company = evaluation.companies.last
    else { return }
    let wape = ForecastMethodName.allCases.map { method in
      "\(method.rawValue) \(ForecastEvaluation.text(company.wape[method]))"
    }
    FileHandle.standardError.write(
      Data(
        ("\(name): rows \(company.rows) bias \(ForecastEvaluation.text(company.bias)) held "
          + "\(ForecastEvaluation.text(company.range.coverage)) \(wape.joined(separator: " "))\n")
          .utf8))
  }

  /// Writes the company at its first use and reads it as any snapshot.
  private static func company(seed: UInt64, deals: Int, folder: String) throws -> Snapshot {
    if !FileManager.default.fileExists(atPath: "\(folder)/deals.csv") {
      var wanted = SampleCompany.Options()
      wanted.deals = deals
      wanted.seed = seed
      wanted.name = "Seed \(seed)"
      wanted.isForced = true
      try SampleCompany(wanted).write(to: folder)
    }
    return try SnapshotLoader.load(folder: folder).snapshot
  }
}

/// What the command line asks for.
struct Options {
  /// Names of the sizes with their deals.
  static let sizes = [("small", 600), ("middle", 1_500), ("large", 6_000)]
  static let usage =
    "usage: RevEvaluate [--companies N] [--seed S] [--scratch FOLDER] [--months|--quarters] "
    + "[--verbose] [--time] [SNAPSHOT-FOLDER ...]"

  var companies = 20
  var seed: UInt64 = 7_100
  var scratch = ".build/evaluate"
  var cadence: ForecastCadence?
  var isVerbose = false
  /// Measures instead of back-testing.
  var isTimed = false
  var folders: [String] = []

  struct Problem: Error, CustomStringConvertible { var description: String }

  init(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    func value(_ name: String) throws -> String {
      guard let value = rest.popFirst() else { throw Problem(description: "\(name) needs a value") }
      return value
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--companies":
        let text = try value(argument)
        guard let number = Int(text), number >= 0 else {
          throw Problem(description: "--companies: '\(text)' is no number")
        }
        companies = number
      case "--seed":
        let text = try value(argument)
        guard let number = UInt64(text) else {
          throw Problem(description: "--seed: '\(text)' is no number")
        }
        seed = number
      case "--scratch": scratch = try value(argument)
      case "--months": cadence = .months
      case "--quarters": cadence = .quarters
      case "--verbose": isVerbose = true
      case "--time": isTimed = true
      default:
        if argument.hasPrefix("-") { throw Problem(description: "no option '\(argument)'") }
        folders.append(argument)
      }
    }
  }

  /// Two fifths small, two fifths middle, the rest large.
  func companies(of size: String) -> Int {
    let part = companies * 2 / 5
    return size == "large" ? companies - 2 * part : part
  }

  /// Seeds of one size are not those of another.
  static func offset(_ size: String) -> UInt64 {
    size == "small" ? 0 : size == "middle" ? 100 : 200
  }
}
