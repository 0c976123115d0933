package import RevBase
package import RevJournal
package import RevMetrics

/// Suppositions with a name, as they are kept in the journal and opened again later.
///
/// Deals are named by their ids, so that a scenario outlives the files it was made on.
package struct Scenario: Hashable, Sendable {
  /// Id of the journal entry; empty before it is kept.
  package var id: String
  package var name: String
  /// The as-of day when it was made.
  package var day: Day
  /// Label of the period that was looked at.
  package var period: String
  /// In the words of `--what-if`, one line a deal.
  package var lines: [String]
  /// What was known of the same fields when it was made, in the same words.
  package var known: [String]
  /// The numbers that it led to, by id, as plain text; those of `Scenario.kept`.
  package var numbers: [String: String]

  package init(
    id: String = "", name: String, day: Day, period: String, lines: [String],
    known: [String] = [], numbers: [String: String] = [:]
  ) {
    self.id = id
    self.name = name
    self.day = day
    self.period = period
    self.lines = lines
    self.known = known
    self.numbers = numbers
  }

  /// The numbers that are kept with a scenario, to be compared with the truth later.
  package static let kept: [MetricID] = [
    .bookingsWon, .forecastP50, .forecastAttainProbability, .pipelineOpen, .pipelineCoverage,
  ]

  /// The numbers of an answer that are kept with a scenario, as plain text by id.
  package static func numbers(of readout: Readout) -> [String: String] {
    var numbers: [String: String] = [:]
    for id in kept where readout.has(id) {
      if let value = readout[id].value { numbers[id.rawValue] = value.plain }
    }
    return numbers
  }

  // MARK: - As an entry of the journal

  package var draft: JournalDraft {
    JournalDraft(.scenario, about: "period:\(period)", title: name, details: details)
  }

  /// The scenarios that a journal has, oldest first.
  package static func all(in book: JournalBook) -> [Scenario] {
    book.entries.filter { $0.kind == .scenario }
      .compactMap { Scenario(id: $0.id, name: $0.title, details: $0.details) }
  }

  package var details: [String: String] {
    var details = [
      "as_of": "\(day)", "period": period, "what_if": lines.joined(separator: "\n"),
      "known": known.joined(separator: "\n"),
    ]
    for (id, value) in numbers { details["number.\(id)"] = value }
    return details
  }

  /// nil when the details are not those of a scenario.
  package init?(id: String, name: String, details: [String: String]) {
    guard let day = details["as_of"].flatMap({ Day($0) }), let text = details["what_if"] else {
      return nil
    }
    func lines(_ text: String) -> [String] {
      text.split(separator: "\n").map(String.init)
    }
    var numbers: [String: String] = [:]
    for (key, value) in details where key.hasPrefix("number.") {
      numbers[String(key.dropFirst(7))] = value
    }
    self.init(
      id: id, name: name, day: day, period: details["period"] ?? "", lines: lines(text),
      known: lines(details["known"] ?? ""), numbers: numbers)
  }
}
