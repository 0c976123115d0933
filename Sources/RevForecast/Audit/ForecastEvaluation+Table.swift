extension ForecastEvaluation {
  /// One line of the published table: a figure's name and its value, nil where there is none.
  package struct Line: Sendable, Equatable {
    package var title: String
    package var value: Double?
  }

  /// The figures that are published, in the order of the table.
  package var lines: [Line] {
    var lines = ForecastMethodName.allCases.map { method in
      Line(title: "WAPE of \(method.title)", value: wape(method))
    }
    lines.removeAll { $0.value == nil }
    lines.append(Line(title: "P10-P90 coverage (goal 0.80)", value: coverage))
    lines.append(Line(title: "width of P10-P90 over actual", value: width))
    lines.append(Line(title: "below the best of stage x week, pace, last period", value: gain))
    return lines
  }

  /// The published figures and the reliability of confidence as Markdown tables.
  package func markdown(title: String) -> String {
    var text = "| mean over companies | \(title) |\n|---|--:|\n"
    text +=
      "| companies, as-of days | \(companies.count), \(companies.reduce(0) { $0 + $1.rows }) |\n"
    for line in lines { text += "| \(line.title) | \(Self.fixed(line.value)) |\n" }
    text += "\n| confidence | as-of days | said | landed within 10% |\n|---|--:|--:|--:|\n"
    for band in bands where band.rows > 0 {
      text += "| \(band.from)-\(band.from + 10) | \(band.rows) | \(Self.fixed(band.mean)) "
      text += "| \(Self.fixed(band.share)) |\n"
    }
    return text
  }

  /// The same for programs outside of the module.
  package static func text(_ value: Double?) -> String { fixed(value) }

  /// Three digits after the point, `n/a` for nothing.
  static func fixed(_ value: Double?) -> String {
    guard let value else { return "n/a" }
    let thousandths = Int((value.magnitude * 1000).rounded())
    let rest = "\(1000 + thousandths % 1000)".dropFirst()
    return "\(value < 0 && thousandths > 0 ? "-" : "")\(thousandths / 1000).\(rest)"
  }
}
