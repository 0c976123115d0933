/// A list of rows that one pass over a table fills.
///
/// `Array.append` asks at every call whether it owns its memory; this list has room for every row
/// from the start, and pages that nobody writes to cost nothing.
@safe struct RowWriter: ~Copyable {
  private let memory: UnsafeMutablePointer<Int32>
  private let capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    unsafe memory = .allocate(capacity: max(1, capacity))
  }

  deinit { unsafe memory.deallocate() }

  /// Adds a row; the list must not be full.
  @inline(__always)
  mutating func append(_ row: Int32) {
    precondition(count < capacity)
    unsafe memory[count] = row
    count &+= 1
  }

  /// The rows that were added.
  var rows: [Int32] {
    unsafe Array(UnsafeBufferPointer(start: memory, count: count))
  }
}
