/// What was made for the last few keys; the oldest gives way.
struct Recent<Key: Equatable & Sendable, Made: Sendable>: Sendable {
  private var entries: [(key: Key, made: Made)] = []
  private let most: Int

  /// - Parameter most: how many are kept.
  init(_ most: Int) { self.most = most }

  /// What was made for a key; nil when nothing was, or it gave way.
  subscript(key: Key) -> Made? { entries.first { $0.key == key }?.made }

  mutating func keep(_ made: Made, for key: Key) {
    entries.removeAll { $0.key == key }
    entries.append((key, made))
    if entries.count > most { entries.removeFirst() }
  }
}
