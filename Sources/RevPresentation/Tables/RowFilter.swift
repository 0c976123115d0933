import RevModel

/// Finds the rows whose words hold a typed text.
///
/// Deals are searched by name, id, account, owner, stage and next step through masks over the
/// distinct words, so that a hundred thousand of them narrow while typing; other tables by what
/// their text columns show.
struct RowFilter {
  private let wanted: [UInt8]
  private let table: OpenTable
  private let reader: RowReader

  init(_ text: String, _ table: OpenTable, _ reader: RowReader) {
    wanted = TextMatch.folded(text)
    self.table = table
    self.reader = reader
  }

  func narrowed(_ rows: [Int32]) -> [Int32] {
    table.listing.table == .deals ? narrowedDeals(rows) : rows.filter { holds(Int($0)) }
  }

  private func holds(_ row: Int) -> Bool {
    table.columns.contains { column in
      !column.isNumeric && TextMatch.contains(column.value(reader, row).text.utf8, wanted)
    }
  }

  private func narrowedDeals(_ rows: [Int32]) -> [Int32] {
    let (snapshot, state) = (reader.snapshot, reader.book.state)
    let deals = snapshot.deals
    let accounts = mask(snapshot.accounts.count) { snapshot.accounts.title(ofCode: $0) }
    let people = mask(snapshot.people.count) { snapshot.people.title(ofCode: $0) }
    let stages = mask(snapshot.stages.names.count) { snapshot.stages.names[$0] }
    let steps = mask(deals.nextSteps.count) { deals.nextSteps[$0] }
    return rows.filter { code in
      let row = Int(code)
      if row < deals.name.count, TextMatch.contains(deals.name.utf8(row), wanted) { return true }
      if TextMatch.contains(deals.id.utf8(row), wanted) { return true }
      if Self.passes(accounts, deals.account[row]) { return true }
      if Self.passes(people, state.owner[row]) { return true }
      if Self.passes(steps, state.nextStep[row]) { return true }
      let stage = state.stage[row]
      return stage != .max && Self.passes(stages, Int32(stage))
    }
  }

  private func mask(_ count: Int, _ title: (Int32) -> String?) -> [Bool] {
    (0..<count).map { code in
      title(Int32(code)).map { TextMatch.contains($0.utf8, wanted) } ?? false
    }
  }

  private static func passes(_ mask: [Bool], _ code: Int32) -> Bool {
    code >= 0 && Int(code) < mask.count && mask[Int(code)]
  }
}
