/// A column of words kept as codes into a vocabulary; −1 stands for blank.
package struct CodeColumn: Sendable {
  package var codes: [Int32] = []
  package var vocabulary = Vocabulary()

  package init() {}

  package var count: Int { codes.count }

  /// The word of a row; nil when blank.
  package subscript(row: Int) -> String? { vocabulary[codes[row]] }

  package mutating func append(_ word: String?) {
    codes.append(word.map { vocabulary.code(adding: $0) } ?? Vocabulary.blank)
  }
}
