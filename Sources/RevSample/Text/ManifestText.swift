internal import RevBase

/// revtop.yaml of an invented company.
enum ManifestText {
  static func text(_ company: Company) -> String {
    let sources = company.names.sources.prefix(Vocabulary.marketingSources)
      .map { String(decoding: $0, as: UTF8.self) }
    let rates = Currency.all.dropFirst().map {
      "\(String(decoding: $0.code, as: UTF8.self)): \(units($0.hundredths))"
    }
    return """
      \(OutputFolder.mark)
      name: \(quoted(company.options.name))
      as_of: \(company.options.asOf)
      currency: USD
      exchange_rates: {\(rates.joined(separator: ", "))}
      time_zone: America/New_York
      fiscal_year_start_month: \(Company.fiscalYearStartMonth)
      gross_margin: 0.78
      marketing_sources: [\(sources.joined(separator: ", "))]
      response_sla_hours: 24
      hot_lead_score: 80
      tools: 12
      thresholds:
        coverage: 3.0
        win_rate: 0.20
        push_rate: 0.25

      """
  }

  private static func units(_ hundredths: Int64) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// A YAML string in double quotes, whatever the name holds.
  private static func quoted(_ name: String) -> String {
    var text = "\""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\" + String(scalar)
      case _ where scalar.value < 0x20: text += " "
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
