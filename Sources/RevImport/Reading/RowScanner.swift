/// The cells of one row, as places in the text that was scanned; quotes are outside of them.
struct RowCells {
  /// Cells of the row; more than fit are counted but not kept.
  var count = 0
  /// Line on which the row begins, counted from the scanner's first.
  var line = 0
  private(set) var starts: [Int32]
  private(set) var ends: [Int32]
  /// Cells that hold doubled quotes.
  fileprivate(set) var escaped: [Int32] = []

  /// - Parameter capacity: cells that are kept of each row.
  init(capacity: Int) {
    starts = [Int32](repeating: 0, count: max(1, capacity))
    ends = starts
  }

  var capacity: Int { starts.count }

  /// Where a cell begins and ends; an empty place for one that the row does not have.
  @inline(__always)
  func bounds(_ cell: Int) -> (start: Int, end: Int) {
    if cell >= count || cell >= starts.count { return (0, 0) }
    return (Int(starts[cell]), Int(ends[cell]))
  }

  @inline(__always)
  fileprivate mutating func add(_ start: Int, _ end: Int) {
    if count < starts.count {
      starts[count] = Int32(truncatingIfNeeded: start)
      ends[count] = Int32(truncatingIfNeeded: end)
    }
    count &+= 1
  }

  /// Sets the end of a cell that has been shortened.
  fileprivate mutating func cut(_ cell: Int, to end: Int) {
    ends[cell] = Int32(truncatingIfNeeded: end)
  }
}

/// Splits foreign text into rows of any width.
///
/// The snapshot's own reader knows how many columns a file has; here that is what is to be found
/// out, among titles and totals. RFC 4180 quotes; a quote inside of a cell that does not begin with
/// one is text. A row whose quotes are wrong is a fault, and scanning goes on at the line after the
/// one on which the faulty quote opens.
struct RowScanner {
  /// What a row turned out to be.
  enum Outcome: Equatable {
    case row
    /// A line without any character.
    case blank
    /// A quote that is never closed, or that is followed by text.
    case fault(RowFault)
    /// The text ends inside of a row that may go on beyond it.
    case incomplete
    /// There are no more rows.
    case end
  }

  let delimiter: UInt8
  /// Where the next row begins.
  var position: Int
  /// Line at `position`, from 0.
  var line = 0
  /// Line ends before this place lie inside of a quote that failed; see `closing`.
  private var doomedUntil = 0
  private var doom = RowFault.unclosedQuote

  /// A quoted cell that is longer than this is a quote that somebody forgot to close.
  static let longestQuoted = 1 << 20

  private static let quote: UInt8 = 0x22
  private static let lineFeed: UInt8 = 0x0A
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  init(delimiter: UInt8, position: Int = 0) {
    self.delimiter = delimiter
    self.position = position
  }

  /// The high bit of each byte of `word` that equals the pattern's.
  @inline(__always)
  private static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
    let difference = word ^ pattern
    return ~(((difference & lows) &+ lows) | difference | lows)
  }

  @inline(__always)
  private static func word(_ text: Span<UInt8>, _ place: Int) -> UInt64 {
    if place &+ 8 <= text.count {
      return unsafe UInt64(
        littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
    var (word, shift, index) = (UInt64(0), UInt64(0), place)
    while index < text.count {
      word |= UInt64(text[index]) << shift
      shift += 8
      index += 1
    }
    return word
  }

  /// Reads the next row.
  ///
  /// - Parameters:
  ///   - text: what has been read of the file.
  ///   - isLast: whether the file ends with `text`.
  mutating func next(
    _ text: Span<UInt8>, isLast: Bool, into cells: inout RowCells
  ) -> Outcome {
    cells.count = 0
    cells.line = line
    if !cells.escaped.isEmpty { cells.escaped.removeAll(keepingCapacity: true) }
    let end = text.count
    if position >= end { return isLast ? .end : .incomplete }
    let delimiters = Self.ones &* UInt64(delimiter)
    let feeds = Self.ones &* UInt64(Self.lineFeed)
    let quotes = Self.ones &* UInt64(Self.quote)
    let start = position
    var (index, cellStart, inner) = (start, start, 0)
    scanning: while index < end {
      let word = Self.word(text, index)
      var found = Self.matches(word, delimiters) | Self.matches(word, feeds)
      found |= Self.matches(word, quotes)
      while found != 0 {
        let place = index &+ (found.trailingZeroBitCount &>> 3)
        if place >= end { break }
        found &= found &- 1
        let byte = text[place]
        if byte == delimiter {
          cells.add(cellStart, place)
          cellStart = place &+ 1
        } else if byte == Self.lineFeed {
          return finish(text, start, cellStart, place, place &+ 1, inner, &cells)
        } else if place == cellStart {
          var isEscaped = false
          let before = inner
          switch closing(text, place, isLast, &inner, &isEscaped) {
          case .incomplete: return .incomplete
          case .failed(let fault, let at):
            doomedUntil = max(doomedUntil, at)
            doom = fault
            var next = place
            while next < end, text[next] != Self.lineFeed { next &+= 1 }
            if next == end, !isLast { return .incomplete }
            line += before + 1
            position = min(end, next &+ 1)
            return .fault(fault)
          case .closed(let close):
            if isEscaped, cells.count < cells.capacity {
              cells.escaped.append(Int32(truncatingIfNeeded: cells.count))
            }
            cells.add(place &+ 1, close)
            let next = close &+ 1
            if next >= end {
              return done(start, end, inner, cells.count)
            }
            if text[next] == delimiter {
              cellStart = next &+ 1
              index = cellStart
              // A delimiter at the very end of the text still opens one more cell.
              continue scanning
            }
            let feed = text[next] == Self.lineFeed ? next : next &+ 1
            return done(start, feed &+ 1, inner, cells.count)
          }
        }
      }
      index &+= 8
    }
    if !isLast { return .incomplete }
    return finish(text, start, cellStart, end, end, inner, &cells)
  }

  /// Ends a row whose last cell is not quoted.
  private mutating func finish(
    _ text: Span<UInt8>, _ start: Int, _ cellStart: Int, _ place: Int, _ next: Int, _ inner: Int,
    _ cells: inout RowCells
  ) -> Outcome {
    var last = place
    if last > cellStart, text[last &- 1] == 0x0D { last &-= 1 }
    let isBlank = cells.count == 0 && last == start
    cells.add(cellStart, last)
    if isBlank {
      line += 1
      position = next
      return .blank
    }
    return done(start, next, inner, cells.count)
  }

  private mutating func done(_ start: Int, _ next: Int, _ inner: Int, _ count: Int) -> Outcome {
    position = next
    line += inner + 1
    return .row
  }

  private enum Closing {
    case closed(at: Int)
    case failed(RowFault, at: Int)
    case incomplete
  }

  /// Looks for the quote that closes the one at `open`.
  ///
  /// What lies between a faulty quote and the place where it failed is inside of that quote as far
  /// as line ends go: a later quote that reaches one of them would fail in the same way. Without
  /// that a file made of half-open quotes would be read once for each of its lines.
  private func closing(
    _ text: Span<UInt8>, _ open: Int, _ isLast: Bool, _ inner: inout Int, _ isEscaped: inout Bool
  ) -> Closing {
    let quotes = Self.ones &* UInt64(Self.quote)
    let feeds = Self.ones &* UInt64(Self.lineFeed)
    let end = text.count
    let limit = open + Self.longestQuoted
    var index = open + 1
    searching: while index < end {
      if index > limit { return .failed(.unclosedQuote, at: index) }
      let word = Self.word(text, index)
      var found = Self.matches(word, quotes) | Self.matches(word, feeds)
      while found != 0 {
        let place = index &+ (found.trailingZeroBitCount &>> 3)
        if place >= end { break }
        found &= found &- 1
        if text[place] == Self.lineFeed {
          if place < doomedUntil { return .failed(doom, at: place) }
          inner += 1
          continue
        }
        let next = place + 1
        if next == end { return isLast ? .closed(at: place) : .incomplete }
        let byte = text[next]
        if byte == Self.quote {
          isEscaped = true
          index = next + 1
          continue searching
        }
        if byte == delimiter || byte == Self.lineFeed { return .closed(at: place) }
        if byte == 0x0D {
          if next + 1 == end { return isLast ? .closed(at: place) : .incomplete }
          if text[next + 1] == Self.lineFeed { return .closed(at: place) }
        }
        return .failed(.textAfterQuote, at: next)
      }
      index &+= 8
    }
    return isLast ? .failed(.unclosedQuote, at: end) : .incomplete
  }
}

extension RowCells {
  /// Writes each doubled quote as one, in place; only the row's own bytes change.
  mutating func unescape(in text: inout [UInt8]) {
    for cell in escaped {
      let (start, end) = bounds(Int(cell))
      var (from, to) = (start, start)
      while from < end {
        let byte = text[from]
        text[to] = byte
        to += 1
        from += byte == 0x22 && from + 1 < end && text[from + 1] == 0x22 ? 2 : 1
      }
      cut(Int(cell), to: to)
    }
  }

  var hasEscapes: Bool { !escaped.isEmpty }

  /// Takes white space off both ends of every cell.
  @inline(__always)
  func trimmed(_ cell: Int, in text: Span<UInt8>) -> (start: Int, end: Int) {
    var (start, end) = bounds(cell)
    while start < end, text[start] <= 0x20 { start &+= 1 }
    while end > start, text[end &- 1] <= 0x20 { end &-= 1 }
    return (start, end)
  }
}

/// What can be wrong with the form of a foreign row.
package enum RowFault: String, Sendable, Equatable {
  case unclosedQuote = "a quote is never closed"
  case textAfterQuote = "text follows a closing quote"
}
