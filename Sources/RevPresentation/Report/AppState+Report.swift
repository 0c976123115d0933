import RevModel

extension AppState {
  /// Asks where the weekly report is to be written.
  mutating func askForReport() {
    var prompt = PromptState(.report(replacing: nil))
    prompt.line = LineEdit(reportName)
    overlay = .prompt(prompt)
  }

  /// `revtop-demo-works-2026-11-16.html`: nothing of the name that a file name could not hold.
  private var reportName: String {
    var word = ""
    for scalar in facts.name.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
      case "A"..."Z": word += String(scalar).lowercased()
      default: if !word.isEmpty, !word.hasSuffix("-") { word += "-" }
      }
    }
    while word.hasSuffix("-") { word.removeLast() }
    let name = word.isEmpty ? "" : String(word.prefix(40)) + "-"
    return "revtop-\(name)\(question.asOf).html"
  }

  /// Enter below the name of a report: it is written where nothing is, or where the person has said
  /// twice that it may be replaced.
  mutating func acceptReport(_ prompt: PromptState, _ replacing: String?) -> [Effect] {
    var prompt = prompt
    let path = prompt.line.text.trimmingSpaces
    guard ReportForm(path: path) != nil else {
      prompt.fault = "end the name in .html, .md or .json; that decides the form"
      overlay = .prompt(prompt)
      return []
    }
    overlay = nil
    message = Message("writing \(path)")
    return [.saveReport(path: path, replacing: replacing == path)]
  }

  /// There is a file of that name: the same name once more replaces it.
  mutating func askToReplace(_ path: String) {
    var prompt = PromptState(.report(replacing: path))
    prompt.line = LineEdit(path)
    prompt.fault = "there is such a file; Enter replaces it, or change the name"
    overlay = .prompt(prompt)
    message = nil
  }
}

/// What a report is written as, by the ending of its name.
package enum ReportForm: String, Sendable, CaseIterable {
  case markdown = "md"
  case html
  case json

  /// nil for any other ending.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: "."), path[path.index(after: dot)...].count < 9 else {
      return nil
    }
    switch path[path.index(after: dot)...].lowercased() {
    case "md", "markdown": self = .markdown
    case "html", "htm": self = .html
    case "json": self = .json
    default: return nil
    }
  }
}
