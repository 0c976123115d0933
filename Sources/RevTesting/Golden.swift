import Foundation

/// Pictures that a test compares with the ones that were looked at and kept.
///
/// `REVTOP_RECORD=1` writes the file and fails, so that a recording never passes for a comparison.
package enum Golden {
  /// What is different from the kept picture, in words; nil when nothing is.
  ///
  /// - Parameters:
  ///   - text: The picture that was drawn.
  ///   - name: Name of the file without its extension, as `dashboard-80x24`.
  ///   - file: The test's own file: pictures are kept in `Tests/Golden/` and its target's name.
  package static func difference(_ text: String, _ name: String, file: String = #filePath)
    -> String?
  {
    let target = URL(filePath: file).deletingLastPathComponent()
    let folder = target.deletingLastPathComponent()
      .appending(path: "Golden").appending(path: target.lastPathComponent)
    let place = folder.appending(path: name + ".txt")
    if ProcessInfo.processInfo.environment["REVTOP_RECORD"] == "1" {
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data((text + "\n").utf8).write(to: place)
        return "recorded \(name)"
      } catch {
        return "could not record \(name): \(error)"
      }
    }
    guard let data = try? Data(contentsOf: place) else {
      return "there is no golden file \(name); record it with REVTOP_RECORD=1 and look at it"
    }
    return firstDifference(text + "\n", String(decoding: data, as: UTF8.self))
  }

  private static func firstDifference(_ new: String, _ old: String) -> String? {
    guard new != old else { return nil }
    let (now, kept) = (lines(new), lines(old))
    for index in 0..<max(now.count, kept.count) {
      let drawn = index < now.count ? now[index] : "(nothing)"
      let wanted = index < kept.count ? kept[index] : "(nothing)"
      if drawn != wanted { return "line \(index + 1)\n  drawn  \(drawn)\n  golden \(wanted)" }
    }
    return "line ends differ"
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
