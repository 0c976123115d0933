import Foundation
package import TermCells

/// A session as a text file: what was pressed, in order, and what must be seen.
///
/// `Documentation/Replay.md` describes the form. It holds no data of a snapshot, only what the
/// person typed.
package struct Replay: Equatable, Sendable {
  /// A step with the line that it stands on, for messages.
  package struct Line: Equatable, Sendable {
    package let number: Int
    package let step: ReplayStep
  }

  /// The first line of every file.
  static let signature = "revtop replay 1"

  /// What messages call the file.
  package let file: String
  /// The window that it was recorded in; nil when the file does not say.
  package private(set) var size: Size?
  package private(set) var lines: [Line] = []

  /// Reads a file.
  package init(path: String) throws(CommandError) {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw CommandError(.badData, "\(path): cannot be read as text")
    }
    try self.init(text, file: path)
  }

  /// Understands the text of a file; the error names the line.
  package init(_ text: String, file: String) throws(CommandError) {
    self.file = file
    var isSigned = false
    let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in rows.enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      if !isSigned {
        guard line == Self.signature else {
          throw CommandError(
            .badData,
            "\(file):\(index + 1): this is no replay; the first line is "
              + "'\(Self.signature)'")
        }
        isSigned = true
        continue
      }
      do throws(Fault) {
        try take(line, number: index + 1)
      } catch {
        throw CommandError(.badData, "\(file):\(index + 1): \(error.what)")
      }
    }
    guard isSigned else {
      throw CommandError(.badData, "\(file): this is no replay: it is empty")
    }
  }

  private struct Fault: Error { let what: String }

  private mutating func take(_ line: Substring, number: Int) throws(Fault) {
    let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = parts.count > 1 ? String(parts[1]) : ""
    let words = rest.split(separator: " ").map(String.init)
    func add(_ step: ReplayStep) { lines.append(Line(number: number, step: step)) }
    switch parts[0] {
    case "size":
      size = try Self.size(rest)
    case "key":
      guard !words.isEmpty else { throw Fault(what: "key: name a key such as a, Enter or Ctrl-S") }
      for word in words {
        guard let key = Key(named: word) else {
          throw Fault(
            what: "key: '\(word)' is no key; write it as a, Enter, Tab, Esc, F5 or Ctrl-P")
        }
        add(.event(.key(key)))
      }
    case "type":
      for character in rest { add(.event(.key(.character(character)))) }
    case "paste":
      guard let text = ReplayText.unquoted(rest) else {
        throw Fault(what: "paste: write the text in double quotes")
      }
      add(.event(.paste(text)))
    case "resize": add(.event(.resized(try Self.size(rest))))
    case "mouse": add(.event(.mouse(try Self.mouse(words))))
    case "unknown": add(.event(.unknownKey))
    case "see", "miss":
      guard !rest.isEmpty else { throw Fault(what: "\(parts[0]): write the text behind it") }
      add(parts[0] == "see" ? .see(rest) : .miss(rest))
    case "pause":
      guard let seconds = Double(rest), (0...600).contains(seconds) else {
        throw Fault(what: "pause: write seconds from 0 to 600")
      }
      add(.pause(seconds))
    case "say": add(.say(rest))
    default:
      throw Fault(
        what: "'\(parts[0])' means nothing here; size, key, type, paste, resize, mouse, see, "
          + "miss, pause or say")
    }
  }

  private static func size(_ text: String) throws(Fault) -> Size {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1],
      (1...1000).contains(width), (1...1000).contains(height)
    else { throw Fault(what: "'\(text)' is no size; write it as 120x40") }
    return Size(width: width, height: height)
  }

  private static func mouse(_ words: [String]) throws(Fault) -> MouseEvent {
    guard words.count >= 4, let kind = ReplayText.kinds.first(where: { $0.name == words[0] })?.kind,
      let button = ReplayText.buttons.first(where: { $0.name == words[1] })?.button,
      let x = Int(words[2]), let y = Int(words[3]), x >= 0, y >= 0
    else { throw Fault(what: "mouse: write it as 'mouse press left COLUMN ROW', from 0") }
    return MouseEvent(
      kind: kind, button: button, x: x, y: y, isControlDown: words.dropFirst(4).first == "ctrl")
  }
}
