import Foundation
import Testing

/// What was acknowledged is on the disk, whatever happens to the program.
@Suite struct JournalDurabilityTests {
  /// A data folder of its own that is removed at the end of a test.
  private final class Folder {
    let path = NSTemporaryDirectory() + "rt-kill-\(UUID().uuidString)"
    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  /// A program that writes one entry for each line until it is killed.
  private func writer(_ folder: Folder, lines: String, to output: String) throws -> Process {
    try Data().write(to: URL(filePath: output))
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = ["journal", "add", "--snapshot", "Demo", "--kind", "action"]
    process.environment = ["XDG_DATA_HOME": folder.path, "PATH": "/usr/bin:/bin"]
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: lines))
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func run(_ folder: Folder, _ arguments: String...) throws -> (
    output: String, status: Int32
  ) {
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = arguments
    process.environment = ["XDG_DATA_HOME": folder.path, "PATH": "/usr/bin:/bin"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }

  /// Ids that were said in full: a line without its end was not acknowledged.
  private func acknowledged(_ file: String) throws -> [String] {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines.removeLast()
    return lines
  }

  private func lines(_ folder: Folder) throws -> String {
    let path = "\(folder.path)/lines.txt"
    let text = (0..<20_000).map { "Entry number \($0)\n" }.joined()
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  @Test func twoHundredKillsLoseNoEntryThatWasAcknowledged() throws {
    let folder = try Folder()
    let lines = try lines(folder)
    var random = SystemRandomNumberGenerator()
    var said: [String] = []
    for round in 0..<200 {
      let output = "\(folder.path)/said-\(round)"
      let process = try writer(folder, lines: lines, to: output)
      // From before the first entry to some way into the writing.
      usleep(UInt32.random(in: 5_000...120_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      said += try acknowledged(output)
      guard round % 50 == 49 else { continue }
      let (text, status) = try run(folder, "journal", "export")
      #expect(status == 0, "\(text.prefix(200))")
      let missing = said.filter { !text.contains("\"id\":\"\($0)\"") }
      #expect(missing.isEmpty, "after \(round + 1) kills \(missing.count) entries are lost")
    }
    #expect(said.count > 50, "only \(said.count) entries were written before the kills")
  }

  @Test func twoProgramsWriteSideBySideAndNeitherLoses() throws {
    let folder = try Folder()
    let lines = "\(folder.path)/few.txt"
    try Data((0..<60).map { "Line \($0)\n" }.joined().utf8).write(to: URL(filePath: lines))
    let one = try writer(folder, lines: lines, to: "\(folder.path)/one")
    let two = try writer(folder, lines: lines, to: "\(folder.path)/two")
    one.waitUntilExit()
    two.waitUntilExit()
    #expect(one.terminationStatus == 0)
    #expect(two.terminationStatus == 0)
    let said = try acknowledged("\(folder.path)/one") + acknowledged("\(folder.path)/two")
    #expect(said.count == 120)
    let text = try run(folder, "journal", "export").output
    #expect(said.allSatisfy { text.contains($0) })
  }

  @Test func anExportCanBeImportedElsewhere() throws {
    let (here, there) = (try Folder(), try Folder())
    let id = try run(
      here, "journal", "add", "--snapshot", "Demo", "--kind", "decision", "--about", "deal:D-17",
      "--owner", "p1", "--due", "2026-11-20", "Go ahead"
    ).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let file = "\(there.path)/export.jsonl"
    try Data(run(here, "journal", "export").output.utf8).write(to: URL(filePath: file))
    #expect(try run(there, "journal", "import", file).output == "1 of 1 entries were new\n")
    #expect(try run(there, "journal", "import", file).output == "0 of 1 entries were new\n")
    let list = try run(there, "journal", "list").output
    #expect(list.contains("Go ahead"))
    #expect(list.contains("deal:D-17"))
    #expect(try run(there, "journal", "export").output.contains(id))
  }

  @Test func whatIsNoEntryIsRefusedInOneLine() throws {
    let folder = try Folder()
    let (text, status) = try run(
      folder, "journal", "add", "--snapshot", "Demo", "--kind", "wish", "A text")
    #expect(status == 2)
    #expect(
      text
        == "revtop: --kind: 'wish' is no kind of entry; choose note, decision or action\n")
  }
}
