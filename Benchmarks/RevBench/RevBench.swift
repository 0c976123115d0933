import Foundation
import RevBase
import RevIngest
import RevMetrics
import RevModel

/// Measures the engine on one snapshot: loading, questions, steps through time, memory.
///
/// Every figure is a median over many samples of one run, on one thread. Machines differ and are
/// noisy: compare figures of one run with each other, not with those of another day.
@main
struct RevBench {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: RevBench SNAPSHOT-FOLDER (make one with: revtop sample --deals 1000000 --out F)")
      exit(2)
    }
    let folder = CommandLine.arguments[1]
    let before = Memory.resident()
    let (snapshot, seconds) = try load(folder)
    let after = Memory.resident()
    let deals = snapshot.deals.count
    print("snapshot                       \(folder)")
    print("deals                          \(deals)")
    print(line("load, all tables", seconds * 1000, "ms"))
    print(line("resident memory a deal", Double(after - before) / Double(max(1, deals)), "bytes"))
    if let history = snapshot.history {
      print(line("changes a deal", Double(history.events.count) / Double(max(1, deals)), ""))
      print(line("history a deal", Double(history.memory) / Double(max(1, deals)), "bytes"))
    }
    let engine = Engine(snapshot)
    questions(engine)
    steps(engine)
  }

  private static func load(_ folder: String) throws -> (Snapshot, Double) {
    let clock = ContinuousClock()
    let start = clock.now
    let (snapshot, _) = try SnapshotLoader.load(folder: folder)
    return (snapshot, (clock.now - start).inSeconds)
  }

  /// The dashboard's groups, and the whole book, under selective and unselective slicers.
  private static func questions(_ engine: Engine) {
    let first = engine.initialQuestion
    var cases: [(String, Question)] = [("all", first)]
    let people = engine.snapshot.people
    let owners = engine.snapshot.deals.owner.filter { $0 >= 0 }
    if let owner = owners.first {
      var question = first
      question.slicers[.owner] = [people.ids[Int(owner)]]
      cases.append(("one owner", question))
    }
    let segments = engine.snapshot.accounts.segment.vocabulary.words
    if let segment = segments.first {
      var question = first
      question.slicers[.segment] = [segment]
      cases.append(("one segment", question))
      question.slicers[.owner] = (0..<people.knownCount / 2).map { people.ids[$0] }
      cases.append(("one segment, half the people", question))
    }
    let dashboard: Set<MetricGroup> = [.pipeline, .bookings, .forecast, .retention]
    for (name, question) in cases {
      print(line("dashboard, \(name)", median(15) { _ = engine.answer(question, groups: dashboard) }, "ms"))
    }
    for (name, question) in cases {
      print(line("whole book, \(name)", median(9) { _ = engine.answer(question) }, "ms"))
    }
    for group in MetricGroup.allCases {
      print(line("group \(group.rawValue)", median(9) { _ = engine.answer(first, groups: [group]) }, "ms"))
    }
  }

  /// Steps of a week and jumps, with the dashboard's numbers each time.
  private static func steps(_ engine: Engine) {
    guard engine.snapshot.history != nil else { return }
    let home = engine.snapshot.manifest.asOf
    var day = home
    print(
      line(
        "deals a week earlier",
        median(20) {
          day = day - 7
          _ = engine.book(on: day)
        }, "ms"))
    let jumps = [400, 30, 700, 91, 365, 7, 600, 200]
    var index = 0
    print(
      line(
        "deals on any day",
        median(8) {
          _ = engine.book(on: home - jumps[index % jumps.count])
          index += 1
        }, "ms"))
  }

  private static func median(_ samples: Int, _ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    var times: [Double] = []
    for _ in 0..<samples {
      let start = clock.now
      body()
      times.append((clock.now - start).inSeconds * 1000)
    }
    times.sort()
    return times[samples / 2]
  }

  private static func line(_ name: String, _ value: Double, _ unit: String) -> String {
    let padded = name.padding(toLength: 30, withPad: " ", startingAt: 0)
    return "\(padded) \(String(format: "%10.2f", value)) \(unit)"
  }
}

private enum Memory {
  /// Bytes of this process that are in memory now.
  static func resident() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    for line in status.split(separator: "\n") where line.hasPrefix("VmRSS:") {
      let digits = line.filter(\.isNumber)
      return (Int(digits) ?? 0) * 1024
    }
    return 0
  }
}

extension Duration {
  fileprivate var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
