import Foundation

/// What the files of a snapshot folder looked like at a moment: a change of any of them changes it.
struct FolderSignature: Equatable, Sendable {
  struct Entry: Equatable, Sendable {
    var name: String
    var size: Int64
    var inode: UInt64
    var seconds: Int64
    var nanoseconds: Int64
  }

  private(set) var entries: [Entry] = []
  var isEmpty: Bool { entries.isEmpty }

  init(_ entries: [Entry] = []) { self.entries = entries }

  /// Looks at the tables and the manifest of a folder; empty when it is not there.
  init(folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where name.hasSuffix(".csv") || name == "revtop.yaml" {
      var info = stat()
      guard unsafe stat("\(folder)/\(name)", &info) == 0 else { continue }
      entries.append(
        Entry(
          name: name, size: Int64(info.st_size), inode: UInt64(info.st_ino),
          seconds: Int64(info.st_mtim.tv_sec), nanoseconds: Int64(info.st_mtim.tv_nsec)))
    }
  }
}

/// Says when a folder has changed and has come to rest.
struct FolderSettling: Sendable {
  /// What was read last.
  private var known: FolderSignature
  private var last: FolderSignature

  init(_ first: FolderSignature) {
    known = first
    last = first
  }

  /// Whether the folder is another than the one that was read, and is the same as at the last look.
  mutating func isDue(_ now: FolderSignature) -> Bool {
    defer { last = now }
    guard now == last, now != known, !now.isEmpty else { return false }
    known = now
    return true
  }
}

/// Looks at a folder once a second on a thread of its own, and says when it is to be read again.
///
/// It looks instead of being told, so that network folders, links that are moved to another week
/// and folders that are replaced as a whole work alike; a look costs a fraction of a millisecond.
enum FolderWatch {
  static func start(folder: String, mailbox: Mailbox) {
    // Taken before the files are read, so that no change is missed.
    let first = FolderSignature(folder: folder)
    let thread = Thread {
      var settling = FolderSettling(first)
      while true {
        Thread.sleep(forTimeInterval: 1)
        if settling.isDue(FolderSignature(folder: folder)) { mailbox.post(.folderChanged(folder)) }
      }
    }
    thread.start()
  }
}
