import RevBase
package import RevMetrics
import RevModel
import RevPresentation

/// `revtop deals`: the deals behind a number, with totals that agree with it.
package struct DealsCommand: Sendable {
  package enum Form: Sendable { case text, json, csv }

  /// The number whose deals are listed.
  package var metric = MetricID.pipelineOpen
  /// A bucket of the movement instead of a number.
  package var bucket: Movement.Bucket?
  /// A column of `DealLine.columns`; a leading `-` turns the order round.
  package var sort = "-amount"
  package var form = Form.text

  package init() {}

  package func run(_ opened: SnapshotRequest.Opened) throws(CommandError) -> String {
    let context = opened.engine.context(opened.question)
    let counted = try rows(opened, context)
    var lines = counted.rows.map { DealLine(Int($0), context) }
    if let amounts = counted.amounts {
      for (place, cents) in amounts.enumerated() { lines[place].counted = Money(cents: cents) }
    }
    try order(&lines)
    switch form {
    case .csv:
      let columns = DealLine.columns + (counted.amounts == nil ? [] : [DealLine.countedColumn])
      return ([columns] + lines.map(\.cells)).map { CSVText.line($0) + "\n" }.joined()
    case .json:
      var members = KPIDocument.header(opened.question, opened.engine.snapshot)
      members.append(JSON.Member("metric", .string(bucket?.rawValue ?? metric.rawValue)))
      members.append(JSON.Member("count", .int(lines.count)))
      members.append(JSON.Member("amount", .money(total(lines))))
      members.append(JSON.Member("deals", .array(lines.map(\.json))))
      return JSON.object(members).text() + "\n"
    case .text:
      return text(lines, opened)
    }
  }

  /// The deals with what each adds to the number, where that may be another amount than its own.
  private func rows(
    _ opened: SnapshotRequest.Opened, _ context: AnswerContext
  ) throws(CommandError) -> RowSet {
    if let bucket {
      let movement = Facts(context).movement
      guard movement.movement != nil else {
        throw CommandError(.badData, "--bucket: \(movement.obstacle ?? "not known")")
      }
      let lines = movement.lines(in: bucket)
      return RowSet(
        .deals, rows: lines.map(\.deal), amounts: lines.map { $0.amount(in: bucket).cents })
    }
    guard let definition = MetricCatalog.definition(metric) else {
      throw CommandError(.badUsage, "--metric \(metric.rawValue) has no definition")
    }
    let facts = Facts(context)
    guard let set = definition.rows(facts), set.table == .deals else {
      throw CommandError(
        .badUsage,
        "--metric \(metric.rawValue) does not count deals; try pipeline.open, pipeline.past_due, "
          + "bookings.won or another number of deals")
    }
    if let reason = definition.obstacle(to: set, facts) {
      throw CommandError(.badData, "--metric \(metric.rawValue): \(reason)")
    }
    // A sum or a count is undefined only when its deals are not known: no list is no empty list.
    let isTally = definition.formula.hasPrefix("sum(") || definition.formula.hasPrefix("count(")
    if isTally, set.rows.isEmpty, let reason = definition.measure(facts).reason {
      throw CommandError(.badData, "--metric \(metric.rawValue): \(reason)")
    }
    return set
  }

  private func total(_ lines: [DealLine]) -> Money {
    lines.reduce(.zero) { $0 + ($1.counted ?? $1.amount) }
  }

  private func order(_ lines: inout [DealLine]) throws(CommandError) {
    let falling = sort.hasPrefix("-")
    let name = falling ? String(sort.dropFirst()) : sort
    guard let index = DealLine.columns.firstIndex(of: name) else {
      throw CommandError(
        .badUsage,
        "--sort: no column '\(name)'; the columns are \(DealLine.columns.joined(separator: ", "))")
    }
    let isNumber = name == "amount" || name == "days_in_stage"
    func precedes(_ a: DealLine, _ b: DealLine) -> Bool {
      if isNumber {
        let (x, y) =
          name == "amount"
          ? (a.amount.cents, b.amount.cents) : (Int64(a.daysInStage), Int64(b.daysInStage))
        return x == y ? a.id < b.id : falling ? x > y : x < y
      }
      let (x, y) = (a.cells[index], b.cells[index])
      return x == y ? a.id < b.id : falling ? x > y : x < y
    }
    lines.sort(by: precedes)
  }

  private func text(_ lines: [DealLine], _ opened: SnapshotRequest.Opened) -> String {
    let differs = lines.contains { $0.counted != nil && $0.counted != $0.amount }
    var table = TextTable(
      [
        .init("deal", limit: 20), .init("name", limit: 32), .init("owner", limit: 18),
        .init("stage", limit: 16), .init("category"), .init("amount", .right),
      ] + (differs ? [.init(DealLine.countedColumn, .right)] : []) + [
        .init("close"), .init("in stage", .right), .init("next step", limit: 30),
      ])
    for line in lines {
      table.rows.append(
        [
          line.id, line.name, line.ownerName ?? "(none)", line.stage,
          line.category.replacing("_", with: " "),
          PlainText.amount(line.amount),
        ] + (differs ? [PlainText.amount(line.counted ?? line.amount)] : []) + [
          line.close.map { "\($0)" } ?? "(none)", "\(line.daysInStage) d", line.nextStep ?? "",
        ])
    }
    let currency = opened.engine.snapshot.manifest.currency
    return Headline.text(opened.question, opened.engine.snapshot) + "\n" + table.text
      + "\n\(lines.count) deals, \(PlainText.amount(total(lines))) \(currency)\n"
  }
}
