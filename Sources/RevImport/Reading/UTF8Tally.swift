/// How many characters beyond ASCII a stretch of bytes has, and how many bytes that are no UTF-8.
///
/// A file whose bytes beyond ASCII are all well-formed is UTF-8; one that has none that are is
/// Windows-1252; one that has both is UTF-8 with some broken rows.
struct UTF8Tally: Equatable, Sendable {
  var wellFormed = 0
  var broken = 0
  /// Place of the first broken byte, in the file.
  var firstBroken: Int?

  static func + (a: UTF8Tally, b: UTF8Tally) -> UTF8Tally {
    UTF8Tally(
      wellFormed: a.wellFormed + b.wellFormed, broken: a.broken + b.broken,
      firstBroken: a.firstBroken ?? b.firstBroken)
  }

  /// Counts the characters of a stretch that begins and ends between two rows.
  mutating func count(_ text: Span<UInt8>, _ start: Int, _ end: Int, base: Int) {
    var place = start
    while place < end {
      if place &+ 8 <= end {
        let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
        if word & 0x8080_8080_8080_8080 == 0 {
          place &+= 8
          continue
        }
      }
      if text[place] < 0x80 {
        place &+= 1
        continue
      }
      let length = Self.length(text, place, end)
      if length == 0 {
        broken += 1
        if firstBroken == nil { firstBroken = base + place }
        place &+= 1
      } else {
        wellFormed += 1
        place &+= length
      }
    }
  }

  static func isWellFormed(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var tally = UTF8Tally()
    tally.count(text, start, end, base: 0)
    return tally.broken == 0
  }

  /// Bytes of the character that begins here, as RFC 3629 has it; 0 when none does.
  private static func length(_ text: Span<UInt8>, _ place: Int, _ end: Int) -> Int {
    let lead = text[place]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { second = 0xA0...0xBF }
      if lead == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { second = 0x90...0xBF }
      if lead == 0xF4 { second = 0x80...0x8F }
    default: return 0
    }
    guard place + length <= end, second.contains(text[place + 1]) else { return 0 }
    for offset in Swift.stride(from: 2, to: length, by: 1)
    where text[place + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
