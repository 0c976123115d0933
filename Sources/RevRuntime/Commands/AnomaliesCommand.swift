import RevBase
import RevMetrics
import RevModel
import RevPresentation

/// `revtop anomalies`: numbers beyond their own past, or past a threshold.
package struct AnomaliesCommand: Sendable {
  package var isJSON = false

  package init() {}

  /// The list, and whether there is anything in it.
  package func run(_ opened: SnapshotRequest.Opened) -> (text: String, isEmpty: Bool) {
    let findings = Analyst(opened.engine).anomalies(opened.question)
    let text = isJSON ? json(findings, opened) : list(findings, opened)
    return (text, findings.isEmpty)
  }

  private func json(_ findings: [AnomalyFinding], _ opened: SnapshotRequest.Opened) -> String {
    var members = KPIDocument.header(opened.question, opened.engine.snapshot)
    members.append(JSON.Member("anomalies", .array(findings.map(AnomalyDocument.line))))
    return JSON.object(members).text() + "\n"
  }

  private func list(_ findings: [AnomalyFinding], _ opened: SnapshotRequest.Opened) -> String {
    let head = Headline.text(opened.question, opened.engine.snapshot)
    guard !findings.isEmpty else {
      return head + "\nnothing is beyond its last weeks or past a threshold\n"
    }
    var table = TextTable([
      .init("number"), .init("value", .right), .init(""), .init("why", limit: 90), .init("id"),
    ])
    for finding in findings {
      table.rows.append([
        finding.title, finding.shownValue, finding.word, finding.why, finding.id,
      ])
    }
    return head + "\n" + table.text
  }
}
