import RevBase
import RevModel

// leads.csv, activities.csv, spend.csv, costs.csv.
extension LoadContext {
  mutating func loadLeads() throws(LoadError) -> LeadTable? {
    try read(.leads) { _, shared in LeadPart(shared: shared) }?.table
  }

  /// Reads activities.csv and puts it in the order of date, then file.
  mutating func loadActivities() throws(LoadError) -> ActivityTable? {
    let part = try read(.activities) { _, shared in ActivityPart(shared: shared) }
    guard var table = part?.table else { return nil }
    if let order = DayOrder.rows(table.date) {
      table.date = DayOrder.apply(order, to: table.date)
      table.kind.codes = DayOrder.apply(order, to: table.kind.codes)
      table.deal = DayOrder.apply(order, to: table.deal)
      table.account = DayOrder.apply(order, to: table.account)
      table.person = DayOrder.apply(order, to: table.person)
      table.direction = DayOrder.apply(order, to: table.direction)
    }
    return table
  }

  mutating func loadSpend() throws(LoadError) -> SpendTable? {
    guard var reader = try open(.spend) else { return nil }
    var table = SpendTable()
    var (channel, campaign) = (CodeBuilder(), CodeBuilder())
    while try reader.advance() {
      let date = reader.days("date", required: true)
      reader.require("channel")
      let amount = reader.amounts("amount", required: true, in: reader.currencyIndexes())
      reader.settle()
      reader.append(date, to: &table.date)
      reader.append("channel", to: &channel)
      reader.append(amount, to: &table.amount)
      reader.append("campaign", to: &campaign)
    }
    table.columns = reader.columns
    table.channel = channel.finish()
    table.campaign = campaign.finish()
    close(reader)
    return table
  }

  private static let costCategories = WordList(
    words: [
      ("sales", 0), ("marketing", 1), ("customer_success", 2), ("tools", 3), ("cogs", 4),
    ],
    blank: .max, other: .max)

  mutating func loadCosts() throws(LoadError) -> CostTable? {
    guard var reader = try open(.costs) else { return nil }
    var table = CostTable()
    var category = CodeBuilder()
    while try reader.advance() {
      let month = reader.days("month", required: true)
      reader.require("category")
      let amount = reader.amounts("amount", required: true, in: reader.currencyIndexes())
      reader.settle()
      reader.append(month, to: &table.month)
      reader.append("category", to: &category)
      // Only counts the words outside of the list; the column keeps every word.
      _ = reader.words("category", Self.costCategories)
      reader.append(amount, to: &table.amount)
    }
    table.columns = reader.columns
    table.category = category.finish()
    close(reader)
    return table
  }
}

/// The order of rows by day, rows of one day in the order of the file.
enum DayOrder {
  /// Rows in that order; nil when they are in it already.
  static func rows(_ days: [Int32]) -> [UInt32]? {
    guard zip(days, days.dropFirst()).contains(where: { $0 > $1 }), let low = days.min(),
      let high = days.max()
    else { return nil }
    let span = Int(high) - Int(low) + 1
    var order = [UInt32](repeating: 0, count: days.count)
    if span <= 4 * days.count + 4096 {
      var next = [UInt32](repeating: 0, count: span + 1)
      for day in days { next[Int(day) - Int(low) + 1] += 1 }
      for slot in 0..<span { next[slot + 1] += next[slot] }
      for (row, day) in days.enumerated() {
        let slot = Int(day) - Int(low)
        order[Int(next[slot])] = UInt32(row)
        next[slot] += 1
      }
      return order
    }
    order = days.indices.map { UInt32($0) }
    order.sort { a, b in
      let (first, second) = (days[Int(a)], days[Int(b)])
      return first == second ? a < b : first < second
    }
    return order
  }

  static func apply<Value: BitwiseCopyable>(_ order: [UInt32], to column: [Value]) -> [Value] {
    order.map { column[Int($0)] }
  }
}
