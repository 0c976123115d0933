import Glibc

/// One program's turn at something that only one of them may do to the files of a folder.
///
/// The system gives the turn to the next program when this value ends, or when the program is killed.
/// Where a file system knows no such thing, everybody has a turn at once.
struct FolderTurn: ~Copyable {
  private let descriptor: Int32

  /// Waits until no other program has a turn in the folder; nil when that takes too long.
  ///
  /// - Parameter milliseconds: how long it may take.
  init?(in folder: String, within milliseconds: Int) {
    descriptor = unsafe open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    let pause = 5
    var left = milliseconds
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      guard errno == EWOULDBLOCK else { return }
      guard left > 0 else { return nil }
      usleep(UInt32(pause * 1000))
      left -= pause
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
