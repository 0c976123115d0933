/// Names as rising numbers, their levels, in the order of their bytes, whatever the order of the file.
struct NameLevels: Sendable {
  /// Stands for blank: a deal without a name takes part in no level.
  static let none = UInt16.max

  let names: [String]
  /// By code + 1.
  private let levels: [UInt16]

  /// - Parameter words: the text of each code.
  init(_ words: [String]) {
    let order = words.indices.sorted { words[$0].utf8.lexicographicallyPrecedes(words[$1].utf8) }
    var levels = [UInt16](repeating: Self.none, count: words.count + 1)
    for (level, code) in order.enumerated() where level < Int(Self.none) {
      levels[code + 1] = UInt16(level)
    }
    names = order.map { words[$0] }
    self.levels = levels
  }

  @inline(__always)
  func level(_ code: Int32) -> UInt16 { levels[Int(code &+ 1)] }
}
