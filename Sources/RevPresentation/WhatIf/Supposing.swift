import RevBase
package import RevModel

/// Why a supposition cannot be understood: what is wrong, and what to write.
package struct SuppositionError: Error, Equatable, Sendable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

/// Reads and writes suppositions about deals: `stage=Won amount=50000 close=2026-12-15`, `out`, `in`.
///
/// The same words are typed in the cockpit, given to `--what-if` and kept in scenarios. Values that
/// are relative (`amount=+10%`, `close=+14d`) start from what is known, not from what was supposed
/// before.
package struct Supposing: Sendable {
  private let snapshot: Snapshot
  /// What is known, without any supposition.
  private let book: DealsAsOf

  package init(_ snapshot: Snapshot, knownAs book: DealsAsOf) {
    self.snapshot = snapshot
    self.book = book
  }

  /// One supposed field, before it is held against a deal.
  private enum Wish {
    case stage(String)
    case amount(String)
    case close(String)
    case out, `in`
  }

  // MARK: - Reading

  /// `D-17 stage=Won amount=50000`: a deal by its id, then what is supposed of it.
  package func applying(line: String, to whatIf: [DealChange]) throws(SuppositionError)
    -> [DealChange]
  {
    let words = Self.words(line)
    guard let id = words.first, words.count > 1 else {
      throw SuppositionError(
        "'\(line)' supposes nothing; write a deal's id and what is different: "
          + "D-17 stage=Won amount=50000 close=2026-12-15, or D-17 out")
    }
    guard let row = snapshot.deals.id.firstRow(of: id) else {
      throw SuppositionError("no deal has the id '\(id)'")
    }
    let wishes = try Self.wishes(Array(words.dropFirst()))
    return try applying(wishes, to: [Int32(row)], whatIf)
  }

  /// The same for deals that are pointed at.
  package func applying(
    _ text: String, to deals: [Int32], of whatIf: [DealChange]
  ) throws(SuppositionError) -> [DealChange] {
    try applying(try Self.wishes(Self.words(text)), to: deals, whatIf)
  }

  /// What a line says, also where it is what is known already.
  package func changes(line: String) throws(SuppositionError) -> [DealChange] {
    let words = Self.words(line)
    guard let id = words.first, let row = snapshot.deals.id.firstRow(of: id) else {
      throw SuppositionError("no deal has the id '\(words.first ?? "")'")
    }
    var changes: [DealChange] = []
    for wish in try Self.wishes(Array(words.dropFirst())) {
      let change: DealChange.Change
      switch wish {
      case .stage(let name): change = try stage(name, row)
      case .amount(let text): change = try amount(text, row)
      case .close(let text): change = try close(text, row)
      case .out: change = .excluded
      case .in: continue
      }
      changes.append(DealChange(deal: row, change: change))
    }
    return changes
  }

  /// What is known of the fields that are supposed, as changes; blank fields are left out.
  package func knownChanges(_ whatIf: [DealChange]) -> [DealChange] {
    whatIf.compactMap { change in
      known(change.deal, change.change.field).map { DealChange(deal: change.deal, change: $0) }
    }
  }

  private func applying(
    _ wishes: [Wish], to deals: [Int32], _ whatIf: [DealChange]
  ) throws(SuppositionError) -> [DealChange] {
    var result = whatIf
    for deal in deals {
      let row = Int(deal)
      guard book.standing[row] != Standing.absent.rawValue else {
        throw SuppositionError(
          "\(snapshot.deals.id[row]) was created after \(book.day); nothing can be supposed of it")
      }
      for wish in wishes {
        switch wish {
        case .in: result.removeAll { $0.deal == row && $0.change == .excluded }
        case .out: replace(DealChange(deal: row, change: .excluded), in: &result)
        case .stage(let name):
          replace(DealChange(deal: row, change: try stage(name, row)), in: &result)
        case .amount(let text):
          replace(DealChange(deal: row, change: try amount(text, row)), in: &result)
        case .close(let text):
          replace(DealChange(deal: row, change: try close(text, row)), in: &result)
        }
      }
    }
    return result
  }

  /// A field has one supposed value; the known value is no supposition.
  private func replace(_ change: DealChange, in list: inout [DealChange]) {
    list.removeAll { $0.deal == change.deal && $0.change.field == change.change.field }
    if known(change.deal, change.change.field) != change.change { list.append(change) }
  }

  /// What is known of a field; nil for what is blank, and for being counted.
  func known(_ row: Int, _ field: DealChange.Field) -> DealChange.Change? {
    switch field {
    case .stage: .stage(book.state.stage[row])
    case .amount: .amount(Money(cents: book.state.amount[row]))
    case .close: Day(known: book.state.close[row]).map { .closeDate($0) }
    case .counted: nil
    }
  }

  // MARK: - Words

  /// Words between blanks; quotes keep blanks.
  private static func words(_ text: String) -> [String] {
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

  private static func wishes(_ words: [String]) throws(SuppositionError) -> [Wish] {
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

  private static func unknown(_ word: String) -> String {
    "'\(word)' cannot be supposed; write stage=, amount=, close=, out or in"
  }

  // MARK: - Values

  /// A stage by its name; `won` and `lost` find the stage with that outcome where none is called so.
  private func stage(_ name: String, _ row: Int) throws(SuppositionError) -> DealChange.Change {
    let stages = stages(ofDeal: row)
    let wanted = name.lowercased()
    let found =
      stages.first { $0.name == name } ?? stages.first { $0.name.lowercased() == wanted }
      ?? stages.first { $0.outcome == .won && wanted == "won" }
      ?? stages.first { $0.outcome == .lost && wanted == "lost" }
    guard let found else {
      let names = stages.map(\.name).joined(separator: ", ")
      throw SuppositionError(
        "\(snapshot.deals.id[row]) has no stage '\(name)'; its stages are \(names)")
    }
    return .stage(found.code)
  }

  /// The stages of a deal's pipeline, in their order.
  package func stages(ofDeal row: Int)
    -> [(name: String, code: UInt16, outcome: StageTable.Outcome)]
  {
    let (table, pipeline) = (snapshot.stages, snapshot.deals.pipeline[row])
    var found: [(place: Int, name: String, code: UInt16, outcome: StageTable.Outcome)] = []
    for name in 0..<table.names.count {
      let place = table.row(pipeline: pipeline, name: Int32(name))
      guard place >= 0, let text = table.names[Int32(name)] else { continue }
      found.append((place, text, UInt16(name), table.rows[place].outcome))
    }
    return found.sorted { $0.place < $1.place }.map { ($0.name, $0.code, $0.outcome) }
  }

  /// `50000`, `48,000.50`, `1.2M`, or from what is known `+10%`, `-5000`.
  private func amount(_ text: String, _ row: Int) throws(SuppositionError) -> DealChange.Change {
    let known = Double(book.state.amount[row]) / 100
    let sign: Double = text.hasPrefix("-") ? -1 : 1
    let isRelative = text.hasPrefix("+") || text.hasPrefix("-")
    var body = (isRelative ? text.dropFirst() : text[...]).filter { $0 != "," && $0 != "_" }
    var scale = 1.0
    let isShare = body.hasSuffix("%")
    if isShare {
      body.removeLast()
    } else if let last = body.last?.lowercased(), let factor = ["k": 1e3, "m": 1e6][last] {
      scale = factor
      body.removeLast()
    }
    guard let number = Self.number(body), !isShare || isRelative else {
      throw SuppositionError("'\(text)' is no amount; write 50000, 1.2M, +10% or -5000")
    }
    let step = isShare ? known * number / 100 : number * scale
    let value = isRelative ? known + sign * step : step
    guard value >= 0, value <= Money.limit.units else {
      throw SuppositionError(
        "an amount of \(text) would be \(value < 0 ? "negative" : "too large")")
    }
    return .amount(Money(cents: Int64((value * 100).rounded(.toNearestOrEven))))
  }

  /// Digits with at most one point; nil for anything else.
  private static func number(_ text: String) -> Double? {
    let bytes = text.utf8
    guard bytes.contains(where: { $0 >= 0x30 && $0 <= 0x39 }),
      bytes.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E }),
      bytes.count(where: { $0 == 0x2E }) <= 1
    else { return nil }
    return Double(text)
  }

  /// A day, or from what is known `+14d`, `-2w`.
  private func close(_ text: String, _ row: Int) throws(SuppositionError) -> DealChange.Change {
    if let day = Day(text) { return .closeDate(day) }
    let words = "'\(text)' is no close date; write 2026-12-15, +14d or -2w"
    guard text.hasPrefix("+") || text.hasPrefix("-"), let unit = text.last?.lowercased(),
      let length = ["d": 1, "w": 7][unit], let number = Int(text.dropFirst().dropLast()),
      (0...3660).contains(number)
    else { throw SuppositionError(words) }
    guard let known = Day(known: book.state.close[row]) else {
      throw SuppositionError(
        "\(snapshot.deals.id[row]) has no close date to start from; write a day")
    }
    let days = number * length
    return .closeDate(text.hasPrefix("-") ? known - days : known + days)
  }

  // MARK: - Writing

  /// One line a deal, as it can be read again: `D-17 stage="Closed Won" amount=50000`.
  package func lines(_ whatIf: [DealChange]) -> [String] {
    var order: [Int] = []
    var parts: [Int: [String]] = [:]
    for change in whatIf {
      if parts[change.deal] == nil { order.append(change.deal) }
      parts[change.deal, default: []].append(word(change.change))
    }
    return order.map { row in
      ([Self.quoted(snapshot.deals.id[row])] + (parts[row] ?? [])).joined(separator: " ")
    }
  }

  private func word(_ change: DealChange.Change) -> String {
    switch change {
    case .stage(let code): "stage=" + Self.quoted(snapshot.stages.names[Int32(code)] ?? "")
    case .amount(let money): "amount=\(money)"
    case .closeDate(let day): "close=\(day)"
    case .excluded: "out"
    }
  }

  private static func quoted(_ text: String) -> String {
    guard text.isEmpty || text.contains(where: { $0 == " " || $0 == "'" || $0 == "\"" }) else {
      return text
    }
    return text.contains("\"") ? "'\(text)'" : "\"\(text)\""
  }
}

extension DealChange {
  /// What a supposition is about; a deal has one supposition a field.
  package enum Field: Sendable, Hashable { case stage, amount, close, counted }
}

extension DealChange.Change {
  package var field: DealChange.Field {
    switch self {
    case .stage: .stage
    case .amount: .amount
    case .closeDate: .close
    case .excluded: .counted
    }
  }
}
