internal import CTerminal
internal import Glibc
internal import TermCells

/// What the environment says about the terminal.
struct TerminalType {
  let name: String
  /// Whether it understands what xterm does: mouse, bracketed paste, titles, clipboard, queries.
  let isModern: Bool
  let isMultiplexed: Bool
  let hasColors: Bool

  /// - Parameter noColor: forbids colours, as the variable `NO_COLOR` does.
  init(noColor: Bool) throws(TerminalError) {
    name = Self.variable("TERM")
    guard !name.isEmpty else { throw .noTerminalType }
    let families = [
      "xterm", "tmux", "screen", "rxvt", "alacritty", "kitty", "foot", "wezterm", "ghostty", "vte",
      "konsole", "contour", "rio", "iterm", "gnome", "mintty", "st-", "putty",
    ]
    let lower = name.lowercased()
    isModern =
      families.contains { lower.hasPrefix($0) } || lower.contains("256color")
      || lower.hasSuffix("-direct")
    isMultiplexed =
      lower.hasPrefix("tmux") || lower.hasPrefix("screen") || !Self.variable("TMUX").isEmpty
    hasColors = !noColor && Self.variable("NO_COLOR").isEmpty
  }

  /// The entries to try, in order: the one with exact colours where the terminal says that it has
  /// them, its own, and xterm's for a modern terminal whose own is not installed.
  var candidates: [String] {
    guard isModern else { return [name] }
    let says = Self.variable("COLORTERM")
    let isExact = hasColors && (says == "truecolor" || says == "24bit")
    let exact = name.hasPrefix("tmux") ? "tmux-direct" : "xterm-direct"
    // GNU screen has no exact colours, whatever the terminal around it says.
    return (isExact && !name.hasPrefix("screen") ? [exact] : []) + [name, "xterm-256color", "ansi"]
  }

  /// The value of an environment variable; empty when it is not set.
  private static func variable(_ name: String) -> String {
    guard let value = unsafe getenv(name) else { return "" }
    return unsafe String(cString: value)
  }

  /// Sets the locale for characters, and says whether they are UTF-8.
  ///
  /// Where no locale is set, or one that is not installed, UTF-8 is taken for granted; only `C` and
  /// `POSIX` are a wish for ASCII.
  static func setLocale() -> Bool {
    let asked = ["LC_ALL", "LC_CTYPE", "LANG"].map(variable).first { !$0.isEmpty }
    let given = unsafe setlocale(LC_CTYPE, "")
    let isKnown = unsafe given != nil
    if !isKnown || asked == nil { unsafe setlocale(LC_CTYPE, "C.UTF-8") }
    guard let codeset = unsafe nl_langinfo(nl_item(CODESET)) else { return false }
    return unsafe String(cString: codeset) == "UTF-8"
  }

  /// The key sequences of the open terminal's own entry.
  static func keySequences() -> [[UInt8]: Key] {
    var names: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
      ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kich1", .insert),
      ("kcbt", .backTab), ("kent", .enter), ("kLFT5", .wordLeft), ("kRIT5", .wordRight),
    ]
    for number in 1...12 { names.append(("kf\(number)", .function(number))) }
    var sequences: [[UInt8]: Key] = [:]
    var buffer = [CChar](repeating: 0, count: 32)
    for (name, key) in names {
      let length = unsafe rt_terminfo(name, &buffer, Int32(buffer.count))
      if length > 0 { sequences[buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }] = key }
    }
    return sequences
  }
}
