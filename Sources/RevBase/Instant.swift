/// A moment, in microseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable {
  package var microseconds: Int64

  @inlinable package init(microseconds: Int64) { self.microseconds = microseconds }

  /// What a column of instants holds where the moment is unknown.
  package static let unknown = Int64.min

  package static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }

  package static let perHour: Int64 = 3_600_000_000
  package static let perDay: Int64 = 86_400_000_000
}
