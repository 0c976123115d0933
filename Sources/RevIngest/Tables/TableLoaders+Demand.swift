import RevBase
import RevModel

// leads.csv, activities.csv, spend.csv, costs.csv.
extension LoadContext {
  mutating func loadLeads() throws(LoadError) -> LeadTable? {
    guard var reader = try open(.leads) else { return nil }
    var table = LeadTable()
    var id = TextArena()
    var (source, campaign, segment) = (CodeBuilder(), CodeBuilder(), CodeBuilder())
    while try reader.advance() {
      reader.require("lead_id")
      let created = reader.times("created_at", required: true)
      let score = reader.scores("score")
      let response = reader.times("first_response_at")
      let mql = reader.days("mql_date")
      let sql = reader.days("sql_date")
      let meeting = reader.days("meeting_date")
      let disqualified = reader.days("disqualified_date")
      reader.unique("lead_id")
      reader.settle()
      try reader.append("lead_id", to: &id)
      for row in reader.accepted {
        table.createdAt.append(created[row].microseconds)
        table.created.append(created[row].day)
        table.createdIsDay.append(created[row].isDay)
        table.responseAt.append(response[row].microseconds)
        table.response.append(response[row].day)
        table.responseIsDay.append(response[row].isDay)
      }
      reader.append("source", to: &source)
      reader.append("campaign", to: &campaign)
      reader.append("segment", to: &segment)
      try reader.append("account_id", to: &table.account, of: &accounts)
      try reader.append("owner_id", to: &table.owner, of: &people)
      reader.append(score, to: &table.score)
      reader.append(mql, to: &table.mql)
      reader.append(sql, to: &table.sql)
      reader.append(meeting, to: &table.meeting)
      try reader.append("deal_id", to: &table.deal, of: &deals)
      reader.append(disqualified, to: &table.disqualified)
    }
    table.columns = reader.columns
    table.id = id.finish()
    table.source = source.finish()
    table.campaign = campaign.finish()
    table.segment = segment.finish()
    close(reader)
    return table
  }

  private static let directions = WordList(
    words: [
      ("in", ActivityTable.Direction.inbound.rawValue),
      ("out", ActivityTable.Direction.outbound.rawValue),
    ],
    blank: ActivityTable.Direction.blank.rawValue, other: ActivityTable.Direction.other.rawValue)

  /// Reads activities.csv and puts it in the order of date, then file.
  mutating func loadActivities() throws(LoadError) -> ActivityTable? {
    guard var reader = try open(.activities) else { return nil }
    var table = ActivityTable()
    var kind = CodeBuilder()
    while try reader.advance() {
      reader.require("activity_id")
      let date = reader.days("date", required: true)
      reader.unique("activity_id")
      reader.settle()
      reader.append(date, to: &table.date)
      reader.append("kind", to: &kind)
      try reader.append("deal_id", to: &table.deal, of: &deals)
      try reader.append("account_id", to: &table.account, of: &accounts)
      try reader.append("person_id", to: &table.person, of: &people)
      table.direction.append(contentsOf: reader.words("direction", Self.directions))
    }
    table.columns = reader.columns
    table.kind = kind.finish()
    close(reader)
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
