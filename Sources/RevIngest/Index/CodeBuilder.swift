import RevModel

/// A column of words while its table is being read; becomes a `CodeColumn`.
struct CodeBuilder {
  private(set) var vocabulary: Vocabulary
  var codes: [Int32] = []
  private var index = IdIndex()
  /// Code of the vocabulary by code of the index: two spellings that Unicode calls equal are two
  /// byte strings and one word.
  private var words: [Int32] = []

  init(_ vocabulary: Vocabulary = Vocabulary()) {
    self.vocabulary = vocabulary
  }

  /// The code of a word, which is added when it is new.
  @inline(__always)
  mutating func code(of text: ByteView) -> Int32 {
    let code = Int(index.code(adding: text))
    return code < words.count ? words[code] : add(text)
  }

  private mutating func add(_ text: ByteView) -> Int32 {
    let code = vocabulary.code(adding: text.string)
    words.append(code)
    return code
  }

  /// Puts a word in place of the blanks from a row on.
  mutating func fillBlanks(from first: Int, with word: String) {
    var code: Int32?
    for row in first..<codes.count where codes[row] < 0 {
      let known = code ?? vocabulary.code(adding: word)
      code = known
      codes[row] = known
    }
  }

  consuming func finish() -> CodeColumn {
    var column = CodeColumn()
    column.codes = codes.fitted()
    column.vocabulary = vocabulary
    return column
  }
}
