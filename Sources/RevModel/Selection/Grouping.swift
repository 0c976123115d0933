/// Rows while they are put in groups: each split tells apart those that differ in one more code.
///
/// Groups are numbered by their first rows, in the order of the rows.
struct Grouping {
  /// The group of each row.
  private(set) var groups: [Int32]
  /// The first row of each group.
  private(set) var first: [Int32]

  init(count: Int) {
    groups = [Int32](repeating: 0, count: count)
    first = count > 0 ? [0] : []
  }

  /// - Parameter codes: by row, 0 or more.
  mutating func split(by codes: [Int32]) {
    precondition(codes.count == groups.count)
    let width = Int(codes.max() ?? 0) + 1
    // One code for all rows tells nothing apart.
    if width == 1 { return }
    let isSmall = first.count * width <= max(1 << 16, 4 * codes.count)
    var (table, rare) = ([Int32](), [Int: Int32]())
    if isSmall { table = [Int32](repeating: -1, count: first.count * width) }
    var heads: [Int32] = []
    for row in codes.indices {
      let key = Int(groups[row]) * width + Int(codes[row])
      let known = isSmall ? table[key] : rare[key] ?? -1
      if known >= 0 {
        groups[row] = known
        continue
      }
      let group = Int32(truncatingIfNeeded: heads.count)
      heads.append(Int32(truncatingIfNeeded: row))
      groups[row] = group
      if isSmall { table[key] = group } else { rare[key] = group }
    }
    first = heads
  }
}
