import Testing

@testable import RevPresentation

@Suite("Rows in order")
struct SortedRowsTests {
  @Test("of numbers rise or fall, and rows of one number rise")
  func numbers() {
    let rows: [Int32] = [7, 3, 9, 1]
    let keys: [Int64] = [5, 5, -2, 8]
    #expect(SortedRows.order(rows, by: keys, false) == [9, 3, 7, 1])
    #expect(SortedRows.order(rows, by: keys, true) == [1, 3, 7, 9])
  }

  @Test("of texts sort as the texts do, and what has none stands last both ways")
  func texts() {
    let rows: [Int32] = [0, 1, 2, 3, 4]
    let texts: [String?] = ["pear", nil, "apple", "pear", "fig"]
    for isDescending in [false, true] {
      let keys = SortedRows.ranks(texts, isDescending)
      let order = SortedRows.order(rows, by: keys, isDescending)
      #expect(order == (isDescending ? [0, 3, 4, 2, 1] : [2, 4, 0, 3, 1]))
    }
  }
}
