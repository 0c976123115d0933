/// Compatibility decomposition and case folding of text, without Foundation.
///
/// The standard library compares strings by canonical equivalence but offers neither NFKC nor case
/// folding. Both are tables here, generated from the Unicode Character Database; what they lack maps
/// to itself, and case folding of most scalars is their lower case. Canonical composition is left to
/// String: two texts with equal forms compare as equal.
enum UnicodeForms {
  /// The folded compatibility form of a scalar, appended to `text`.
  static func appendFolded(_ scalar: Unicode.Scalar, to text: inout String.UnicodeScalarView) {
    guard let parts = decompositions[scalar.value] else {
      appendCase(scalar, to: &text)
      return
    }
    for part in parts { appendCase(part, to: &text) }
  }

  private static func appendCase(
    _ scalar: Unicode.Scalar, to text: inout String.UnicodeScalarView
  ) {
    if let folded = foldings[scalar.value] {
      text.append(contentsOf: folded)
    } else {
      text.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }

  private static let decompositions = table(compatibility)
    .merging(table(eastAsianCompatibility)) { first, _ in first }
  private static let foldings = table(caseFolding)

  /// Reads the entries of a generated table.
  private static func table(_ text: String) -> [UInt32: [Unicode.Scalar]] {
    var result: [UInt32: [Unicode.Scalar]] = [:]
    for entry in text.split(whereSeparator: \.isWhitespace) {
      let sides = entry.split(separator: "=")
      guard sides.count == 2 else { continue }
      let source = sides[0].split(separator: "*").compactMap { UInt32($0, radix: 16) }
      let target = sides[1].split(separator: ".").compactMap { UInt32($0, radix: 16) }
      guard let first = source.first else { continue }
      let count = source.count == 2 ? source[1] : 1
      for step in 0..<count {
        let shift = count == 1 ? 0 : step
        result[first + step] = target.compactMap { Unicode.Scalar($0 + shift) }
      }
    }
    return result
  }
}
