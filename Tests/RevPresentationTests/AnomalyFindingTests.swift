import RevMetrics
import RevModel
import RevTesting
import Testing

@testable import RevPresentation

/// The words of what is unusual.
@Suite struct AnomalyFindingTests {
  private func finding(
    _ deviations: Double?, isBad: Bool?, bar: AnomalyFinding.Bar? = nil
  ) -> AnomalyFinding {
    AnomalyFinding(
      id: "cash.overdue", title: "Overdue", unit: .money, value: 412_000,
      unusual: deviations.map {
        .init(deviations: $0, usual: 120_000, past: [118_000, nil, 120_000, 122_000])
      }, bar: bar, isBad: isBad)
  }

  @Test func anUnusualNumberSaysWhatIsUsualAndHowFarItIs() {
    let words = finding(9.24, isBad: true).words
    #expect(
      words == "Overdue 412K HIGH: usually 120K, 9.2 deviations above its last 3 weeks")
  }

  @Test func aFallThatIsGoodNewsIsCalledGood() {
    let one = finding(-4.0, isBad: false)
    #expect(one.word == "good")
    #expect(one.why.contains("below"))
    #expect(one.tone == .good)
  }

  @Test func whereNeitherDirectionIsGoodItIsUnusual() {
    #expect(finding(5, isBad: nil).word == "unusual")
  }

  @Test func aThresholdSaysWhatIsWanted() {
    let bar = AnomalyFinding.Bar(key: "x", value: 3, word: "LOW", wish: "want 3.0x")
    let one = finding(nil, isBad: true, bar: bar)
    #expect(one.words == "Overdue 412K LOW: want 3.0x")
  }

  @Test func aDistanceWithoutMeasureIsNotWrittenOut() {
    #expect(finding(1e9, isBad: true).why.contains("over 100 deviations"))
  }

  @Test func anEmptyCompanyHasNoFindingsAndNoTrap() throws {
    let files = ["deals.csv": "deal_id,stage,amount,created_date,close_date\n", "stages.csv": Fixture.stages]
    let engine = Engine(try Fixture.snapshot(files))
    let found = Analyst(engine).anomalies(engine.initialQuestion)
    #expect(found.allSatisfy { $0.unusual == nil })
  }
}
