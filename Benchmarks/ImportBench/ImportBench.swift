import Foundation
import RevBase
import RevImport

/// Measures an import of a million deals: input read, processor time and memory.
///
/// Machines are shared and noisy: the processor time for each byte is the figure to compare, and the
/// best of several runs the one to quote.
@main
struct ImportBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2 else {
      print("usage: ImportBench FOLDER [DEALS] [WORKERS] [RUNS]")
      exit(2)
    }
    let folder = arguments[1]
    let deals = arguments.count > 2 ? Int(arguments[2]) ?? 1_000_000 : 1_000_000
    let workers = arguments.count > 3 ? Int(arguments[3]) ?? 2 : 2
    let runs = arguments.count > 4 ? Int(arguments[4]) ?? 5 : 5
    let file = "\(folder)/opportunities-\(deals).csv"
    if !FileManager.default.fileExists(atPath: file) { try Export.write(deals, to: file) }
    let input = size(file)
    print(line("input", Double(input) / 1e6, "MB"))
    print(line("deals", Double(deals), ""))
    print(line("threads", Double(workers), ""))
    var (bestWall, bestProcessor, written) = (Double.infinity, Double.infinity, 0)
    for _ in 0..<max(1, runs) {
      let target = "\(folder)/imported"
      try? FileManager.default.removeItem(atPath: target)
      var options = ImportOptions()
      options.asOf = Day("2026-11-16")
      options.workers = workers
      let (start, before) = (ContinuousClock.now, processorSeconds())
      _ = try Importer.run(
        ImportRequest(
          files: [ImportRequest.File(path: file)], folder: target, options: options))
      let wall = (ContinuousClock.now - start) / .seconds(1)
      bestWall = min(bestWall, wall)
      bestProcessor = min(bestProcessor, processorSeconds() - before)
      written = try FileManager.default.contentsOfDirectory(atPath: target)
        .reduce(0) { $0 + size("\(target)/\($1)") }
      try? FileManager.default.removeItem(atPath: target)
    }
    let peak = peakMemory()
    print(line("written", Double(written) / 1e6, "MB"))
    print(line("time, best", bestWall * 1000, "ms"))
    print(line("input a second", Double(input) / bestWall / 1e6, "MB (wanted: 150)"))
    print(line("processor time, best", bestProcessor * 1000, "ms"))
    print(line("processor time a byte", bestProcessor / Double(input) * 1e9, "ns"))
    print(
      line("that is, on two free cores", Double(input) / (bestProcessor / 2) / 1e6, "MB a second"))
    print(line("most memory", Double(peak) / 1e6, "MB"))
    print(line("memory for each byte written", Double(peak) / Double(written), "(wanted: 2)"))
  }

  private static func size(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }

  /// Seconds that all threads of this process have worked.
  private static func processorSeconds() -> Double {
    var time = timespec()
    guard unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The most memory that this process has ever had, in bytes.
  private static func peakMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      return (Int(line.filter(\.isNumber)) ?? 0) * 1024
    }
    return 0
  }

  private static func line(_ name: String, _ value: Double, _ unit: String) -> String {
    let padded = name.padding(toLength: 30, withPad: " ", startingAt: 0)
    return "\(padded) \(String(format: "%12.2f", value)) \(unit)"
  }
}

/// An export of opportunities by API names, invented.
private enum Export {
  private static let stages = [
    ("Prospecting", "10", "Pipeline"), ("Qualification", "20", "Pipeline"),
    ("Proposal/Price Quote", "75", "Best Case"), ("Negotiation/Review", "90", "Commit"),
    ("Closed Won", "100", "Closed"), ("Closed Lost", "0", "Omitted"),
  ]

  static func write(_ deals: Int, to path: String) throws {
    var text =
      "Id,IsDeleted,AccountId,Name,Description,StageName,Amount,Probability,CloseDate,Type,"
      + "NextStep,LeadSource,IsClosed,IsWon,ForecastCategoryName,CurrencyIsoCode,OwnerId,"
      + "CreatedDate,SystemModstamp,LastActivityDate\n"
    try Data().write(to: URL(filePath: path))
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    for number in 0..<deals {
      let (stage, probability, category) = stages[number * 7 % 6]
      let isWon = stage == "Closed Won"
      let isClosed = isWon || stage == "Closed Lost"
      let (month, day) = (number % 12 + 1, number % 28 + 1)
      let date = "2026-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
      let id = String(number + 10_000_000)
      text += "006Hs000\(id)AAA,false,001Hs000\(10_000_000 + number % 50_000)AAA,"
      text +=
        "\"Account \(number % 50_000), order \(number)\",,\(stage),\(number % 90_000 + 500).50,"
      text += "\(probability),\(date),\(number % 3 == 0 ? "Existing Business" : "New Business"),"
      text += number % 4 == 0 ? "Send the contract," : ","
      text += "Web,\(isClosed),\(isWon),\(category),USD,005Hs000\(10_000_000 + number % 400)AAA,"
      text += "2025-\(date.dropFirst(5))T09:30:00.000Z,\(date)T10:00:00.000Z,\(date)\n"
      if text.utf8.count > 1 << 20 {
        try handle.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }
}
