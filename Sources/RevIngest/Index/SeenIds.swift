/// The ids of a table to which nothing refers: only whether one came before.
///
/// A slot holds a hash and where in the file the id stands, 16 bytes; the bytes themselves are
/// compared in the file when hashes are equal.
struct SeenIds {
  private var hashes: [UInt64]
  private var places: [UInt64]
  private var mask: Int
  private var count = 0
  private let hasher = KeyHash()

  init(expected: Int) {
    var size = 64
    while size * 5 < expected * 8 { size *= 2 }
    hashes = [UInt64](repeating: 0, count: size)
    places = [UInt64](repeating: 0, count: size)
    mask = size - 1
  }

  /// Notes an id; false when it came before.
  ///
  /// - Parameters:
  ///   - text: the id, without quotes.
  ///   - start: where its cell begins in the file.
  ///   - matches: whether the cell at an earlier place holds the same id.
  mutating func insert(_ text: ByteView, at start: Int, matches: (Int) -> Bool) -> Bool {
    let (a, b, c) = text.count <= 23 ? text.keyWords() : (hasher.hash(text), 0, 0)
    let hash = max(1, hasher.hash(a, b, c ^ UInt64(text.count) << 56))
    var place = Int(truncatingIfNeeded: hash) & mask
    while hashes[place] != 0 {
      if hashes[place] == hash, matches(Int(places[place])) { return false }
      place = (place &+ 1) & mask
    }
    hashes[place] = hash
    places[place] = UInt64(start)
    count += 1
    if count * 8 > hashes.count * 5 { grow() }
    return true
  }

  private mutating func grow() {
    let (oldHashes, oldPlaces) = (hashes, places)
    let size = oldHashes.count * 2
    hashes = [UInt64](repeating: 0, count: size)
    places = [UInt64](repeating: 0, count: size)
    mask = size - 1
    for slot in oldHashes.indices where oldHashes[slot] != 0 {
      var place = Int(truncatingIfNeeded: oldHashes[slot]) & mask
      while hashes[place] != 0 { place = (place &+ 1) & mask }
      hashes[place] = oldHashes[slot]
      places[place] = oldPlaces[slot]
    }
  }
}
