import RevModel

/// A column of words while its table is being read; becomes a `CodeColumn`.
struct CodeBuilder: Sendable {
  private(set) var vocabulary: Vocabulary
  var codes: [Int32] = []
  private var index = WordIndex()
  /// Code of the vocabulary by code of the index: two spellings that Unicode calls equal are two
  /// byte strings and one word.
  private var words: [Int32] = []
  /// Code of the word that stands for blank cells, once there was one.
  private var blankCode: Int32?

  init(_ vocabulary: Vocabulary = Vocabulary()) {
    self.vocabulary = vocabulary
  }

  mutating func reserve(_ rows: Int) { codes.reserveLarge(rows) }

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

  /// Adds the words of a later stretch; what its codes are here. Its codes themselves are not taken.
  mutating func recoding(of next: CodeBuilder) -> Recoding {
    Recoding(from: 0, next.vocabulary.words.map { vocabulary.code(adding: $0) })
  }

  /// Appends the words of a later stretch.
  mutating func append(_ next: CodeBuilder) {
    codes.append(next.codes, recoding(of: next))
  }

  /// The words and no codes, for a stretch of a file.
  var bare: CodeBuilder {
    var copy = self
    copy.codes = []
    return copy
  }

  /// Appends a word that stands for blank cells.
  mutating func append(_ count: Int, of blank: String) {
    if count == 0 { return }
    let code = blankCode ?? vocabulary.code(adding: blank)
    blankCode = code
    codes.append(contentsOf: repeatElement(code, count: count))
  }

  consuming func finish() -> CodeColumn {
    var column = CodeColumn()
    column.codes = codes.fitted()
    column.vocabulary = vocabulary
    return column
  }
}
