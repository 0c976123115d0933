import RevBase
import RevMetrics
package import RevModel
import RevPresentation

/// `revtop kpis`: every number of the book for one question.
package enum KPICommand {
  package static func json(_ opened: SnapshotRequest.Opened) -> String {
    KPIDocument.make(readout(opened), opened.engine.snapshot, comparison(opened)).text() + "\n"
  }

  /// An aligned table for people, one group of the book after the other.
  package static func text(_ opened: SnapshotRequest.Opened) -> String {
    let readout = readout(opened)
    let other = comparison(opened)
    let manifest = opened.engine.snapshot.manifest
    let letters = BookLetters(question: opened.question)
    var out = Headline.text(opened.question, opened.engine.snapshot)
    if let other { out += TextGate.line("against \(other.words)") + "\n" }
    for group in MetricGroup.allCases {
      let definitions = MetricCatalog.all.filter { $0.group == group && readout.has($0.id) }
      guard !definitions.isEmpty else { continue }
      let more =
        other == nil
        ? [] : [TextTable.Column("was", .right), TextTable.Column("change", limit: 40)]
      var table = TextTable(
        [
          TextTable.Column("id"), TextTable.Column(group.title), TextTable.Column("value", .right),
        ] + more + [TextTable.Column("", limit: 80)])
      for definition in definitions {
        let (value, note) = PlainText.measure(
          readout[definition.id], definition.unit, currency: manifest.currency)
        var cells = [definition.id.rawValue, definition.title, value]
        if let other {
          let before = other.readout[definition.id]
          let change = NumberChange(readout[definition.id], from: before, better: definition.better)
          cells += [
            PlainText.measure(before, definition.unit, currency: manifest.currency).value,
            change?.words(definition.unit) ?? before.reason ?? "",
          ]
        }
        table.rows.append(cells + [letters.plain(note)])
      }
      out += "\n" + table.text
      if group == .pipeline, let other {
        out += VelocityLines.text(other.velocity, currency: manifest.currency)
      }
    }
    return out
  }

  /// The other side of the comparison; nil when nothing is compared.
  private static func comparison(_ opened: SnapshotRequest.Opened) -> ComparedReadout? {
    guard let against = opened.against, let question = opened.otherQuestion else { return nil }
    let analyst = Analyst(opened.engine)
    return ComparedReadout(
      against: against, readout: analyst.answer(question),
      velocity: .make(
        from: Facts(opened.engine.context(question)),
        to: Facts(opened.engine.context(opened.question))))
  }

  private static func readout(_ opened: SnapshotRequest.Opened) -> Readout {
    Analyst(opened.engine).answer(opened.question)
  }
}

/// Why the velocity changed, in lines.
enum VelocityLines {
  static func text(_ answer: VelocitySplit.Answer, currency: String) -> String {
    switch answer {
    case .unknown(let reason): return "velocity: \(reason)\n"
    case .split(let split):
      let lines = split.parts.map { "  " + $0.words(currency) }
      let all = "  = \(Format.signed(full: split.change, in: currency)) a day in all"
      return (["velocity changed by"] + lines + [all]).joined(separator: "\n") + "\n"
    }
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
    if !question.whatIf.isEmpty {
      let reader = Supposing(snapshot, knownAs: DealsAsOf(snapshot, on: question.asOf))
      lines += reader.lines(question.whatIf).map { "what if: \($0)" }
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
