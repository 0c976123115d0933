import Foundation
import RevBase
package import RevImport

/// `revtop import`: exports of other systems become a snapshot folder.
///
/// The options are kept as the user wrote them, so that a command line, the cockpit and a test say
/// the same thing in the same words.
package struct ImportCommand: Sendable {
  package var files: [String]
  package var folder: String
  /// Options that take a word, by name without dashes: `dates`, `from`, `as-of` …
  package private(set) var answers: [String: String] = [:]
  /// `GBP=1.27`.
  package var rates: [String] = []
  package var slicers: [String] = []
  package var isDryRun = false
  package var isForced = false
  package var json = false

  package init(files: [String], folder: String) {
    (self.files, self.folder) = (files, folder)
  }

  /// What came of an import.
  package struct Outcome: Sendable {
    /// The report, for people or as JSON.
    package var text: String
    /// False when a file that was named has been left out.
    package var isComplete: Bool
    package var result: ImportResult
  }

  package mutating func set(_ name: String, _ value: String?) {
    answers[name] = value
  }

  /// Takes an option as a question offers it: `--dates dmy`.
  package mutating func take(_ option: String) {
    let words = option.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, words[0].hasPrefix("--") else { return }
    answers[String(words[0].dropFirst(2))] = words[1]
  }

  /// Imports, or says what would be imported.
  package func run(
    progress: @escaping (ImportProgress) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { false }
  ) throws(CommandError) -> Outcome {
    let request = try request()
    do throws(ImportError) {
      let result = try Importer.run(request, progress: progress, isCancelled: isCancelled)
      return Outcome(
        text: json ? result.json : result.text, isComplete: isComplete(result), result: result)
    } catch {
      throw CommandError(error)
    }
  }

  /// Files of a folder that are no exports may be left out; a file that was named may not.
  private func isComplete(_ result: ImportResult) -> Bool {
    let named = Set(files.map { Self.split(Self.home($0)).path })
    return !result.plan.leftOut.contains { $0.path.map(named.contains) ?? false }
  }

  // MARK: - Words

  /// The request in the words of the options.
  package func request() throws(CommandError) -> ImportRequest {
    var options = ImportOptions()
    options.system = try choice("from", ImportSystem.init(rawValue:), ImportSystem.allCases)
    options.dates = try choice("dates", DateOrder.init(rawValue:), DateOrder.allCases)
    options.numbers = try choice("numbers", NumberStyle.init(rawValue:), NumberStyle.allCases)
    options.encoding = try choice("encoding", TextEncoding.init(name:), TextEncoding.allCases)
    options.missing = try choice("missing", MissingDeals.init(rawValue:), MissingDeals.allCases)
    options.stripeAmount = try choice(
      "stripe-amount", StripeAmount.init(rawValue:), StripeAmount.allCases)
    if let text = answers["as-of"] {
      guard let day = Day(text) else {
        throw CommandError(
          .badUsage, "--as-of: '\(text)' is not a day; write it as 2026-11-16")
      }
      options.asOf = day
    }
    if let code = answers["currency"] { options.currency = try Self.code(code, "--currency") }
    for rate in rates { try Self.add(rate, to: &options.rates) }
    options.timeZone = try answers["time-zone"].map { name throws(CommandError) in
      guard TimeZone(identifier: name) != nil else {
        throw CommandError(
          .badUsage, "--time-zone: '\(name)' is no time zone; write it as America/New_York")
      }
      return name
    }
    options.slicers = slicers
    options.mapping = answers["mapping"].map(Self.home)
    options.isDryRun = isDryRun
    options.adoptsFolder = isForced
    var sources: [ImportRequest.File] = []
    for file in files { sources += try Self.expand(file) }
    let target = Self.home(folder)
    if target.isEmpty { throw CommandError(.badUsage, "--into: name the folder to write") }
    return ImportRequest(files: sources, folder: target, options: options)
  }

  private func choice<Value: RawRepresentable>(
    _ name: String, _ make: (String) -> Value?, _ all: [Value]
  ) throws(CommandError) -> Value? where Value.RawValue == String {
    guard let word = answers[name] else { return nil }
    if let value = make(word.lowercased()) { return value }
    let names = all.map(\.rawValue).joined(separator: ", ")
    throw CommandError(.badUsage, "--\(name): '\(word)' is not understood; write one of \(names)")
  }

  private static func code(_ text: String, _ option: String) throws(CommandError) -> String {
    let code = text.uppercased()
    guard code.count == 3, code.allSatisfy({ $0.isASCII && $0.isLetter }) else {
      throw CommandError(.badUsage, "\(option): '\(text)' is no code of a currency such as EUR")
    }
    return code
  }

  private static func add(
    _ text: String, to rates: inout [String: String]
  ) throws(CommandError) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    let isDecimal =
      parts.count == 2 && parts[1].allSatisfy { ($0.isASCII && $0.isNumber) || $0 == "." }
      && (Double(parts[1]) ?? 0) > 0
    guard isDecimal else {
      throw CommandError(
        .badUsage,
        "--rate: '\(text)' is no rate; write GBP=1.27 for 1 GBP = 1.27 of the currency "
          + "that is reported in")
    }
    rates[try code(parts[0], "--rate")] = parts[1]
  }

  // MARK: - Files

  /// One file, or the tables of a folder; `stripe:FILE` says which system a file comes from.
  private static func expand(_ text: String) throws(CommandError) -> [ImportRequest.File] {
    let (path, system) = split(home(text))
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      isFolder.boolValue
    else { return [ImportRequest.File(path: path, system: system)] }
    let names = tables(in: path)
    if names.isEmpty {
      throw CommandError(
        .badData, "\(path): no file in it ends in .csv, .tsv or .txt; name the exports themselves")
    }
    return names.map { ImportRequest.File(path: "\(path)/\($0)", system: system) }
  }

  /// Names of the files in a folder that can be tables, sorted.
  package static func tables(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { name in
      let lower = name.lowercased()
      return !name.hasPrefix(".") && [".csv", ".tsv", ".txt"].contains { lower.hasSuffix($0) }
    }.sorted()
  }

  private static func split(_ text: String) -> (path: String, system: ImportSystem?) {
    guard let colon = text.firstIndex(of: ":"), !FileManager.default.fileExists(atPath: text),
      let system = ImportSystem(rawValue: String(text[..<colon]))
    else { return (text, nil) }
    return (home(String(text[text.index(after: colon)...])), system)
  }

  /// A path with `~` for the user's folder.
  package static func home(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"),
      let home = ProcessInfo.processInfo.environment["HOME"], home.hasPrefix("/")
    else { return path }
    return home + path.dropFirst()
  }
}

extension CommandError {
  /// What stops an import. A question wants another command line; everything else, other files.
  init(_ error: ImportError) {
    switch error {
    case .noFiles, .questions, .folderNotOurs: self.init(.badUsage, error.description)
    case .cancelled: self.init(.interrupted, error.description)
    default: self.init(.badData, error.description)
    }
  }
}
