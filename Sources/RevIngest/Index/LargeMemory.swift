import Glibc

/// Tables of many megabytes that are read here and there.
enum LargeMemory {
  /// Smaller tables gain nothing.
  private static let from = 8 << 20
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
        let start = UInt(bitPattern: base)
        let first = (start + UInt(page) - 1) & ~UInt(page - 1)
        let last = (start + UInt(bytes)) & ~UInt(page - 1)
        if last > first {
          // Advice only: without large pages nothing changes.
          let pages = unsafe UnsafeMutableRawPointer(bitPattern: first)
          _ = unsafe madvise(pages, Int(last - first), MADV_HUGEPAGE)
        }
      }
      unsafe fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      filled = count
    }
  }
}
