import Dispatch
import RevBase
import Synchronization

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

  /// - Parameter stages, written: of every deal, as codes of stage names and raw values of
  ///   `DealTable.WrittenCategory`.
  init(_ stages: [UInt16], _ written: [UInt8], on day: Day, _ snapshot: Snapshot) {
    classes = DealClassifier(snapshot, on: day)
    (self.stages, self.written) = (stages, written)
    (created, own) = (snapshot.deals.created, snapshot.deals.closed)
    today = day.number
  }

  /// Looks at every deal.
  ///
  /// - Parameter onThreads: whether it pays to wake a thread.
  /// - Returns: the deals of which the closed day has to be found.
  func all(
    _ standings: inout [UInt8], _ stageRows: inout [Int16], _ categories: inout [UInt8],
    _ closings: inout [Int32], onThreads: Bool
  ) -> [Int] {
    let count = stages.count
    precondition(
      standings.count == count && stageRows.count == count && categories.count == count
        && closings.count == count)
    guard onThreads else {
      return part(
        0..<count, standings.mutableSpan, stageRows.mutableSpan, categories.mutableSpan,
        closings.mutableSpan)
    }
    let parts = 4
    let found = Mutex([[Int]](repeating: [], count: parts))
    unsafe standings.withUnsafeMutableBufferPointer { standings in
      unsafe stageRows.withUnsafeMutableBufferPointer { stageRows in
        unsafe categories.withUnsafeMutableBufferPointer { categories in
          unsafe closings.withUnsafeMutableBufferPointer { closings in
            // Each part writes to rows of its own, and all are done before the memory is given back.
            nonisolated(unsafe) let columns = unsafe (standings, stageRows, categories, closings)
            DispatchQueue.concurrentPerform(iterations: parts) { part in
              let rows = count * part / parts..<count * (part + 1) / parts
              let unwritten = unsafe self.part(
                rows, columns.0.extracting(rows).mutableSpan,
                columns.1.extracting(rows).mutableSpan, columns.2.extracting(rows).mutableSpan,
                columns.3.extracting(rows).mutableSpan)
              found.withLock { $0[part] = unwritten }
            }
          }
        }
      }
    }
    return found.withLock { $0.flatMap(\.self) }
  }

  /// Looks at the deals of a range of rows: the same as `DealClassifier.place`, without a branch.
  ///
  /// - Parameters:
  ///   - standing, stageRow, category, closing: of these rows.
  private func part(
    _ rows: Range<Int>, _ standing: consuming MutableSpan<UInt8>,
    _ stageRow: consuming MutableSpan<Int16>, _ category: consuming MutableSpan<UInt8>,
    _ closing: consuming MutableSpan<Int32>
  ) -> [Int] {
    let (stage, stageNow, word) = (stages.span, classes.stageNow.span, written.span)
    let (born, own, pipeline) = (created.span, own.span, classes.pipeline.span)
    let (keeps, stages, meanings) = (
      classes.keepsCategory.span, classes.stages.span, classes.meanings.span
    )
    let count = stage.count
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count)
    precondition(
      stageNow.count == count && word.count == count && born.count == count && own.count == count
        && pipeline.count == count && keeps.count == (count + 63) / 64)
    precondition(
      standing.count == rows.count && stageRow.count == rows.count && category.count == rows.count
        && closing.count == rows.count)
    let (names, today, unknown) = (classes.names, today, Day.unknownNumber)
    let (words, absent) = (DealClassifier.words, DealClassifier.absent)
    // One more for the row that is written and not counted.
    var unwritten = RowWriter(capacity: rows.count)
    for index in 0..<rows.count {
      // Below the count of every column, as was checked above.
      let row = rows.lowerBound &+ index
      let name = unsafe stage[unchecked: row]
      let start = Int(unsafe pipeline[unchecked: row] &+ 1) &* (names &+ 1)
      let known = stages[start &+ min(Int(name), names)]
      let bit = unsafe keeps[unchecked: row >> 6] &>> UInt64(truncatingIfNeeded: row & 63) & 1
      let now = unsafe stageNow[unchecked: row]
      let holds = (name == now ? 1 : 0) | Int(truncatingIfNeeded: bit)
      let written = Int(unsafe word[unchecked: row]) & (0 &- holds) & (words &- 1)
      var packed = meanings[(Int(known) &+ 1) &* words &+ written]
      packed &= unsafe born[unchecked: row] > today ? absent : .max
      let closed = unsafe own[unchecked: row]
      let isClosed = packed &>> 16 != 0
      unsafe stageRow[unchecked: index] = known
      unsafe category[unchecked: index] = UInt8(truncatingIfNeeded: packed)
      unsafe standing[unchecked: index] = UInt8(truncatingIfNeeded: packed &>> 8)
      // Most deals are closed and deals.csv says when.
      unsafe closing[unchecked: index] = isClosed ? closed : unknown
      let isFound = closed != unknown && closed <= today
      unwritten.append(Int32(truncatingIfNeeded: row), if: isClosed && !isFound)
    }
    return unwritten.rows.map(Int.init)
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
        let closed = day[row]
        closing[row] = place.isClosed ? closed : unknown
        let isFound = closed != unknown && closed <= today
        if place.isClosed && !isFound { unwritten.append(row) }
      }
    }
    return unwritten
  }
}
