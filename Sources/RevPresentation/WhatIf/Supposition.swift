import RevBase
import RevModel

/// One supposition in words, as the list of suppositions shows it.
struct Supposition: Equatable, Sendable {
  /// Row of deals.csv; nil for a number that a scenario led to, and for a deal that is gone.
  var deal: Int32?
  /// What stands in place of a deal's name.
  var title = ""
  /// `stage`, `amount`, `close date`, `counted`.
  var field: String
  /// What was known when it was supposed.
  var known: String
  var supposed: String
  /// What is known now, and how it came; nil for suppositions that were made here.
  var now: String?
  var outcome: String?
}

extension Supposition {
  /// The suppositions in force.
  static func all(_ question: Question, _ snapshot: Snapshot, knownAs book: DealsAsOf)
    -> [Supposition]
  {
    let reader = Supposing(snapshot, knownAs: book)
    return question.whatIf.map { change in
      Supposition(
        deal: Int32(change.deal), field: change.change.field.words,
        known: words(reader.known(change.deal, change.change.field), change.change, snapshot),
        supposed: words(change.change, change.change, snapshot))
    }
  }

  /// What a scenario supposed, and how it came.
  static func all(_ scenario: Scenario, _ snapshot: Snapshot, knownAs book: DealsAsOf)
    -> [Supposition]
  {
    let reader = Supposing(snapshot, knownAs: book)
    let then = scenario.known.flatMap { (try? reader.changes(line: $0)) ?? [] }
    return scenario.lines.flatMap { line -> [Supposition] in
      guard let changes = try? reader.changes(line: line) else {
        return [
          Supposition(
            title: String(line.prefix { $0 != " " }), field: "", known: "", supposed: line,
            now: "-", outcome: "this deal is not in the files any more")
        ]
      }
      return changes.map { change in
        let field = change.change.field
        let before = then.first { $0.deal == change.deal && $0.change.field == field }?.change
        let now = reader.known(change.deal, field)
        return Supposition(
          deal: Int32(change.deal), field: field.words,
          known: words(before, change.change, snapshot),
          supposed: words(change.change, change.change, snapshot),
          now: field == .counted
            ? standing(change.deal, book) : words(now, change.change, snapshot),
          outcome: outcome(change, before, now, book))
      }
    }
  }

  private static func outcome(
    _ change: DealChange, _ before: DealChange.Change?, _ now: DealChange.Change?,
    _ book: DealsAsOf
  ) -> String {
    if change.change == .excluded {
      return switch Standing(rawValue: book.standing[change.deal]) {
      case .lost, .absent, nil: "came true"
      case .won: "came otherwise"
      case .open, .omitted, .unqualified, .unknown: "still open"
      }
    }
    if now == change.change { return "came true" }
    return now == before ? "still as it was" : "came otherwise"
  }

  private static func standing(_ row: Int, _ book: DealsAsOf) -> String {
    switch Standing(rawValue: book.standing[row]) {
    case .won: "won"
    case .lost: "lost"
    case .absent, nil: "not there"
    case .open, .omitted, .unqualified, .unknown: "open"
    }
  }

  /// A value in words; `of` says what kind it is where it is not known.
  private static func words(
    _ value: DealChange.Change?, _ of: DealChange.Change, _ snapshot: Snapshot
  ) -> String {
    if value == nil { return of == .excluded ? "counted" : "-" }
    switch value {
    case .stage(let code): return snapshot.stages.names[Int32(code)] ?? "-"
    case .amount(let money): return Format.full(money)
    case .closeDate(let day): return day.description
    case .excluded: return "left out"
    case nil: return "-"
    }
  }
}

extension DealChange.Field {
  /// As a person calls it.
  var words: String {
    switch self {
    case .stage: "stage"
    case .amount: "amount"
    case .close: "close date"
    case .counted: "counted"
    }
  }
}
