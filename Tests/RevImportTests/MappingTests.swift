import Foundation
import RevBase
import Testing

@testable import RevImport

/// import.yaml: written, edited, used again.
@Suite struct MappingTests {
  @Test func aMappingFileNamesTheColumnsOfAnyCSV() throws {
    let work = try Workshop()
    let result = try work.run([Workshop.fixture("csv/verkauf.csv")]) { options in
      options.system = .csv
      options.mapping = Workshop.fixture("csv/verkauf.yaml")
    }
    #expect(result.plan.files[0].sureness == nil)
    #expect(
      try work.lines(
        "deals", "deal_id", "account_id", "owner_id", "stage", "amount", "currency",
        "created_date", "close_date", "Sparte") == [
          "A-1|Alpha AG|Kim|Angebot|1000|EUR|2026-09-01|2026-12-15|Nord",
          "A-2|Beta AG|Kim|Auftrag|2500.50|EUR|2026-08-13|2026-10-30|Süd",
          "A-3|Gamma AG|Lou|Absage|700|EUR|2026-07-20|2026-09-28|Nord",
        ])
    #expect(
      try work.lines("stages", "stage", "outcome", "probability")
        == ["Angebot|open|0.4", "Auftrag|won|1", "Absage|lost|0"])
  }

  @Test func nextTimeTheFoldersOwnMappingIsEnough() throws {
    let work = try Workshop()
    let file = Workshop.fixture("csv/verkauf.csv")
    try work.run([file]) { $0.mapping = Workshop.fixture("csv/verkauf.yaml") }
    let later = try work.write(
      "verkauf-neu.csv",
      try String(contentsOfFile: file, encoding: .utf8).replacing("Angebot", with: "Auftrag"))
    let result = try work.run([later]) { $0.asOf = .init("2026-11-23") }
    #expect(result.changedDeals == 1)
    #expect(
      try work.lines("deal_history", "deal_id", "changed_at", "field", "old_value", "new_value")
        == ["A-1|2026-11-23|stage|Angebot|Auftrag"])
  }

  @Test func anImportWritesHowItWasMade() throws {
    let work = try Workshop()
    try work.run(fixtures: "salesforce/report1794816000000.csv") { $0.slicers = ["Fiscal Period"] }
    let mapping = try MappingReader.read(work.text("import.yaml"), path: "import.yaml").file
    #expect(mapping.slicers == ["Fiscal Period"])
    let entry = try #require(mapping.files.first)
    // Next week's report has another number in its name.
    #expect(entry.match == "report*.csv")
    #expect(entry.shape == "salesforce.report")
    #expect(entry.encoding == .windows1252)
    #expect(entry.dates == .monthFirst)
    #expect(entry.columns.first { $0.target == "deal_id" }?.sources == ["Opportunity ID"])
    #expect(mapping.stages.first?.stage == "Prospecting")
    #expect(mapping.imports.map(\.asOf.description) == ["2026-11-16"])
  }

  @Test func whatIsWrittenIsReadBackTheSame() throws {
    let work = try Workshop()
    try work.run(Workshop.fixtures.map { Workshop.fixture($0) }.filter { !$0.contains("DE.csv") }) {
      $0.rates = ["EUR": "1.1", "GBP": "1.3"]
    }
    let text = try work.text("import.yaml")
    let (mapping, notes) = try MappingReader.read(text, path: "import.yaml")
    #expect(notes.isEmpty)
    let again = try MappingReader.read(
      MappingWriter.text(mapping, joins: JoinPlan()), path: "import.yaml"
    ).file
    var (first, second) = (mapping, again)
    // The lines differ because the money of unmatched customers stands in the first only.
    for index in first.files.indices {
      first.files[index].line = 0
      second.files[index].line = 0
      for column in first.files[index].columns.indices {
        (first.files[index].columns[column].line, second.files[index].columns[column].line) = (0, 0)
        (first.files[index].columns[column].column, second.files[index].columns[column].column) =
          (0, 0)
      }
    }
    #expect(first == second)
  }

  @Test func anEditedStageKeepsItsWord() throws {
    let work = try Workshop()
    try work.run(fixtures: "salesforce/Opportunity.csv")
    let edited = try work.text("import.yaml").replacing(
      "{stage: Prospecting, outcome: open, category: pipeline, probability: 0.1}",
      with: "{stage: Prospecting, outcome: open, category: best_case, probability: 0.2}")
    _ = try work.write("company/import.yaml", edited)
    try work.run(fixtures: "salesforce/Opportunity.csv")
    #expect(
      try work.lines("stages", "stage", "category", "probability")[0] == "Prospecting|best_case|0.2"
    )
  }

  @Test func wordsOfACellCanBeChanged() throws {
    let work = try Workshop()
    try work.run(fixtures: "salesforce/Opportunity.csv")
    let edited = try work.text("import.yaml").replacing(
      "    shape: salesforce.opportunity\n",
      with:
        "    shape: salesforce.opportunity\n    words:\n      type: {New Business: renewal}\n      stage: {Prospecting: Qualification}\n"
    )
    _ = try work.write("company/import.yaml", edited)
    try work.run(fixtures: "salesforce/Opportunity.csv")
    #expect(try work.rows("deals")[0]["type"] == "renewal")
    #expect(try work.rows("deals")[4]["stage"] == "Qualification")
  }

  @Test(arguments: [
    ("files:\n  - match: [a]\n", 2, "a list where one value belongs"),
    ("dates: sometimes\n", 1, "'sometimes' is not understood"),
    ("files:\n  - table: nonsense\n", 2, "there is no table 'nonsense'"),
    ("files: {\n", 2, ""), ("- 1\n", 1, "the file is no mapping"),
  ])
  func faultsOfTheMappingHaveTheirPlace(text: String, line: Int, words: String) throws {
    let work = try Workshop()
    let path = try work.write("m.yaml", text)
    let refusal = work.refusal([Workshop.fixture("csv/verkauf.csv")]) { $0.mapping = path }
    guard case .mapping(path, line, _, let problem, let remedy) = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(problem.hasPrefix(words))
    #expect(!remedy.isEmpty)
  }

  @Test func keysThatMeanNothingAreNoted() throws {
    let (_, notes) = try MappingReader.read("colour: red\n", path: "m.yaml")
    #expect(notes == ["m.yaml:1:1: the key 'colour' is unknown; it is ignored"])
  }

  @Test func aMappingOfOtherColumnsSaysWhichOneIsMissing() throws {
    let work = try Workshop()
    let file = try work.write("verkauf.csv", "Nr;Kunde;Summe\n1;A;5\n")
    let words = try #require(
      work.refusal([file]) { $0.mapping = Workshop.fixture("csv/verkauf.yaml") }
    ).description
    #expect(
      words.contains("the mapping names the column 'Betreuer', but the file has 'Nr', 'Kunde'"))
  }
}
