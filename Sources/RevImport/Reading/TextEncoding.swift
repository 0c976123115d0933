/// How the bytes of a file stand for characters.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// Windows-1252, of which Latin-1's printable characters are a part.
  case windows1252 = "windows-1252"

  /// The encoding of a name as people write it; nil for an unknown one.
  package init?(name: String) {
    switch name.lowercased().filter({ $0.isLetter || $0.isNumber }) {
    case "utf8": self = .utf8
    case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "windows1252", "cp1252", "latin1", "iso88591", "ansi": self = .windows1252
    default: return nil
    }
  }

  /// What the first bytes say: a byte-order mark, or the zero bytes of UTF-16 text without one.
  ///
  /// Nil when they say nothing; `length` is that of the mark.
  static func marked(_ start: ArraySlice<UInt8>) -> (encoding: TextEncoding, length: Int)? {
    let bytes = Array(start.prefix(4096))
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    guard bytes.count >= 8 else { return nil }
    var zeros = (even: 0, odd: 0)
    for (place, byte) in bytes.enumerated() where byte == 0 {
      if place & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let half = bytes.count / 2
    if zeros.odd * 10 > half * 7, zeros.even * 10 < half { return (.utf16LittleEndian, 0) }
    if zeros.even * 10 > half * 7, zeros.odd * 10 < half { return (.utf16BigEndian, 0) }
    return nil
  }

  /// The bytes as UTF-8; the place of the first byte that is none of the encoding's otherwise.
  func decode(_ bytes: ArraySlice<UInt8>) -> Result<[UInt8], Misfit> {
    switch self {
    case .utf8: return .success(Array(bytes))
    case .windows1252: return Self.decode1252(bytes)
    case .utf16LittleEndian: return Self.decode16(bytes, low: 0)
    case .utf16BigEndian: return Self.decode16(bytes, low: 1)
    }
  }

  /// A byte that an encoding does not know.
  struct Misfit: Error, Equatable {
    /// From 0.
    var place: Int
  }

  private static func decode1252(_ bytes: ArraySlice<UInt8>) -> Result<[UInt8], Misfit> {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for place in bytes.indices {
      let byte = bytes[place]
      if byte < 0x80 {
        result.append(byte)
      } else if byte >= 0xA0 {
        result.append(0xC0 | byte >> 6)
        result.append(0x80 | byte & 0x3F)
      } else {
        let scalar = upper1252[Int(byte) - 0x80]
        if scalar == 0 { return .failure(Misfit(place: place - bytes.startIndex)) }
        append(UInt32(scalar), to: &result)
      }
    }
    return .success(result)
  }

  /// The characters of 0x80 to 0x9F; 0 where Windows-1252 has none.
  private static let upper1252: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  private static func decode16(
    _ bytes: ArraySlice<UInt8>, low: Int
  ) -> Result<[UInt8], Misfit> {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 2 + bytes.count / 8)
    var place = bytes.startIndex
    func unit(_ at: Int) -> UInt32 {
      let (first, second) = (UInt32(bytes[at]), UInt32(bytes[at + 1]))
      return low == 0 ? first | second << 8 : first << 8 | second
    }
    while place + 1 < bytes.endIndex {
      var scalar = unit(place)
      if scalar >= 0xD800, scalar < 0xE000 {
        guard scalar < 0xDC00, place + 3 < bytes.endIndex, unit(place + 2) & 0xFC00 == 0xDC00
        else { return .failure(Misfit(place: place - bytes.startIndex)) }
        scalar = 0x10000 + (scalar - 0xD800) << 10 + (unit(place + 2) - 0xDC00)
        place += 2
      }
      append(scalar, to: &result)
      place += 2
    }
    // A byte too many at the end is the trace of a file that was cut; its row shows it.
    return .success(result)
  }

  private static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    switch scalar {
    case ..<0x80: bytes.append(UInt8(scalar))
    case ..<0x800:
      bytes.append(UInt8(0xC0 | scalar >> 6))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    case ..<0x10000:
      bytes.append(UInt8(0xE0 | scalar >> 12))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    default:
      bytes.append(UInt8(0xF0 | scalar >> 18))
      bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
