import Foundation
import RevBase
import RevForecast
import RevMetrics
import RevPresentation
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

  /// The same split as in the cockpit: booked, open by stage, not created yet, and their sum.
  @Test func aForecastIsTakenApart() throws {
    let opened = try SnapshotRequest(folder: SampleFolder.path).open()
    let analyst = Analyst(opened.engine)
    let forecast = analyst.forecaster.forecast(opened.engine.context(opened.question))
    let landing = try #require(forecast.landing)
    let text = try ExplainCommand.run(.forecastP50, opened, json: false)
    func line(_ name: String) throws -> Substring {
      try #require(text.split(separator: "\n").first { $0.hasPrefix(name + " ") }, "\(name)")
    }
    #expect(try line("won").contains(Format.full(forecast.won)))
    #expect(try line("open").contains(Format.full(landing.expectedOpen)))
    #expect(try line("to come").contains(Format.full(landing.expectedNew)))
    let sum = forecast.won + landing.expectedOpen + landing.expectedNew
    #expect(try line("expected").hasSuffix("= \(Format.full(sum))"))
    for part in landing.stages where part.count > 0 {
      #expect(text.contains("\(part.stage): \(Format.full(part.expected)) of "))
    }
    #expect(try line("cross-check").contains("no part of the forecast"))
    let json = try ExplainCommand.run(.forecastP50, opened, json: true)
    #expect(json.contains("\"made_of\"") && json.contains("= \(Format.full(sum))"))
    let other = try ExplainCommand.run(.pipelineOpen, opened, json: true)
    #expect(!other.contains("made_of"))
  }
}

/// The committed sample data.
enum SampleFolder {
  static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sample-data").path
}
