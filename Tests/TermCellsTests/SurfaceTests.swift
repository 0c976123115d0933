import TermCells
// Surfaces: writing, clipping, wide characters and equality.
import Testing

@Suite struct SurfaceTests {
  @Test func textIsWrittenAndTrailingBlanksAreCut() {
    var surface = Surface(width: 10, height: 2)
    #expect(surface.write("abc", x: 2, y: 1) == 3)
    #expect(surface.rows == ["", "  abc"])
  }

  @Test func textThatDoesNotFitEndsWithAnEllipsis() {
    var surface = Surface(width: 20, height: 1)
    #expect(surface.write("Northwind", x: 0, y: 0, limit: 6) == 6)
    #expect(surface.text == "North…")
  }

  @Test func aCutWideCharacterLeavesNoHalf() {
    var surface = Surface(width: 20, height: 1)
    #expect(surface.write("日本語", x: 0, y: 0, limit: 4) == 3)
    #expect(surface.text == "日…")
    #expect(surface.write("日本語", x: 6, y: 0, limit: 5) == 5)
    #expect(surface.text == "日…   日本…")
  }

  @Test func writingOverHalfOfAWideCharacterBlanksTheOtherHalf() {
    var surface = Surface(width: 6, height: 1)
    surface.write("日本", x: 0, y: 0)
    surface.write("x", x: 1, y: 0)
    #expect(surface.text == " x本")
    surface.write("y", x: 2, y: 0)
    #expect(surface.text == " xy")
  }

  @Test func aWideCharacterCutByTheLeftEdgeShowsASpace() {
    var surface = Surface(width: 6, height: 1)
    surface.write("日ab", x: -1, y: 0)
    #expect(surface.text == " ab")
  }

  @Test func nothingIsDrawnOutsideOfTheClip() {
    var surface = Surface(width: 8, height: 3)
    surface.clipped(to: Rect(x: 2, y: 1, width: 3, height: 1)) { inner in
      inner.fill(inner.bounds, with: "#")
      inner.write("abcdefgh", x: 0, y: 1)
      inner.write("up", x: 2, y: 0)
    }
    #expect(surface.rows == ["", "  cd…", ""])
    #expect(surface.clip == surface.bounds)
  }

  @Test func surfacesThatLookTheSameAreEqual() {
    var one = Surface(width: 6, height: 1)
    var two = one
    one.write("a\u{301}o\u{308}", x: 0, y: 0)
    two.write("o\u{308}", x: 1, y: 0)
    two.write("a\u{301}", x: 0, y: 0)
    #expect(one == two)
    two.restyle(Rect(x: 0, y: 0, width: 1, height: 1), role: .good)
    #expect(one != two)
  }

  @Test func runsAreCutTogether() {
    var surface = Surface(width: 20, height: 1)
    let runs = [TextRun("Won "), TextRun("1.85M", role: .good), TextRun(" of 5.0M")]
    #expect(surface.write(runs, x: 0, y: 0, limit: 9) == 9)
    #expect(surface.golden == "|Won 1.85…\n:....ggggg")
  }

  @Test func aGoldenFrameNamesTheRolesBelowTheText() {
    var surface = Surface(width: 20, height: 2)
    surface.write("Coverage", x: 0, y: 0, role: .label)
    surface.write("LOW", x: 9, y: 0, role: .poor)
    surface.write("total", x: 0, y: 1)
    #expect(surface.golden == "|Coverage LOW\n:llllllll.PPP\n|total")
  }

  @Test func aCellTakesSixteenBytes() {
    #expect(MemoryLayout<Cell>.stride == 16)
  }
}
