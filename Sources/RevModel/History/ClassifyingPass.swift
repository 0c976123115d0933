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

  /// Looks at the deals of a range of rows.
  ///
  /// - Parameters:
  ///   - standing, stageRow, category, closing: of these rows.
  private func part(
    _ rows: Range<Int>, _ standing: consuming MutableSpan<UInt8>,
    _ stageRow: consuming MutableSpan<Int16>, _ category: consuming MutableSpan<UInt8>,
    _ closing: consuming MutableSpan<Int32>
  ) -> [Int] {
    let (stage, word) = (stages.span, written.span)
    let (born, day) = (created.span, own.span)
    // Taken out of self: then it need not be read again for every deal.
    let (classes, today) = (classes, today)
    var unwritten: [Int] = []
    for row in rows {
      let place = classes.place(row, stage[row], written: word[row], created: born[row])
      let isWritten = Self.note(
        place, row &- rows.lowerBound, own: day[row], today, &standing, &stageRow, &category,
        &closing)
      if !isWritten { unwritten.append(row) }
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
    let (classes, today) = (classes, today)
    let words = rows.words
    let bits = words.span
    var unwritten: [Int] = []
    for index in 0..<bits.count {
      var rest = bits[index]
      while rest != 0 {
        let row = index &<< 6 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        let place = classes.place(row, stage[row], written: word[row], created: born[row])
        let isWritten = Self.note(
          place, row, own: day[row], today, &standing, &stageRow, &category, &closing)
        if !isWritten { unwritten.append(row) }
      }
    }
    return unwritten
  }

  /// Notes where a deal stands; false when its closed day has to be found.
  ///
  /// - Parameter own: the closed day of deals.csv.
  @inline(__always)
  private static func note(
    _ place: DealClassifier.Place, _ row: Int, own: Int32, _ today: Int32,
    _ standings: inout MutableSpan<UInt8>, _ stageRows: inout MutableSpan<Int16>,
    _ categories: inout MutableSpan<UInt8>, _ closings: inout MutableSpan<Int32>
  ) -> Bool {
    stageRows[row] = Int16(truncatingIfNeeded: place.stage)
    categories[row] = place.category
    standings[row] = place.standing
    // Most deals are closed and deals.csv says when.
    closings[row] = place.isClosed ? own : Day.unknownNumber
    return !place.isClosed || (own != Day.unknownNumber && own <= today)
  }
}
