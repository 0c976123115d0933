import Glibc

/// Memory of many megabytes: tables that are read here and there, and columns that are filled.
enum LargeMemory {
  /// Smaller tables gain nothing.
  fileprivate static let from = 4 << 20
  private static let page = 2 << 20

  /// Copies of a value; large ones on pages of two megabytes where the system has them.
  ///
  /// Looking up an id touches a table at random: with small pages the processor waits for the
  /// address of each look-up as long as for the memory itself.
  static func filled<Value: BitwiseCopyable>(_ value: Value, count: Int) -> [Value] {
    unsafe array(count: count) { unsafe $0.initialize(repeating: value) }
  }

  /// The same, filled by the caller.
  ///
  /// - Parameter fill: initializes every element.
  @unsafe
  static func array<Value: BitwiseCopyable>(
    count: Int, _ fill: (UnsafeMutableBufferPointer<Value>) -> Void
  ) -> [Value] {
    let bytes = count * MemoryLayout<Value>.stride
    return unsafe [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      if bytes >= from, let base = buffer.baseAddress {
        unsafe advise(UnsafeRawPointer(base), bytes)
      }
      unsafe fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      filled = count
    }
  }

  /// Asks for large pages for some memory that nobody has touched yet.
  ///
  /// Advice only: without large pages nothing changes.
  @unsafe
  fileprivate static func advise(_ base: UnsafeRawPointer, _ bytes: Int) {
    let start = UInt(bitPattern: base)
    let first = (start + UInt(page) - 1) & ~UInt(page - 1)
    let last = (start + UInt(bytes)) & ~UInt(page - 1)
    guard last > first else { return }
    _ = unsafe madvise(
      UnsafeMutableRawPointer(bitPattern: first), Int(last - first), MADV_HUGEPAGE)
  }
}

extension Array where Element: BitwiseCopyable {
  /// Makes room for that many elements; on large pages, where the system has them, if that is much.
  ///
  /// To touch memory for the first time is the dearest part of filling a column, and a large page
  /// costs it once for 512 small ones.
  mutating func reserveLarge(_ wanted: Int) {
    guard wanted > capacity else { return }
    reserveCapacity(wanted)
    let bytes = capacity * MemoryLayout<Element>.stride
    guard count == 0, bytes >= LargeMemory.from else { return }
    unsafe withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe LargeMemory.advise(base, bytes)
    }
  }
}
