import Glibc

/// Why the bytes of a file could not be had.
package enum FileFailure: Error, Equatable, Sendable {
  case missing
  case notAFile
  /// What the system says, such as `Permission denied`.
  case unreadable(String)
}

/// The bytes of one file: mapped when it is large, read when it is small.
///
/// A mapped file must not be cut short while it is being read; the system would end the process.
/// Small files, which people edit, are copied and have no such limit.
///
/// Nothing of it changes between its making and its end, so that several threads may read it.
@safe
package final class FileBytes: @unchecked Sendable {
  private let memory: UnsafeMutableRawPointer
  private let isMapped: Bool
  package let count: Int

  /// Files from this size on are mapped.
  private static let mapFrom = 4 << 20

  /// Opens and maps or reads a file.
  package init(path: String) throws(FileFailure) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(Self.systemMessage())
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(Self.systemMessage()) }
    defer { close(descriptor) }
    let size = Int(status.st_size)
    if size >= Self.mapFrom {
      guard let mapped = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
        unsafe mapped != MAP_FAILED
      else { throw .unreadable(Self.systemMessage()) }
      _ = unsafe madvise(mapped, size, MADV_SEQUENTIAL)
      unsafe memory = mapped
      count = size
      isMapped = true
      return
    }
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: max(1, size), alignment: 16)
    var filled = 0
    while filled < size {
      let got = unsafe read(descriptor, buffer + filled, size - filled)
      if got < 0 && errno == EINTR { continue }
      if got < 0 {
        let message = Self.systemMessage()
        unsafe buffer.deallocate()
        throw .unreadable(message)
      }
      if got == 0 { break }
      filled += got
    }
    unsafe memory = buffer
    count = filled
    isMapped = false
  }

  /// A copy of bytes that are in memory already.
  package init(_ bytes: [UInt8]) {
    let buffer = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, bytes.count), alignment: 16)
    unsafe bytes.withUnsafeBytes { source in
      unsafe UnsafeMutableRawBufferPointer(start: buffer, count: bytes.count)
        .copyMemory(from: source)
    }
    unsafe memory = buffer
    count = bytes.count
    isMapped = false
  }

  deinit {
    if isMapped {
      unsafe munmap(memory, count)
    } else {
      unsafe memory.deallocate()
    }
  }

  /// The whole file; valid while this object lives.
  var view: ByteView {
    unsafe ByteView(base: memory.assumingMemoryBound(to: UInt8.self), count: count)
  }

  /// Lets the system take back the memory of mapped bytes before a place.
  ///
  /// They stay readable, and are read from the file again if need be.
  func forget(before place: Int) {
    let pages = min(place, count) & ~0xFFFF
    guard isMapped, pages > 0 else { return }
    _ = unsafe madvise(memory, pages, MADV_DONTNEED)
  }

  private static func systemMessage() -> String {
    let number = errno
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}
