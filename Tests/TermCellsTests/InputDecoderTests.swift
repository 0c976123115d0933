import TermCells
// Bytes from terminals, and the keys they mean.
import Testing

@Suite struct InputDecoderTests {
  private func events(_ bytes: [UInt8], keys: [[UInt8]: Key] = [:]) -> [InputDecoder.Output] {
    var decoder = InputDecoder(keys: keys)
    return decoder.decode(bytes) + decoder.finish()
  }

  private func keys(_ text: String) -> [Key] {
    events(Array(text.utf8)).compactMap {
      if case .event(.key(let key)) = $0 { key } else { nil }
    }
  }

  @Test(
    arguments: [
      ("q", [.character("q")]), (" ", [.character(" ")]),
      ("é日🚀", [.character("é"), .character("日"), .character("🚀")]),
      ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]),
      ("\u{7F}\u{8}", [.backspace, .backspace]),
      ("\u{3}", [.control("c")]), ("\u{1A}", [.control("z")]), ("\u{0}", [.control("@")]),
      ("\u{1C}", [.control("\\")]), ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]),
      ("\u{1B}x", [.alt("x")]), ("\u{1B}é", [.alt("é")]), ("\u{1B}\u{7F}", [.control("w")]),
      ("\u{1B}[A\u{1B}OB", [.up, .down]), ("\u{1B}[C\u{1B}[D", [.right, .left]),
      ("\u{1B}[H\u{1B}OF", [.home, .end]), ("\u{1B}[1~\u{1B}[4~", [.home, .end]),
      ("\u{1B}[7~\u{1B}[8~", [.home, .end]), ("\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]),
      ("\u{1B}[2~\u{1B}[3~", [.insert, .delete]), ("\u{1B}[Z", [.backTab]),
      ("\u{1B}OP\u{1B}[11~\u{1B}[[A", [.function(1), .function(1), .function(1)]),
      (
        "\u{1B}[15~\u{1B}[17~\u{1B}[21~\u{1B}[24~",
        [.function(5), .function(6), .function(10), .function(12)]
      ),
      ("\u{1B}[1;5D\u{1B}[1;3C\u{1B}Od", [.wordLeft, .wordRight, .wordLeft]),
      ("\u{1B}[1;2A\u{1B}[1;2P", [.up, .function(13)]),
      ("\u{1B}OM\u{1B}Oy\u{1B}Ok", [.enter, .character("9"), .character("+")]),
    ] as [(String, [Key])])
  func keysOfEveryTerminal(_ bytes: String, _ expected: [Key]) {
    #expect(keys(bytes) == expected)
  }

  @Test func anUnknownSequenceIsSwallowedWhole() {
    #expect(
      events(Array("\u{1B}[99;7xq".utf8)) == [
        .event(.unknownKey), .event(.key(.character("q"))),
      ])
    #expect(events(Array("\u{1B}[1;5A".utf8)) == [.event(.unknownKey)])
    #expect(events([0xFF, 0x71]) == [.event(.unknownKey), .event(.key(.character("q")))])
    #expect(events([0xE6, 0x97, 0x71]) == [.event(.unknownKey), .event(.key(.character("q")))])
    #expect(events([0xC2, 0x9B]) == [.event(.unknownKey)])
    #expect(
      events(Array("\u{1B}]10;rgb:0/0/0\u{7}\u{1B}P1$r\u{1B}\\q".utf8)) == [
        .event(.key(.character("q")))
      ])
  }

  @Test(arguments: [
    ("\u{1B}]11;rgb:1e1e/2020/ffff\u{1B}\\", RGB(red: 0x1E, green: 0x20, blue: 0xFF)),
    ("\u{1B}]11;rgb:00/80/ff\u{7}", RGB(red: 0, green: 0x80, blue: 0xFF)),
    ("\u{1B}]11;rgb:f/0/8\u{7}", RGB(red: 255, green: 0, blue: 136)),
  ])
  func theBackgroundIsUnderstoodInEveryLength(text: String, color: RGB) {
    var decoder = InputDecoder()
    #expect(decoder.decode(Array(text.utf8)) == [.reply(.background(color))])
  }

  @Test(arguments: ["11;rgb:1/2", "11;rgb:zz/0/0", "11;rgba:1/2/3/4", "11;#ffffff", "11;", ""])
  func aBackgroundThatMakesNoSenseIsSwallowed(text: String) {
    var decoder = InputDecoder()
    #expect(decoder.decode(Array("\u{1B}]\(text)\u{7}".utf8)).isEmpty)
  }

  @Test func aSequenceMayArriveInPieces() {
    var decoder = InputDecoder()
    #expect(decoder.decode([0x1B]).isEmpty)
    #expect(decoder.isLoneEscape)
    #expect(decoder.decode([0x5B, 0x31]).isEmpty)
    #expect(decoder.isWaiting && !decoder.isLoneEscape)
    #expect(decoder.decode([0x35, 0x7E, 0xC3]) == [.event(.key(.function(5)))])
    #expect(decoder.decode([0xA9]) == [.event(.key(.character("é")))])
    #expect(!decoder.isWaiting)
    #expect(decoder.decode([0x1B, 0x5B]).isEmpty)
    #expect(decoder.finish() == [.event(.key(.alt("[")))])
  }

  @Test func theTerminalsOwnEntryComesFirst() {
    let own: [[UInt8]: Key] = [Array("\u{1B}Ot".utf8): .function(5), [0x41]: .up]
    #expect(
      events(Array("\u{1B}OtA".utf8), keys: own) == [
        .event(.key(.function(5))), .event(.key(.character("A"))),
      ])
    var decoder = InputDecoder(keys: [Array("\u{1B}AB".utf8): .home])
    #expect(decoder.decode([0x1B, 0x41]).isEmpty)
    #expect(decoder.decode([0x42]) == [.event(.key(.home))])
  }

  @Test(arguments: [
    ("\u{1B}[<0;240;7M", MouseEvent(kind: .press, x: 239, y: 6)),
    ("\u{1B}[<0;240;7m", MouseEvent(kind: .release, x: 239, y: 6)),
    ("\u{1B}[<2;1;1M", MouseEvent(kind: .press, button: .right, x: 0, y: 0)),
    ("\u{1B}[<32;5;5M", MouseEvent(kind: .drag, x: 4, y: 4)),
    ("\u{1B}[<64;5;5M", MouseEvent(kind: .wheelUp, x: 4, y: 4)),
    ("\u{1B}[<81;5;5M", MouseEvent(kind: .wheelDown, x: 4, y: 4, isControlDown: true)),
  ])
  func theMouseIsRead(_ bytes: String, _ expected: MouseEvent) {
    #expect(events(Array(bytes.utf8)) == [.event(.mouse(expected))])
  }

  @Test(arguments: [
    "\u{1B}[<0;1M", "\u{1B}[<0;0;0M", "\u{1B}[<;;M", "\u{1B}[<999999999999999999999;1;1M",
    "\u{1B}[M !!", "\u{1B}[I",
  ])
  func aBrokenReportIsDropped(_ bytes: String) {
    let outputs = events(Array((bytes + "q").utf8))
    #expect(outputs.last == .event(.key(.character("q"))))
    #expect(outputs.allSatisfy { $0 != .event(.key(.character("!"))) })
  }

  @Test func aPasteIsOneEventWhateverIsInIt() {
    #expect(
      events(Array("a\u{1B}[200~x\u{1B}[A\ny\u{1B}[201~b".utf8)) == [
        .event(.key(.character("a"))), .event(.paste("x\u{1B}[A\ny")),
        .event(.key(.character("b"))),
      ])
  }

  @Test func aPasteMayArriveByteByByte() {
    var decoder = InputDecoder()
    var outputs: [InputDecoder.Output] = []
    for byte in Array("\u{1B}[200~日本\u{1B}[20\u{1B}[201~".utf8) {
      outputs += decoder.decode([byte])
      if byte == 0x30 { outputs += decoder.isWaiting ? [] : decoder.finish() }
    }
    #expect(outputs == [.event(.paste("日本\u{1B}[20"))])
  }

  @Test func anEndlessPasteIsCut() {
    var decoder = InputDecoder()
    _ = decoder.decode(Array("\u{1B}[200~".utf8))
    let block = [UInt8](repeating: 0x61, count: 1 << 18)
    for _ in 0..<6 { #expect(decoder.decode(block).isEmpty) }
    guard case .event(.paste(let text))? = decoder.decode(Array("\u{1B}[201~".utf8)).first else {
      Issue.record("the paste did not end")
      return
    }
    #expect(text.utf8.count == InputDecoder.pasteLimit)
  }

  @Test func theTerminalsAnswersAreNoKeys() {
    #expect(
      events(Array("\u{1B}[?2026;2$y\u{1B}[?62;22c".utf8)) == [
        .reply(.mode(number: 2026, state: 2)), .reply(.attributes),
      ])
    #expect(events(Array("\u{1B}[?2026$y\u{1B}[>1;95;0c".utf8)).isEmpty)
  }
}

@Suite struct KeyNameTests {
  @Test(
    arguments: [
      (.character("q"), "q"), (.character(" "), "Space"), (.control("s"), "Ctrl-S"),
      (.function(10), "F10"),
      (.enter, "Enter"), (.escape, "Esc"), (.backTab, "Shift-Tab"), (.pageDown, "PgDn"),
      (.alt("x"), "Alt-x"), (.character("é"), "é"), (.wordLeft, "Ctrl-Left"),
      (.character("-"), "-"),
    ] as [(Key, String)])
  func aNameFindsItsKey(_ key: Key, _ name: String) {
    #expect(key.name == name)
    #expect(Key(named: name) == key)
  }

  @Test(
    arguments: [
      ("ctrl-s", .control("s")), ("escape", .escape), ("PageDown", .pageDown), ("f1", .function(1)),
      ("", nil), ("F0", nil), ("F99", nil), ("Ctrl-", nil), ("Hyper-x", nil), ("Ctrl-é", nil),
    ] as [(String, Key?)])
  func spellingIsForgiving(_ name: String, _ key: Key?) {
    #expect(Key(named: name) == key)
  }
}
