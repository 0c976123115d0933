import Glibc
import RevIngest
import RevModel

/// How fast tables are read, and what a deal takes in memory.
enum LoadBench {
  static func run(_ folder: String, _ snapshot: Snapshot, grown: Int) throws {
    let deals = Double(max(1, snapshot.deals.count))
    let alone = try seconds(folder, [.deals])
    let both = try seconds(folder, [.deals, .dealHistory])
    let (dealBytes, historyBytes) = (size(folder, .deals), size(folder, .dealHistory))
    report("deals.csv", rate(dealBytes, alone), "\(fixed(alone, 2)) s")
    if historyBytes > 0 {
      report("deal_history.csv", rate(historyBytes, both - alone), "\(fixed(both - alone, 2)) s")
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

  /// Processor seconds to load some tables of a folder; the best of three.
  private static func seconds(_ folder: String, _ tables: [TableName]) throws -> Double {
    var template = Array("/tmp/revbench-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { return 0 }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let base = unsafe realpath(folder, nil).map { name in
      defer { unsafe free(name) }
      return unsafe String(cString: name)
    }
    let names = tables.map(\.file) + ["revtop.yaml"]
    for name in names { unsafe symlink("\(base ?? folder)/\(name)", "\(path)/\(name)") }
    defer {
      for name in names { unsafe unlink("\(path)/\(name)") }
      unsafe rmdir(path)
    }
    var best = Double.infinity
    for _ in 0..<3 {
      let start = Stopwatch.now()
      _ = try SnapshotLoader.load(folder: path)
      best = min(best, (Stopwatch.now() - start) / 1000)
    }
    return best
  }

  private static func size(_ folder: String, _ table: TableName) -> Int {
    var status = stat()
    return unsafe stat("\(folder)/\(table.file)", &status) == 0 ? Int(status.st_size) : 0
  }

  private static func rate(_ bytes: Int, _ seconds: Double) -> String {
    seconds > 0 ? "\(fixed(Double(bytes) / seconds / 1e6, 0)) MB/s" : "-"
  }
}
