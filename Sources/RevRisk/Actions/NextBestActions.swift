package import RevBase
package import RevForecast
package import RevMetrics
import RevModel

/// What to do about the numbers, each with its money, under one question.
package struct NextBestActions: Sendable, Equatable {
  /// What claims most first; what has no size after what has one; rules that did not keep their
  /// promise last.
  package var actions: [NextAction]
  package var gaps: [ActionGap]
  /// Sized against realised of the rules that have outcomes.
  package var records: [ActionRecord]
  /// How many more cases a rule found than it lists.
  package var unlisted: [ActionRule: Int]
  /// Why a rule cannot speak: a file that is missing, a forecast that is unknown.
  package var silent: [ActionRule: String]

  /// How many actions a rule lists.
  package static let mostPerRule = 25

  /// All that the actions claim of gaps that money closes; corrections of records are none.
  package var claimed: Money {
    gaps.reduce(.zero) { $1.isMoney ? $0 + $1.claimed : $0 }
  }

  /// - Parameters:
  ///   - engine: answers the question about the next period.
  ///   - context: of the question on the screen.
  ///   - model: of the question's as-of day.
  ///   - forecast: of the same question.
  ///   - calls: bias of the people's calls from the audit; empty before it has run.
  ///   - outcomes: of actions that were accepted in the past.
  package init(
    _ engine: Engine, _ context: AnswerContext, _ model: RiskModel, _ list: RiskList,
    _ forecast: Forecast, calls: [ForecastAudit.CallBias] = [], outcomes: [ActionOutcome] = []
  ) {
    var book = ActionBook(engine, context, model, list, forecast)
    book.reEngage()
    book.fixRecords()
    book.multiThread()
    book.pullIn()
    book.buildPipeline()
    book.openRenewals()
    book.saveAccounts()
    book.bill()
    book.reconcile()
    book.answerLeads()
    book.correctCalls(calls)
    book.shiftSpend()
    records = ActionRecord.records(outcomes)
    unlisted = book.unlisted
    silent = book.silent
    var actions = book.actions
    for record in records {
      guard let words = record.demotion else { continue }
      for index in actions.indices where actions[index].rule == record.rule {
        actions[index].demoted = words
      }
    }
    var gaps = book.gaps
    ClaimLedger.settle(&actions, &gaps)
    ClaimLedger.sort(&actions)
    self.actions = actions
    self.gaps = gaps.filter { gap in
      gap.amount > .zero || actions.contains { $0.gap == gap.key }
    }
  }
}

/// The page on which the rules write, with what they all read.
struct ActionBook {
  let engine: Engine
  let context: AnswerContext
  let facts: Facts
  let model: RiskModel
  let list: RiskList
  let forecast: Forecast
  let snapshot: Snapshot
  let book: DealsAsOf
  let today: Day
  private(set) var actions: [NextAction] = []
  private(set) var gaps: [ActionGap] = []
  private(set) var unlisted: [ActionRule: Int] = [:]
  private(set) var silent: [ActionRule: String] = [:]

  init(
    _ engine: Engine, _ context: AnswerContext, _ model: RiskModel, _ list: RiskList,
    _ forecast: Forecast
  ) {
    (self.engine, self.context, self.model) = (engine, context, model)
    (self.list, self.forecast) = (list, forecast)
    facts = Facts(context)
    snapshot = context.snapshot
    book = context.book
    today = context.question.asOf
  }

  // MARK: - Writing

  mutating func say(_ rule: ActionRule, _ reason: String) { silent[rule] = reason }

  /// Adds a rule's actions, the largest first, up to the number that is listed.
  mutating func add(_ rule: ActionRule, _ found: [NextAction], of count: Int? = nil) {
    var found = found
    found.sort { a, b in
      let (x, y) = (a.impact?.mid ?? .zero, b.impact?.mid ?? .zero)
      return x == y ? a.id < b.id : x > y
    }
    let listed = found.prefix(NextBestActions.mostPerRule)
    actions.append(contentsOf: listed)
    let more = (count ?? found.count) - listed.count
    if more > 0 { unlisted[rule] = more }
  }

  /// Declares a gap, or makes a known one larger.
  mutating func close(
    _ key: String, _ title: String, _ amount: Money, isMoney: Bool = true
  ) {
    if let index = gaps.firstIndex(where: { $0.key == key }) {
      gaps[index].amount += max(.zero, amount)
    } else {
      gaps.append(
        ActionGap(key: key, title: title, amount: max(.zero, amount), isMoney: isMoney))
    }
  }

  // MARK: - Words

  /// The next day from so many days on that is no day of a weekend.
  func workday(in days: Int) -> Day {
    let day = today + days
    return day.weekday < 5 ? day : day + (7 - day.weekday)
  }

  /// The day so many days on, or the last working day that does not miss a deadline.
  ///
  /// A deadline that leaves no working day is due on the next one from today.
  func workday(in days: Int, by deadline: Day) -> Day {
    let day = workday(in: days)
    guard deadline < day else { return day }
    let last = deadline - max(0, deadline.weekday - 4)
    return last < today ? workday(in: 0) : last
  }

  func dealName(_ row: Int) -> String { snapshot.deals.title(row) }

  func personName(_ code: Int32?) -> String {
    code.flatMap { snapshot.people.title(ofCode: $0) } ?? "nobody"
  }

  func accountName(_ code: Int) -> String {
    snapshot.accounts.title(ofCode: Int32(code)) ?? "an unknown account"
  }

  func accountOwner(_ code: Int) -> Int32? {
    guard code >= 0, code < snapshot.accounts.knownCount else { return nil }
    let owner = snapshot.accounts.owner[code]
    return owner >= 0 ? owner : nil
  }

  func accountPasses(_ code: Int32) -> Bool {
    context.selection.masks.customer.map { $0[Int(code) + 1] != 0 } ?? true
  }

  func amount(_ units: Double) -> String { RiskWords.amount(Money(estimate: units)) }

  func action(
    _ rule: ActionRule, deal row: Int, title: String? = nil, due: Day, evidence: [String],
    impact: ActionImpact?, unsized: String? = nil, _ confidence: ActionConfidence, gap: String
  ) -> NextAction {
    let owner = book.state.owner[row]
    let name = dealName(row)
    return NextAction(
      id: "\(rule.rawValue)/deal/\(snapshot.deals.id[row])", rule: rule, object: .deal(row),
      name: name, title: title ?? "\(rule.verb) \(name)", owner: owner >= 0 ? owner : nil,
      ownerName: personName(owner >= 0 ? owner : nil), due: due, evidence: evidence,
      rows: RowSet(.deals, rows: [Int32(row)]), impact: impact, unsized: unsized,
      confidence: confidence, gap: gap, stakes: [.deal(row)])
  }
}
