import RevBase
import RevJournal
import RevModel

extension Presenter {
  /// Takes over what the journal holds now.
  mutating func take(_ book: JournalBook) {
    journal = book
    journalEdition += 1
    let deals = book.entries.filter { $0.object.hasPrefix("deal:") }
    let ids = Set(deals.map { String($0.object.dropFirst(5)) })
    // Mostly one more deal is mentioned than before: the rest is known.
    journalDeals = journalDeals.filter { ids.contains($0.key) }
    let new = ids.filter { journalDeals[$0] == nil }.sorted()
    if new.count < 8 {
      for id in new { journalDeals[id] = snapshot.deals.id.firstRow(of: id) }
    } else {
      journalDeals.merge(DealRows.find(new, snapshot)) { _, row in row }
    }
    actionSheets = []
    inspectors = []
    tables.removeAll { $0.source == .journal || $0.source == .actions }
  }

  /// The entry behind a row of the list of the journal.
  func journalEntry(_ row: Int32) -> JournalEntry? {
    journal.entries.indices.contains(Int(row)) ? journal.entries[Int(row)] : nil
  }

  /// The entries, newest first: rows are positions in the journal.
  var journalListing: RowListing {
    if journal.entries.isEmpty {
      return RowListing(
        reason: journal.notice ?? "nothing was written about this snapshot yet; + writes a note")
    }
    return RowListing(nil, rows: journal.entries.indices.reversed().map { Int32($0) })
  }
}
