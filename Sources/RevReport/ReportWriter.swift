package import RevModel
package import RevPresentation

/// Writes the weekly report in one of its forms; the same report gives the same text, so that two
/// of them can be compared line by line.
package enum ReportWriter {
  package static func text(
    _ report: WeeklyReport, _ form: ReportForm, _ snapshot: Snapshot
  ) -> String {
    switch form {
    case .markdown: MarkdownReport(report).text
    case .html: HTMLReport(report).text
    case .json: JSONReport(report, snapshot).text
    }
  }
}
