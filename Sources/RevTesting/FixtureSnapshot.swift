import Foundation
package import RevIngest
package import RevModel

/// A snapshot folder made of literals, in a temporary place; removed when it is no longer used.
///
/// ```swift
/// let (snapshot, report) = try FixtureFolder(["deals.csv": "deal_id,stage,..."]).load()
/// ```
///
/// A loaded `Snapshot` needs the folder no more.
package final class FixtureFolder {
  /// Where the files are.
  package let path: String

  /// Writes the files.
  ///
  /// - Parameter files: texts by file name, such as `deals.csv` and `revtop.yaml`.
  package convenience init(_ files: [String: String]) throws {
    try self.init(bytes: files.mapValues { Array($0.utf8) })
  }

  /// Writes files of any bytes.
  package init(bytes files: [String: [UInt8]]) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "revtop-fixture-\(UUID().uuidString)")
    path = folder.path
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, bytes) in files {
      try Data(bytes).write(to: folder.appending(path: name))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Loads the folder as the program does, or by another plan.
  package func load(
    reading plan: ReadingPlan = ReadingPlan()
  ) throws(LoadError) -> (snapshot: Snapshot, report: LoadReport) {
    defer { withExtendedLifetime(self) {} }
    return try SnapshotLoader.load(folder: path, reading: plan)
  }
}

/// The deals, stages and history that most tests begin with: build on it by replacing files.
package enum Fixture {
  /// Three open stages, one won, one lost.
  package static let stages = """
    stage,position,outcome,category,probability
    Discovery,1,open,pipeline,0.1
    Proposal,2,open,best_case,0.4
    Negotiation,3,open,commit,0.8
    Won,4,won,closed,1
    Lost,5,lost,omitted,0
    """

  /// The snapshot of these files.
  package static func snapshot(_ files: [String: String]) throws -> Snapshot {
    try FixtureFolder(files).load().snapshot
  }
}
