import Glibc

/// A folder that is made beside another one and takes its place in one step.
///
/// Until `commit` the old folder is untouched; behind it the new one is there. Killed at any moment,
/// the path is one of the two. What a killed import has left beside the folder, the next one removes.
struct StagingFolder {
  /// The folder as it will be called, without a slash at its end and with links resolved.
  let target: String
  let path: String
  /// Whether there is a folder to be replaced.
  let replaces: Bool

  /// Begins a folder beside `target`, or among temporary files when it will never take its place.
  init(target: String, isDry: Bool) throws(ImportError) {
    var folder = target
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    if !isDry { FolderSwap.repair(folder, aside: Self.aside(folder)) }
    if let real = Self.real(folder) { folder = real }
    self.target = folder
    var status = stat()
    let exists = unsafe stat(folder, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFDIR {
      throw .cannotWrite(path: folder, reason: "it is a file")
    }
    replaces = exists
    let slash = folder.lastIndex(of: "/")
    let parent = slash.map { $0 == folder.startIndex ? "/" : String(folder[..<$0]) } ?? "."
    let name = slash.map { String(folder[folder.index(after: $0)...]) } ?? folder
    let place = isDry ? Self.temporary : parent
    if !isDry, Self.real(parent) == nil {
      throw .cannotWrite(path: target, reason: "there is no folder \(parent); make it first")
    }
    let prefix = ".\(name).importing-"
    if !isDry { Self.removeLeftovers(parent, prefix) }
    path = "\(place)/\(prefix)\(getpid())"
    Self.remove(path)
    guard unsafe mkdir(path, 0o755) == 0 else {
      throw .cannotWrite(path: path, reason: SourceText.systemMessage())
    }
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }
  func old(_ name: String) -> String { "\(target)/\(name)" }

  /// Where a folder stands for a moment on file systems that cannot exchange two.
  private static func aside(_ folder: String) -> String {
    let slash = folder.lastIndex(of: "/")
    let parent = slash.map { String(folder[...$0]) } ?? ""
    let name = slash.map { String(folder[folder.index(after: $0)...]) } ?? folder
    return "\(parent).\(name).replaced"
  }

  private static var temporary: String {
    guard let value = unsafe getenv("TMPDIR") else { return "/tmp" }
    return unsafe String(cString: value)
  }

  /// Whether the folder that is replaced has a file.
  func hasOld(_ name: String) -> Bool {
    var status = stat()
    return unsafe replaces && stat(old(name), &status) == 0
  }

  /// Whether the new folder has a file.
  func has(_ name: String) -> Bool {
    var status = stat()
    return unsafe stat(file(name), &status) == 0
  }

  /// Removes a file of the new folder.
  func remove(_ name: String) { Self.remove(file(name)) }

  private static func real(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Takes over every entry of the old folder that has not been written anew.
  func carryOver() throws(ImportError) {
    guard replaces else { return }
    try Self.carry(from: target, to: path)
  }

  private static func carry(from: String, to: String) throws(ImportError) {
    for name in names(from) {
      let (source, goal) = ("\(from)/\(name)", "\(to)/\(name)")
      var status = stat()
      if unsafe lstat(goal, &status) == 0 { continue }
      guard unsafe lstat(source, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        guard unsafe mkdir(goal, status.st_mode & 0o7777) == 0 else {
          throw .cannotWrite(path: goal, reason: SourceText.systemMessage())
        }
        try carry(from: source, to: goal)
      } else if unsafe link(source, goal) != 0 {
        try copy(source, goal)
      }
    }
  }

  /// Where files cannot have two names.
  private static func copy(_ source: String, _ goal: String) throws(ImportError) {
    do throws(SourceFailure) {
      let text = try SourceText(path: source)
      let bytes = try text.all()
      do throws(ImportError) {
        let file = try OutputFile(path: goal)
        try file.write(bytes[...])
        try file.finish()
      } catch {
        throw .unreadable("\(error)")
      }
    } catch {
      throw .cannotWrite(path: goal, reason: error.words)
    }
  }

  /// Makes the new folder take the place of the old one, and removes the old one.
  func commit() throws(ImportError) {
    try Self.sync(path)
    let parent = target.lastIndex(of: "/").map { String(target[..<$0]) } ?? "."
    if replaces {
      guard let replaced = FolderSwap.exchange(path, target, aside: Self.aside(target)) else {
        let reason = SourceText.systemMessage()
        Self.remove(path)
        throw .cannotWrite(path: target, reason: "it cannot be exchanged: \(reason)")
      }
      try Self.sync(parent.isEmpty ? "/" : parent)
      Self.remove(replaced)
    } else {
      guard unsafe rename(path, target) == 0 else {
        let reason = SourceText.systemMessage()
        Self.remove(path)
        throw .cannotWrite(path: target, reason: reason)
      }
      try Self.sync(parent.isEmpty ? "/" : parent)
    }
  }

  /// Leaves nothing behind.
  func discard() { Self.remove(path) }

  private static func sync(_ folder: String) throws(ImportError) {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .cannotWrite(path: folder, reason: SourceText.systemMessage())
    }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw .cannotWrite(path: folder, reason: SourceText.systemMessage())
    }
  }

  /// Names in a folder, sorted.
  static func names(_ folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { _ = unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func removeLeftovers(_ parent: String, _ prefix: String) {
    for name in names(parent) where name.hasPrefix(prefix) {
      // Another import that is still running keeps its own.
      if let process = Int32(name.dropFirst(prefix.count)), kill(process, 0) == 0 { continue }
      remove("\(parent)/\(name)")
    }
  }

  private static func remove(_ path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in names(path) { remove("\(path)/\(name)") }
      _ = unsafe rmdir(path)
    } else {
      _ = unsafe unlink(path)
    }
  }

  /// Whether two files hold the same bytes.
  static func areSame(_ first: String, _ second: String) -> Bool {
    guard let a = try? SourceText(path: first), let b = try? SourceText(path: second),
      a.count == b.count
    else { return false }
    var (left, right): ([UInt8], [UInt8]) = ([], [])
    var place = 0
    while place < a.count {
      guard (try? a.read(at: place, length: 1 << 20, into: &left)) != nil,
        (try? b.read(at: place, length: 1 << 20, into: &right)) != nil, left == right,
        !left.isEmpty
      else { return false }
      place += left.count
    }
    return true
  }
}
