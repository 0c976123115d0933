import RevBase
import RevMetrics
import RevModel

/// View 8: from won to cash.
extension BoardMaker {
  var cash: BoardModel {
    BoardModel(
      title: "8 Cash", note: "won to cash as of \(question.asOf)",
      left: [.heading("Money that waits"), bars(LineItems.cashMoney)],
      right: [.heading("How fast, how much"), figures(LineItems.cashRest)])
  }

  private func bars(_ ids: [MetricID]) -> BoardModel.Block {
    let rows = ids.map { id -> BoardModel.Row in
      let figure = figures.figure(id)
      let count = answers.cashRows[id].map {
        "in \(Format.count($0.count, Presenter.noun($0.table)))"
      }
      return BoardModel.Row(
        item: .metric(id),
        cells: [
          cell(figure.label), cell(figure.value, figure.tone),
          cell(
            figure.reason ?? figure.comparison?.words
              ?? [figure.word, figure.change, count ?? ""].filter { !$0.isEmpty }
              .joined(separator: "  "),
            figure.comparison?.tone ?? .dim),
        ], number: figure.number, isSelected: figure.isSelected)
    }
    return .grid(
      .init(
        columns: [text("", 21), number("", 8), text("", 24, flex: 0)], rows: rows, hasBars: true))
  }
}
