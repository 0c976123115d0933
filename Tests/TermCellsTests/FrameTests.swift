import TermCells
// Frames, key lines and text fields.
import Testing

@Suite struct FrameTests {
  @Test func theFocusedFrameIsHeavyAndItsTitleReverse() {
    var surface = Surface(width: 44, height: 3)
    Frame("1 Health", note: "23", isFocused: true).draw(
      in: Rect(x: 0, y: 0, width: 22, height: 3), on: &surface)
    let room = Frame("2 At risk", footer: "row 1/23").draw(
      in: Rect(x: 22, y: 0, width: 22, height: 3), on: &surface)
    #expect(
      surface.rows == [
        "┏━ 1 Health  23 ━━━━━┓┌─ 2 At risk ────────┐",
        "┃                    ┃│                    │",
        "┗━━━━━━━━━━━━━━━━━━━━┛└────────── row 1/23 ┘",
      ])
    #expect(room == Rect(x: 24, y: 1, width: 18, height: 1))
    #expect(surface[3, 0].attributes.contains(.reverse))
    #expect(!surface[26, 0].attributes.contains(.reverse))
  }

  @Test func inASCIITheFocusIsStillSeen() {
    var surface = Surface(width: 24, height: 2, glyphs: .ascii)
    Frame("1 É", isFocused: true).draw(in: Rect(x: 0, y: 0, width: 12, height: 2), on: &surface)
    Frame("2").draw(in: Rect(x: 12, y: 0, width: 12, height: 2), on: &surface)
    #expect(surface.rows == ["+= 1 ? ====++- 2 ------+", "+==========++----------+"])
  }

  @Test func longTitlesAreCutInsideOfTheCorners() {
    var surface = Surface(width: 12, height: 2)
    Frame("Pipeline health", note: "of all").draw(in: surface.bounds, on: &surface)
    #expect(surface.rows.first == "┌─ Pipel… ─┐")
  }

  @Test func aNoteThatDoesNotFitGivesWayToAShorterOne() {
    var surface = Surface(width: 24, height: 2)
    var frame = Frame("2 At risk", note: "rules mode  3 deals  $204K")
    frame.shorterNotes = ["3 deals  $204K", "$204K"]
    frame.draw(in: surface.bounds, on: &surface)
    #expect(surface.rows.first == "┌─ 2 At risk  $204K ───┐")
    surface = Surface(width: 34, height: 2)
    frame.draw(in: surface.bounds, on: &surface)
    #expect(surface.rows.first == "┌─ 2 At risk  3 deals  $204K ────┐")
  }

  @Test func dividersJoinTheSides() {
    var surface = Surface(width: 7, height: 5)
    let frame = Frame()
    frame.draw(in: surface.bounds, on: &surface)
    frame.drawDivider(atRow: 2, in: surface.bounds, on: &surface)
    #expect(surface.rows[2] == "├─────┤")
    frame.drawDivider(atColumn: 3, in: surface.bounds, on: &surface)
    #expect(surface.rows == ["┌──┬──┐", "│  │  │", "├──│──┤", "│  │  │", "└──┴──┘"])
  }

  @Test(arguments: 0...6, 0...4)
  func noSizeTraps(_ width: Int, _ height: Int) {
    var surface = Surface(width: 6, height: 4)
    let area = Rect(x: 0, y: 0, width: width, height: height)
    let room = Frame("Title", note: "note", footer: "foot", isFocused: true).draw(
      in: area, on: &surface)
    #expect(area.intersection(room).size == room.size)
    #expect(
      (0..<4).allSatisfy { y in
        (0..<6).allSatisfy { x in
          area.contains(x: x, y: y) || surface[x, y] == .blank
        }
      })
  }
}

@Suite struct KeyLineTests {
  private let line = KeyLine([
    .init("Enter", "drill"), .init("/", "find"), .init("e", "explain", isEnabled: false),
    .init("?", "help", isPinned: true),
  ])

  @Test(arguments: [
    (40, " Enter drill  / find  e explain  ? help"),
    (39, " Enter drill  / find  e explain  ? help"),
    (38, " Enter drill  / find  ? help"), (20, " Enter drill  ? help"), (9, " ? help"), (3, " ?"),
    (1, ""),
  ])
  func itemsThatDoNotFitAreLeftOutWhole(_ width: Int, _ expected: String) {
    var surface = Surface(width: width, height: 1)
    line.draw(in: surface.bounds, on: &surface)
    #expect(surface.text == expected)
  }

  @Test func aDisabledKeyLooksDifferent() {
    var surface = Surface(width: 40, height: 1)
    line.draw(in: surface.bounds, on: &surface)
    #expect(surface.roleRows == [".kkkkk.KKKKK..k.KKKK..x.xxxxxxx..k.KKKK"])
  }
}

@Suite struct TextFieldTests {
  @Test func editsAtTheCursor() {
    var field = TextField("raj")
    _ = field.handle(.left)
    _ = field.handle(.character("x"))
    #expect(field.text == "raxj")
    _ = field.handle(.backspace)
    _ = field.handle(.home)
    _ = field.handle(.delete)
    #expect(field.text == "aj")
    #expect(field.cursor == 0)
    let isHandled = field.handle(.enter)
    #expect(!isHandled)
  }

  @Test func wordsAreDeletedAndPassed() {
    var field = TextField("two big deals")
    field.deleteWordBackward()
    #expect(field.text == "two big ")
    field.moveWordBackward()
    #expect(field.cursor == 4)
    field.deleteToEnd()
    #expect(field.text == "two ")
    field.deleteToStart()
    #expect(field.isEmpty)
  }

  @Test func pastedTextIsCleanedAndMarksJoinTheirLetter() {
    var field = TextField()
    field.insert("a\nb\u{1B}[0m\u{202E}")
    #expect(field.text == "a b[0m")
    field.insert("e")
    field.insert("\u{301}")
    #expect(field.cursor == 7)
    field.deleteBackward()
    #expect(field.text == "a b[0m")
  }

  @Test func lengthIsLimited() {
    var field = TextField("abcdef", maximumLength: 4)
    #expect(field.text == "abcd")
    field.move(by: -2)
    field.insert("xy")
    #expect(field.text == "abcd")
  }

  @Test func thePartAroundTheCursorIsShown() {
    var surface = Surface(width: 6, height: 1)
    var field = TextField("日本 deal")
    field.draw(in: surface.bounds, on: &surface)
    #expect(surface.text == " deal")
    #expect(surface[5, 0].attributes.contains(.reverse))
    field.moveToStart()
    field.draw(in: surface.bounds, on: &surface)
    #expect(surface.text == "日本 d")
    #expect(surface[0, 0].attributes.contains(.reverse))
  }
}
