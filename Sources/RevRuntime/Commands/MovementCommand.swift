import RevBase
import RevMetrics
import RevModel
import RevPresentation

/// `revtop movement`: what changed in the open pipeline since a day.
package enum MovementCommand {
  package enum Form: Sendable { case text, json, csv }

  package static func run(
    _ opened: SnapshotRequest.Opened, form: Form
  ) throws(CommandError) -> String {
    let facts = Facts(opened.engine.context(opened.question))
    guard let movement = facts.movement.movement else {
      throw CommandError(.badData, "movement: \(facts.movement.obstacle ?? "not known")")
    }
    switch form {
    case .json: return json(movement, opened)
    case .csv: return csv(movement)
    case .text: return text(movement, opened)
    }
  }

  /// The lines of the waterfall: name, sign, amount and count.
  private static func lines(_ movement: Movement) -> [(name: String, sign: String, tally: Tally)] {
    var lines: [(name: String, sign: String, tally: Tally)] = [
      ("start", " ", movement.start)
    ]
    for bucket in Movement.Bucket.allCases {
      lines.append((bucket.rawValue, bucket.adds ? "+" : "-", movement[bucket]))
    }
    lines.append(("end", "=", movement.end))
    return lines
  }

  private static func json(_ movement: Movement, _ opened: SnapshotRequest.Opened) -> String {
    var members = KPIDocument.header(opened.question, opened.engine.snapshot)
    members.append(JSON.Member("movement", KPIDocument.movement(movement)))
    return JSON.object(members).text() + "\n"
  }

  private static func csv(_ movement: Movement) -> String {
    let head = CSVText.line(["line", "sign", "amount", "count"]) + "\n"
    return head
      + lines(movement).map { line in
        let sign = line.sign == "-" ? "-1" : "1"
        return CSVText.line([line.name, sign, "\(line.tally.amount)", "\(line.tally.count)"]) + "\n"
      }.joined()
  }

  private static func text(_ movement: Movement, _ opened: SnapshotRequest.Opened) -> String {
    var table = TextTable([
      .init("line"), .init("amount", .right), .init("deals", .right),
    ])
    for line in lines(movement) {
      let name = line.name.replacing("_", with: " ")
      let isCounted = line.name != "increased" && line.name != "decreased"
      table.rows.append([
        "\(line.sign) \(name)", PlainText.amount(line.tally.amount),
        isCounted ? "\(line.tally.count)" : "(\(line.tally.count))",
      ])
    }
    let rest = movement.unexplained
    if rest != Tally() {
      table.rows.append(["! unexplained", PlainText.amount(rest.amount), "\(rest.count)"])
    }
    return Headline.text(opened.question, opened.engine.snapshot)
      + "movement \(movement.from) to \(movement.to)\n\n" + table.text
  }
}
