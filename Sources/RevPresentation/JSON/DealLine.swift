package import RevBase
package import RevMetrics
import RevModel

/// One deal as of a day, in words and numbers, for lists that leave the program.
package struct DealLine: Sendable, Equatable {
  package var id: String
  package var name: String
  package var account: String?
  package var segment: String?
  package var owner: String?
  package var ownerName: String?
  package var stage: String
  package var category: String
  package var type: String?
  package var amount: Money
  /// What it adds to the number that the list stands behind, where that may be another amount:
  /// what was pushed out of a period is as large as it was then. nil where `amount` is added.
  package var counted: Money?
  package var created: Day
  package var close: Day?
  /// The day on which it was won or lost; nil while it is open.
  package var closed: Day?
  package var daysInStage: Int
  package var nextStep: String?
  package var line: UInt32

  package init(_ row: Int, _ context: AnswerContext) {
    let (snapshot, book) = (context.snapshot, context.book)
    let (deals, state) = (snapshot.deals, book.state)
    id = deals.id[row]
    name = deals.title(row)
    account = snapshot.accounts.title(ofCode: deals.account[row])
    segment = Self.segment(row, snapshot)
    owner = state.owner[row] < 0 ? nil : snapshot.people.ids[Int(state.owner[row])]
    ownerName = snapshot.people.title(ofCode: state.owner[row])
    let stageName = state.stage[row]
    stage = stageName == UInt16.max ? "" : snapshot.stages.names[Int32(stageName)] ?? ""
    switch Standing(rawValue: book.standing[row]) {
    case .open, .omitted, .unqualified:
      category = Self.words[Int(book.category[row])]
    default: category = "closed"
    }
    type = deals.type[row]
    amount = Money(cents: state.amount[row])
    created = Day(deals.created[row])
    close = Day(known: state.close[row])
    closed = Day(known: book.closed[row])
    daysInStage = context.question.asOf - Day(book.stageSince[row])
    nextStep = deals.nextSteps[state.nextStep[row]]
    line = deals.line[row]
  }

  private static let words = ["omitted", "pipeline", "best_case", "commit"]

  private static func segment(_ row: Int, _ snapshot: Snapshot) -> String? {
    let account = Int(snapshot.deals.account[row])
    guard account >= 0, account < snapshot.accounts.segment.count else { return nil }
    return snapshot.accounts.segment[account]
  }
}

extension DealLine {
  /// The columns of a list of deals, in order.
  package static let columns = [
    "deal_id", "name", "account", "segment", "owner_id", "owner", "stage", "category", "type",
    "amount", "created_date", "close_date", "closed_date", "days_in_stage", "next_step",
  ]

  /// The name of the column after `columns` that holds `counted`, in lists that have it.
  package static let countedColumn = "counted"

  /// The cells of `columns` as plain text, and `counted` if it is there; unknown ones are empty.
  package var cells: [String] {
    var cells = ownCells
    if let counted { cells.append("\(counted)") }
    return cells
  }

  private var ownCells: [String] {
    [
      id, name, account ?? "", segment ?? "", owner ?? "", ownerName ?? "", stage, category,
      type ?? "", "\(amount)", "\(created)", close.map { "\($0)" } ?? "",
      closed.map { "\($0)" } ?? "", "\(daysInStage)", nextStep ?? "",
    ]
  }

  /// The line as an object; `counted` is its last key, in lists that have it.
  package var json: JSON {
    let counted = counted.map { [JSON.Member(Self.countedColumn, .money($0))] } ?? []
    guard case .object(let members) = ownJSON else { return ownJSON }
    return .object(members + counted)
  }

  private var ownJSON: JSON {
    [
      "deal_id": .string(id), "name": .string(name), "account": .text(account),
      "segment": .text(segment), "owner_id": .text(owner), "owner": .text(ownerName),
      "stage": .string(stage), "category": .string(category), "type": .text(type),
      "amount": .money(amount), "created_date": .day(created), "close_date": .day(close),
      "closed_date": .day(closed), "days_in_stage": .int(daysInStage),
      "next_step": .text(nextStep), "line": .int(Int(line)),
    ]
  }
}
