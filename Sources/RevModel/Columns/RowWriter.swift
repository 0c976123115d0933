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
    // One more for the row that `append(_:if:)` writes and does not count.
    unsafe memory = .allocate(capacity: capacity + 1)
  }

  deinit { unsafe memory.deallocate() }

  /// Adds a row; the list must not be full.
  @inline(__always)
  mutating func append(_ row: Int32) {
    precondition(count < capacity)
    unsafe memory[count] = row
    count &+= 1
  }

  /// Adds a row if a condition holds, without a branch: for conditions that nobody can guess.
  @inline(__always)
  mutating func append(_ row: Int32, if holds: Bool) {
    precondition(count <= capacity)
    unsafe memory[count] = row
    count &+= holds ? 1 : 0
  }

  /// The rows that were added.
  var rows: [Int32] {
    unsafe Array(UnsafeBufferPointer(start: memory, count: count))
  }
}
