// One CSV file being written: bytes into a buffer, the buffer into the file.
// The methods write one cell and the comma behind it; `endRow` turns the last comma into a line
// end. Nothing here makes a String or asks Foundation for a format.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A table on its way to a file.
///
/// A class because it owns the descriptor and its buffer, and because several writers of rows hold
/// the same table. The buffer is emptied whenever less than sixteen of the longest cells would fit,
/// which is more than a row of any table can hold; that is the one check of its bound.
@safe final class TableFile {
  let path: String
  private(set) var rows = 0
  private(set) var bytes = 0

  private let descriptor: Int32
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private var used = 0
  private var failure: SampleError?

  private static let capacity = 1 << 18
  /// No cell is longer: words are short and texts are cut to this.
  private static let longestCell = 1 << 10

  init(path: String) throws(SampleError) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw SampleError.cannotWrite(path: path, code: errno) }
    unsafe buffer = .allocate(capacity: Self.capacity)
  }

  deinit {
    unsafe buffer.deallocate()
    _ = close(descriptor)
  }

  /// Writes what is left; throws the first fault that writing met.
  func finish() throws(SampleError) {
    flush()
    if let failure { throw failure }
  }

  /// The first fault, if any, so that a long run can stop early.
  var fault: SampleError? { failure }

  // MARK: - Cells

  /// Ends the row.
  func endRow() {
    unsafe buffer[used &- 1] = 0x0A
    rows &+= 1
    if used > Self.capacity - 16 * Self.longestCell { flush() }
  }

  func blank() { put(0x2C) }

  /// A cell of bytes that are known to need no quotes.
  func word(_ text: [UInt8]) {
    raw(text)
    put(0x2C)
  }

  /// A cell of any text: quoted where RFC 4180 asks for it.
  func text(_ text: [UInt8]) {
    guard text.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
      return word(text)
    }
    put(0x22)
    for byte in text.prefix(Self.longestCell / 2 - 4) {
      if byte == 0x22 { put(0x22) }
      put(byte)
    }
    put(0x22)
    put(0x2C)
  }

  /// `prefix`, a dash and the number with leading zeros to `width` digits.
  func id(_ prefix: UInt8, _ number: Int, width: Int) {
    put(prefix)
    put(0x2D)
    digits(number, width: width)
    put(0x2C)
  }

  func integer(_ value: Int) {
    if value < 0 { put(0x2D) }
    digits(abs(value), width: 1)
    put(0x2C)
  }

  /// Hundredths as units, with decimals only where there are any.
  func money(_ cents: Int64) {
    let size = cents.magnitude
    if cents < 0 { put(0x2D) }
    digits(Int(size / 100), width: 1)
    let rest = Int(size % 100)
    if rest != 0 {
      put(0x2E)
      digits(rest, width: 2)
    }
    put(0x2C)
  }

  func flag(_ value: Bool) { word(value ? Self.yes : Self.no) }

  // MARK: - Bytes

  /// Appends bytes without a comma.
  func raw(_ text: [UInt8]) {
    let count = min(text.count, Self.longestCell)
    guard count > 0, used &+ count < Self.capacity else { return }
    unsafe text.withUnsafeBufferPointer { source in
      guard let from = source.baseAddress, let to = unsafe buffer.baseAddress else { return }
      unsafe (to + used).update(from: from, count: count)
    }
    used &+= count
  }

  @inline(__always)
  func put(_ byte: UInt8) {
    unsafe buffer[used] = byte
    used &+= 1
  }

  func digits(_ value: Int, width: Int) {
    var (left, count) = (value, 1)
    while left >= 10 {
      left /= 10
      count &+= 1
    }
    let total = max(count, width)
    left = value
    var place = used &+ total
    for _ in 0..<total {
      place &-= 1
      unsafe buffer[place] = 0x30 &+ UInt8(truncatingIfNeeded: left % 10)
      left /= 10
    }
    used &+= total
  }

  private func flush() {
    defer { used = 0 }
    var done = 0
    while done < used, failure == nil {
      guard let base = unsafe buffer.baseAddress else { return }
      let written = unsafe write(descriptor, base + done, used - done)
      if written > 0 {
        done += written
        bytes += written
      } else if written == 0 || errno != EINTR {
        failure = SampleError.cannotWrite(path: path, code: written == 0 ? ENOSPC : errno)
      }
    }
  }

  private static let yes = Array("true".utf8)
  private static let no = Array("false".utf8)
}
