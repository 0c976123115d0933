import RevBase
import RevModel
import RevRisk

/// What a deal's record says by a day, without any model: days in its stage, pushes, silence.
struct DealRecord {
  let snapshot: Snapshot
  let book: DealsAsOf

  func daysInStage(_ row: Int) -> Int? {
    Day(known: book.stageSince[row]).map { max(0, book.day - $0) }
  }

  func lastActivity(_ row: Int) -> Day? { snapshot.lastActivity(ofDeal: row, by: book.day) }

  func isOverdue(_ row: Int) -> Bool {
    let close = book.state.close[row]
    return book.standing[row] == Standing.open.rawValue && close != Day.unknownNumber
      && close < book.day.number
  }
}
