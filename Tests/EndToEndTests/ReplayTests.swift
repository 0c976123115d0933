import Foundation
import Testing

/// Replay files in a real terminal: the same screens under every kind, and as `print` has them.
@Suite(.enabled(if: Tmux.isInstalled), .serialized)
struct ReplayTests {
  private static func settleFile() -> String {
    NSTemporaryDirectory() + "rt-settle-\(UUID().uuidString.prefix(8))"
  }

  /// The last screen of a file under a kind of terminal.
  private func played(_ file: String, _ type: String, extra: String = "") throws -> String {
    let settled = Self.settleFile()
    defer { try? FileManager.default.removeItem(atPath: settled) }
    let terminal = try Tmux(
      columns: 80, rows: 24, environment: ["TERM=\(type)"],
      "\(Program.path) --play \(Program.root)/Tests/Replays/\(file) \(extra) "
        + "--settle-file \(settled) \(Program.sample); echo status=$?; sleep 60")
    try terminal.wait(seconds: 60, for: "the end of the replay") { text in
      FileManager.default.fileExists(atPath: settled) || text.contains("status=")
    }
    var last = try terminal.screen()
    let screen = try terminal.wait(for: "a screen at rest") { text in
      defer { last = text }
      return text == last
    }
    try terminal.keys("Q")
    return screen
  }

  private func words(_ text: String) -> [String] {
    text.matches(of: /[A-Za-z]{3,}/).map { String($0.output) }
  }

  private func rows(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0.reversed().drop { $0 == " " }.reversed())
    }
  }

  @Test(arguments: ["at-risk.replay", "replay-tour-of-views.replay"])
  func theSameFileGivesTheSameScreenEverywhere(file: String) throws {
    let printed = try Program.run(
      "print", Program.sample, "--size", "80x24", "--play", "\(Program.root)/Tests/Replays/\(file)")
    #expect(printed.status == 0, "\(printed.errors)")
    let xterm = try played(file, "xterm-256color")
    #expect(rows(xterm) == rows(printed.output))
    #expect(try played(file, "tmux-256color") == xterm)
    #expect(words(try played(file, "vt100")) == words(xterm))
  }

  @Test func aClaimThatDoesNotHoldEndsTheProgramWithStatus3() throws {
    let path = NSTemporaryDirectory() + "rt-claim-\(UUID().uuidString.prefix(8)).replay"
    try Data("revtop replay 1\nkey 2\nsee no such words\n".utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let terminal = try Tmux(
      columns: 80, rows: 24,
      "\(Program.path) --play \(path) \(Program.sample); echo status=$?; sleep 60")
    let screen = try terminal.wait(seconds: 60, for: "the end") { $0.contains("status=") }
    #expect(screen.contains("status=3"))
    #expect(screen.contains("does not show"))
  }

  @Test func aCrashLeavesACleanTerminal() throws {
    // High enough for the whole backtrace, whose length depends on the build.
    let terminal = try Tmux(
      columns: 160, rows: 400,
      "echo before the crash; \(Program.path) doctor --crash-test; echo status=$?; sleep 60")
    let screen = try terminal.wait(seconds: 60, for: "the end") { $0.contains("status=") }
    #expect(screen.contains("before the crash"))
    #expect(screen.contains("this is the crash that --crash-test asks for"))
    #expect(!screen.contains("Press space"))
    #expect(try terminal.ask("#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == "0 1 0")
  }
}
