import Glibc

/// Memory that this process has freed and the allocator still keeps.
package enum FreeMemory {
  /// Gives it back to the system, where the C library knows how.
  ///
  /// glibc keeps freed blocks of up to 32 MiB for later. The module map of Glibc leaves out the
  /// header that declares `malloc_trim`, so that it is looked up by name.
  package static func giveBack() {
    guard let address = unsafe dlsym(nil, "malloc_trim") else { return }
    typealias Trim = @convention(c) (Int) -> Int32
    let trim = unsafe unsafeBitCast(address, to: Trim.self)
    _ = trim(0)
  }
}
