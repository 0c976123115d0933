import Foundation
import RevPresentation

/// What the screen without data asks of the disk: completing paths and finding files.
enum WelcomeFiles {
  /// What begins like the typed path: the longest text that all of it has in common.
  static func complete(_ text: String, foldersOnly: Bool) -> WelcomeAction {
    let path = ImportCommand.home(text)
    // `~` alone is a folder, and so is a path without its last slash.
    if !text.isEmpty, !text.hasSuffix("/"), isFolder(path), siblings(path, foldersOnly).count == 1 {
      return .completed(text + "/", names: names(in: path, beginning: "", foldersOnly))
    }
    let matches = siblings(path, foldersOnly)
    let typed = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    guard let first = matches.first else { return .completed(text, names: []) }
    let common = matches.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    let added = common.count > typed.count ? String(common.dropFirst(typed.count)) : ""
    return .completed(text + added, names: matches.count > 1 ? matches : [])
  }

  private static func siblings(_ path: String, _ foldersOnly: Bool) -> [String] {
    guard let slash = path.lastIndex(of: "/") else {
      return names(in: ".", beginning: path, foldersOnly)
    }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return names(in: folder, beginning: String(path[path.index(after: slash)...]), foldersOnly)
  }

  /// Names in a folder, folders with a slash; hidden ones only where a point is typed.
  private static func names(
    in folder: String, beginning: String, _ foldersOnly: Bool
  ) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return all.sorted().compactMap { name in
      guard name.hasPrefix(beginning), !name.hasPrefix(".") || beginning.hasPrefix(".") else {
        return nil
      }
      if isFolder("\(folder)/\(name)") { return name + "/" }
      return foldersOnly ? nil : name
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// The files that a typed path means: itself, or the tables of a folder.
  static func find(_ text: String) -> WelcomeAction {
    // A path that was dragged into the terminal may stand in quotes.
    let trimmed = text.trimmingCharacters(in: .whitespaces)
      .trimmingCharacters(in: CharacterSet(charactersIn: "'\""))
    var path = ImportCommand.home(trimmed)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    if isFolder(path) {
      let names = ImportCommand.tables(in: path)
      if names.isEmpty {
        return .failed(["\(path): no file in it ends in .csv, .tsv or .txt"])
      }
      return .found(names.map { file("\(path)/\($0)") })
    }
    guard FileManager.default.fileExists(atPath: path) else {
      return .failed(["\(path): there is no such file; Tab shows what there is"])
    }
    return .found([file(path)])
  }

  private static func file(_ path: String) -> WelcomeFile {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return WelcomeFile(path: path, bytes: (attributes?[.size] as? NSNumber)?.intValue ?? 0)
  }
}
