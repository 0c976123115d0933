import Foundation
import RevMetrics
import Testing

@testable import RevRuntime

@Suite struct DocumentationTests {
  private var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  @Test func theDocumentationOfTheNumbersIsTheCatalogue() throws {
    let file = root.appending(path: "Documentation/Metrics.md")
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(written == MetricsCommand.markdown(), "run `make metrics`")
  }

  @Test func theDocumentationOfTheKeysIsTheTableOfCommands() throws {
    let file = root.appending(path: "Documentation/Keys.md")
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(written == KeysCommand.markdown(), "run `make keys`")
  }

  @Test func everyNumberOfTheBookHasADefinitionWithWords() {
    #expect(MetricCatalog.all.map(\.id) == MetricID.allCases)
    for definition in MetricCatalog.all {
      #expect(!definition.title.isEmpty && !definition.says.isEmpty, "\(definition.id)")
      #expect(!definition.formula.isEmpty && !definition.counted.isEmpty, "\(definition.id)")
      #expect(!definition.sources.isEmpty, "\(definition.id)")
    }
  }
}
