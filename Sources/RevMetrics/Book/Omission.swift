/// Rows that a number does not count, and why.
package struct Omission: Sendable, Equatable {
  package let count: Int
  /// Completes "N deals: ...".
  package let why: String

  package init(_ count: Int, _ why: String) {
    self.count = count
    self.why = why
  }
}
