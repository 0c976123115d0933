import TermCells
// Rectangles and tracks.
import Testing

@Suite struct LayoutTests {
  @Test(
    arguments: [
      ([Track.fixed(1), .fill(1), .fixed(1)], 24, [1, 22, 1]),
      ([.fill(1), .fill(1)], 81, [41, 40]),
      ([.fill(2), .fill(1)], 9, [6, 3]),
      ([.fraction(1, of: 3), .fill(1)], 10, [3, 7]),
      ([.atLeast(5), .atLeast(2)], 9, [6, 3]),
      ([.atLeast(5), .fixed(3)], 6, [5, 1]),
      ([.fixed(5), .fixed(5), .fixed(5)], 8, [5, 3, 0]),
      ([.fill(1)], -3, [0]),
      ([.fixed(-2), .fill(0)], 4, [0, 0]),
      ([], 4, []),
    ] as [([Track], Int, [Int])])
  func tracksShareALength(_ tracks: [Track], _ length: Int, _ expected: [Int]) {
    #expect(Layout.lengths(of: tracks, in: length) == expected)
  }

  @Test func rowsAndColumnsStayInside() {
    let screen = Rect(x: 2, y: 3, width: 10, height: 7)
    let rows = screen.rows([.fixed(1), .fill(1), .fixed(2)], gap: 1)
    #expect(rows.map(\.y) == [3, 5, 8])
    #expect(rows.map(\.height) == [1, 2, 2])
    let columns = screen.columns([.fraction(1, of: 2), .fill(1)])
    #expect(columns == [screen.leading(5), screen.trailing(5)])
  }

  @Test func aRectangleIsNeverNegative() {
    let small = Rect(x: 0, y: 0, width: 1, height: 1)
    #expect(small.inset(by: 3).isEmpty)
    #expect(small.intersection(Rect(x: 5, y: 5, width: 2, height: 2)).isEmpty)
    #expect(small.row(1).isEmpty)
    #expect(small.bottom(9) == small)
    #expect(
      Rect(x: 0, y: 0, width: 80, height: 24).centered(width: 20, height: 4)
        == Rect(x: 30, y: 10, width: 20, height: 4))
  }
}
