import RevBase
import RevMetrics
import RevPresentation

/// The weekly report as one page: a style sheet and drawings inside, no script, nothing to fetch.
struct HTMLReport {
  let report: WeeklyReport
  let words: ReportWords

  init(_ report: WeeklyReport) {
    self.report = report
    words = ReportWords(report: report)
  }

  var text: String {
    let company = esc(report.heading.company)
    var lines = [
      "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
      "<meta name=\"color-scheme\" content=\"light dark\">",
      // Whatever a name might try: nothing is loaded, nothing runs.
      "<meta http-equiv=\"Content-Security-Policy\" "
        + "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
      "<title>Weekly revenue report: \(company), \(report.heading.asOf)</title>",
      "<style>", HTMLStyle.sheet, "</style>", "</head>", "<body>", "<main>",
    ]
    lines += header + quarter + changes + deals + pipeline + customers + anomalies + actions
    lines += journal + footer
    lines += ["</main>", "</body>", "</html>"]
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - Parts

  func esc(_ text: String) -> String { ReportText.html(text) }

  func section(_ title: String, _ body: [String]) -> [String] {
    ["<section>", "<h2>\(esc(title))</h2>"] + body + ["</section>"]
  }

  func paragraph(_ text: String?, _ style: String = "note") -> [String] {
    guard let text, !text.isEmpty else { return [] }
    return ["<p class=\"\(style)\">\(esc(text))</p>"]
  }

  /// A column of a table: its head, and whether it holds numbers.
  struct Column {
    var title: String
    var style = ""

    static func text(_ title: String) -> Column { Column(title: title) }
    static func number(_ title: String) -> Column { Column(title: title, style: "n") }
    static func whole(_ title: String) -> Column { Column(title: title, style: "w") }
  }

  /// Rows of cells that are markup already.
  func table(_ columns: [Column], _ rows: [[String]], style: String = "") -> [String] {
    guard !rows.isEmpty else { return [] }
    func cell(_ tag: String, _ text: String, _ style: String) -> String {
      style.isEmpty ? "<\(tag)>\(text)</\(tag)>" : "<\(tag) class=\"\(style)\">\(text)</\(tag)>"
    }
    let name = style.isEmpty ? "" : " class=\"\(style)\""
    var lines = ["<div class=\"scroll\"><table\(name)>"]
    if columns.contains(where: { !$0.title.isEmpty }) {
      let heads = columns.map { cell("th", esc($0.title), $0.style == "n" ? "n" : "") }
      lines.append("<tr>\(heads.joined())</tr>")
    }
    lines += rows.map { row in
      let cells = zip(columns, row).map { cell("td", $1, $0.style) }
      return "<tr>\(cells.joined())</tr>"
    }
    return lines + ["</table></div>"]
  }

  /// Numbers with their changes and notes.
  func figures(_ rows: [ReportRow]) -> [String] {
    let hasChanges = rows.contains { !$0.change.isEmpty }
    return table(
      [.text(""), .number(""), .number(hasChanges ? "change*" : ""), .text("")],
      rows.map { row in
        let style = self.style(row.tone)
        let value = style.isEmpty ? esc(row.value) : "<b class=\"\(style)\">\(esc(row.value))</b>"
        return [
          esc(row.label), value, "<small>\(esc(row.change))</small>",
          "<small>\(esc(row.note))</small>",
        ]
      })
  }

  func style(_ tone: Tone) -> String {
    switch tone {
    case .good: "good"
    case .watch, .warning: "watch"
    case .poor: "poor"
    case .missing, .notYet: "missing"
    default: ""
    }
  }

  // MARK: - Head and foot

  private var header: [String] {
    let heading = report.heading
    return [
      "<header>", "<div>", "<p class=\"over\">Weekly revenue report</p>",
      "<h1>\(esc(heading.company))</h1>", "<p>\(esc(words.period))</p>", "</div>",
      "<div class=\"when\">", "<p>as of <b>\(heading.asOf)</b></p>",
      "<p>compared with \(heading.since)</p>", "<p>\(esc(words.slicers))</p>",
      "<p>amounts in \(esc(heading.currency))</p>", "</div>", "</header>",
    ]
  }

  private var footer: [String] {
    var text = "Every number is defined in Documentation/Metrics.md and printed by revtop kpis. "
    text += "Expected, range and chance come from the company's own history; "
    text += "revtop forecast --audit shows how good they were."
    text += " * change \(ReportWords.change)."
    if report.warnings > 0 {
      text += " \(Format.count(report.warnings, "warning")) about the data while loading."
    }
    return ["<footer>", "<p>\(esc(text))</p>", "</footer>"]
  }

  // MARK: - Will we reach the quarter?

  private var quarter: [String] {
    let verdict = report.verdict
    var body = [
      "<div class=\"verdict\"><strong class=\"\(style(verdict.tone))\">\(esc(verdict.answer))</strong>"
        + "<span>\(esc(verdict.reason))</span></div>"
    ]
    body += tiles
    if let range = report.range {
      body += LandingPicture(range: range).svg
      let fan = FanPicture(range: range).svg
      if !fan.isEmpty { body += ["<h3>Week by week</h3>"] + fan }
    }
    let remarks =
      [report.confidenceWords].filter { !$0.isEmpty }.map { "Confidence: \($0)." }
      + report.remarks.map { "\($0.prefix(1).uppercased())\($0.dropFirst())." }
    body += paragraph(remarks.joined(separator: " "))
    let numbers = words.numbers
    let half = (numbers.count + 1) / 2
    body += ["<h3>The numbers</h3>", "<div class=\"two\">", "<div>"]
    body += figures(Array(numbers.prefix(half))) + ["</div>", "<div>"]
    body += figures(Array(numbers.dropFirst(half))) + ["</div>", "</div>"]
    return section("Will we reach the quarter?", body)
  }

  private var tiles: [String] {
    let wanted: [(MetricID, String)] = [
      (.bookingsQuota, "quota"), (.bookingsWon, "won so far"),
      (.forecastP50, "expected, middle of the range"),
      (.forecastAttainProbability, "chance to reach the quota"),
      (.forecastConfidence, "confidence, of 100"),
    ]
    let tiles = wanted.compactMap { id, label -> String? in
      guard let figure = report.figure(id) else { return nil }
      let value: String
      if id == .forecastAttainProbability, let share = report.readout[id].value?.double {
        value = words.percent(share)
      } else if let money = report.readout[id].value?.money {
        value = words.money(money)
      } else {
        value = figure.value
      }
      let tone = id == .forecastAttainProbability ? report.verdict.tone : figure.tone
      let note = figure.reason.map { "\(label): \($0)" } ?? label
      return
        "<div class=\"tile\"><b class=\"\(style(tone))\">\(esc(value))</b><i>\(esc(note))</i></div>"
    }
    return ["<div class=\"tiles\">"] + tiles + ["</div>"]
  }
}
