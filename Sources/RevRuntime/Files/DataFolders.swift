import Foundation

/// Where the program finds what it brings along: themes and sample data.
package struct DataFolders: Sendable {
  private let executable: String
  private let environment: [String: String]

  package init(
    executable: String? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.executable =
      executable ?? (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    self.environment = environment
  }

  /// Folders of this name that exist, the one that counts first: the user's own, the build tree's,
  /// PREFIX's, then those of `$XDG_DATA_DIRS`.
  package func all(_ name: String) -> [String] {
    var places: [String] = []
    if let home = userData { places.append("\(home)/\(name)") }
    var folder = (executable as NSString).deletingLastPathComponent
    let prefix = (folder as NSString).deletingLastPathComponent
    while folder.count > 1 {
      if FileManager.default.fileExists(atPath: "\(folder)/Package.swift") {
        places.append("\(folder)/\(name)")
        break
      }
      folder = (folder as NSString).deletingLastPathComponent
    }
    places.append("\(prefix)/share/revtop/\(name)")
    let shared = environment["XDG_DATA_DIRS"].flatMap { $0.isEmpty ? nil : $0 }
    for root in (shared ?? "/usr/local/share:/usr/share").split(separator: ":") {
      places.append("\(root)/revtop/\(name)")
    }
    var seen: Set<String> = []
    return places.filter { path in
      seen.insert(path).inserted && Self.isFolder(path)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    let kind = try? URL(filePath: path).resourceValues(forKeys: [.isDirectoryKey])
    return kind?.isDirectory == true
  }

  /// `$XDG_DATA_HOME/revtop`: themes, notes, decisions and actions of the user.
  package var userData: String? {
    path("XDG_DATA_HOME", or: ".local/share")
  }

  /// `$XDG_CONFIG_HOME/revtop`.
  package var userConfig: String? {
    path("XDG_CONFIG_HOME", or: ".config")
  }

  /// `$XDG_STATE_HOME/revtop`: crash logs and what may be lost.
  package var userState: String? {
    path("XDG_STATE_HOME", or: ".local/state")
  }

  private func path(_ variable: String, or inHome: String) -> String? {
    if let set = environment[variable], set.hasPrefix("/") { return "\(set)/revtop" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return "\(home)/\(inHome)/revtop"
  }
}
