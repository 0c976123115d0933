import Foundation
import TermCells
import Testing

@testable import RevRuntime

@Suite struct ReplayTests {
  private static let head = "revtop replay 1\n"

  @Test func everyKindOfLineIsUnderstood() throws {
    let text =
      Self.head + """
        # a remark
        size 80x24

        key 2 Enter
        type a b
        paste "x\\n\\u{1b}\\"y"
        resize 100x30
        mouse press left 12 5
        mouse wheel-down left 1 2 ctrl
        unknown
        see dashboard > At risk
        miss NaN
        pause 1.5
        say Look at this
        """
    let replay = try Replay(text, file: "x.replay")
    #expect(replay.size == Size(width: 80, height: 24))
    #expect(
      replay.lines.map(\.step) == [
        .event(.key(.character("2"))), .event(.key(.enter)), .event(.key(.character("a"))),
        .event(.key(.character(" "))), .event(.key(.character("b"))),
        .event(.paste("x\n\u{1B}\"y")), .event(.resized(Size(width: 100, height: 30))),
        .event(.mouse(MouseEvent(kind: .press, x: 12, y: 5))),
        .event(.mouse(MouseEvent(kind: .wheelDown, x: 1, y: 2, isControlDown: true))),
        .event(.unknownKey), .see("dashboard > At risk"), .miss("NaN"), .pause(1.5),
        .say("Look at this"),
      ])
    #expect(replay.lines[0].number == 5)
  }

  @Test(arguments: [
    ("", "x: this is no replay: it is empty"),
    ("key 2\n", "x:1: this is no replay; the first line is 'revtop replay 1'"),
    ("revtop replay 1\nkey Hyper-X\n", "x:2: key: 'Hyper-X' is no key"),
    ("revtop replay 1\nsize 80\n", "x:2: '80' is no size; write it as 120x40"),
    ("revtop replay 1\nresize 0x5\n", "x:2: '0x5' is no size"),
    ("revtop replay 1\npaste x\n", "x:2: paste: write the text in double quotes"),
    ("revtop replay 1\nmouse press left 1\n", "x:2: mouse: write it as"),
    ("revtop replay 1\n\njump 3\n", "x:3: 'jump' means nothing here"),
    ("revtop replay 1\nsee\n", "x:2: see: write the text behind it"),
    ("revtop replay 1\npause long\n", "x:2: pause: write seconds from 0 to 600"),
  ])
  func whatIsNotUnderstoodIsNamedWithItsLine(text: String, message: String) {
    let error = #expect(throws: CommandError.self) { try Replay(text, file: "x") }
    #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
    #expect(error?.kind == .badData)
  }

  private static let events: [TerminalEvent] = [
    .key(.character("a")), .key(.character(" ")), .key(.character("#")), .key(.character("é")),
    .key(.character("日")), .key(.control("s")), .key(.control("\\")), .key(.alt("X")),
    .key(.function(13)), .key(.pageDown), .key(.backTab), .key(.wordLeft), .key(.delete),
    .paste("two\nlines\tand \"quotes\" \\ \u{1B}[31m é 日"), .unknownKey,
    .resized(Size(width: 44, height: 9)),
    .mouse(MouseEvent(kind: .drag, button: .right, x: 250, y: 0, isControlDown: true)),
  ]

  @Test(arguments: events)
  func whatIsRecordedIsPlayedAsItWas(_ event: TerminalEvent) throws {
    let line = try #require(ReplayText.line(event))
    #expect(!line.contains("\n"))
    let replay = try Replay(Self.head + line, file: "x")
    #expect(replay.lines.map(\.step) == [.event(event)])
  }

  @Test func aRecordingIsForItsOwnerAndNeverReplacesAFile() throws {
    let path = NSTemporaryDirectory() + "rt-replay-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var recorder = try ReplayRecorder(path: path, size: Size(width: 80, height: 24))
    for event in Self.events { recorder.record(event) }
    recorder.record(.key(.character("q")))
    recorder.forgetLast()
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let replay = try Replay(path: path)
    #expect(replay.size == Size(width: 80, height: 24))
    #expect(replay.lines.map(\.step) == Self.events.map(ReplayStep.event))
    let error = #expect(throws: CommandError.self) {
      try ReplayRecorder(path: path, size: Size(width: 80, height: 24))
    }
    #expect(error?.description.contains("exists; name another file") == true)
  }

  @Test func aClaimIsAboutOneRow() {
    let rows = ["one two", "three"]
    #expect(ReplayStep.see("one two").holds(on: rows))
    #expect(!ReplayStep.see("two three").holds(on: rows))
    #expect(ReplayStep.miss("four").holds(on: rows))
    #expect(!ReplayStep.miss("three").holds(on: rows))
    #expect(ReplayStep.pause(1).holds(on: []))
  }
}
