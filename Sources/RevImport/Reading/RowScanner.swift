import RevBase

/// The cells of one row, as places in the text that was scanned; quotes are outside of them.
struct RowCells {
  /// Cells of the row; more than fit are counted but not kept.
  var count = 0
  /// Line on which the row begins, counted from the scanner's first.
  var line = 0
  /// Where one cell begins and ends.
  fileprivate struct Place {
    var start: Int32
    var end: Int32

    @inline(__always)
    init(_ start: Int, _ end: Int) {
      self.start = Int32(truncatingIfNeeded: start)
      self.end = Int32(truncatingIfNeeded: end)
    }
  }
  fileprivate var places: [Place]
  /// Cells that hold doubled quotes.
  fileprivate(set) var escaped: [Int32] = []

  /// - Parameter capacity: cells that are kept of each row.
  init(capacity: Int) {
    places = [Place](repeating: Place(0, 0), count: max(1, capacity))
  }

  var capacity: Int { places.count }

  /// Where a cell begins and ends; an empty place for one that the row does not have.
  @inline(__always)
  func bounds(_ cell: Int) -> (start: Int, end: Int) {
    if cell >= count || cell >= places.count { return (0, 0) }
    let place = places[cell]
    return (Int(place.start), Int(place.end))
  }

  /// Sets the end of a cell that has been shortened.
  fileprivate mutating func cut(_ cell: Int, to end: Int) {
    places[cell].end = Int32(truncatingIfNeeded: end)
  }
}

extension MutableSpan where Element == RowCells.Place {
  /// Notes a cell if there is room for it.
  @inline(__always)
  fileprivate mutating func note(_ start: Int, _ end: Int, at cell: inout Int) {
    if cell < count { self[cell] = RowCells.Place(start, end) }
    cell &+= 1
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

  /// Sixteen bytes from a place on; zeros beyond the end of the text.
  @inline(__always)
  static func block(_ text: Span<UInt8>, _ place: Int) -> SIMD16<UInt8> {
    if place &+ 16 <= text.count {
      return unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
    }
    var block = SIMD16<UInt8>.zero
    for index in place..<max(place, text.count) { block[index - place] = text[index] }
    return block
  }

  init(delimiter: UInt8, position: Int = 0) {
    self.delimiter = delimiter
    self.position = position
  }

  /// Reads the next row.
  ///
  /// - Parameters:
  ///   - text: what has been read of the file.
  ///   - isLast: whether the file ends with `text`.
  mutating func next(
    _ text: Span<UInt8>, isLast: Bool, into cells: inout RowCells
  ) -> Outcome {
    cells.line = line
    if !cells.escaped.isEmpty { cells.escaped.removeAll(keepingCapacity: true) }
    var (count, escaped): (Int, [Int32]) = (0, [])
    var places = cells.places.mutableSpan
    let outcome = scan(text, isLast, &places, &count, &escaped)
    cells.count = count
    if !escaped.isEmpty { cells.escaped = escaped }
    return outcome
  }

  @inline(__always)
  private mutating func scan(
    _ text: Span<UInt8>, _ isLast: Bool, _ places: inout MutableSpan<RowCells.Place>,
    _ count: inout Int, _ escaped: inout [Int32]
  ) -> Outcome {
    let end = text.count
    if position >= end { return isLast ? .end : .incomplete }
    let wanted = WantedBytes(delimiter, Self.lineFeed, Self.quote)
    let start = position
    var (index, cellStart, inner) = (start, start, 0)
    scanning: while index < end {
      var found = wanted.bits(Self.block(text, index))
      while found != 0 {
        let place = index &+ found.trailingZeroBitCount
        found &= found &- 1
        let byte = text[place]
        if byte == delimiter {
          places.note(cellStart, place, at: &count)
          cellStart = place &+ 1
        } else if byte == Self.lineFeed {
          var last = place
          if last > cellStart, text[last &- 1] == 0x0D { last &-= 1 }
          places.note(cellStart, last, at: &count)
          return done(start, place &+ 1, inner, isBlank: count == 1 && last == start)
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
            if isEscaped, count < places.count {
              escaped.append(Int32(truncatingIfNeeded: count))
            }
            places.note(place &+ 1, close, at: &count)
            let next = close &+ 1
            if next < end, text[next] == delimiter {
              cellStart = next &+ 1
              index = cellStart
              // A delimiter at the very end of the text still opens one more cell.
              continue scanning
            }
            if next >= end { return done(start, end, inner, isBlank: false) }
            let feed = text[next] == Self.lineFeed ? next : next &+ 1
            return done(start, feed &+ 1, inner, isBlank: false)
          }
        }
      }
      index &+= 16
    }
    if !isLast { return .incomplete }
    var last = end
    if last > cellStart, text[last &- 1] == 0x0D { last &-= 1 }
    places.note(cellStart, last, at: &count)
    return done(start, end, inner, isBlank: count == 1 && last == start)
  }

  /// Moves on to the next row.
  @inline(__always)
  private mutating func done(_ start: Int, _ next: Int, _ inner: Int, isBlank: Bool) -> Outcome {
    position = next
    line &+= inner &+ 1
    return isBlank ? .blank : .row
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
    let wanted = WantedBytes(Self.quote, Self.lineFeed, Self.quote)
    let end = text.count
    let limit = open + Self.longestQuoted
    var index = open + 1
    searching: while index < end {
      if index > limit { return .failed(.unclosedQuote, at: index) }
      var found = wanted.bits(Self.block(text, index))
      while found != 0 {
        let place = index &+ found.trailingZeroBitCount
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
      index &+= 16
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
