/// Rows of a table by the code of something, inside a group in a given order.
struct RowGroups: Sendable {
  /// First place of each group in `rows`; one more than there are groups.
  let firsts: [Int32]
  let rows: [Int32]

  /// - Parameter order: every row once; rows with a blank code are left out.
  init(_ codes: [Int32], groups count: Int, order: [Int32]) {
    var firsts = [Int32](repeating: 0, count: count + 1)
    for code in codes where code >= 0 { firsts[Int(code) + 1] += 1 }
    for group in 0..<count { firsts[group + 1] += firsts[group] }
    var next = firsts
    var rows = [Int32](repeating: 0, count: Int(firsts[count]))
    for row in order where codes[Int(row)] >= 0 {
      let code = Int(codes[Int(row)])
      rows[Int(next[code])] = row
      next[code] += 1
    }
    self.firsts = firsts
    self.rows = rows
  }

  /// Places of a group's rows; empty for a blank code.
  func places(_ code: Int32) -> Range<Int> {
    code < 0 ? 0..<0 : Int(firsts[Int(code)])..<Int(firsts[Int(code) + 1])
  }

  /// The rows of a table by a day, then by the order of the file.
  static func chronological(_ days: [Int32]) -> [Int32] {
    let rows = days.indices.map { Int32($0) }
    guard let low = days.min(), let high = days.max() else { return rows }
    var isSorted = true
    for row in 1..<max(1, days.count) where days[row - 1] > days[row] {
      isSorted = false
      break
    }
    if isSorted { return rows }
    let span = Int(high) - Int(low) + 1
    guard span <= 4 * days.count + 4096 else {
      return rows.sorted { a, b in
        let (x, y) = (days[Int(a)], days[Int(b)])
        return x == y ? a < b : x < y
      }
    }
    return RowGroups(days.map { $0 - low }, groups: span, order: rows).rows
  }
}
