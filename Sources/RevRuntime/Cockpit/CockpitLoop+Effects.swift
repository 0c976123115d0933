import RevPresentation
import TermCells

extension CockpitLoop where Display: ~Copyable {
  mutating func copy(wholeTable: Bool) -> Action? {
    guard let state, let text = presenter?.copyText(for: state, wholeTable: wholeTable) else {
      return .failed("there is nothing to copy here")
    }
    switch display.copyToClipboard(text) {
    case .sent:
      let lines = text.split(separator: "\n").count
      return .said(wholeTable ? "copied \(lines) lines" : "copied \(text)")
    case .tooLong(let bytes, let limit):
      return .failed("\(bytes) bytes are more than a clipboard takes (\(limit)); export instead")
    case .unsupported:
      return .failed("this terminal has no clipboard for programs")
    }
  }

  /// Keeps the theme for the next start; a replay changes nothing of the user's.
  func saveTheme(_ name: String) -> Action? {
    guard options.replay == nil, let folder = DataFolders().userConfig else { return nil }
    do {
      try Config.save(theme: looks.keptName(name), path: "\(folder)/config.yaml")
      return nil
    } catch {
      return .failed("the theme is not kept: \(folder)/config.yaml cannot be written")
    }
  }
}
