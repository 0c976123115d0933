import TermCells
// Tables: widths, dropped columns, selection, sorting, totals and the mouse.
import Testing

@Suite struct TableTests {
  private var table: Table {
    var table = Table(
      columns: [
        TableColumn("Deal", minimum: 6, ideal: 12, flex: 1),
        TableColumn("Amount", minimum: 6, alignment: .trailing),
        TableColumn("Own", minimum: 3, priority: 2),
        TableColumn("Risk", minimum: 5, alignment: .trailing, priority: 1),
      ],
      rows: [
        TableRow([.text("Northwind Renewal"), .text("612K"), .text("ana"), .text("91", .poor)]),
        TableRow([.text("日本語 deal"), .text("480K"), .text("raj"), .text("84")], isMarked: true),
      ])
    table.firstRow = 4
    table.selectedRow = 5
    table.sorting = Table.Sorting(column: 3, isDescending: true)
    table.totals = TableRow(["2 deals", "1.09M"])
    return table
  }

  @Test func headRowsAndTotalsAreDrawn() {
    var surface = Surface(width: 34, height: 5)
    table.draw(in: surface.bounds, on: &surface)
    #expect(
      surface.golden.split(separator: "\n") == [
        "|   Deal           Amount Own Risk▼",
        ":...hhhh...........hhhhhh.hhh.HHHHH",
        "|   Northwind Ren…   612K ana    91",
        ":................................PP",
        "|>* 日本語 deal      480K raj    84",
        ":ssssssssssssssssssssssssssssssssss",
        "|",
        "|   2 deals         1.09M",
        ":TTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTT",
      ])
  }

  @Test(arguments: [
    (34, [14, 6, 3, 5]), (29, [9, 6, 3, 5]), (26, [6, 6, 3, 5]), (25, [9, 6, 0, 5]),
    (22, [6, 6, 0, 5]), (21, [11, 6, 0, 0]), (16, [6, 6, 0, 0]), (12, [6, 2, 0, 0]),
    (40, [20, 6, 3, 5]), (0, [0, 0, 0, 0]),
  ])
  func columnsAreDroppedByPriority(_ width: Int, _ expected: [Int]) {
    #expect(table.columnWidths(in: width) == expected)
  }

  @Test func asciiHasAPointerAMarkAndASortSign() {
    var surface = Surface(width: 34, height: 4, glyphs: .ascii)
    table.draw(in: surface.bounds, on: &surface)
    #expect(surface.rows[0] == "   Deal           Amount Own Riskv")
    #expect(surface.rows[2] == ">* ??? deal         480K raj    84")
  }

  @Test func withoutFocusOnlyThePointerShowsTheSelection() {
    var quiet = table
    quiet.isFocused = false
    var surface = Surface(width: 34, height: 4)
    quiet.draw(in: surface.bounds, on: &surface)
    #expect(surface.rows[2].hasPrefix(">* 日本語"))
    #expect(!surface.roleRows[2].contains("s"))
  }

  @Test func theSelectedColumnStandsOut() {
    var exact = table
    exact.selectedColumn = 1
    var surface = Surface(width: 34, height: 4)
    exact.draw(in: surface.bounds, on: &surface)
    let underlined = (0..<34).filter { surface[$0, 2].attributes.contains(.underline) }
    #expect(underlined == Array(18..<24))
  }

  @Test func anEmptyTableSaysWhy() {
    var empty = Table(columns: table.columns, rows: [])
    empty.emptyLines = ["No deals: segment is ENT.", "0 clears it."]
    let rows = drawn(34, 4) { empty.draw(in: $0, on: &$1) }
    #expect(rows[1...] == ["   No deals: segment is ENT.", "   0 clears it.", ""])
  }

  @Test func theMouseFindsHeadsAndRows() {
    let area = Rect(x: 10, y: 5, width: 34, height: 5)
    #expect(table.target(x: 13, y: 5, in: area) == .header(column: 0))
    #expect(table.target(x: 28, y: 5, in: area) == .header(column: 1))
    #expect(table.target(x: 10, y: 5, in: area) == nil)
    #expect(table.target(x: 40, y: 7, in: area) == .row(5))
    #expect(table.target(x: 40, y: 8, in: area) == nil)
    #expect(table.target(x: 9, y: 7, in: area) == nil)
  }

  @Test func barsStandInCells() {
    let bars = Table(
      columns: [TableColumn("Share", minimum: 5)],
      rows: [
        TableRow([.bar(.value(1), Scale(to: 2), .bar)]),
        TableRow([.bar(.absent, Scale(to: 2), .bar)]),
      ])
    #expect(drawn(8, 3) { bars.draw(in: $0, on: &$1) } == ["   Share", "   ██▌", "   ·"])
  }

  @Test(arguments: 0...20, 0...4)
  func noSizeTraps(_ width: Int, _ height: Int) {
    let rows = drawn(20, 4) { bounds, surface in
      table.draw(in: bounds.leading(width).top(height), on: &surface)
    }
    #expect(rows.allSatisfy { $0.displayWidth <= width })
    #expect(rows.dropFirst(height).allSatisfy { $0.isEmpty })
  }
}

@Suite struct ViewportTests {
  @Test(arguments: [
    (0, 5, 3), (0, 9, 0), (4, 2, 2), (90, 99, 90), (95, 50, 50), (95, 99, 90),
  ])
  func aRowIsRevealedWithTheLeastMove(_ first: Int, _ row: Int, _ expected: Int) {
    var view = Viewport(first: first)
    let isNarrow = (first, row) == (0, 5)
    view.reveal(row, count: 100, height: isNarrow ? 3 : 10)
    #expect(view.first == expected)
  }

  @Test func aListThatShrinksLeavesNoRoomEmpty() {
    var view = Viewport(first: 50)
    view.reveal(nil, count: 12, height: 10)
    #expect(view.first == 2)
    #expect(view.rows(count: 12, height: 10) == 2..<12)
    view.reveal(nil, count: 0, height: 10)
    #expect(view.rows(count: 0, height: 10).isEmpty)
    #expect(Viewport(first: 9).rows(count: 5, height: -1).isEmpty)
  }

  @Test func aChangedRowHasItsSignInTheColumnBeforeItsText() {
    var table = Table(
      columns: [TableColumn("Deal", minimum: 6)],
      rows: [
        TableRow([.text("one")], isMarked: true, isChanged: true), TableRow([.text("two")]),
      ])
    table.selectedRow = 0
    var surface = Surface(width: 10, height: 3)
    table.draw(in: surface.bounds, on: &surface)
    #expect(surface.rows[1].hasPrefix(">*~one"))
    #expect(surface.rows[2].hasPrefix("   two"))
  }
}
