import RevBase
import RevMetrics
import RevModel
import RevRisk

extension Presenter {
  /// The pane of deals at risk.
  mutating func riskPane(_ state: AppState) -> RiskPaneModel {
    guard let answers = state.answers else { return .empty([.text("computing")]) }
    let risk = answers.risk
    if risk.isLearning { return .empty([.text("learning from the history", .missing)]) }
    // Supposed changes stand in the question's own book; else the day's serves every question.
    let asked = answers.now.question
    let book = asked.whatIf.isEmpty ? engine.book(on: asked.asOf) : context(asked).book
    let current = state.item(of: .risk)
    let hasFocus = state.place.focus == .risk
    let deals = risk.deals.enumerated().map { index, deal in
      self.deal(deal, index, book, state, isSelected: hasFocus && current == .deal(deal.row))
    }
    let total = Format.compact(risk.total.amount, in: currency)
    let note = "\(Format.count(risk.total.count, "deal"))  \(total)"
    let change = riskChange(answers)
    var notes = change.isEmpty ? [note] : [note + change, note]
    if risk.rulesMode != nil { notes.insert("rules mode  \(notes[0])", at: 0) }
    return RiskPaneModel(
      notes: notes, deals: deals,
      selectedIndex: risk.deals.firstIndex { current == .deal($0.row) } ?? 0,
      count: risk.total.count, emptyReason: emptyReason(risk, state),
      flags: RiskFlag.allCases.compactMap { flag in
        risk.byFlag[flag].map { tally in
          RiskPaneModel.Flag(
            item: .riskFlag(flag), words: flag.short, count: Format.count(tally.count),
            amount: Format.compact(tally.amount), number: tally.amount.units,
            isSelected: hasFocus && current == .riskFlag(flag))
        }
      }, remarks: risk.remarks)
  }

  /// What is at risk against the other side of a comparison; empty without one.
  private func riskChange(_ answers: Answers) -> String {
    guard let base = answers.base else { return "" }
    let change = LineChange(answers)
    let count = change.words(.count(answers.risk.total.count), .count(base.atRisk.count), .count)
    let sum = change.words(
      .money(answers.risk.total.amount), .money(base.atRisk.amount), .money)
    let words = [count, sum].filter { !$0.isEmpty }
    return words.isEmpty ? "" : "  (\(words.joined(separator: "  ")))"
  }

  private func emptyReason(_ risk: RiskAnswer, _ state: AppState) -> Phrase {
    if risk.considered > 0 {
      return [.text("none of \(Format.count(risk.considered, "deal")) due is at risk", .good)]
    }
    if risk.later > 0 {
      return [
        .text(
          "no deal is due by \(state.question.period.end); \(Format.count(risk.later)) later   "),
        .key(.nextPeriod), .text(" next period"),
      ]
    }
    if state.question.slicers.isEmpty {
      return [.text("no deal is open on \(state.question.asOf)")]
    }
    return [.text("no open deals here   "), .key(.clear), .text(" clears the slicers")]
  }

  private func deal(
    _ deal: RiskAnswer.Deal, _ index: Int, _ book: DealsAsOf, _ state: AppState, isSelected: Bool
  ) -> RiskPaneModel.Deal {
    let row = Int(deal.row)
    let segment = snapshot.segment(ofDeal: row)
    let record = DealRecord(snapshot: snapshot, book: book)
    // The amount that stands in the files, as in every other list; what the model counts with is
    // told by the inspector.
    let amount = book.state.amount[row]
    return RiskPaneModel.Deal(
      item: .deal(deal.row), name: self.deal(row, state),
      amount: amount > 0 ? Format.compact(Money(cents: amount)) : Format.missing,
      stage: stageTitle(Int(book.stageRow[row])),
      segment: segment < 0
        ? "-" : snapshot.accounts.segment[Int(snapshot.deals.account[row])] ?? "-",
      age: record.daysInStage(row).map { "\($0)d" } ?? Format.missing,
      owner: person(book.state.owner[row], state),
      close: Day(known: book.state.close[row]).map { Format.short($0, near: book.day) } ?? "-",
      win: Format.percent(deal.chance, digits: 0), risk: Int((deal.risk * 100).rounded()),
      shortfall: Format.compact(deal.shortfall),
      why: state.masksNames && deal.namesOwner ? "owner" : deal.why,
      brief: deal.namesOwner ? "owner" : deal.brief,
      isTop: index < RiskRuleBook.top, isMarked: state.place.paneMarks.contains(deal.row),
      isSelected: isSelected)
  }
}

extension RiskPaneModel {
  static func empty(_ reason: Phrase) -> RiskPaneModel {
    RiskPaneModel(
      notes: [""], deals: [], selectedIndex: 0, count: 0, emptyReason: reason, flags: [],
      remarks: [])
  }
}
