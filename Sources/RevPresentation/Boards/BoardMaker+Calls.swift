import RevBase
import RevMetrics
import RevModel

extension BoardMaker {
  /// Calls and overrides for the period, and how far former ones were from what came.
  var callBlocks: [BoardModel.Block] {
    let hint: Phrase = [.key(.call), .text(" writes the call of the owner under the cursor", .dim)]
    guard let callBook else { return [.note([.text(Presenter.workingWords, .missing)])] }
    let lines = callBook.lines
    if lines.isEmpty { return [.note(hint)] }
    let rows = lines.map { line in
      BoardModel.Row(
        item: .owner(line.person),
        cells: [
          cell(name(line.person), .name),
          cell(line.call.map(Format.compact), line.isFromFile ? .dim : .text),
          cell(line.override.map(Format.compact), .accent),
          score(line.calls), score(line.overrides),
          cell(state.masksNames ? "" : line.reason, .dim),
        ], isSelected: false)
    }
    return [
      .heading(
        "Calls for \(question.period.label), those of calls.csv dim; former ones against what came"),
      .grid(
        .init(
          columns: [
            text("Owner", 18), number("Call", 8), number("Override", 9),
            text("Calls so far", 26), text("Overrides so far", 26, flex: 1), text("Reason", 20),
          ], rows: rows, hasBars: false)),
      .note(hint),
    ]
  }

  /// `3 periods, 8% too high, 12% off`.
  private func score(_ score: CallBook.Score) -> TableModel.Cell {
    guard score.periods > 0 else { return cell("none scored yet", .dim) }
    guard let bias = score.bias, let error = score.error else {
      return cell("\(Format.count(score.periods, "period")), nothing booked", .dim)
    }
    let way = bias >= 0 ? "too high" : "too low"
    return cell(
      "\(Format.count(score.periods, "period")), \(Format.percent(abs(bias), digits: 0)) \(way), "
        + "\(Format.percent(error, digits: 0)) off")
  }

  private func name(_ id: String) -> String {
    guard let code = presenter.snapshot.people.ids.firstRow(of: id) else { return id }
    return presenter.person(Int32(code), state)
  }
}

/// The calls of a question, kept while the team is looked at.
struct OpenCallBook {
  var question: Question
  var journalEdition: Int
  var book: CallBook
}

extension Presenter {
  /// The calls of a question and of the periods before it; nil while they are being worked out.
  mutating func callBook(_ question: Question) -> CallBook? {
    if let known = callBooks.first(where: {
      $0.question == question && $0.journalEdition == journalEdition
    }) {
      return known.book
    }
    guard isPatient else {
      isIncomplete = true
      return nil
    }
    let made = CallBook(journal, context(question))
    callBooks.insert(
      OpenCallBook(question: question, journalEdition: journalEdition, book: made), at: 0)
    if callBooks.count > 2 { callBooks.removeLast() }
    return made
  }
}
