import RevBase
package import RevModel

/// Values of suppositions: read against what is known of a deal, and written so that they can be
/// read again.
extension Supposing {
  /// A stage by its name; `won` and `lost` find the stage with that outcome where none is called so.
  func stage(_ name: String, _ row: Int) throws(SuppositionError) -> DealChange.Change {
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
  func amount(_ text: String, _ row: Int) throws(SuppositionError) -> DealChange.Change {
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
  func close(_ text: String, _ row: Int) throws(SuppositionError) -> DealChange.Change {
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
