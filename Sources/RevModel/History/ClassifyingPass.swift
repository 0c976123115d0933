import RevBase

/// One pass over deals that works out where they stand on the day of their state.
///
/// It writes to columns that lie side by side; closed days that deals.csv does not say, or says of a
/// later day, are left to the caller.
struct ClassifyingPass {
  private let classes: DealClassifier
  private let stages: [UInt16]
  private let written: [UInt8]
  private let created: [Int32]
  private let own: [Int32]
  private let today: Int32

  init(_ deals: DealsAsOf, _ snapshot: Snapshot) {
    classes = DealClassifier(snapshot, on: deals.day)
    (stages, written) = (deals.state.stage, deals.state.category)
    (created, own) = (snapshot.deals.created, snapshot.deals.closed)
    today = deals.day.number
  }

  /// Looks at every deal.
  ///
  /// - Returns: the deals of which the closed day has to be found.
  func all(
    _ standings: inout [UInt8], _ stageRows: inout [Int16], _ categories: inout [UInt8],
    _ closings: inout [Int32]
  ) -> [Int] {
    let (stage, word) = (stages.span, written.span)
    let (born, day) = (created.span, own.span)
    var standing = standings.mutableSpan
    var stageRow = stageRows.mutableSpan
    var category = categories.mutableSpan
    var closing = closings.mutableSpan
    // Taken out of self: then it need not be read again for every deal.
    let (classes, today, unknown) = (classes, today, Day.unknownNumber)
    var unwritten: [Int] = []
    for row in 0..<stage.count {
      let place = classes.place(row, stage[row], written: word[row], created: born[row])
      stageRow[row] = Int16(truncatingIfNeeded: place.stage)
      category[row] = place.category
      standing[row] = place.standing
      // Most deals are closed and deals.csv says when.
      let isClosed = Self.isClosed(place.standing)
      closing[row] = isClosed ? day[row] : unknown
      if isClosed && (day[row] == unknown || day[row] > today) { unwritten.append(row) }
    }
    return unwritten
  }

  /// Looks at some deals.
  ///
  /// - Returns: those of which the closed day has to be found.
  func some(
    _ rows: BitSet, _ standings: inout [UInt8], _ stageRows: inout [Int16],
    _ categories: inout [UInt8], _ closings: inout [Int32]
  ) -> [Int] {
    let (stage, word) = (stages.span, written.span)
    let (born, day) = (created.span, own.span)
    var standing = standings.mutableSpan
    var stageRow = stageRows.mutableSpan
    var category = categories.mutableSpan
    var closing = closings.mutableSpan
    let (classes, today, unknown) = (classes, today, Day.unknownNumber)
    let words = rows.words
    let bits = words.span
    var unwritten: [Int] = []
    for index in 0..<bits.count {
      var rest = bits[index]
      while rest != 0 {
        let row = index &<< 6 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        let place = classes.place(row, stage[row], written: word[row], created: born[row])
        stageRow[row] = Int16(truncatingIfNeeded: place.stage)
        category[row] = place.category
        standing[row] = place.standing
        let isClosed = Self.isClosed(place.standing)
        closing[row] = isClosed ? day[row] : unknown
        if isClosed && (day[row] == unknown || day[row] > today) { unwritten.append(row) }
      }
    }
    return unwritten
  }

  @inline(__always)
  private static func isClosed(_ standing: UInt8) -> Bool {
    standing == Standing.won.rawValue || standing == Standing.lost.rawValue
  }
}
