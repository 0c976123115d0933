/// The two middle values of a list, without sorting all of it.
///
/// The same value twice when the number of values is odd. A median is their mean, so that it stays
/// exact: half the sum of the two.
package struct Middle: Sendable, Equatable {
  package let low: Int64
  package let high: Int64

  /// nil for an empty list.
  package init?(_ values: [Int64]) {
    if values.isEmpty { return nil }
    var work = values
    let upper = work.count / 2
    let high = Self.select(upper, in: &work)
    if work.count % 2 == 1 {
      low = high
    } else {
      // Everything before the upper middle is at most as large: the lower middle is its largest.
      var best = work[0]
      for place in 0..<upper where work[place] > best { best = work[place] }
      low = best
    }
    self.high = high
  }

  /// The mean of the two, for whole things such as days: whole or half.
  package var mean: Double { Double(low) / 2 + Double(high) / 2 }

  /// Puts the value of a rank in its place, smaller ones before it and larger ones after it.
  private static func select(_ rank: Int, in values: inout [Int64]) -> Int64 {
    var (low, high) = (0, values.count - 1)
    while low < high {
      let pivot = middle(values[low], values[low + (high - low) / 2], values[high])
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if rank <= right {
        high = right
      } else if rank >= left {
        low = left
      } else {
        return values[rank]
      }
    }
    return values[rank]
  }

  private static func middle(_ a: Int64, _ b: Int64, _ c: Int64) -> Int64 {
    max(min(a, b), min(max(a, b), c))
  }
}
