package import RevModel

/// Hides names of the data in what a person wrote: notes and decisions are free text.
///
/// A name is found as whole words, in any case of ASCII letters; of people also a single part of
/// the name, which is how colleagues write each other. Names below three letters are left.
package struct NameMask: Sendable {
  private let naming: Naming

  package init(_ snapshot: Snapshot) { naming = Naming(snapshot, isMasked: true) }

  /// The text with every name replaced by its number: `Person 3`, `Deal 12`.
  package func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let folded = TextMatch.folded(text)
    var found: [Hit] = []
    let snapshot = naming.snapshot
    for code in 0..<snapshot.people.count {
      let name = code < snapshot.people.knownCount ? snapshot.people.name[code] : ""
      let mask = naming.person(Int32(code))
      let parts = name.split(separator: " ").map(String.init)
      for word in [name, snapshot.people.ids[code]] + parts {
        Self.find(Array(word.utf8)[...], mask, in: folded, &found)
      }
    }
    for code in 0..<snapshot.accounts.count {
      let mask = naming.account(Int32(code))
      if code < snapshot.accounts.knownCount {
        Self.find(snapshot.accounts.name.utf8(code), mask, in: folded, &found)
      }
      Self.find(snapshot.accounts.ids.utf8(code), mask, in: folded, &found)
    }
    let deals = snapshot.deals
    for row in 0..<deals.count {
      let mask = naming.deal(row)
      if deals.name.count > row {
        Self.find(deals.name.utf8(row), mask, in: folded, &found)
      }
      Self.find(deals.id.utf8(row), mask, in: folded, &found)
    }
    return Self.replace(found, in: bytes)
  }

  private struct Hit {
    var range: Range<Int>
    var mask: String
  }

  /// Adds every place of a name that begins and ends with a word.
  private static func find(
    _ name: ArraySlice<UInt8>, _ mask: @autoclosure () -> String, in text: [UInt8],
    _ found: inout [Hit]
  ) {
    guard name.count >= 3, name.count <= text.count, let first = name.first.map(fold) else {
      return
    }
    for start in 0...(text.count - name.count) where text[start] == first {
      guard start == 0 || !isLetter(text[start - 1]) else { continue }
      let end = start + name.count
      guard end == text.count || !isLetter(text[end]) else { continue }
      if zip(name, text[start..<end]).allSatisfy({ fold($0) == $1 }) {
        found.append(Hit(range: start..<end, mask: mask()))
      }
    }
  }

  /// Puts masks in place of hits; of two that overlap the longer one counts, then the first.
  private static func replace(_ hits: [Hit], in text: [UInt8]) -> String {
    var taken: [Hit] = []
    let order = hits.enumerated().sorted { a, b in
      let (x, y) = (a.element.range.count, b.element.range.count)
      return x == y ? a.offset < b.offset : x > y
    }
    for (_, hit) in order where !taken.contains(where: { $0.range.overlaps(hit.range) }) {
      taken.append(hit)
    }
    taken.sort { $0.range.lowerBound < $1.range.lowerBound }
    var result: [UInt8] = []
    var place = 0
    for hit in taken {
      result += text[place..<hit.range.lowerBound]
      result += Array(hit.mask.utf8)
      place = hit.range.upperBound
    }
    result += text[place...]
    return String(decoding: result, as: UTF8.self)
  }

  private static func fold(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  /// Letters and digits of ASCII, and every byte of other letters.
  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x61...0x7A, 0x80...: true
    default: false
    }
  }
}
