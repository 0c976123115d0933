import RevBase
import RevForecast
import RevMetrics
import RevModel
import RevRisk

/// The rows behind a number or a line, before anything is sorted or narrowed.
struct RowListing: Sendable {
  /// nil for rows that are in no table.
  var table: TableName?
  var rows: [Int32] = []
  /// What each row adds to the number, in hundredths; nil when rows are counted.
  var amounts: [Int64]?
  /// Why there are no rows to show; nil where there may be some.
  var reason: String?

  init(_ table: TableName?, rows: [Int32], amounts: [Int64]? = nil) {
    self.table = table
    self.rows = rows
    self.amounts = amounts
  }

  init(reason: String) {
    table = nil
    self.reason = reason
  }

  init(_ set: RowSet) { self.init(set.table, rows: set.rows, amounts: set.amounts) }
}

extension Presenter {
  /// The rows of a source under a question.
  mutating func listing(_ source: RowSource, _ question: Question) -> RowListing {
    switch source {
    case .warnings: RowListing(nil, rows: warnings.indices.map { Int32($0) })
    case .actions: actionListing(question)
    case .journal: journalListing
    case .suppositions: RowListing(nil, rows: question.whatIf.indices.map { Int32($0) })
    case .scenario(let scenario):
      RowListing(nil, rows: rows(of: scenario, question).indices.map { Int32($0) })
    case .item(let item): listing(item, question)
    }
  }

  private mutating func listing(_ item: Item, _ question: Question) -> RowListing {
    let context = context(question)
    let book = context.book
    switch item {
    case .metric where item.listsContributions:
      return contributions(context)
    case .metric(let id):
      guard let definition = MetricCatalog.definition(id) else {
        return RowListing(reason: "\(id.rawValue) is not known")
      }
      let facts = Facts(context)
      if let set = definition.rows(facts) {
        return definition.obstacle(to: set, facts).map { RowListing(reason: $0) }
          ?? RowListing(set)
      }
      // What waits for the forecast is answered elsewhere: here it has no rows of its own.
      let waits = definition.group == .forecast || definition.group == .readiness
      let reason = waits ? nil : definition.measure(facts).reason
      return RowListing(reason: reason ?? "no rows of one table stand behind this number")
    case .stage(let row):
      let rows = context.selection.openInPeriod.filter { Int(book.stageRow[Int($0)]) == row }
      return deals(rows, book)
    case .atRisk:
      return risks(question) { $0.isAtRisk }
    case .riskFlag(let flag):
      return risks(question) { $0.flags.has(flag) }
    case .line: return RowListing(reason: "no rows stand behind this line")
    case .action(let id):
      guard let action = actionSheet(question).lines.first(where: { $0.id == id })?.action else {
        return RowListing(reason: "no rule finds this action any more")
      }
      return RowListing(action.rows)
    case .deal(let row):
      return deals([row], book)
    case .aging(let index):
      guard AgingLine.buckets.indices.contains(index) else { return RowListing(reason: "no rows") }
      let low = index == 0 ? Int.min : AgingLine.buckets[index - 1].upTo + 1
      let high = AgingLine.buckets[index].upTo
      let rows = context.selection.open.filter { row in
        let age = question.asOf - Day(snapshot.deals.created[Int(row)])
        return age >= low && age <= high
      }
      return deals(rows, book)
    case .week(let monday):
      let rows = context.selection.createdInWeeks.filter {
        Day(snapshot.deals.created[Int($0)]).monday == monday
      }
      return deals(rows, book)
    case .mrr(let line):
      return MRRListing(context).listing(line)
    case .renewals(let days):
      let values = snapshot.contracts?.annualValue ?? []
      // Those that nobody works on first: the question behind the number.
      let rows = RenewalOutlook.rows(context, within: days).map { row in
        (row, isBare: RenewalOutlook.isUncovered(row, context))
      }.sorted { a, b in
        a.isBare == b.isBare ? values[Int(a.0)] > values[Int(b.0)] : a.isBare
      }.map(\.0)
      return RowListing(.contracts, rows: rows, amounts: rows.map { values[Int($0)] })
    case .month(let month):
      return RowListing(reason: "no rows stand behind \(month)")
    case .bucket(let step):
      return movement(step, context)
    case .source(let source):
      return created(source, context)
    case .channel(let channel):
      guard let spend = snapshot.spend else { return RowListing(reason: "spend.csv is missing") }
      let (first, last) = (question.period.start.number, question.end.number)
      let rows = (0..<spend.count).filter { row in
        spend.channel[row] == channel && spend.date[row] >= first && spend.date[row] <= last
      }.map { Int32($0) }
      return RowListing(.spend, rows: rows, amounts: rows.map { spend.amount[Int($0)] })
    case .owner(let id):
      return deals(ofOwner: id, question)
    case .contribution:
      return contributions(context)
    case .audit:
      return RowListing(reason: "the days behind it are listed in the audit")
    case .anomaly(let id):
      return anomaly(id, question)
    }
  }

  /// Deals due by the period's end, each with what is missing against a clean record.
  private mutating func risks(
    _ question: Question, _ isIn: (RiskList.Row) -> Bool
  ) -> RowListing {
    guard let list = riskList(question) else {
      return RowListing(reason: "learning from the history")
    }
    let rows = list.rows.filter(isIn)
    return RowListing(
      .deals, rows: rows.map { Int32($0.deal) }, amounts: rows.map(\.shortfall.cents))
  }

  private mutating func actionListing(_ question: Question) -> RowListing {
    let sheet = actionSheet(question)
    if let reason = sheet.reason { return RowListing(reason: reason) }
    if sheet.lines.isEmpty {
      let silent = ActionRule.allCases.compactMap { rule in
        sheet.silent[rule].map { "\(rule.rawValue): \($0)" }
      }
      let why = silent.isEmpty ? "" : " (\(silent.joined(separator: "; ")))"
      return RowListing(reason: "no rule found anything to do\(why)")
    }
    return RowListing(nil, rows: sheet.lines.indices.map { Int32($0) })
  }

  private func deals(_ rows: [Int32], _ book: DealsAsOf) -> RowListing {
    RowListing(.deals, rows: rows, amounts: rows.map { book.state.amount[Int($0)] })
  }

  /// The deals of a bucket of the movement, each with what it adds.
  private func movement(_ step: MovementStep, _ context: AnswerContext) -> RowListing {
    let facts = MovementListing(context)
    return facts.listing(step)
  }

  /// Deals of the period from one source.
  private func created(_ source: String, _ context: AnswerContext) -> RowListing {
    let rows = context.selection.created.filter {
      snapshot.deals.source[Int($0)] ?? Slicers.none == source
    }
    return deals(rows, context.book)
  }

  /// Open deals with what each adds to the expected landing.
  private func contributions(_ context: AnswerContext) -> RowListing {
    let question = context.question
    if question.period.end <= question.asOf {
      return RowListing(reason: "the period is over: nothing is expected any more")
    }
    guard analyst.hasModel(for: question) else {
      return RowListing(reason: "learning from the history")
    }
    guard let found = analyst.forecaster.contributions(context) else {
      let outlook = analyst.forecaster.forecast(context).outlook
      if case .unknown(let reason) = outlook { return RowListing(reason: reason) }
      return RowListing(reason: "there is no forecast of this period")
    }
    return RowListing(.deals, rows: found.rows, amounts: found.cents)
  }

  /// Open deals of the period of one owner.
  private mutating func deals(ofOwner id: String, _ question: Question) -> RowListing {
    var narrowed = question
    narrowed.slicers[.owner] = [id]
    let context = context(narrowed)
    return deals(context.selection.openInPeriod, context.book)
  }
}
