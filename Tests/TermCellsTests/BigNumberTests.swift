import TermCells
import Testing

/// Numbers in large letters.
@Suite struct BigNumberTests {
  @Test(arguments: [1, 2, 3])
  func blocksGrowWithTheirFactor(factor: Int) {
    let number = BigNumber("42%", size: .blocks(factor))
    #expect(number.size.rows == 5 * factor)
    // Two digits of three points, a sign of four, and two gaps: twelve points of two columns.
    #expect(number.width(glyphs: .block) == 12 * 2 * factor)
  }

  @Test func aNumberThatDoesNotFitIsDrawnSmaller() {
    var surface = Surface(width: 30, height: 12)
    BigNumber("$1.54M", size: .blocks(2)).draw(in: surface.bounds, on: &surface)
    #expect(surface.text.contains("┏╋╸"))
    var narrow = Surface(width: 8, height: 12)
    BigNumber("$1.54M", size: .blocks(2)).draw(in: narrow.bounds, on: &narrow)
    #expect(narrow.text.contains("$1.54M"))
  }

  @Test func blocksStayInTheirArea() {
    var surface = Surface(width: 60, height: 20)
    let area = Rect(x: 5, y: 4, width: 44, height: 5)
    BigNumber("−12.3K", size: .blocks(1)).draw(in: area, on: &surface, alignment: .trailing)
    for y in 0..<20 {
      for x in 0..<60 where !area.contains(x: x, y: y) { #expect(surface[x, y].glyph == 0x20) }
    }
    #expect(surface.text.contains("██"))
  }

  @Test func asciiHasItsOwnBlocks() {
    var surface = Surface(width: 60, height: 5, glyphs: .ascii)
    BigNumber("8", size: .blocks(1)).draw(in: surface.bounds, on: &surface)
    #expect(surface.text.hasPrefix("######"))
    #expect(surface.text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test(arguments: Array("0123456789$€£%.,:-−+/xMKBT naEURGP漢"))
  func everyLetterHasFiveEqualRows(letter: Character) {
    var surface = Surface(width: 40, height: 5)
    let number = BigNumber(String(letter), size: .blocks(1))
    #expect(number.width(glyphs: .block) >= 2)
    number.draw(in: surface.bounds, on: &surface)
    #expect(letter == " " || surface.text.contains("█"))
  }
}
