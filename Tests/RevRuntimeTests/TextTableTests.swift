import Testing

@testable import RevRuntime

@Suite struct TextTableTests {
  @Test func columnsAreStraightAndNumbersStandRight() {
    var table = TextTable([.init("name"), .init("amount", .right)])
    table.rows = [["日本", "5"], ["abc", "1,000"]]
    #expect(
      table.text == """
        name  amount
        日本       5
        abc    1,000

        """)
  }

  @Test func whatCouldActOnTheTerminalIsShownInstead() {
    var table = TextTable([.init("name")])
    table.rows = [["a\u{1B}[31mb\u{202E}c\u{07}"]]
    #expect(!table.text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    #expect(!table.text.unicodeScalars.contains { $0.value == 0x07 })
  }

  @Test func longCellsAreCut() {
    var table = TextTable([.init("name", limit: 5)])
    table.rows = [["abcdefgh"]]
    #expect(table.text == "name\nabcd…\n")
  }
}
