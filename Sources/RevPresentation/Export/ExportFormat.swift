/// The forms in which a view can be written to a file; the end of the file's name decides.
package enum ExportFormat: String, Sendable, CaseIterable {
  case csv, json
  case markdown = "md"
  case text = "txt"
  case svg

  /// The form of a file's name; nil when its end names none.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    let end = path[path.index(after: dot)...].lowercased()
    switch end {
    case "markdown": self = .markdown
    case "text": self = .text
    default:
      guard let format = ExportFormat(rawValue: end) else { return nil }
      self = format
    }
  }

  /// `.csv .json .md .txt .svg`
  package static let names = allCases.map { ".\($0.rawValue)" }.joined(separator: " ")
}
