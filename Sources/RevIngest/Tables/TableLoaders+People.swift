import RevBase
import RevModel

// quotas.csv, calls.csv, payouts.csv.
extension LoadContext {
  mutating func loadQuotas() throws(LoadError) -> QuotaTable? {
    guard var reader = try open(.quotas) else { return nil }
    var table = QuotaTable()
    var segment = CodeBuilder()
    while try reader.advance() {
      reader.require("person_id")
      let start = reader.days("start_date", required: true)
      let end = reader.days("end_date", required: true)
      let amount = reader.amounts("amount", required: true)
      let full = reader.amounts("full_amount")
      reader.settle()
      try reader.append("person_id", to: &table.person, of: &shared.people)
      reader.append(start, to: &table.start)
      reader.append(end, to: &table.end)
      reader.append(amount, to: &table.amount)
      for row in reader.accepted {
        table.fullAmount.append(
          full[row] == TableReader.blankAmount ? amount[row] : full[row])
      }
      reader.append("segment", to: &segment)
    }
    table.columns = reader.columns
    table.segment = segment.finish()
    close(reader)
    return table
  }

  private static let callCategories = WordList(
    words: [
      ("commit", CallTable.Category.commit.rawValue),
      ("best_case", CallTable.Category.bestCase.rawValue),
      ("call", CallTable.Category.call.rawValue),
    ],
    blank: CallTable.Category.other.rawValue, other: CallTable.Category.other.rawValue)

  mutating func loadCalls() throws(LoadError) -> CallTable? {
    guard var reader = try open(.calls) else { return nil }
    var table = CallTable()
    while try reader.advance() {
      reader.require("person_id")
      let period = reader.days("period_start", required: true)
      let submitted = reader.days("submitted_date", required: true)
      reader.require("category")
      let amount = reader.amounts("amount", required: true)
      reader.settle()
      try reader.append("person_id", to: &table.person, of: &shared.people)
      reader.append(period, to: &table.periodStart)
      reader.append(submitted, to: &table.submitted)
      table.category.append(contentsOf: reader.words("category", Self.callCategories))
      reader.append(amount, to: &table.amount)
    }
    table.columns = reader.columns
    close(reader)
    return table
  }

  mutating func loadPayouts() throws(LoadError) -> PayoutTable? {
    guard var reader = try open(.payouts) else { return nil }
    var table = PayoutTable()
    while try reader.advance() {
      reader.require("person_id")
      let start = reader.days("start_date", required: true)
      let end = reader.days("end_date", required: true)
      let paid = reader.amounts("paid", required: true)
      let budget = reader.amounts("budget")
      reader.settle()
      try reader.append("person_id", to: &table.person, of: &shared.people)
      reader.append(start, to: &table.start)
      reader.append(end, to: &table.end)
      reader.append(paid, to: &table.paid)
      reader.append(amounts: budget, blank: .min, to: &table.budget)
    }
    table.columns = reader.columns
    close(reader)
    return table
  }
}
