import Foundation
import Testing

/// The real binary in a real terminal.
@Suite(.enabled(if: Tmux.isInstalled), .serialized)
struct CockpitTests {
  /// The shell that stays when the program has ended, with what `stty` says before and after.
  private static func shell(_ arguments: String, before: String, after: String) -> String {
    "echo line before the start; stty -a > \(before); \(Program.path) \(arguments); "
      + "echo status=$?; stty -a > \(after); sleep 60"
  }

  private static func temporary() -> String {
    NSTemporaryDirectory() + "rt-e2e-\(UUID().uuidString.prefix(8))"
  }

  private static let paneTitles = ["1 Pipeline health", "2 At risk", "3 Forecast", "4 Retention"]

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func theFirstFrameHasFourPanesAndFillsTheWindow(columns: Int, rows: Int) throws {
    let terminal = try Tmux(columns: columns, rows: rows, "\(Program.path) \(Program.sample)")
    let screen = try terminal.wait(for: "four panes") { text in
      Self.paneTitles.allSatisfy { text.contains($0) } && text.contains("? help")
    }
    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).prefix(rows)
    #expect(lines.count == rows)
    #expect(lines.allSatisfy { $0.count <= columns })
    #expect(lines.last?.contains("? help") == true)
    try terminal.keys("q")
    try terminal.waitUntilEnded()
  }

  @Test func itOpensOnTheDayAndTheSliceThatWereAskedFor() throws {
    let terminal = try Tmux(
      columns: 120, rows: 40,
      "\(Program.path) \(Program.sample) --as-of 2026-07-15 --segment Enterprise")
    let screen = try terminal.wait(for: "the day") { $0.contains("as of 2026-07-15") }
    #expect(screen.contains("Segment Enterprise") && screen.contains("Period FY2027-Q2"))
    // The snapshot's own day is still the last one.
    try terminal.keys("}")
    try terminal.wait(for: "a week later") { $0.contains("as of 2026-07-22") }
    try terminal.keys("q")
    try terminal.waitUntilEnded()
  }

  /// With the status and the words of every other command.
  @Test(arguments: [("--as-of 2031-01-01", 1, "2031-01-01"), ("--period Q9", 2, "'Q9'")])
  func whatCannotBeAskedIsRefusedInOneLine(_ option: String, _ status: Int, _ word: String) throws {
    let (before, after) = (Self.temporary(), Self.temporary())
    let terminal = try Tmux(
      columns: 120, rows: 24,
      Self.shell("\(Program.sample) \(option)", before: before, after: after))
    let screen = try terminal.wait(for: "the shell") { $0.contains("status=\(status)") }
    #expect(screen.contains(word))
  }

  @Test(arguments: [["q"], ["Q"], ["F10"], [":", "q"]])
  func leavingRestoresTheTerminal(keys: [String]) throws {
    let (before, after) = (Self.temporary(), Self.temporary())
    let terminal = try Tmux(
      columns: 80, rows: 24, Self.shell(Program.sample, before: before, after: after))
    try terminal.wait(for: "the dashboard") { $0.contains("2 At risk") }
    #expect(try terminal.ask("#{alternate_on}") == "1")
    for key in keys { try terminal.keys(key) }
    if keys.count > 1 { try terminal.keys("Enter") }
    let screen = try terminal.wait(for: "the shell") { $0.contains("status=0") }
    #expect(screen.contains("line before the start"))
    #expect(try terminal.ask("#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == "0 1 0")
    let settings = try [before, after].map { try String(contentsOfFile: $0, encoding: .utf8) }
    #expect(settings[0] == settings[1])
  }

  @Test func controlCLeavesWith130() throws {
    let (before, after) = (Self.temporary(), Self.temporary())
    let terminal = try Tmux(
      columns: 80, rows: 24, Self.shell(Program.sample, before: before, after: after))
    try terminal.wait(for: "the dashboard") { $0.contains("2 At risk") }
    try terminal.keys("C-c")
    try terminal.wait(for: "the shell") { $0.contains("status=130") }
  }

  @Test(arguments: ["TERM", "HUP", "INT", "KILL", "SEGV", "ABRT"])
  func everySignalRestoresTheTerminal(signal: String) throws {
    let (before, after) = (Self.temporary(), Self.temporary())
    let terminal = try Tmux(
      columns: 80, rows: 24, Self.shell(Program.sample, before: before, after: after))
    try terminal.wait(for: "the dashboard") { $0.contains("2 At risk") }
    let shell = try terminal.ask("#{pane_pid}")
    // The cockpit is the child of the process that repairs the terminal.
    let tree = try Tmux.spawn(
      "/bin/sh", ["-c", "ps -o pid= --ppid $(ps -o pid= --ppid \(shell) | tail -1) | tail -1"])
    let child = tree.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(Int(child) != nil, "no child process of \(shell): \(tree)")
    _ = try Tmux.spawn("/bin/sh", ["-c", "kill -\(signal) \(child)"])
    try terminal.wait(for: "the shell") { $0.contains("status=") }
    #expect(try terminal.ask("#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == "0 1 0")
    let settings = try [before, after].map { try String(contentsOfFile: $0, encoding: .utf8) }
    #expect(settings[0] == settings[1])
  }

  @Test func aTerminalThatGoesAwayEndsTheProgram() throws {
    let terminal = try Tmux(columns: 80, rows: 24, "\(Program.path) \(Program.sample)")
    try terminal.wait(for: "the dashboard") { $0.contains("2 At risk") }
    let shell = try terminal.ask("#{pane_pid}")
    let tree = try Tmux.spawn(
      "/bin/sh", ["-c", "p=$(ps -o pid= --ppid \(shell)); echo $p; ps -o pid= --ppid $p"])
    let processes = tree.output.split(whereSeparator: \.isWhitespace).map(String.init)
    #expect(processes.count == 2, "the program and its guard: \(tree)")
    try terminal.run(["kill-server"])
    let end = Date().addingTimeInterval(15)
    var left = processes
    while !left.isEmpty, Date() < end {
      left.removeAll { !FileManager.default.fileExists(atPath: "/proc/\($0)") }
      usleep(20_000)
    }
    #expect(left.isEmpty, "still there: \(left)")
  }

  @Test(arguments: ["vt100", "linux"])
  func whereThePictureStaysTheLastRowIsFreeForTheShell(type: String) throws {
    let terminal = try Tmux(
      columns: 80, rows: 24, environment: ["TERM=\(type)"],
      "\(Program.path) \(Program.sample); echo status=$?; sleep 60")
    try terminal.wait(for: "the dashboard") { $0.contains("2 At risk") }
    try terminal.keys("q")
    let screen = try terminal.wait(for: "the end") { $0.contains("status=0") }
    #expect(screen.split(separator: "\n").contains("status=0"))
  }

  @Test func drillingFromThePaneToTheDealAndBack() throws {
    let terminal = try Tmux(columns: 120, rows: 40, "\(Program.path) \(Program.sample)")
    try terminal.wait(for: "the dashboard") { $0.contains("2 At risk") }
    try terminal.keys("2")
    try terminal.keys("Enter")
    // Its rows come with the model that is fitted behind the screen.
    let table = try terminal.wait(seconds: 60, for: "the rows of the table") {
      $0.contains("dashboard > At risk") && $0.contains("row 1/")
    }
    #expect(table.contains("At risk  19 deals"))
    try terminal.keys("Enter")
    try terminal.wait(for: "the inspector") { $0.contains("dashboard > At risk > ") }
    try terminal.keys("Escape")
    try terminal.keys("Escape")
    try terminal.wait(for: "the dashboard") { $0.contains("1 Pipeline health") }
    try terminal.keys("q")
    try terminal.waitUntilEnded()
  }

  @Test func resizingToNothingAndBackGivesAFreshScreen() throws {
    let terminal = try Tmux(columns: 80, rows: 24, "\(Program.path) \(Program.sample)")
    // Everything that is worked out behind the screen has arrived when the anomalies are counted.
    let fresh = try terminal.wait(seconds: 60, for: "the dashboard") {
      $0.contains("2 At risk") && $0.contains("anomal") && !$0.contains("learning")
    }
    for (columns, rows) in [(120, 40), (200, 60), (60, 16), (44, 9), (1, 1), (80, 24)] {
      try terminal.resize(columns: columns, rows: rows)
      if columns == 44 {
        try terminal.wait(for: "the size that is needed") { $0.contains("60 x 16") }
      }
    }
    let end = try terminal.wait(for: "the same dashboard") { $0 == fresh }
    #expect(end == fresh)
    try terminal.keys("q")
    try terminal.waitUntilEnded()
  }

  @Test func stoppingAndContinuingShowsTheSameScreen() throws {
    let terminal = try Tmux(columns: 80, rows: 24, "/bin/bash --norc -i")
    try terminal.wait(for: "a shell") { $0.contains("$") || $0.contains("#") }
    try terminal.type("\(Program.path) \(Program.sample)")
    try terminal.keys("Enter")
    let fresh = try terminal.wait(seconds: 60, for: "the dashboard") {
      $0.contains("2 At risk") && $0.contains("anomal") && !$0.contains("learning")
    }
    for _ in 0..<3 {
      try terminal.keys("C-z")
      try terminal.wait(for: "the shell") { $0.contains("Stopped") }
      try terminal.type("fg")
      try terminal.keys("Enter")
      try terminal.wait(for: "the dashboard again") { $0 == fresh }
    }
    try terminal.keys("q")
  }

  @Test func anASCIIScreenHasNoOtherBytes() throws {
    let terminal = try Tmux(
      columns: 80, rows: 24, "\(Program.path) --ascii \(Program.sample)")
    let screen = try terminal.wait(for: "the dashboard") { $0.contains("2 At risk") }
    #expect(screen.utf8.allSatisfy { $0 < 0x80 })
    try terminal.keys("q")
    try terminal.waitUntilEnded()
  }

  @Test func withoutColourNoColourIsSent() throws {
    let terminal = try Tmux(
      columns: 80, rows: 24, environment: ["NO_COLOR=1"], "\(Program.path) \(Program.sample)")
    try terminal.wait(for: "the dashboard") { $0.contains("2 At risk") }
    let styled = try terminal.screen(withColours: true)
    let codes = styled.matches(of: /\u{1B}\[([0-9;]*)m/).flatMap { match in
      match.output.1.split(separator: ";").compactMap { Int($0) }
    }
    #expect(codes.allSatisfy { !(30...38).contains($0) && !(40...48).contains($0) && $0 < 90 })
  }

  @Test(arguments: ["nonsense", "dumb"])
  func anImpossibleTerminalIsOneSentence(term: String) throws {
    let terminal = try Tmux(
      columns: 80, rows: 24, environment: ["TERM=\(term)"],
      "\(Program.path) \(Program.sample); echo status=$?; sleep 60")
    let screen = try terminal.wait(for: "the end") { $0.contains("status=") }
    // An unknown name that looks modern may still work; what matters is a clean end.
    #expect(screen.contains("revtop:"))
    #expect(!screen.contains("Fatal"))
    #expect(!screen.contains("status=0"))
  }
}
