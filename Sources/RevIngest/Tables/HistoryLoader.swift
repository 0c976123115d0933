import RevBase
import RevModel

extension LoadContext {
  /// The fields that are kept, by raw value of `HistoryField`.
  private static let fields = WordList(
    words: [
      ("stage", HistoryField.stage.rawValue), ("close_date", HistoryField.closeDate.rawValue),
      ("amount", HistoryField.amount.rawValue),
      ("forecast_category", HistoryField.category.rawValue),
      ("owner_id", HistoryField.owner.rawValue), ("next_step", HistoryField.nextStep.rawValue),
    ],
    blank: .max, other: .max)

  /// Reads deal_history.csv; nil when it is missing.
  mutating func loadHistory() throws(LoadError) -> HistoryBuilder? {
    guard var reader = try open(.dealHistory) else { return nil }
    var builder = HistoryBuilder()
    var (rowDeals, changers): ([Int32], [Int32]) = ([], [])
    let (oldValue, newValue) = (reader.place("old_value"), reader.place("new_value"))
    while try reader.advance() {
      // Rows of other fields first: they are ignored, whatever else is wrong with them.
      let fields = reader.fields("field", Self.fields)
      reader.require("deal_id")
      let times = reader.times("changed_at", required: true)
      reader.settle()
      rowDeals.removeAll(keepingCapacity: true)
      changers.removeAll(keepingCapacity: true)
      try reader.append("deal_id", to: &rowDeals, of: &deals)
      try reader.append("changed_by", to: &changers, of: &people)
      for (index, row) in reader.accepted.enumerated() {
        let (time, deal) = (times[row], Int(rowDeals[index]))
        if time.day > latest { latest = time.day }
        guard let field = HistoryField(rawValue: fields[row]) else { continue }
        let isKnown = deal < deals.knownCount
        let currency = isKnown ? dealCurrencies[deal] : 0
        let old = value(&reader, row, oldValue, field, currency)
        let new = value(&reader, row, newValue, field, currency)
        guard isKnown else { continue }
        builder.append(
          HistoryRow(
            deal: UInt32(truncatingIfNeeded: deal), day: time.day, instant: time.microseconds,
            old: old, new: new, by: changers[index]),
          about: field)
      }
      if nextSteps.arena.overflowed || people.overflowed {
        throw .tooMuchText(path: reader.path, column: "new_value")
      }
      try checkStages(reader.path)
    }
    close(reader)
    return builder
  }

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
      case .stage: return Int64(stageNames.code(of: text))
      case .nextStep: return Int64(nextSteps.code(adding: text))
      case .owner:
        return Int64(reader.reference(text, column: reader.header[column], &people))
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
