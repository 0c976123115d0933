import RevBase

/// Reads spend by day and campaign of the advertising platforms.
struct AdReader {
  let books: ImportBooks
  /// The name of the channel: a source of deals by name.
  let channel: String

  func read(_ rows: RowCursor) throws(ImportError) {
    while try rows.next() {
      let isDaily = rows.has("day")
      let target = isDaily ? "day" : rows.has("starts") ? "starts" : "date"
      let name = rows.value("campaign") ?? rows.value("campaign_id")
      guard let name, rows.raw(target) != nil || !RowKind.isTotal(name) else {
        rows.setAside(.total)
        continue
      }
      guard let day = rows.needed(target) else { continue }
      if !isDaily, rows.has("end"), let end = rows.value("end"), end != day {
        throw .unusable(
          path: rows.file.path,
          reason: "line \(rows.rowLine) is about the days from \(day) to \(end)",
          remedy: "Break the report down by day and export it again.")
      }
      // No spend is written as dashes or left out: the row says that there was none.
      guard let amount = rows.money("amount") else {
        if rows.raw("amount").map(Self.isNumberless) ?? true { continue }
        rows.setAside(.unreadable, column: "amount")
        continue
      }
      books.addSpend(
        SpendKey(
          day: day, channel: channel,
          campaign: name,
          currency: rows.value("currency")?.uppercased() ?? ""), amount)
    }
  }

  private static func isNumberless(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return NumberCell.isMissing(bytes.span, 0, bytes.count)
  }
}
