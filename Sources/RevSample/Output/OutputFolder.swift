#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder that a sample is written into.
struct OutputFolder {
  static let manifest = "revtop.yaml"
  static let readme = "README.md"
  /// The first line of every manifest that the generator writes: how it knows its own folders.
  static let mark = "# Made by `revtop sample`; an invented company."

  let path: String

  /// Creates the folder, or checks that it may be written into.
  init(_ path: String, isForced: Bool) throws(SampleError) {
    self.path = path
    if unsafe mkdir(path, 0o755) == 0 { return }
    let code = errno
    guard code == EEXIST else { throw .cannotWrite(path: path, code: code) }
    guard let names = Self.names(in: path) else {
      let code = errno
      throw code == ENOTDIR ? .notAFolder(path: path) : .cannotWrite(path: path, code: code)
    }
    guard names == 0 || isForced || isOwn else { throw .folderNotEmpty(path: path) }
  }

  func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

  /// Writes a short text file.
  func write(_ text: String, to name: String) throws(SampleError) {
    let file = try TableFile(path: file(name))
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      file.raw(Array(line.utf8))
      file.put(0x2C)
      file.endRow()
    }
    try file.finish()
  }

  /// How many entries a folder has; nil when it cannot be read as a folder.
  private static func names(in path: String) -> Int? {
    guard let folder = unsafe opendir(path) else { return nil }
    defer { _ = unsafe closedir(folder) }
    var count = 0
    while unsafe readdir(folder) != nil { count += 1 }
    return max(0, count - 2)
  }

  /// Whether the folder's manifest begins with the generator's mark.
  private var isOwn: Bool {
    let descriptor = unsafe open(file(Self.manifest), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { _ = close(descriptor) }
    let mark = Array(Self.mark.utf8)
    var start = [UInt8](repeating: 0, count: mark.count)
    let count = unsafe start.withUnsafeMutableBytes {
      unsafe read(descriptor, $0.baseAddress, $0.count)
    }
    return count == mark.count && start == mark
  }
}
