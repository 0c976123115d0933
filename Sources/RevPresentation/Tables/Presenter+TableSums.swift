import RevBase
import RevModel

/// The order of rows, and what they add up to.
extension Presenter {
  func sorted(
    _ rows: [Int32], by column: TableColumnSpec, _ isDescending: Bool, _ reader: RowReader
  ) -> [Int32] {
    let values = rows.map { column.value(reader, Int($0)) }
    let numbers = values.map(\.number)
    if numbers.contains(where: { $0 != nil }) {
      // What is unknown stands last, whichever way round.
      return SortedRows.order(
        rows, by: numbers.map { $0 ?? (isDescending ? .min : .max) }, isDescending)
    }
    return SortedRows.order(
      rows, by: SortedRows.ranks(values.map { $0 == .none ? nil : $0.text }, isDescending),
      isDescending)
  }

  func totals(_ rows: [Int32], _ table: OpenTable, _ reader: RowReader) -> TableTotals {
    var totals = TableTotals()
    totals.count = rows.count
    totals.unfiltered = table.listing.rows.count
    if let amounts = table.listing.amounts {
      // All of them, in whatever order: what they add up to needs no look-up.
      totals.counted =
        rows.count == table.listing.rows.count
        ? Self.sum(amounts) : Self.sum(rows.lazy.map { table.counted[$0] ?? 0 })
    }
    for (index, column) in table.columns.enumerated() where column.isSummed {
      totals.sums[index] = Self.sum(
        rows.lazy.map { row in
          if case .money(let cents) = column.value(reader, Int(row)) { cents } else { 0 }
        })
    }
    return totals
  }

  /// A sum; nil when it does not fit.
  static func sum(_ values: some Sequence<Int64>) -> Money? {
    let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
    return Int64(exactly: sum).map { Money(cents: $0) }
  }
}
