import RevModel

/// Texts one after the other while a table is being read; becomes a `TextColumn`.
struct TextArena: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var offsets: [UInt32] = [0]
  /// Set once the texts no longer fit 4 GiB; what comes later is kept as blank.
  private(set) var overflowed = false

  var count: Int { offsets.count - 1 }

  mutating func reserve(rows: Int, bytes wanted: Int) {
    offsets.reserveCapacity(rows + 1)
    bytes.reserveLarge(wanted)
  }

  @inline(__always)
  mutating func append(_ text: ByteView) {
    if text.count > 0 { text.append(to: &bytes) }
    close(adding: text.count)
  }

  /// Appends the text of a cell, without its quotes.
  @inline(__always)
  mutating func append(cell: ByteView) {
    if cell.count == 0 || cell[0] != 0x22 {
      append(cell)
    } else {
      let before = bytes.count
      cell.appendUnquoted(to: &bytes)
      close(adding: bytes.count - before)
    }
  }

  mutating func appendBlank() { offsets.append(offsets[offsets.count - 1]) }

  @inline(__always)
  private mutating func close(adding count: Int) {
    if bytes.count > Int(UInt32.max) {
      overflowed = true
      bytes.removeLast(count)
    }
    offsets.append(UInt32(truncatingIfNeeded: bytes.count))
  }

  /// Appends the texts of a later stretch.
  mutating func append(_ next: consuming TextArena) {
    if count == 0, bytes.capacity < next.bytes.count {
      let wasOverflowed = overflowed
      self = next
      overflowed = overflowed || wasOverflowed
      return
    }
    let base = bytes.count
    guard !next.overflowed, base + next.bytes.count <= Int(UInt32.max) else {
      overflowed = true
      for _ in 0..<next.count { appendBlank() }
      return
    }
    bytes.append(contentsOf: next.bytes)
    offsets.append(next.offsets.dropFirst(), each: UInt32(truncatingIfNeeded: base))
  }

  /// The bytes of a row in a view of all bytes.
  @inline(__always)
  func view(_ row: Int, in bytes: ByteView) -> ByteView {
    bytes.slice(Int(offsets[row]), Int(offsets[row + 1]))
  }

  /// The same for some rows.
  func views(_ rows: Range<Int>, in bytes: ByteView) -> [ByteView] {
    rows.map { view($0, in: bytes) }
  }

  /// All bytes, for as long as the closure runs.
  func withView<Result>(_ body: (ByteView) -> Result) -> Result {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return FileBytes([]).withView(body) }
      return unsafe body(ByteView(base: base, count: buffer.count))
    }
  }

  /// Whether two rows hold the same bytes.
  func equals(_ row: Int, _ other: Int) -> Bool {
    withView { view(row, in: $0).elementsEqual(view(other, in: $0)) }
  }

  /// Whether a row holds exactly these bytes.
  func equals(_ row: Int, _ text: ByteView) -> Bool {
    withView { view(row, in: $0).elementsEqual(text) }
  }

  func string(_ row: Int) -> String {
    String(decoding: bytes[Int(offsets[row])..<Int(offsets[row + 1])], as: UTF8.self)
  }

  /// The finished column; memory that was reserved in vain is given back.
  consuming func finish() -> TextColumn {
    TextColumn(bytes: bytes.fitted(), offsets: offsets.fitted())
  }

  /// The column of the first `count` texts, and the others as strings.
  consuming func finish(first count: Int) -> (column: TextColumn, others: [String]) {
    let others = (count..<max(count, self.count)).map { string($0) }
    if !others.isEmpty {
      bytes.removeLast(bytes.count - Int(offsets[count]))
      offsets.removeLast(offsets.count - count - 1)
    }
    return (finish(), others)
  }
}

extension Array where Element == UInt32 {
  /// Appends numbers of a later stretch, to each of which something is added.
  mutating func append(_ next: ArraySlice<UInt32>, each more: UInt32) {
    let start = count
    append(contentsOf: next)
    var all = mutableSpan
    for row in start..<all.count { all[row] &+= more }
  }
}

extension Array {
  /// The same elements without much more memory than they need.
  consuming func fitted() -> [Element] {
    guard capacity > count + count / 8 + 64 else { return self }
    var copy: [Element] = []
    copy.reserveCapacity(count)
    copy.append(contentsOf: self)
    return copy
  }
}

extension ByteView {
  /// Appends the text of a cell that begins and ends with a quote.
  func appendUnquoted(to target: inout [UInt8]) {
    let inner = slice(1, count - 1)
    guard inner.contains(0x22) else {
      inner.append(to: &target)
      return
    }
    var index = 0
    while index < inner.count {
      target.append(inner[index])
      // Inside of a well-formed cell a quote always comes twice.
      index += inner[index] == 0x22 ? 2 : 1
    }
  }
}
