/// Finds the rows and cells of a CSV file.
///
/// This is the first of two stages: it knows quotes, separators and line ends, and nothing of what
/// cells mean. RFC 4180 with LF or CRLF; a quote inside of a cell that does not begin with one is
/// text. A row whose quotes are wrong is a fault, and scanning goes on at the line after the one on
/// which the faulty quote opens. That reads no byte more than twice: between a faulty quote and
/// where it fails quotes come in pairs only, so that no cell which begins there spans a line end.
struct CSVScanner {
  let bytes: ByteView
  let delimiter: UInt8
  /// Where the next row begins.
  private(set) var position: Int
  /// Line of the file at `position`, from 1; in a stretch from the middle, counted from its start.
  private(set) var line = 1
  /// Rows that begin from here on are left for somebody else.
  private let limit: Int
  /// Whether the end of the bytes decided how something reads: an open quote, or a last row without
  /// a line end.
  private(set) var ranOut = false
  private static let quote: UInt8 = 0x22
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let longest = 1 << 30

  init(_ bytes: ByteView, delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
    let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    position = hasMark ? 3 : 0
    limit = .max
  }

  /// Reads the rows that begin in a stretch.
  ///
  /// - Parameters:
  ///   - start: where a row begins.
  ///   - limit: rows that begin there or behind are not read.
  init(_ bytes: ByteView, delimiter: UInt8, start: Int, limit: Int) {
    self.bytes = bytes
    self.delimiter = delimiter
    position = start
    self.limit = limit
  }

  /// The first place from `start` on at which a line begins; the end of the bytes when there is none.
  static func lineStart(_ bytes: ByteView, from start: Int) -> Int {
    guard start > 0 else { return 0 }
    return CSVScanner(bytes, delimiter: 0x2C).lineAfter(start - 1)
  }

  /// Fills the batch with the next rows; false when there are none left.
  mutating func next(_ batch: inout CSVBatch) -> Bool {
    repeat {
      batch.base = position
      batch.count = 0
      batch.faults.removeAll(keepingCapacity: true)
      if position >= min(limit, bytes.count) { return false }
      // Spans cannot be had of two fields of one argument: the arrays are taken out meanwhile.
      var (starts, lines, places): ([UInt32], [UInt32], [UInt32]) = ([], [], [])
      swap(&starts, &batch.starts)
      swap(&lines, &batch.lines)
      swap(&places, &batch.places)
      scan(&batch, starts.mutableSpan, lines.mutableSpan, places.mutableSpan)
      swap(&starts, &batch.starts)
      swap(&lines, &batch.lines)
      swap(&places, &batch.places)
      batch.end = position
      // A long stretch of blank lines holds no row and ends nothing.
    } while batch.count == 0
    if batch.mayHoldNonASCII { checkUTF8(&batch) }
    return true
  }

  private mutating func scan(
    _ batch: inout CSVBatch, _ starts: consuming MutableSpan<UInt32>,
    _ lines: consuming MutableSpan<UInt32>, _ places: consuming MutableSpan<UInt32>
  ) {
    let (columns, capacity, base, end) = (batch.columns, lines.count, batch.base, bytes.count)
    let stride = columns + 1
    let enough = min(limit, base + CSVBatch.wantedBytes)
    let marks = Marks(delimiter)
    var seen: UInt64 = 0
    /// The marks of the bytes before `index` are `places`, of which `next` is the one to look at;
    /// those before `resume` lie inside of a cell.
    var (found, next, first, resume) = (0, 0, position, position)
    var (index, rowStart, cellStart, cell) = (position, position, position, 0)
    /// Lines that began inside of the current row.
    var inner = 0
    /// Whether the mark to look at is the first one of a row.
    var isFirst = columns > 1
    var (slot, rows) = (0, 0)
    defer {
      batch.count = rows
      batch.mayHoldNonASCII = seen & 0x8080_8080_8080_8080 != 0
    }
    if rowStart < end { starts[slot] = 0 }
    while true {
      if next == found {
        if resume > index { index = resume }
        if index >= end { break }
        first = index
        index = min(end, index &+ Marks.stretch)
        found = marks.find(in: bytes.slice(first, index), &places, &seen)
        next = 0
        continue
      }
      if isFirst, first &- rowStart <= Marks.stretch {
        let offset = UInt32(truncatingIfNeeded: first &- base)
        while next &+ columns <= found,
          isPlain(places, from: next, columns, first, offset, &starts, slot)
        {
          next &+= columns
          let place = first &+ Int(places[next &- 1])
          if bytes[place &- 1] == Self.carriageReturn { starts[slot &+ columns] &-= 1 }
          lines[rows] = UInt32(truncatingIfNeeded: line)
          rows &+= 1
          slot &+= stride
          line &+= 1
          rowStart = place &+ 1
          cellStart = rowStart
          position = rowStart
          if rows == capacity || rowStart >= enough { return }
          starts[slot] = UInt32(truncatingIfNeeded: rowStart &- base)
        }
        if next == found { continue }
      }
      isFirst = false
      let place = first &+ Int(places[next])
      next &+= 1
      if place < resume { continue }
      let byte = bytes[place]
      if byte == delimiter {
        cell &+= 1
        cellStart = place &+ 1
        if cell <= columns {
          starts[slot &+ cell] = UInt32(truncatingIfNeeded: cellStart &- base)
        }
      } else if byte == Self.lineFeed {
        let hasReturn = place > rowStart && bytes[place &- 1] == Self.carriageReturn
        let last = hasReturn ? place &- 1 : place
        if last > rowStart {
          Self.close(&starts, slot, cell, columns, last - base)
          lines[rows] = UInt32(truncatingIfNeeded: line)
          if cell >= columns || place - rowStart > Self.longest {
            batch.faults.append(Self.misshapen(rows, cell, columns, rowStart, place))
          }
          rows &+= 1
          slot &+= stride
        }
        line &+= inner &+ 1
        inner = 0
        cell = 0
        isFirst = columns > 1
        cellStart = place &+ 1
        rowStart = cellStart
        position = rowStart
        if rows == capacity || rowStart >= enough { return }
        starts[slot] = UInt32(truncatingIfNeeded: rowStart - base)
      } else if place == cellStart {
        let before = inner
        switch closing(after: place, &inner, &seen, rowStart) {
        case .closed(let after):
          resume = after
        case .failed(let kind, let isCertain):
          let after = lineAfter(place)
          if !isCertain || after >= end { ranOut = true }
          lines[rows] = UInt32(truncatingIfNeeded: line)
          batch.faults.append(
            CSVBatch.Fault(
              row: rows, kind: kind, cell: min(cell, columns), start: place, end: after))
          for column in 0...columns { starts[slot + column] = UInt32(column) }
          rows &+= 1
          slot &+= stride
          line &+= before &+ 1
          inner = 0
          (resume, rowStart, cellStart, cell) = (after, after, after, 0)
          position = after
          if rows == capacity || after >= enough { return }
          starts[slot] = UInt32(truncatingIfNeeded: rowStart - base)
        }
      }
    }
    if rowStart < end {
      ranOut = true
      Self.close(&starts, slot, cell, columns, end - base)
      lines[rows] = UInt32(truncatingIfNeeded: line)
      if cell >= columns || end - rowStart > Self.longest {
        batch.faults.append(Self.misshapen(rows, cell, columns, rowStart, end))
      }
      rows += 1
    }
    position = end
  }

  /// Whether the next marks are those of a row with a cell for each column and without quotes, as
  /// nearly all are: then the ends of its cells are noted, without asking of each mark what it is.
  ///
  /// - Parameters:
  ///   - next: the first mark of the row.
  ///   - first: what places count from.
  ///   - offset: what is added to a place to get one in the batch.
  @inline(__always)
  private func isPlain(
    _ places: borrowing MutableSpan<UInt32>, from next: Int, _ columns: Int, _ first: Int,
    _ offset: UInt32, _ starts: inout MutableSpan<UInt32>, _ slot: Int
  ) -> Bool {
    var others: UInt8 = 0
    for cell in 1..<columns {
      let place = places[next &+ cell &- 1]
      others |= bytes[first &+ Int(place)] ^ delimiter
      starts[slot &+ cell] = place &+ offset &+ 1
    }
    let last = places[next &+ columns &- 1]
    starts[slot &+ columns] = last &+ offset &+ 1
    return others == 0 && bytes[first &+ Int(last)] == Self.lineFeed
  }

  /// Ends a row: notes the end of its last cell, and the missing cells behind it as empty.
  @inline(__always)
  private static func close(
    _ starts: inout MutableSpan<UInt32>, _ slot: Int, _ cell: Int, _ columns: Int, _ end: Int
  ) {
    var next = UInt32(truncatingIfNeeded: end)
    var column = cell + 1
    while column <= columns {
      next &+= 1
      starts[slot &+ column] = next
      column &+= 1
    }
  }

  /// The fault of a row that has too many cells or is too long.
  private static func misshapen(
    _ row: Int, _ cell: Int, _ columns: Int, _ start: Int, _ end: Int
  ) -> CSVBatch.Fault {
    let kind: CSVFault = cell >= columns ? .tooManyCells : .tooLong
    return CSVBatch.Fault(row: row, kind: kind, cell: -1, start: start, end: end)
  }

  /// The cells of the first line that is not empty, as places in the file; nil when its quotes are
  /// wrong, an empty list when the file has no such line.
  mutating func header() -> [(start: Int, end: Int)]? {
    let end = bytes.count
    while position < end {
      var cells: [(start: Int, end: Int)] = []
      var (index, cellStart, inner, seen) = (position, position, 0, UInt64(0))
      while index < end, bytes[index] != Self.lineFeed {
        let byte = bytes[index]
        if byte == delimiter {
          cells.append((cellStart, index))
          cellStart = index + 1
        } else if byte == Self.quote, index == cellStart {
          guard case .closed(let next) = closing(after: index, &inner, &seen, position) else {
            return nil
          }
          index = next
          continue
        }
        index += 1
      }
      let isReturn =
        index < end && index > cellStart && bytes[index - 1] == Self.carriageReturn
      cells.append((cellStart, isReturn ? index - 1 : index))
      line += inner + 1
      position = min(end, index + 1)
      if cells.count > 1 || cells[0].start < cells[0].end { return cells }
    }
    return []
  }

  private enum Closing {
    case closed(next: Int)
    /// And whether that is so whatever follows the bytes.
    case failed(CSVFault, isCertain: Bool)
  }

  /// Looks for the quote that closes the one at `open`.
  private func closing(
    after open: Int, _ inner: inout Int, _ seen: inout UInt64, _ rowStart: Int
  ) -> Closing {
    let quotes = Self.ones &* UInt64(Self.quote)
    let feeds = Self.ones &* UInt64(Self.lineFeed)
    let end = bytes.count
    var index = open + 1
    searching: while index < end {
      let word = bytes.word(at: index)
      seen |= word
      var found = Marks.matches(word, quotes) | Marks.matches(word, feeds)
      while found != 0 {
        let place = index &+ (found.trailingZeroBitCount &>> 3)
        found &= found &- 1
        if bytes[place] == Self.lineFeed {
          inner += 1
          continue
        }
        let next = place + 1
        guard next < end else { return checked(next, rowStart) }
        let byte = bytes[next]
        if byte == Self.quote {
          index = next + 1
          continue searching
        }
        if byte == delimiter || byte == Self.lineFeed { return checked(next, rowStart) }
        if byte == Self.carriageReturn, next + 1 < end, bytes[next + 1] == Self.lineFeed {
          return checked(next, rowStart)
        }
        // Only what follows the last byte tells whether a return there ends a line.
        return .failed(.textAfterQuote, isCertain: next + 1 < end)
      }
      index &+= 8
    }
    return .failed(.unclosedQuote, isCertain: false)
  }

  private func checked(_ next: Int, _ rowStart: Int) -> Closing {
    next - rowStart > Self.longest
      ? .failed(.tooLong, isCertain: true) : .closed(next: next)
  }

  /// The first place behind the line that begins at `start`.
  private func lineAfter(_ start: Int) -> Int {
    var index = start
    let feeds = Self.ones &* UInt64(Self.lineFeed)
    while index < bytes.count {
      let found = Marks.matches(bytes.word(at: index), feeds)
      if found != 0 { return index + (found.trailingZeroBitCount >> 3) + 1 }
      index += 8
    }
    return bytes.count
  }
}
