import RevBase
import RevModel

/// One supposition in words, as the list of suppositions shows it.
struct Supposition: Equatable, Sendable {
  /// Row of deals.csv.
  var deal: Int32
  /// `stage`, `amount`, `close date`, `counted`.
  var field: String
  var known: String
  var supposed: String
  /// How it came, for a scenario of an earlier day; nil when it was made here.
  var outcome: String?

  static func all(_ question: Question, _ snapshot: Snapshot, knownAs book: DealsAsOf)
    -> [Supposition]
  {
    question.whatIf.map { change in
      let row = change.deal
      switch change.change {
      case .stage(let code):
        let name = book.state.stage[row]
        let known = name == .max ? nil : snapshot.stages.names[Int32(name)]
        return Supposition(
          deal: Int32(row), field: "stage", known: known ?? "-",
          supposed: snapshot.stages.names[Int32(code)] ?? "-")
      case .amount(let money):
        return Supposition(
          deal: Int32(row), field: "amount",
          known: Format.full(Money(cents: book.state.amount[row])), supposed: Format.full(money))
      case .closeDate(let day):
        return Supposition(
          deal: Int32(row), field: "close date",
          known: Day(known: book.state.close[row])?.description ?? "-",
          supposed: day.description)
      case .excluded:
        return Supposition(deal: Int32(row), field: "counted", known: "yes", supposed: "left out")
      }
    }
  }
}
