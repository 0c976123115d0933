/// Turns the bytes that a terminal sends into events.
///
/// It knows the sequences of xterm and of what descends from it, the Linux console, vt100 and rxvt,
/// whatever `TERM` says, since terminals do not always send what their entry promises; sequences of
/// the terminfo entry come first. A sequence that nobody knows is swallowed whole, so that its
/// letters do not fire single-key commands. Bytes that end in the middle of a sequence wait for the
/// rest until `finish()` says that there will be none: that is how a lone Escape is told apart.
package struct InputDecoder: Sendable {
  /// An answer of the terminal to a question of the program.
  package enum Reply: Hashable, Sendable {
    /// DECRPM: the state of a private mode; 1 and 2 mean set and reset, 0 unknown.
    case mode(number: Int, state: Int)
    /// OSC 11: the background.
    case background(RGB)
    /// DA1: what kind of terminal it is; every terminal answers that.
    case attributes
  }

  package enum Output: Hashable, Sendable {
    case event(TerminalEvent)
    case reply(Reply)
  }

  private let keys: [[UInt8]: Key]
  private let longestKey: Int
  private var bytes: [UInt8] = []
  private var pasted: [UInt8]?

  /// Pasted text beyond this many bytes is dropped.
  package static let pasteLimit = 1 << 20

  /// - Parameter keys: sequences of the terminal's own entry; those that do not begin with Escape
  ///   are ignored.
  package init(keys: [[UInt8]: Key] = [:]) {
    self.keys = keys.filter { $0.key.count > 1 && $0.key[0] == 0x1B }
    longestKey = self.keys.keys.map(\.count).max() ?? 0
  }

  /// Whether bytes wait for the rest of their sequence; a paste that is under way does not count.
  package var isWaiting: Bool { !bytes.isEmpty && pasted == nil }

  /// Whether all that waits is an Escape, which may be the key of that name.
  package var isLoneEscape: Bool { bytes == [0x1B] && pasted == nil }

  /// Takes bytes as they were read, and returns what is complete.
  package mutating func decode(_ more: some Sequence<UInt8>) -> [Output] {
    bytes.append(contentsOf: more)
    return drain(isFinal: false)
  }

  /// Says that the rest of a waiting sequence did not come in time.
  package mutating func finish() -> [Output] {
    drain(isFinal: true)
  }

  private mutating func drain(isFinal: Bool) -> [Output] {
    var outputs: [Output] = []
    var start = 0
    while start < bytes.count {
      if pasted != nil {
        guard takePaste(from: &start, into: &outputs) else { break }
        continue
      }
      let step = InputSequence(rest: bytes[start...], isFinal: isFinal).next(keys, longestKey)
      guard step.length > 0 else { break }
      start += step.length
      switch step.meaning {
      case .nothing: break
      case .output(let output): outputs.append(output)
      case .pasteStart: pasted = []
      }
    }
    bytes.removeFirst(start)
    return outputs
  }

  /// Collects pasted bytes up to the closing bracket; false when more has to come.
  private mutating func takePaste(from start: inout Int, into outputs: inout [Output]) -> Bool {
    let closing: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
    var end = start
    while end < bytes.count, !bytes[end...].starts(with: closing) { end += 1 }
    let isClosed = end < bytes.count
    // The last bytes may be the beginning of the bracket.
    let safe = isClosed ? end : max(start, bytes.count - (closing.count - 1))
    let room = max(0, Self.pasteLimit - (pasted?.count ?? 0))
    pasted?.append(contentsOf: bytes[start..<safe].prefix(room))
    start = safe
    guard isClosed else { return false }
    start += closing.count
    outputs.append(.event(.paste(String(decoding: pasted ?? [], as: UTF8.self))))
    pasted = nil
    return true
  }
}
