import Glibc

/// A file of the folder that is being made: bytes into a buffer, the buffer into the file.
///
/// A class because it owns a descriptor and because several steps write into the same table.
final class OutputFile {
  let path: String
  private(set) var bytes = 0
  /// Lines behind the header.
  var rows = 0
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let capacity = 1 << 18

  init(path: String) throws(ImportError) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .cannotWrite(path: path, reason: SourceText.systemMessage())
    }
    buffer.reserveCapacity(Self.capacity)
  }

  deinit {
    close(descriptor)
  }

  func write(_ text: String) throws(ImportError) { try write(Array(text.utf8)[...]) }

  func write(_ slice: ArraySlice<UInt8>) throws(ImportError) {
    bytes += slice.count
    if buffer.count + slice.count > Self.capacity { try flush() }
    if slice.count > Self.capacity {
      try put(slice)
    } else {
      buffer.append(contentsOf: slice)
    }
  }

  private func flush() throws(ImportError) {
    if buffer.isEmpty { return }
    try put(buffer[...])
    buffer.removeAll(keepingCapacity: true)
  }

  private func put(_ slice: ArraySlice<UInt8>) throws(ImportError) {
    var code: Int32 = 0
    unsafe slice.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var done = 0
      while done < bytes.count {
        let written = unsafe Glibc.write(descriptor, base + done, bytes.count - done)
        if written > 0 {
          done += written
        } else if written == 0 || errno != EINTR {
          code = written == 0 ? ENOSPC : errno
          return
        }
      }
    }
    if code != 0 {
      errno = code
      throw .cannotWrite(path: path, reason: SourceText.systemMessage())
    }
  }

  /// Writes what is left and waits until the disk has it.
  func finish() throws(ImportError) {
    try flush()
    guard fsync(descriptor) == 0 else {
      throw .cannotWrite(path: path, reason: SourceText.systemMessage())
    }
  }
}
