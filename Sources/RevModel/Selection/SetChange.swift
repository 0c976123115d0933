/// How the rows of a set follow from those that it had on another day.
///
/// Columns that lie parallel to the rows are moved in the same way: most values are copied, and only
/// those of deals that changed are looked up.
package struct SetChange: Sendable {
  /// The set's rows, rising.
  package let rows: [Int32]
  /// By position in `rows`: the position before. Of fresh ones it means nothing.
  package let sources: [Int32]
  /// Positions in `rows` of deals that changed, rising.
  package let fresh: [Int32]

  /// - Parameters:
  ///   - old: the rows before, rising.
  ///   - changed: one bit a deal that may have changed.
  ///   - new: those of them that are in the set now, rising.
  init(_ old: [Int32], without changed: [UInt64], and new: [Int32]) {
    let room = old.count + new.count
    var (rows, sources) = (
      [Int32](repeating: 0, count: room), [Int32](repeating: 0, count: room)
    )
    var fresh = [Int32](repeating: 0, count: new.count)
    var kept = 0
    do {
      let (before, words, arriving) = (old.span, changed.span, new.span)
      var row = rows.mutableSpan
      var source = sources.mutableSpan
      var place = fresh.mutableSpan
      var next = 0
      var soonest = arriving.isEmpty ? Int32.max : arriving[0]
      for position in 0..<before.count {
        let deal = before[position]
        while soonest < deal {
          row[kept] = soonest
          place[next] = Int32(truncatingIfNeeded: kept)
          kept &+= 1
          next &+= 1
          soonest = next < arriving.count ? arriving[next] : Int32.max
        }
        row[kept] = deal
        source[kept] = Int32(truncatingIfNeeded: position)
        let word = words[Int(deal) &>> 6]
        let isChanged = word &>> UInt64(truncatingIfNeeded: deal & 63) & 1
        // Written always, kept unless it changed: nobody can guess which did.
        kept &+= 1 &- Int(truncatingIfNeeded: isChanged)
      }
      while next < arriving.count {
        row[kept] = arriving[next]
        source[kept] = 0
        place[next] = Int32(truncatingIfNeeded: kept)
        kept &+= 1
        next &+= 1
      }
    }
    rows.removeLast(room - kept)
    sources.removeLast(room - kept)
    (self.rows, self.sources, self.fresh) = (rows, sources, fresh)
  }
}
