import Glibc

/// Why the text of a file could not be had.
enum SourceFailure: Error, Equatable {
  case missing
  case notAFile
  /// What the system says, such as `Permission denied`.
  case unreadable(String)
}

/// The text of one file, read by place: large files are never held as a whole.
///
/// Files that are UTF-8 already are read from the disk stretch by stretch; others are decoded into
/// memory once. A class because it owns a descriptor.
final class SourceText: Sendable {
  private let descriptor: Int32
  /// The decoded text, when the file itself is no UTF-8.
  private let decoded: [UInt8]?
  /// Where the text begins in the file: behind a byte-order mark.
  private let offset: Int
  /// Bytes of text.
  let count: Int
  /// Bytes of the file.
  let fileSize: Int
  /// Day on which the file was last written, in UTC.
  let modified: Int64

  init(path: String) throws(SourceFailure) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(Self.systemMessage())
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(Self.systemMessage()) }
    fileSize = Int(status.st_size)
    modified = Int64(status.st_mtim.tv_sec)
    decoded = nil
    offset = 0
    count = fileSize
  }

  /// The same file, read from behind its mark.
  init(_ file: SourceText, skipping length: Int) throws(SourceFailure) {
    descriptor = dup(file.descriptor)
    guard descriptor >= 0 else { throw .unreadable(Self.systemMessage()) }
    (decoded, offset) = (nil, length)
    (fileSize, modified) = (file.fileSize, file.modified)
    count = max(0, file.count - length)
  }

  /// Text of a file that had to be decoded.
  init(_ file: SourceText, decoded text: [UInt8]) {
    descriptor = -1
    decoded = text
    offset = 0
    count = text.count
    (fileSize, modified) = (file.fileSize, file.modified)
  }

  /// Text that is in memory.
  init(_ text: [UInt8]) {
    descriptor = -1
    (decoded, offset, count, fileSize, modified) = (text, 0, text.count, text.count, 0)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Replaces the contents of `buffer` by up to `length` bytes from `place` on.
  func read(at place: Int, length: Int, into buffer: inout [UInt8]) throws(SourceFailure) {
    buffer.removeAll(keepingCapacity: true)
    try append(from: place, length: length, to: &buffer)
  }

  /// Appends up to `length` bytes from `place` on; fewer only at the end of the text.
  func append(from place: Int, length: Int, to buffer: inout [UInt8]) throws(SourceFailure) {
    let wanted = max(0, min(length, count - place))
    if wanted == 0 { return }
    if let decoded {
      buffer.append(contentsOf: decoded[place..<(place + wanted)])
      return
    }
    let start = off_t(offset + place)
    var (failure, filled): (SourceFailure?, Int) = (nil, 0)
    buffer.append(addingCapacity: wanted) { room in
      unsafe room.withUnsafeMutableBufferPointer { bytes, initialized in
        guard let base = bytes.baseAddress else { return }
        while filled < wanted {
          let got = unsafe pread(
            descriptor, base + filled, wanted - filled, start + off_t(filled))
          if got < 0 && errno == EINTR { continue }
          if got < 0 { failure = .unreadable(Self.systemMessage()) }
          if got <= 0 { break }
          filled += got
        }
        initialized = filled
      }
    }
    if let failure { throw failure }
    if filled < wanted { throw .unreadable("it became shorter while it was read") }
  }

  /// All of it, for files that need decoding.
  func all() throws(SourceFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(at: 0, length: count, into: &bytes)
    return bytes
  }

  static func systemMessage() -> String {
    let number = errno
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}
