import RevBase
import RevForecast
import RevMetrics
import RevModel
import RevRisk

extension Presenter {
  /// What a table of rows is called.
  func title(of source: RowSource, _ state: AppState) -> String {
    switch source {
    case .warnings: "Data warnings"
    case .actions: "Next-best actions"
    case .journal: "Journal"
    case .suppositions: "What if"
    case .scenario(let scenario): "Scenario \(scenario.name), of \(scenario.day)"
    case .item(let item): title(of: item, state)
    }
  }

  /// What a number or line is called.
  func title(of item: Item, _ state: AppState) -> String {
    switch item {
    case .metric(let id): return MetricCatalog.definition(id)?.title ?? id.rawValue
    case .stage(let row): return "Stage \(stageTitle(row))"
    case .deal(let row): return deal(Int(row), state)
    case .aging(let index):
      return index < AgingLine.buckets.count ? "Age \(AgingLine.buckets[index].label) days" : "Age"
    case .week(let day): return "Created in the week of \(day)"
    case .mrr(let line): return "MRR \(line.title)"
    case .renewals(let days): return "Renewals in \(days) days"
    case .month(let month): return "Retention \(month)"
    case .riskFlag(let flag): return "Due by the period's end: \(flag.short)"
    case .line: return "Line"
    case .action(let id):
      let lines = actionSheets.first { $0.question == state.question }?.lines
      guard !state.masksNames else { return "Rows behind the action" }
      return lines?.first { $0.id == id }?.title ?? "Rows behind the action"
    case .atRisk: return "At risk"
    case .bucket(let line): return line.title
    case .source(let source): return "Source \(source)"
    case .channel(let channel): return "Channel \(channel)"
    case .contribution(let row): return "Adds to the forecast: \(deal(Int(row), state))"
    case .audit(let line): return title(of: line)
    case .owner(let id): return "Owner \(title(ofValue: id, .owner, state))"
    case .anomaly(let id):
      return MetricID(rawValue: id).flatMap { MetricCatalog.definition($0)?.title } ?? id
    }
  }

  private func title(of line: AuditLine) -> String {
    switch line {
    case .method(let method): "Errors of \(method.title)"
    case .week(let week): week == 0 ? "The day before the period" : "Week \(week) of the period"
    case .band(let from): "Confidence \(from) to \(from + 10)"
    case .period(let start): "Forecast of \(start - 1) for the period from \(start)"
    case .caller(let person): "Calls of \(snapshot.people.title(ofCode: person) ?? "(none)")"
    case .day(let day): "Forecast of \(day)"
    }
  }

  func stageTitle(_ row: Int) -> String {
    row >= 0 && row < snapshot.stages.rows.count ? snapshot.stages.title(row) : "(unknown)"
  }
}

extension MRRLine {
  package var title: String {
    switch self {
    case .start: "at the start"
    case .new: "new"
    case .reactivation: "reactivation"
    case .expansion: "expansion"
    case .contraction: "contraction"
    case .churn: "churn"
    case .end: "at the end"
    }
  }
}

extension MovementStep {
  package var title: String {
    switch self {
    case .start: "Start"
    case .end: "End"
    case .unexplained: "Unexplained"
    case .bucket(let bucket): bucket.title
    }
  }
}

extension Movement.Bucket {
  package var title: String {
    switch self {
    case .new: "New"
    case .reopened: "Reopened"
    case .pulledIn: "Pulled in"
    case .pushedIn: "Pushed in"
    case .transferredIn: "Transferred in"
    case .increased: "Increased"
    case .decreased: "Decreased"
    case .won: "Won"
    case .lost: "Lost"
    case .pushedOut: "Pushed out"
    case .pulledOut: "Pulled out"
    case .transferredOut: "Transferred out"
    }
  }
}
