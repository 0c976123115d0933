import Foundation
import Yams

/// The user's config file, `$XDG_CONFIG_HOME/revtop/config.yaml`.
///
/// Nothing in it is needed; what cannot be understood is left out with a warning that names the
/// line, and never keeps the program from starting.
package struct Config: Sendable, Equatable {
  /// Name of the theme.
  package var theme: String?
  /// Keys by the name of their action: what is named here replaces the action's own keys.
  package var keys: [String: [String]] = [:]
  /// Keys for people who come from another program; what `keys` names goes before it.
  package var keyPreset: String?
  package var usesASCII = false
  package var isPlain = false
  package var warnings: [String] = []

  package init() {}

  /// Reads the file; a missing one is an empty one.
  package init(path: String?) {
    guard let path, FileManager.default.fileExists(atPath: path) else { return }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      warnings.append("\(path): cannot be read as text; it is left out")
      return
    }
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      let place = (error as? YamlError).map { "\($0)".split(separator: "\n").first ?? "" } ?? ""
      warnings.append("\(path): this is no YAML: \(place)")
      return
    }
    guard let node else { return }
    guard let mapping = node.mapping else {
      warnings.append("\(path):1: write settings as `name: value`")
      return
    }
    for (key, value) in mapping {
      let line = key.mark?.line ?? 0
      switch key.string ?? "" {
      case "theme":
        if let name = value.string, !name.isEmpty {
          theme = name
        } else {
          warnings.append("\(path):\(line): theme: write the name of a theme")
        }
      case "ascii":
        if let flag = value.bool {
          usesASCII = flag
        } else {
          warnings.append("\(path):\(line): ascii: write true or false")
        }
      case "plain":
        if let flag = value.bool {
          isPlain = flag
        } else {
          warnings.append("\(path):\(line): plain: write true or false")
        }
      case "keys":
        readKeys(value, path)
      case let unknown:
        warnings.append("\(path):\(line): no setting is called '\(unknown)'; it is left out")
      }
    }
  }

  private mutating func readKeys(_ node: Node, _ path: String) {
    guard let mapping = node.mapping else {
      warnings.append(
        "\(path):\(node.mark?.line ?? 0): keys: write `action: key` or `action: [key, key]`")
      return
    }
    for (key, value) in mapping {
      guard let action = key.string else { continue }
      if action == "preset" {
        keyPreset = value.string
        if keyPreset == nil {
          warnings.append("\(path):\(key.mark?.line ?? 0): keys: preset: write a name")
        }
        continue
      }
      if let one = value.string {
        keys[action] = [one]
      } else if let several = value.sequence {
        keys[action] = several.compactMap(\.string)
      } else {
        warnings.append("\(path):\(key.mark?.line ?? 0): keys: \(action): write a key or a list")
      }
    }
  }

  /// Writes the theme into the file and leaves every other line as it is.
  package static func save(theme: String, path: String) throws {
    var lines: [String] = []
    if let text = try? String(contentsOfFile: path, encoding: .utf8) {
      lines = text.components(separatedBy: "\n")
      while lines.last == "" { lines.removeLast() }
    }
    let entry = "theme: \(theme)"
    if let index = lines.firstIndex(where: { $0.hasPrefix("theme:") }) {
      lines[index] = entry
    } else {
      lines.append(entry)
    }
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(
      to: URL(filePath: path), options: .atomic)
  }
}
