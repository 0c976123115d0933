import RevBase
import RevModel

/// Finds accounts that are the same company by their normalised names.
///
/// A name is folded (NFKC, case), loses punctuation, control and format characters, is split into
/// words, and loses legal suffixes from its end while another word is left.
enum AccountNames {
  /// Legal forms that are no part of a name when they end it.
  static let suffixes: Set<String> = [
    "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp",
    "lp", "plc", "gmbh", "ag", "kg", "ug", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "oy",
    "ab", "as", "aps", "pty", "pte", "kk", "ltda",
  ]

  /// Rows that share their normalised name with an older account, in file order.
  ///
  /// Older is an earlier created_date, blank last, then file order.
  static func duplicates(in accounts: AccountTable) -> [Int32] {
    var groups = NameGroups(capacity: accounts.knownCount)
    var group = [Int32](repeating: -1, count: accounts.knownCount)
    var oldest: [Int32] = []
    func age(_ row: Int32) -> Int32 {
      let day = accounts.created[Int(row)]
      return day == Day.unknownNumber ? Int32.max : day
    }
    for row in 0..<accounts.knownCount {
      guard let code = groups.code(of: accounts.name.utf8(row)) else { continue }
      group[row] = Int32(code)
      let this = Int32(row)
      if code == oldest.count {
        oldest.append(this)
      } else if age(this) < age(oldest[code]) {
        oldest[code] = this
      }
    }
    var result: [Int32] = []
    for row in 0..<accounts.knownCount where group[row] >= 0 {
      if oldest[Int(group[row])] != Int32(row) { result.append(Int32(row)) }
    }
    return result
  }

  /// The normalised form of a name; empty when nothing is left of it.
  static func normalised(_ name: String) -> String {
    var folded = "".unicodeScalars
    for scalar in name.unicodeScalars { UnicodeForms.appendFolded(scalar, to: &folded) }
    var words: [String] = []
    var word = "".unicodeScalars
    for scalar in folded {
      if isDropped(scalar.properties.generalCategory) { continue }
      if scalar.properties.isWhitespace {
        if !word.isEmpty { words.append(String(word)) }
        word = "".unicodeScalars
      } else {
        word.append(scalar)
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    while words.count > 1, let last = words.last, suffixes.contains(last) { words.removeLast() }
    return words.joined(separator: " ")
  }

  private static func isDropped(_ category: Unicode.GeneralCategory) -> Bool {
    switch category {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .control, .format:
      true
    default: false
    }
  }
}

/// Distinct normalised names with a code each, in the order of their first appearance.
///
/// Names of plain ASCII, nearly all of them, are normalised byte by byte into one arena and found in
/// an open hash table; the others go through `AccountNames.normalised`.
private struct NameGroups {
  private var arena: [UInt8] = []
  private var spans: [(from: Int32, to: Int32)] = []
  /// Code + 1 of an arena name by hash; 0 where free.
  private var table: [Int32]
  private var codes: [Int32] = []
  private var others: [String: Int] = [:]
  private var count = 0
  private var words: [(from: Int, to: Int)] = []

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    table = [Int32](repeating: 0, count: size)
  }

  /// The code of a name; nil when nothing is left of it.
  mutating func code(of name: ArraySlice<UInt8>) -> Int? {
    if name.allSatisfy({ $0 < 0x80 }) {
      let start = arena.count
      appendASCII(name)
      return codeOfTail(from: start)
    }
    let text = AccountNames.normalised(String(decoding: name, as: UTF8.self))
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      let start = arena.count
      arena.append(contentsOf: text.utf8)
      return codeOfTail(from: start)
    }
    if let known = others[text] { return known }
    others[text] = count
    count += 1
    return count - 1
  }

  /// Appends the normalised form of an ASCII name to the arena.
  private mutating func appendASCII(_ name: ArraySlice<UInt8>) {
    let start = arena.count
    words.removeAll(keepingCapacity: true)
    var word = -1
    for byte in name {
      let kept = Self.ascii[Int(byte)]
      if kept == 0 { continue }
      if kept == 0x20 {
        if word >= 0 { words.append((word, arena.count)) }
        word = -1
        continue
      }
      if word < 0 {
        if arena.count > start { arena.append(0x20) }
        word = arena.count
      }
      arena.append(kept)
    }
    if word >= 0 { words.append((word, arena.count)) }
    while words.count > 1, let last = words.last, isSuffix(last) {
      arena.removeLast(last.to - last.from + 1)
      words.removeLast()
    }
  }

  private func isSuffix(_ word: (from: Int, to: Int)) -> Bool {
    // The longest legal form has twelve letters.
    guard word.to - word.from <= 12 else { return false }
    return AccountNames.suffixes.contains(
      String(decoding: arena[word.from..<word.to], as: UTF8.self))
  }

  /// The code of the name at the arena's end, which is taken off again when it is known already.
  private mutating func codeOfTail(from start: Int) -> Int? {
    if arena.count == start { return nil }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in arena[start...] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (table.count - 1)
    while table[slot] != 0 {
      let known = Int(table[slot]) - 1
      let (from, to) = spans[known]
      if arena[Int(from)..<Int(to)].elementsEqual(arena[start...]) {
        arena.removeLast(arena.count - start)
        return Int(codes[known])
      }
      slot = (slot + 1) & (table.count - 1)
    }
    spans.append((Int32(start), Int32(arena.count)))
    codes.append(Int32(count))
    table[slot] = Int32(spans.count)
    count += 1
    return count - 1
  }

  /// What is kept of each ASCII byte: 0 for nothing, a space between words.
  private static let ascii: [UInt8] = (0..<128).map { byte in
    switch UInt8(byte) {
    case 0x41...0x5A: UInt8(byte) + 0x20
    case 0x00...0x1F, 0x7F: 0
    case 0x24, 0x2B, 0x3C, 0x3D, 0x3E, 0x5E, 0x60, 0x7C, 0x7E: UInt8(byte)
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: 0
    default: UInt8(byte)
    }
  }
}
