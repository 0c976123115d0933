/// Line ends other than LF and CRLF: a lone CR, as old Macintoshes and some spreadsheets write it.
enum LineEnds {
  /// Whether most lines end in a lone CR.
  static func needsUnifying(_ head: [UInt8]) -> Bool {
    var (lone, feeds, isQuoted) = (0, 0, false)
    for place in head.indices {
      switch head[place] {
      case 0x22: isQuoted.toggle()
      case 0x0A where !isQuoted: feeds += 1
      case 0x0D where !isQuoted:
        if place + 1 < head.count, head[place + 1] != 0x0A { lone += 1 }
      default: break
      }
    }
    return lone > 0 && lone >= feeds
  }

  /// The text with a line feed for every lone CR outside of quotes, if most lines end in one.
  static func unified(_ text: [UInt8]) -> [UInt8] {
    guard needsUnifying(Array(text.prefix(FormSniffer.head))) else { return text }
    var text = text
    var isQuoted = false
    for place in text.indices {
      if text[place] == 0x22 { isQuoted.toggle() }
      if text[place] == 0x0D, !isQuoted, place + 1 == text.count || text[place + 1] != 0x0A {
        text[place] = 0x0A
      }
    }
    return text
  }
}
