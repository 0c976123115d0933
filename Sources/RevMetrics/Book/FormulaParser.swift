import Glibc

/// Reads a formula by recursive descent: comparisons of sums of products of powers.
struct FormulaParser {
  private let text: [Character]
  private var place = 0

  init(_ text: String) { self.text = Array(text) }

  mutating func parse() throws(Formula.SyntaxError) -> Node {
    var result = try comparison()
    while takeWord("and") { result = .binary("and", result, try comparison()) }
    skipBlanks()
    guard place == text.count else { throw fault("an operator, or the end") }
    return result
  }

  private mutating func comparison() throws(Formula.SyntaxError) -> Node {
    let left = try sum()
    guard let sign = take(anyOf: "<>") else { return left }
    let orEqual = place < text.count && text[place] == "="
    if orEqual { place += 1 }
    return .binary(orEqual ? "\(sign)=" : "\(sign)", left, try sum())
  }

  private mutating func sum() throws(Formula.SyntaxError) -> Node {
    var left = try product()
    while let sign = take(anyOf: "+-") { left = .binary(String(sign), left, try product()) }
    return left
  }

  private mutating func product() throws(Formula.SyntaxError) -> Node {
    var left = try signed()
    while let sign = take(anyOf: "*/") { left = .binary(String(sign), left, try signed()) }
    return left
  }

  /// A minus binds less than a power: −2^2 is −4.
  private mutating func signed() throws(Formula.SyntaxError) -> Node {
    if take(anyOf: "-") != nil { return .negative(try signed()) }
    let base = try atom()
    // 2^3^2 is 2^(3^2).
    if take(anyOf: "^") != nil { return .binary("^", base, try signed()) }
    return base
  }

  private mutating func atom() throws(Formula.SyntaxError) -> Node {
    skipBlanks()
    guard place < text.count else { throw fault("a number, a name or a parenthesis") }
    if take(anyOf: "(") != nil {
      let inside = try sum()
      guard take(anyOf: ")") != nil else { throw fault("a closing parenthesis") }
      return .group(inside)
    }
    if text[place].isASCII, text[place].isNumber { return try number() }
    guard isNameStart(text[place]) else { throw fault("a number, a name or a parenthesis") }
    let word = name()
    guard take(anyOf: "(") != nil else { return .term(word) }
    if word == "min" || word == "max" { return try extreme(isMax: word == "max") }
    skipBlanks()
    let start = place
    _ = try sum()
    let inner = String(text[start..<place])
    guard take(anyOf: ")") != nil else { throw fault("a closing parenthesis") }
    return .aggregate(word, of: inner)
  }

  private mutating func extreme(isMax: Bool) throws(Formula.SyntaxError) -> Node {
    var nodes = [try sum()]
    while take(anyOf: ",") != nil { nodes.append(try sum()) }
    guard take(anyOf: ")") != nil else { throw fault("a comma or a closing parenthesis") }
    return .extreme(isMax: isMax, nodes)
  }

  private mutating func number() throws(Formula.SyntaxError) -> Node {
    let start = place
    func isDigit(_ at: Int) -> Bool { at < text.count && text[at].isASCII && text[at].isNumber }
    while isDigit(place) { place += 1 }
    if place < text.count, text[place] == ".", isDigit(place + 1) {
      place += 1
      while isDigit(place) { place += 1 }
    }
    if place < text.count, text[place] == "e" {
      let signed = place + 1 < text.count && (text[place + 1] == "-" || text[place + 1] == "+")
      if isDigit(place + (signed ? 2 : 1)) {
        place += signed ? 2 : 1
        while isDigit(place) { place += 1 }
      }
    }
    let word = String(text[start..<place])
    guard let value = Double(word) else { throw fault("a number") }
    return .number(word, value)
  }

  private mutating func name() -> String {
    let start = place
    while place < text.count, isNameStart(text[place]) || text[place].isNumber { place += 1 }
    return String(text[start..<place])
  }

  private func isNameStart(_ character: Character) -> Bool {
    character == "_" || (character.isASCII && character.isLetter)
  }

  private mutating func take(anyOf characters: String) -> Character? {
    skipBlanks()
    guard place < text.count, characters.contains(text[place]) else { return nil }
    place += 1
    return text[place - 1]
  }

  private mutating func takeWord(_ word: String) -> Bool {
    skipBlanks()
    let end = place + word.count
    guard end <= text.count, String(text[place..<end]) == word else { return false }
    if end < text.count, isNameStart(text[end]) || text[end].isNumber { return false }
    place = end
    return true
  }

  private mutating func skipBlanks() {
    while place < text.count, text[place] == " " { place += 1 }
  }

  private func fault(_ expected: String) -> Formula.SyntaxError {
    Formula.SyntaxError(offset: place, expected: expected)
  }
}

/// `base` to the power of `exponent`; nil where that is no real number.
func power(_ base: Double, _ exponent: Double) -> Double? {
  let result = pow(base, exponent)
  return result.isFinite ? result : nil
}
