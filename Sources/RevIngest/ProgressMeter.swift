/// How far loading has come.
package struct LoadProgress: Sendable, Equatable {
  /// Bytes of all files that are read.
  package var done: Int
  package var total: Int

  package init(done: Int, total: Int) {
    self.done = done
    self.total = total
  }

  /// 0 to 1.
  package var share: Double { total > 0 ? Double(done) / Double(total) : 1 }
}

/// Adds up what the readers of the tables have read, and tells.
final class ProgressMeter {
  private var finished = 0
  /// What was told last: a file that is read once more makes nothing undone.
  private var told = 0
  private let total: Int
  private let tell: (LoadProgress) -> Void

  init(total: Int, tell: @escaping (LoadProgress) -> Void) {
    self.total = total
    self.tell = tell
  }

  /// - Parameter place: bytes of the file that is being read.
  func reached(_ place: Int) {
    told = max(told, min(total, finished + place))
    tell(LoadProgress(done: told, total: total))
  }

  /// - Parameter size: of the file that was read to its end.
  func finish(_ size: Int) {
    finished += size
    reached(0)
  }
}
