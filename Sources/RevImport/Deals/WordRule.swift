/// What becomes of the words of a column.
struct WordRule: Sendable {
  /// What a word means when nobody says anything about it.
  enum Meaning: Sendable {
    case itself
    case dealType
    case forecastCategory
  }

  var meaning: Meaning
  /// What the mapping file and other files say for a word: ids and their names.
  var table: [String: String]
  /// The same for words in lower case: names of people and companies.
  var folded: [String: String] = [:]

  func apply(_ word: String) -> String {
    if let value = table[word] { return value }
    if !folded.isEmpty, let value = folded[word.lowercased()] { return value }
    switch meaning {
    case .itself: return word
    case .dealType: return DealWords.type(word) ?? word
    case .forecastCategory: return DealWords.category(word) ?? word
    }
  }
}

/// The words of systems for what the snapshot has its own words for.
enum DealWords {
  /// `new`, `expansion` or `renewal`; nil for a word that says none of them.
  static func type(_ word: String) -> String? {
    let name = HeaderName.normal(word)
    if name.contains("renew") || name.contains("verläng") || name.contains("renouvel") {
      return "renewal"
    }
    let more = ["expan", "upsell", "upgrade", "crosssell", "addon", "existing", "bestandskund"]
    if more.contains(where: { name.contains($0) }) { return "expansion" }
    if name.hasPrefix("new") || name.hasPrefix("neu") || name.hasPrefix("nouve") { return "new" }
    return nil
  }

  /// The snapshot's forecast category; nil for a word that is none.
  static func category(_ word: String) -> String? {
    switch HeaderName.normal(word) {
    case "omitted", "omit", "nichtverfügbar", "exclu": "omitted"
    case "pipeline", "notset", "opendeals": "pipeline"
    case "bestcase", "best", "upside", "mostlikely", "bestfall": "best_case"
    case "commit", "committed", "forecast", "zusage": "commit"
    case "closed", "closedwon", "won", "geschlossen", "fermé": "closed"
    default: nil
    }
  }

  /// What the name of a stage says about it; nil when it says nothing.
  static func outcome(ofStage name: String) -> String? {
    let normal = HeaderName.normal(name)
    let lost = ["lost", "verloren", "perdu", "perdid", "abandoned", "disqualified", "churned"]
    if lost.contains(where: { normal.contains($0) }) { return "lost" }
    let won = ["won", "gewonnen", "gagné", "gagne", "ganad", "ganh"]
    return won.contains(where: { normal.contains($0) }) ? "won" : nil
  }
}

/// The words that a thread has met in one column, and what is written for each.
///
/// Rows look a word up by its bytes; a `String` is made once for every distinct one.
struct WordMemo {
  private let rule: WordRule
  private var index = ByteIndex()
  /// The words as they are written.
  private(set) var words: [String] = []
  /// The same as cells of a row, one behind the other.
  private var cells: [UInt8] = []
  private var ends = [0]

  init(_ rule: WordRule) { self.rule = rule }

  /// The number of a word among the distinct ones of the file.
  @inline(__always)
  mutating func number(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    index.find(text, start, end) ?? learn(text, start, end)
  }

  private mutating func learn(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    let number = index.add(text, start, end).number
    let word = rule.apply(CellText.string(text, start, end))
    var line = LineWriter(capacity: 256)
    line.cell(word)
    words.append(word)
    cells.append(contentsOf: line.written)
    ends.append(cells.count)
    return number
  }

  /// Writes what the word of a number stands for.
  @inline(__always)
  func write(_ number: Int, to line: inout LineWriter) {
    line.raw(cells.span, ends[number], ends[number &+ 1])
  }

  /// Writes what a word stands for, and returns its number.
  @inline(__always)
  mutating func write(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, to line: inout LineWriter
  ) -> Int {
    let number = number(text, start, end)
    write(number, to: &line)
    return number
  }
}
