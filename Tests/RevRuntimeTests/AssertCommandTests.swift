import RevMetrics
import Testing

@testable import RevRuntime

@Suite struct AssertCommandTests {
  @Test(arguments: [
    ("pipeline.coverage >= 3", MetricID.pipelineCoverage, AssertCommand.Comparison.atLeast, 3.0),
    ("win_rate.count<0.2", .winRateCount, .less, 0.2),
    ("win_rate.count > 20 %", .winRateCount, .more, 0.2),
    ("  hygiene.no_amount == 0", .hygieneNoAmount, .equal, 0),
    ("retention.nrr != 1", .retentionNRR, .unequal, 1),
    ("cash.dso <= 45.5", .cashDSO, .atMost, 45.5),
  ])
  func aClaimIsUnderstood(
    text: String, metric: MetricID, comparison: AssertCommand.Comparison, bar: Double
  ) throws {
    let command = try AssertCommand(text)
    #expect(command.metric == metric)
    #expect(command.comparison == comparison)
    #expect(command.bar == bar)
  }

  @Test(arguments: ["pipeline.coverage", "nonsense > 3", "pipeline.coverage > many", ""])
  func aClaimThatMakesNoSenseIsBadUsage(text: String) {
    let error = #expect(throws: CommandError.self) { try AssertCommand(text) }
    #expect(error?.kind == .badUsage)
  }
}
