import RevBase
import RevModel

extension LoadContext {
  /// Reads deal_history.csv; nil when it is missing.
  mutating func loadHistory() throws(LoadError) -> HistoryBuilder? {
    let currencies = dealCurrencies
    let part = try read(.dealHistory) { _, shared in
      HistoryPart(shared: shared, currencies: currencies)
    }
    return part.map { HistoryBuilder($0.rows) }
  }
}

/// The rows of deal_history.csv about known deals and fields that are kept.
private struct HistoryPart: TablePart {
  var shared: Referents
  /// By raw value of `HistoryField`, a piece for each batch.
  var rows: [[[HistoryRow]]]
  private let currencies: [UInt16]

  /// The fields that are kept, by raw value of `HistoryField`.
  private static let fields = WordList(
    words: [
      ("stage", HistoryField.stage.rawValue), ("close_date", HistoryField.closeDate.rawValue),
      ("amount", HistoryField.amount.rawValue),
      ("forecast_category", HistoryField.category.rawValue),
      ("owner_id", HistoryField.owner.rawValue), ("next_step", HistoryField.nextStep.rawValue),
    ],
    blank: .max, other: .max)

  /// - Parameter currencies: index of each deal's currency.
  init(shared: Referents, currencies: [UInt16]) {
    (self.shared, self.currencies) = (shared, currencies)
    rows = HistoryField.allCases.map { _ in [] }
  }

  func empty() -> HistoryPart { HistoryPart(shared: shared.bare, currencies: currencies) }

  mutating func read(_ reader: inout TableReader) throws(LoadError) {
    let (oldValue, newValue) = (reader.place("old_value"), reader.place("new_value"))
    // Rows of other fields first: they are ignored, whatever else is wrong with them.
    let fields = reader.fields("field", Self.fields)
    reader.require("deal_id")
    let times = reader.times("changed_at", required: true)
    reader.settle()
    var (rowDeals, changers): ([Int32], [Int32]) = ([], [])
    try reader.append("deal_id", to: &rowDeals, of: &shared.deals)
    try reader.append("changed_by", to: &changers, of: &shared.people)
    for row in reader.accepted { shared.note(day: times[row].day) }
    let (order, starts) = Self.byField(reader.accepted, fields)
    for field in HistoryField.allCases {
      let index = Int(field.rawValue)
      var piece: [HistoryRow] = []
      piece.reserveCapacity(starts[index + 1] - starts[index])
      for place in order[starts[index]..<starts[index + 1]] {
        let (row, deal) = (reader.accepted[place], Int(rowDeals[place]))
        let isKnown = deal < currencies.count
        let currency = isKnown ? currencies[deal] : 0
        let old = value(&reader, row, oldValue, field, currency)
        let new = value(&reader, row, newValue, field, currency)
        guard isKnown else { continue }
        piece.append(
          HistoryRow(
            deal: UInt32(truncatingIfNeeded: deal), day: times[row].day,
            instant: times[row].microseconds, old: old, new: new, by: changers[place]))
      }
      if !piece.isEmpty { rows[index].append(piece) }
    }
    if shared.nextSteps.overflowed || shared.people.overflowed {
      throw .tooMuchText(path: reader.path, column: "new_value")
    }
    try shared.checkStages(reader.path)
  }

  /// Positions of the accepted rows field by field, and where each field's begin.
  private static func byField(
    _ accepted: [Int], _ fields: [UInt8]
  ) -> (order: [Int], starts: [Int]) {
    // Accepted rows are about fields that are kept.
    var starts = [Int](repeating: 0, count: HistoryField.allCases.count + 1)
    for row in accepted { starts[Int(fields[row]) + 1] += 1 }
    for index in HistoryField.allCases.indices { starts[index + 1] += starts[index] }
    var (order, next) = ([Int](repeating: 0, count: accepted.count), starts)
    for (position, row) in accepted.enumerated() {
      let field = Int(fields[row])
      order[next[field]] = position
      next[field] += 1
    }
    return (order, starts)
  }

  mutating func append(
    _ next: HistoryPart, _ codes: Recodings, at place: StretchPlace
  ) throws(LoadError) {
    for field in HistoryField.allCases {
      let index = Int(field.rawValue)
      let values: Recoding? =
        switch field {
        case .stage: codes.stageNames
        case .owner: codes.people
        case .nextStep: codes.nextSteps
        case .amount, .closeDate, .category: nil
        }
      if codes.people.changesNothing, values?.changesNothing ?? true {
        rows[index] += next.rows[index]
        continue
      }
      rows[index] += next.rows[index].map { piece in
        piece.map { row in
          var row = row
          row.by = codes.people(row.by)
          if let values {
            row.old = Int64(values(Int32(truncatingIfNeeded: row.old)))
            row.new = Int64(values(Int32(truncatingIfNeeded: row.new)))
          }
          return row
        }
      }
    }
  }

  mutating func finish(_ reader: inout TableReader) {}

  /// A value before or after a change, as the model has it.
  private mutating func value(
    _ reader: inout TableReader, _ row: Int, _ column: Int?, _ field: HistoryField,
    _ currency: UInt16
  ) -> Int64 {
    let blank = Self.blank(field)
    guard let column else { return blank }
    switch field {
    case .amount, .closeDate:
      let cell = reader.typed(row, column)
      if cell.count == 0 { return blank }
      if field == .amount {
        if let cents = reader.amount(cell, currency: currency) { return cents }
      } else if let day = cell.day(&reader.clock) {
        return Int64(day)
      }
      reader.unreadable(row, column, required: false)
      return blank
    case .stage, .category, .owner, .nextStep:
      let text = reader.text(row, column)
      if text.count == 0 { return blank }
      switch field {
      case .stage: return Int64(shared.stageNames.code(of: text))
      case .nextStep: return Int64(shared.nextSteps.code(adding: text))
      case .owner:
        return Int64(reader.reference(text, column: reader.header[column], &shared.people))
      default:
        if let category = WordList.categories.value(of: text) { return Int64(category) }
        reader.log.unknownWord(reader.header[column], text)
        return Int64(WordList.categories.other)
      }
    }
  }

  /// What a blank cell stands for.
  private static func blank(_ field: HistoryField) -> Int64 {
    switch field {
    case .stage, .owner, .nextStep: -1
    case .amount: 0
    case .closeDate: Int64(Day.unknownNumber)
    case .category: Int64(DealTable.WrittenCategory.blank.rawValue)
    }
  }
}

extension TableReader {
  /// The field of each row; rows about other fields are ignored and counted by name.
  fileprivate mutating func fields(_ name: String, _ list: WordList) -> [UInt8] {
    var values = [UInt8](repeating: list.blank, count: batch.count)
    guard let column = place(name) else { return values }
    for row in 0..<batch.count where needs(row, required: true) {
      let word = text(row, column)
      if word.count == 0 {
        note(row, column, .requiredBlank)
      } else if let value = list.value(of: word) {
        values[row] = value
      } else {
        log.unknownWord(name, word)
        ignore(row)
      }
    }
    return values
  }
}
