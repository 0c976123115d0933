import Glibc

/// Exchanges two folders in one step.
///
/// Linux can do that with `renameat2`, which the system's headers show only to C that asks for it;
/// it is therefore looked up by name. File systems without it take two steps, and a fall between
/// the two is repaired by the next import.
enum FolderSwap {
  private typealias Exchange =
    @convention(c) (
      Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32

  /// `RENAME_EXCHANGE` of linux/fs.h.
  private static let exchangeFlag: UInt32 = 2

  /// Puts `fresh` where `old` is. What was there is at the returned path; nil with `errno` set.
  static func exchange(_ fresh: String, _ old: String, aside: String) -> String? {
    if let function = unsafe dlsym(nil, "renameat2") {
      let exchange = unsafe unsafeBitCast(function, to: Exchange.self)
      if unsafe exchange(AT_FDCWD, fresh, AT_FDCWD, old, exchangeFlag) == 0 { return fresh }
      guard errno == EINVAL || errno == ENOSYS else { return nil }
    }
    guard unsafe rename(old, aside) == 0 else { return nil }
    if unsafe rename(fresh, old) == 0 { return aside }
    let code = errno
    _ = unsafe rename(aside, old)
    errno = code
    return nil
  }

  /// Puts a folder back that an import was killed over, between its two steps.
  static func repair(_ folder: String, aside: String) {
    var status = stat()
    if unsafe lstat(folder, &status) == 0 { return }
    if unsafe lstat(aside, &status) == 0 { _ = unsafe rename(aside, folder) }
  }
}
