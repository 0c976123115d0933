import RevModel

// Forecasts by category: what is won, and the open deals of some categories on top.

extension Facts {
  /// O(P) in one category.
  func open(in category: StageTable.Category) -> Total {
    pipeline.openByCategory[Int(category.rawValue)]
  }

  /// W(P), and O(P) in some categories.
  func landing(_ categories: StageTable.Category...) -> Measure {
    ask(.deals) {
      categories.reduce(pipeline.won) { $0 + open(in: $1) }.measure
    }
  }

  /// The deals behind `landing`.
  func rowsOfLanding(_ categories: StageTable.Category...) -> RowSet {
    let category = context.book.category
    let codes = Set(categories.map(\.rawValue))
    let open = context.selection.openInPeriod.filter { codes.contains(category[Int($0)]) }
    return rows((context.selection.won + open).sorted())
  }
}
