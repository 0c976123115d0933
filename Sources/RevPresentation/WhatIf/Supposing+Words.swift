/// Suppositions as they are typed: which fields of a deal are to be different, before any value is
/// held against the deal.
extension Supposing {
  /// Words between blanks; quotes keep blanks.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    var isQuoted = false
    for character in text {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        isQuoted = true
      } else if quote == nil, character == " " {
        if !word.isEmpty || isQuoted { words.append(word) }
        word = ""
        isQuoted = false
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty || isQuoted { words.append(word) }
    return words
  }

  static func wishes(_ words: [String]) throws(SuppositionError) -> [Wish] {
    var pairs: [(key: String, value: String?)] = []
    for word in words {
      if let equals = word.firstIndex(of: "=") {
        pairs.append((word[..<equals].lowercased(), String(word[word.index(after: equals)...])))
      } else if word == "out" || word == "in" {
        pairs.append((word, nil))
      } else if let last = pairs.indices.last, let value = pairs[last].value {
        // A stage's name may have blanks.
        pairs[last].value = "\(value) \(word)"
      } else {
        throw SuppositionError(unknown(word))
      }
    }
    var wishes: [Wish] = []
    for (key, value) in pairs {
      switch (key, value) {
      case ("stage", let value?): wishes.append(.stage(value))
      case ("amount", let value?): wishes.append(.amount(value))
      case ("close", let value?), ("close_date", let value?): wishes.append(.close(value))
      case ("out", nil): wishes.append(.out)
      case ("in", nil): wishes.append(.in)
      default: throw SuppositionError(unknown(key))
      }
    }
    if wishes.isEmpty { throw SuppositionError(unknown("")) }
    return wishes
  }

  static func unknown(_ word: String) -> String {
    "'\(word)' cannot be supposed; write stage=, amount=, close=, out or in"
  }
}
