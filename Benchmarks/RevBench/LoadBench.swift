import Foundation
import RevIngest
import RevModel

/// How fast tables are read, and what a deal takes in memory.
enum LoadBench {
  /// - Parameter whole: how long all tables took.
  static func run(
    _ folder: String, _ snapshot: Snapshot, whole: Stopwatch.Result, grown: Int
  ) throws {
    let deals = Double(max(1, snapshot.deals.count))
    report("all tables", whole, rate(TableName.allCases.reduce(0) { $0 + size(folder, $1) }, whole))
    let history: [TableName] = [.deals, .dealHistory]
    for (name, tables, plan) in [
      ("deals.csv", [.deals], ReadingPlan()),
      ("deals.csv on one thread", [.deals], ReadingPlan(workers: 1)),
      ("deals.csv and deal_history.csv", history, ReadingPlan()),
      ("the same on one thread", history, ReadingPlan(workers: 1)),
    ] as [(String, [TableName], ReadingPlan)] {
      let bytes = tables.reduce(0) { $0 + size(folder, $1) }
      let time = try seconds(folder, tables, plan)
      report(name, time, rate(bytes, time))
    }
    report("all tables in memory, a deal", "\(fixed(Double(grown) / deals, 0)) bytes")
    // Besides the columns of the file 12 bytes a deal say where it stands on the snapshot's day.
    let model = Double(snapshot.deals.memory) / deals + 12
    report("of it the deals with ids and names, a deal", "\(fixed(model, 0)) bytes")
    if let history = snapshot.history {
      report("of it history, a deal", "\(fixed(Double(history.memory) / deals, 0)) bytes")
      report("changes a deal", fixed(Double(history.events.count) / deals, 1))
    }
    print("")
  }

  /// The time to load some tables of a folder.
  private static func seconds(
    _ folder: String, _ tables: [TableName], _ plan: ReadingPlan
  ) throws -> Stopwatch.Result {
    let files = FileManager.default
    let source = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
    let place = files.temporaryDirectory.appending(path: "revbench-\(UUID().uuidString)")
    try files.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? files.removeItem(at: place) }
    for name in tables.map(\.file) + ["revtop.yaml"] {
      let file = source.appending(path: name)
      guard files.fileExists(atPath: file.path) else { continue }
      try files.createSymbolicLink(at: place.appending(path: name), withDestinationURL: file)
    }
    return try Stopwatch.measure(3) {
      _ = try SnapshotLoader.load(folder: place.path, reading: plan)
    }
  }

  private static func size(_ folder: String, _ table: TableName) -> Int {
    let path = "\(folder)/\(table.file)"
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
    return size?.intValue ?? 0
  }

  private static func rate(_ bytes: Int, _ time: Stopwatch.Result) -> String {
    guard time.wall.best > 0, time.cpu.best > 0 else { return "" }
    func rate(_ milliseconds: Double) -> String {
      fixed(Double(bytes) / milliseconds / 1e3, 0)
    }
    return "\(rate(time.cpu.best)) MB/s of processor time, \(rate(time.wall.best)) of wall time"
  }
}
