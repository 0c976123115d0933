import Foundation
import RevMetrics
import Testing

@testable import RevRuntime

/// The other side of `explain --against` is asked for everything that the number is made of.
@Suite struct ExplainCommandTests {
  /// A readiness signal waits for the forecast, on both sides.
  @Test(arguments: [MetricID.readinessConflictingAnswers, .readinessForecastVariance])
  func aSignalThatWaitsForTheForecastIsComparedWithOneThatHasIt(id: MetricID) throws {
    var request = SnapshotRequest(folder: SampleFolder.path)
    request.against = "previous"
    let opened = try request.open()
    let text = try ExplainCommand.run(id, opened, json: false)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("against") })
    #expect(!line.contains("not asked") && !line.contains("forecast model is not part"), "\(line)")
    let json = try ExplainCommand.run(id, opened, json: true)
    #expect(!json.contains("the forecast model is not part of this answer"))
  }
}

/// The committed sample data.
enum SampleFolder {
  static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sample-data").path
}
