/// Puts the rows of a table in order by numbers that stand for their cells.
enum SortedRows {
  private struct Keyed: BitwiseCopyable {
    let key: Int64
    let row: Int32
  }

  /// The rows in the order of their keys; rows of one key rise.
  static func order(_ rows: [Int32], by keys: [Int64], _ isDescending: Bool) -> [Int32] {
    var keyed: [Keyed] = []
    keyed.reserveCapacity(rows.count)
    for (row, key) in zip(rows, keys) { keyed.append(Keyed(key: key, row: row)) }
    if isDescending {
      keyed.sort { a, b in a.key == b.key ? a.row < b.row : a.key > b.key }
    } else {
      keyed.sort { a, b in a.key == b.key ? a.row < b.row : a.key < b.key }
    }
    return keyed.map(\.row)
  }

  /// Numbers that sort as texts do; what has no text stands last, whichever way round.
  ///
  /// Many rows mostly share few texts: each is compared once, not once a row.
  static func ranks(_ texts: [String?], _ isDescending: Bool) -> [Int64] {
    var places: [String: Int] = [:]
    var distinct: [String] = []
    let own = texts.map { text -> Int in
      guard let text else { return -1 }
      if let known = places[text] { return known }
      places[text] = distinct.count
      distinct.append(text)
      return distinct.count - 1
    }
    var ranks = [Int64](repeating: 0, count: distinct.count)
    let order = distinct.indices.sorted { distinct[$0] < distinct[$1] }
    for (rank, place) in order.enumerated() { ranks[place] = Int64(rank) }
    let last: Int64 = isDescending ? .min : .max
    return own.map { $0 < 0 ? last : ranks[$0] }
  }
}
