import Foundation

/// Files that are either the old ones or the new ones, never half of either.
package enum AtomicFile {
  package enum Failure: Error, CustomStringConvertible {
    case exists(String)
    case cannotWrite(String, String)

    package var description: String {
      switch self {
      case .exists(let path): "\(path): is there already; choose another name or say to replace it"
      case .cannotWrite(let path, let why): "\(path): cannot be written: \(why)"
      }
    }
  }

  /// Writes the text beside the file and renames it into place.
  package static func write(_ text: String, to path: String, replacing: Bool) throws(Failure) {
    if !replacing, FileManager.default.fileExists(atPath: path) { throw .exists(path) }
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .cannotWrite(path, (error as NSError).localizedDescription)
    }
  }
}
