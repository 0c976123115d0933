import RevBase

/// import.yaml: how files became the snapshot, as written by an import and edited by people.
struct MappingFile: Equatable, Sendable {
  /// How one kind of file is read.
  struct Entry: Equatable, Sendable {
    /// Name of the file; `*` stands for any letters.
    var match: String
    var shape: String?
    var system: ImportSystem?
    var table: String?
    var encoding: TextEncoding?
    var delimiter: UInt8?
    var dates: DateOrder?
    var numbers: NumberStyle?
    /// Columns of the snapshot and what they are made of, in the order of the file.
    var columns: [Column] = []
    /// Words of a column and what is written for them.
    var words: [String: [String: String]] = [:]
    /// Place of the entry, for messages.
    var line = 0

    func matches(_ name: String) -> Bool { Glob.matches(match, name) }
  }

  struct Column: Equatable, Sendable {
    var target: String
    /// Names of columns; a text behind `=` stands for itself.
    var sources: [String]
    var line = 0
    var column = 0
  }

  struct Stage: Equatable, Sendable {
    var stage: String
    var pipeline = ""
    var outcome: String?
    var category: String?
    /// In billionths.
    var probability: Int?
  }

  struct Join: Equatable, Sendable {
    var customer: String
    /// Nil when the customer stands for itself.
    var account: String?
    var reason: JoinPlan.Reason
  }

  /// One file that has been imported.
  struct Record: Equatable, Sendable {
    var file: String
    var shape: String
    var asOf: Day
    var digest: String
  }

  var dates: DateOrder?
  var numbers: NumberStyle?
  var slicers: [String] = []
  var missing: MissingDeals?
  var stripeAmount: StripeAmount?
  var channels: [String: String] = [:]
  var files: [Entry] = []
  var stages: [Stage] = []
  var joins: [Join] = []
  var imports: [Record] = []

  /// The newest export of deals of a system.
  func newest(_ system: ImportSystem) -> Day? {
    imports.filter { ShapeCatalog.shape($0.shape)?.system == system && isDeals($0.shape) }
      .map(\.asOf).max()
  }

  private func isDeals(_ shape: String) -> Bool {
    ShapeCatalog.shape(shape).map { $0.meaning == .deals } ?? false
  }
}

/// Names of files with `*` for any letters.
enum Glob {
  static func matches(_ pattern: String, _ name: String) -> Bool {
    let parts = pattern.lowercased().split(separator: "*", omittingEmptySubsequences: false)
    var rest = name.lowercased()[...]
    guard parts.count > 1 else { return parts.first.map { $0 == rest } ?? false }
    guard let first = parts.first, rest.hasPrefix(first) else { return false }
    rest = rest.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return parts.last.map { rest.hasSuffix($0) } ?? false
  }

  /// The name of a file with its numbers as stars, so that next week's file is known again.
  static func pattern(of name: String) -> String {
    var result = ""
    var digits = ""
    func close() {
      result += digits.count >= 4 ? "*" : digits
      digits = ""
    }
    for character in name {
      if character.isASCII, character.isNumber || (!digits.isEmpty && "-_".contains(character)) {
        digits.append(character)
      } else {
        let tail = digits.reversed().prefix { $0 == "-" || $0 == "_" }
        digits.removeLast(tail.count)
        close()
        result += String(tail) + String(character)
      }
    }
    close()
    return result
  }
}
