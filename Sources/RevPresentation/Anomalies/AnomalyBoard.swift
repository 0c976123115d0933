import RevBase
import RevMetrics
package import RevModel

extension BoardMaker {
  /// Numbers beyond their own past or past a threshold, the farthest first.
  var anomalies: BoardModel {
    guard let findings = state.findings(for: question) else {
      return BoardModel(
        title: "Anomalies", note: "",
        left: [.note([.text("comparing with the last weeks", .missing)])], right: [])
    }
    let rows = findings.map { finding in
      BoardModel.Row(
        item: finding.item,
        cells: [
          cell(finding.title), cell(finding.shownValue, finding.tone),
          cell(finding.word, finding.tone),
          cell(finding.why, .dim),
        ], isSelected: selected == finding.item)
    }
    let columns = [
      text("Number", 30), number("Value", 9), text("", 7), text("Why", 48, flex: 1),
    ]
    func block(_ title: String, _ part: [BoardModel.Row]) -> [BoardModel.Block] {
      part.isEmpty
        ? [] : [.heading(title), .grid(.init(columns: columns, rows: part, hasBars: false))]
    }
    let unusual = zip(findings, rows).filter { $0.0.unusual != nil }.map(\.1)
    let past = zip(findings, rows).filter { $0.0.unusual == nil }.map(\.1)
    var left =
      block("Beyond the last eight weeks", unusual) + block("Past a threshold", past)
    if findings.isEmpty {
      left = [
        .note([
          .text("nothing is unusual: every number is near its last weeks and its threshold", .good)
        ])
      ]
    }
    if !state.facts.hasHistory {
      left.append(
        .note([.text("past weeks of most numbers need deal_history.csv", .missing)]))
    }
    return BoardModel(
      title: "Anomalies", note: Format.count(findings.count, "number"), left: left, right: [])
  }
}

extension AppState {
  /// What was found for a question; nil while it is worked out.
  package func findings(for question: Question) -> [AnomalyFinding]? {
    anomalies[AnomalyQuestion(question)]
  }

  /// What is unusual about the whole company on the snapshot's own day: what the title counts.
  package var homeFindings: [AnomalyFinding]? { anomalies[AnomalyQuestion(facts.home)] }
}

extension AppState {
  /// Takes findings over; besides the company's own only those looked at last are kept.
  mutating func receive(_ findings: [AnomalyFinding], _ question: AnomalyQuestion) {
    let home = AnomalyQuestion(facts.home)
    anomalies = anomalies.filter { $0.key == home }
    anomalies[question] = findings
    if asked.anomalies == question { asked.anomalies = nil }
  }

  /// What has to be compared with its past: the company's own numbers once its model is there, and
  /// whatever the list of anomalies shows.
  mutating func syncAnomalies() -> [Effect] {
    guard asked.anomalies == nil else { return [] }
    let shown = AnomalyQuestion(view.kind == .anomalies ? question : facts.home)
    guard anomalies[shown] == nil, view.kind == .anomalies || answers?.forecast != nil else {
      return []
    }
    asked.anomalies = shown
    return [.findAnomalies(shown)]
  }
}

/// What decides the anomalies of a question.
package struct AnomalyQuestion: Hashable, Sendable {
  package let question: Question

  package init(_ question: Question) {
    var plain = question
    plain.since = nil
    plain.whatIf = []
    plain.enteredCalls = []
    self.question = plain
  }
}

extension Presenter {
  /// The rows behind a finding: those of its number, or the deals of its seven days.
  mutating func anomaly(_ id: String, _ question: Question) -> RowListing {
    if let metric = MetricID(rawValue: id) { return listing(.item(.metric(metric)), question) }
    let context = context(question)
    let (deals, book) = (snapshot.deals, context.book)
    let week = (question.asOf.number - 6)...question.asOf.number
    let rows: [Int32]
    switch id {
    case "created_week":
      rows = context.selection.createdInWeeks.filter { week.contains(deals.created[Int($0)]) }
    case "won_week":
      rows = context.selection.wonTrailing.filter { week.contains(book.closed[Int($0)]) }
    case "lost_week":
      rows = context.selection.lostTrailing.filter { week.contains(book.closed[Int($0)]) }
    default: return RowListing(reason: "no rows of one table stand behind this number")
    }
    return RowListing(.deals, rows: rows, amounts: rows.map { book.state.amount[Int($0)] })
  }

  /// How a finding was made: its value against each of the past weeks, and its threshold.
  mutating func explanation(ofAnomaly id: String, _ question: Question, _ state: AppState?)
    -> ExplainModel
  {
    guard let finding = state?.findings(for: question)?.first(where: { $0.id == id }) else {
      return ExplainModel(
        title: id, value: "", lines: [.init("", "comparing with the last weeks", .missing)], top: 0,
        rows: nil)
    }
    var lines: [ExplainModel.Line] = [
      .init("What it says", finding.words)
    ]
    if let metric = finding.metric, let definition = MetricCatalog.definition(metric) {
      lines.append(.init("The number", definition.says))
      lines.append(.init("Formula", definition.formula, .strong))
    } else {
      lines.append(
        .init(
          "The number", "amounts of the seven days up to \(question.asOf), against those before"))
    }
    if let unusual = finding.unusual {
      lines.append(
        .init(
          "Unusual when",
          "more than 3 robust deviations from the median of the last 8 weeks; a deviation is "
            + "1.4826 x the median distance from that median"))
      let weeks = unusual.past.count
      for (index, value) in unusual.past.enumerated() {
        let day = question.asOf - 7 * (weeks - index)
        let words = value.map { Format.value(.real($0), finding.unit, estimate: $0) }
        lines.append(
          .init(index == 0 ? "Past weeks" : "", "\(day)  \(words ?? Format.missing)", .dim))
      }
      lines.append(.init("", "\(question.asOf)  \(finding.shownValue)", .strong))
    }
    if let bar = finding.bar {
      lines.append(.init("Threshold", "\(bar.wish): thresholds.\(bar.key)", finding.tone))
    }
    let listing = anomaly(id, question)
    var model = ExplainModel(
      title: finding.title, value: finding.shownValue, lines: lines, top: 0, rows: nil)
    if let table = listing.table, !listing.rows.isEmpty {
      model.rows = Format.count(listing.rows.count, Self.noun(table))
    }
    return model
  }
}
