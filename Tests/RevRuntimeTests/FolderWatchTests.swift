import Foundation
import Testing

@testable import RevRuntime

@Suite struct FolderWatchTests {
  private func signature(_ size: Int64) -> FolderSignature {
    FolderSignature([.init(name: "deals.csv", size: size, inode: 1, seconds: 1, nanoseconds: 0)])
  }

  /// What is said at each look at folders of these sizes; 0 is a folder that is gone.
  private func looks(_ sizes: Int64...) -> [Bool] {
    var settling = FolderSettling(signature(1))
    return sizes.map { settling.isDue($0 == 0 ? FolderSignature() : signature($0)) }
  }

  @Test func aFolderThatRestsIsNotReadAgain() {
    #expect(looks(1, 1) == [false, false])
  }

  @Test func aChangeIsReadOnceItHasSettled() {
    #expect(looks(2, 3, 3, 3) == [false, false, true, false])
  }

  @Test func aFolderThatIsGoneForAWhileIsWaitedFor() {
    #expect(looks(0, 0, 2, 2) == [false, false, false, true])
  }

  @Test func aChangeThatIsTakenBackIsNone() {
    #expect(looks(2, 1, 1) == [false, false, false])
  }

  @Test func onlyTablesAndTheManifestCount() throws {
    let folder = NSTemporaryDirectory() + "rt-watch-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("a".utf8).write(to: URL(filePath: "\(folder)/deals.csv"))
    try Data("a".utf8).write(to: URL(filePath: "\(folder)/revtop.yaml"))
    let first = FolderSignature(folder: folder)
    #expect(first.entries.map(\.name) == ["deals.csv", "revtop.yaml"])
    try Data("a".utf8).write(to: URL(filePath: "\(folder)/export.svg"))
    #expect(FolderSignature(folder: folder) == first)
    try Data("ab".utf8).write(to: URL(filePath: "\(folder)/deals.csv"))
    #expect(FolderSignature(folder: folder) != first)
    #expect(FolderSignature(folder: "/nonexistent").isEmpty)
  }
}
