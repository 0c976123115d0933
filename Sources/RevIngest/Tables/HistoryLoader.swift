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
    let changer = reader.place("changed_by")
    let dealColumn = reader.place("deal_id")
    while try reader.advance() {
      // Rows of other fields first: they are ignored, whatever else is wrong with them.
      let fields = reader.fields("field", Self.fields)
      reader.require("deal_id")
      let times = reader.times("changed_at", required: true)
      reader.settle()
      guard let dealColumn else { continue }
      for row in reader.accepted {
        let time = times[row]
        if time.day > latest { latest = time.day }
        let id = reader.text(row, dealColumn)
        let deal = Int(reader.reference(id, column: "deal_id", &deals))
        guard let field = HistoryField(rawValue: fields[row]) else { continue }
        var by: Int32 = -1
        if let changer {
          let person = reader.text(row, changer)
          if person.count > 0 { by = reader.reference(person, column: "changed_by", &people) }
        }
        let currency = deal < deals.knownCount ? dealCurrencies[deal] : 0
        let old = value(&reader, row, "old_value", field, currency)
        let new = value(&reader, row, "new_value", field, currency)
        guard deal < deals.knownCount else { continue }
        builder.append(
          field: field, deal: deal, day: time.day, instant: time.microseconds, old: old, new: new,
          changedBy: by)
      }
      if nextSteps.arena.overflowed || people.overflowed || deals.overflowed {
        throw .tooMuchText(path: reader.path, column: "new_value")
      }
      try checkStages(reader.path)
    }
    close(reader)
    return builder
  }

  /// A value before or after a change, as the model has it.
  private mutating func value(
    _ reader: inout TableReader, _ row: Int, _ name: String, _ field: HistoryField,
    _ currency: UInt16
  ) -> Int64 {
    let column = reader.place(name)
    switch field {
    case .stage:
      guard let column else { return -1 }
      let text = reader.text(row, column)
      return text.count == 0 ? -1 : Int64(stageNames.code(of: text))
    case .amount:
      guard let column else { return 0 }
      let cell = reader.typed(row, column)
      if cell.count == 0 { return 0 }
      if let cents = reader.amount(cell, currency: currency) { return cents }
      reader.unreadable(row, column, required: false)
      return 0
    case .closeDate:
      guard let column else { return Int64(Day.unknownNumber) }
      let cell = reader.typed(row, column)
      if cell.count == 0 { return Int64(Day.unknownNumber) }
      if let day = cell.day(&reader.clock) { return Int64(day) }
      reader.unreadable(row, column, required: false)
      return Int64(Day.unknownNumber)
    case .category:
      guard let column else { return Int64(WordList.categories.blank) }
      let word = reader.text(row, column)
      if word.count == 0 { return Int64(WordList.categories.blank) }
      if let category = WordList.categories.value(of: word) { return Int64(category) }
      reader.log.unknownWord(name, word)
      return Int64(WordList.categories.other)
    case .owner:
      guard let column else { return -1 }
      let person = reader.text(row, column)
      if person.count == 0 { return -1 }
      return Int64(reader.reference(person, column: name, &people))
    case .nextStep:
      guard let column else { return -1 }
      let text = reader.text(row, column)
      return text.count == 0 ? -1 : Int64(nextSteps.code(adding: text))
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
