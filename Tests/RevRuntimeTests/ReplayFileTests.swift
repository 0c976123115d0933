import Foundation
import Testing

@testable import RevRuntime

/// Every file of `Tests/Replays`, played on the sample data: its claims hold.
@Suite struct ReplayFileTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let files: [String] =
    ((try? FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "Tests/Replays").path)) ?? [])
    .filter { $0.hasSuffix(".replay") }.sorted()

  @Test(arguments: files)
  func itsClaimsHold(_ file: String) throws {
    let replay = try Replay(path: Self.root.appending(path: "Tests/Replays/\(file)").path)
    let opened = try SnapshotRequest(folder: Self.root.appending(path: "sample-data").path).open()
    var cockpit = StillCockpit(opened, columns: 120, rows: 40)
    try cockpit.play(replay, isResizing: true)
    #expect(!replay.lines.isEmpty)
  }

  @Test func thereAreFiles() {
    #expect(Self.files.count >= 6)
  }

  @Test func aClaimThatDoesNotHoldNamesItsLine() throws {
    let replay = try Replay("revtop replay 1\nkey 2\nsee no such words\n", file: "x.replay")
    let opened = try SnapshotRequest(folder: Self.root.appending(path: "sample-data").path).open()
    var cockpit = StillCockpit(opened, columns: 80, rows: 24)
    let error = #expect(throws: CommandError.self) { try cockpit.play(replay, isResizing: true) }
    #expect(error?.kind == .assertionFalse)
    #expect(
      error?.description.hasPrefix("x.replay:3: the screen does not show 'no such words'") == true)
  }
}
