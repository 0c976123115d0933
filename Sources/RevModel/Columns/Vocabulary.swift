/// The distinct texts of a column in the order of their first appearance; a code is an index here.
package struct Vocabulary: Sendable {
  package private(set) var words: [String] = []
  private var codes: [String: Int32] = [:]

  /// The code that stands for a blank cell in every column of codes.
  package static let blank: Int32 = -1

  package init() {}

  package init(_ words: [String]) {
    for word in words { _ = self.code(adding: word) }
  }

  package var count: Int { words.count }

  /// The code of a word; nil when it never appeared.
  package func code(of word: String) -> Int32? { codes[word] }

  /// The code of a word, which is added when it is new.
  package mutating func code(adding word: String) -> Int32 {
    if let code = codes[word] { return code }
    let code = Int32(words.count)
    words.append(word)
    codes[word] = code
    return code
  }

  /// The word of a code; nil for blank.
  package subscript(code: Int32) -> String? { code < 0 ? nil : words[Int(code)] }
}
