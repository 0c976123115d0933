import Foundation
import RevPanes

/// Finds the files of themes and reads them.
enum ThemeFiles {
  /// Every theme of the folders; a folder that counts more replaces themes of the same name.
  static func library(_ folders: DataFolders = DataFolders()) -> ThemeLibrary {
    var files: [(name: String, text: String)] = []
    for folder in folders.all("themes").reversed() {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in names.sorted() where name.hasSuffix(".yaml") {
        let path = "\(folder)/\(name)"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
        files.append((path, text))
      }
    }
    return ThemeLibrary(files: files)
  }

  /// All themes and the one that was chosen: by name, or by the path of its file.
  static func looks(_ choice: String?, _ folders: DataFolders = DataFolders()) -> Looks {
    var library = library(folders)
    guard let choice, isPath(choice) else { return Looks(library, first: choice) }
    let path = absolute(choice)
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      return Looks(
        library, first: nil, warnings: ["\(choice): this theme cannot be read; the default is used"]
      )
    }
    let name = library.add(choice, text)
    return Looks(library, first: name, paths: name.map { [$0: path] } ?? [:])
  }

  /// The theme of a name or path, with what is wrong in its file.
  static func theme(
    _ choice: String, _ folders: DataFolders = DataFolders()
  ) throws(CommandError) -> (theme: Theme, faults: [ThemeFault]) {
    var library = library(folders)
    let before = library.faults.count
    if isPath(choice) {
      guard let text = try? String(contentsOfFile: absolute(choice), encoding: .utf8) else {
        throw CommandError(.badData, "\(choice): cannot be read as text")
      }
      let name = library.add(choice, text)
      let faults = Array(library.faults.dropFirst(before))
      guard let name, let theme = library[name] else {
        throw CommandError(.badData, faults.first?.description ?? "\(choice): this is no theme")
      }
      return (theme, faults)
    }
    guard let theme = library[choice] else {
      throw CommandError(
        .badUsage,
        "no theme is called '\(choice)'; there are \(library.names.joined(separator: ", "))")
    }
    return (theme, library.faults.filter { $0.file.hasSuffix("/\(choice).yaml") })
  }

  private static func isPath(_ text: String) -> Bool {
    text.contains("/") || text.hasSuffix(".yaml") || text.hasSuffix(".yml")
  }

  private static func absolute(_ path: String) -> String {
    let expanded = (path as NSString).expandingTildeInPath
    return expanded.hasPrefix("/")
      ? expanded : "\(FileManager.default.currentDirectoryPath)/\(expanded)"
  }
}
