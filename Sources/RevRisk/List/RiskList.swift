package import RevBase
package import RevMetrics
import RevModel

/// The open deals of one question in the order in which they need somebody.
///
/// One pass over the question's open deals, without taking any of them apart; what it says of one is
/// put together where somebody reads it.
package struct RiskList: Sendable, Equatable {
  /// One deal.
  package struct Row: Sendable, Equatable {
    /// Row of deals.csv.
    package var deal: Int
    package var chance: Double
    package var lost: Double
    package var slip: Double
    package var reference: Double
    /// What is missing against a clean record, A (p_ref − p), and what a person can still change.
    package var shortfall: Money
    package var lift: Money
    /// What it brings when it is won.
    package var amount: Money
    package var flags: RiskFlags
    package var isAtRisk: Bool
  }

  /// Deals in order.
  package struct Rows: RandomAccessCollection, Sendable, Equatable {
    fileprivate let columns: RiskColumns
    /// Places in the columns.
    fileprivate let places: [Int32]

    package var startIndex: Int { 0 }
    package var endIndex: Int { places.count }

    package subscript(index: Int) -> Row {
      let place = Int(places[index])
      let (chance, reference) = (columns.chance[place], columns.reference[place])
      let (lost, amount) = (columns.lost[place], columns.amount[place])
      return Row(
        deal: Int(columns.rows[place]), chance: chance, lost: lost,
        slip: Swift.max(0, 1 - chance - lost), reference: reference,
        shortfall: columns.shortfall(place),
        lift: Money(estimate: amount * (columns.actionable[place] - chance)),
        amount: Money(estimate: amount), flags: columns.flags[place],
        isAtRisk: columns.isAtRisk(place))
    }

    package static func == (a: Rows, b: Rows) -> Bool { a.elementsEqual(b) }
  }

  package var day: Day
  /// The period by whose end the chances are.
  package var period: Period
  package var mode: RiskModel.Mode
  /// Deals due by the end of the question's period (all open ones where no due date exists), the
  /// largest shortfall first.
  package var rows: Rows
  /// Shortfall and number of the deals at risk.
  package var atRisk = Tally()
  /// What the deals at risk bring when they are won.
  package var exposed = Money.zero
  /// Shortfall and number of all `rows` that have a flag, by `RiskFlag.rawValue`.
  package var byFlag: [Tally]
  /// Open deals of the question that are not due by then.
  package var later = 0
  /// What a person has to know before reading the list; empty when there is nothing.
  package var remarks: [String] = []

  /// - Parameter model: of the question's as-of day, with what the question supposes.
  package init(_ model: RiskModel, _ context: AnswerContext) {
    precondition(model.day == context.question.asOf, "a model of another day")
    day = model.day
    period = model.period
    mode = model.mode
    let (open, book) = (context.selection.open, context.book)
    let question = context.question
    let hasDates = open.contains { book.state.close[Int($0)] != Day.unknownNumber }
    let isLater = question.period.start > model.period.end
    let first = isLater ? question.period.start.number : Day.unknownNumber + 1
    let last = question.period.end.number
    let (placeOfRow, ranking, closes) = (model.placeOfRow, model.ranking, book.state.close)
    var due: [Int32] = []
    due.reserveCapacity(open.count)
    for deal in open where placeOfRow[Int(deal)] >= 0 {
      let close = closes[Int(deal)]
      if !hasDates || (close >= first && close <= last) {
        due.append(ranking.ranks[Int(placeOfRow[Int(deal)])])
      } else {
        later += 1
      }
    }
    // The model's own order serves every selection of its day: marked by rank, read in order.
    var isDue = BitSet(count: ranking.places.count)
    isDue.insert(due, in: due.indices)
    let ranks = isDue.rows
    rows = Rows(columns: model.columns, places: ranks.map { ranking.places[Int($0)] })
    let sums = ranking.sums(ranks)
    (atRisk, exposed, byFlag) = (sums.atRisk, sums.exposed, sums.byFlag)
    remark(model, question.period, hasDates: hasDates)
  }

  /// The deals at risk, the largest shortfall first.
  package var risky: [Row] { rows.filter(\.isAtRisk) }

  /// The deals of the meeting.
  package var top: [Row] {
    var top: [Row] = []
    for row in rows where row.isAtRisk {
      top.append(row)
      if top.count == RiskRuleBook.top { break }
    }
    return top
  }

  /// The deals with a flag, the largest shortfall first.
  package func rows(with flag: RiskFlag) -> [Row] { rows.filter { $0.flags.has(flag) } }

  package func tally(_ flag: RiskFlag) -> Tally { byFlag[flag.rawValue] }

  private mutating func remark(_ model: RiskModel, _ asked: Period, hasDates: Bool) {
    if case .rules(let words) = mode { remarks.append(words) }
    if asked.start != period.start || asked.end != period.end {
      remarks.append("chances are for \(period.label)")
    }
    if !hasDates, !rows.isEmpty { remarks.append("no deal has a close date: all open deals count") }
  }
}
