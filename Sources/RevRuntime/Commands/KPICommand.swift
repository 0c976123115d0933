import RevBase
import RevMetrics
package import RevModel
import RevPresentation

/// `revtop kpis`: every number of the book for one question.
package enum KPICommand {
  package static func json(_ opened: SnapshotRequest.Opened) -> String {
    KPIDocument.make(readout(opened), opened.engine.snapshot).text() + "\n"
  }

  /// An aligned table for people, one group of the book after the other.
  package static func text(_ opened: SnapshotRequest.Opened) -> String {
    let readout = readout(opened)
    let manifest = opened.engine.snapshot.manifest
    var out = Headline.text(opened.question, opened.engine.snapshot)
    for group in MetricGroup.allCases {
      let definitions = MetricCatalog.all.filter { $0.group == group && readout.has($0.id) }
      guard !definitions.isEmpty else { continue }
      var table = TextTable([
        TextTable.Column("id"), TextTable.Column(group.title), TextTable.Column("value", .right),
        TextTable.Column("", limit: 80),
      ])
      for definition in definitions {
        let (value, note) = PlainText.measure(
          readout[definition.id], definition.unit, currency: manifest.currency)
        table.rows.append([definition.id.rawValue, definition.title, value, note])
      }
      out += "\n" + table.text
    }
    return out
  }

  private static func readout(_ opened: SnapshotRequest.Opened) -> Readout {
    Analyst(opened.engine).answer(opened.question)
  }
}

/// The lines above a table of numbers: which snapshot, which question.
package enum Headline {
  package static func text(_ question: Question, _ snapshot: Snapshot) -> String {
    let period = question.period
    var lines = [
      "\(snapshot.manifest.name), as of \(question.asOf)",
      "period \(period.label), \(period.start) to \(period.end)",
    ]
    for (dimension, values) in question.slicers.pairs {
      lines.append("\(dimension.rawValue): \(values.joined(separator: ", "))")
    }
    return lines.map { TextGate.line($0) }.joined(separator: "\n") + "\n"
  }
}

extension MetricGroup {
  /// The heading of the group for people.
  package var title: String {
    switch self {
    case .pipeline: "Pipeline health"
    case .bookings: "Bookings and quota"
    case .forecast: "Forecast"
    case .retention: "Retention and post-sale"
    case .funnel: "Funnel"
    case .team: "Team, pay and efficiency"
    case .cash: "Closed-won to cash"
    case .hygiene: "Hygiene"
    case .readiness: "Readiness"
    }
  }
}
