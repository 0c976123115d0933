// Explanations: the printed formula gives the printed number, for every number of the book.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct ExplainTests {
  /// Whether a recomputed value is the answered one: to the cent, or to a billionth of itself.
  private func agrees(_ value: Double, _ answer: Quantity) -> Bool {
    let distance = abs(value - answer.double)
    if distance <= 1e-9 * max(1, abs(answer.double)) { return true }
    return answer.money != nil && distance <= 0.005_000_1
  }

  @Test(arguments: MetricCatalog.all.map(\.id))
  func everyFormulaCanBeReadAndNamesItsTerms(_ id: MetricID) throws {
    let definition = try #require(MetricCatalog.definition(id))
    let formula = try Formula(definition.formula)
    let engine = Engine(try RandomCompany(1).snapshot())
    let terms = definition.terms(Facts(engine.context(engine.initialQuestion))).map(\.name)
    if !terms.isEmpty { #expect(Set(formula.names) == Set(terms)) }
    #expect(!definition.says.isEmpty && !definition.counted.isEmpty)
    #expect(!definition.leftOut.isEmpty && !definition.sources.isEmpty)
  }

  @Test(arguments: 1...8)
  func thePrintedFormulaRecomputesToThePrintedNumber(_ seed: UInt64) throws {
    let company = RandomCompany(seed)
    let snapshot = try company.snapshot()
    let engine = Engine(snapshot)
    var dice = Dice(seed + 31)
    var recomputed = 0
    for _ in 0..<6 {
      let facts = Facts(engine.context(try company.question(&dice, snapshot)))
      for definition in MetricCatalog.all {
        let explanation = definition.explain(facts)
        guard let answer = explanation.result.value, !explanation.terms.isEmpty else { continue }
        let value = try #require(try definition.recomputed(facts), "\(definition.id)")
        #expect(agrees(value, answer), "\(definition.id): \(value)")
        let printed = try #require(explanation.substituted, "\(definition.id)")
        let again = try #require(try Formula(printed).evaluate([:]), "\(printed)")
        #expect(agrees(again, answer), "\(definition.id): \(printed)")
        recomputed += 1
      }
    }
    #expect(recomputed > 100)
  }

  @Test func anExplanationSaysHowCoverageWasMade() throws {
    var company = PipelineCase(
      """
      a,Talk,600,2026-10-01,2026-12-01,p1,new
      b,Won,100,2026-10-01,2026-10-20,p1,new
      c,Talk,5,2026-10-01,2027-12-01,p1,new
      """)
    company.files["quotas.csv"] =
      "person_id,start_date,end_date,amount\np1,2026-10-01,2026-12-31,400.50\n"
    company.manifest += "\nthresholds: {coverage: 2.5}"
    let engine = try company.engine()
    let definition = try #require(MetricCatalog.definition(.pipelineCoverage))
    let explanation = definition.explain(Facts(engine.context(try engine.question())))
    #expect(explanation.formula == "open / (quota - won)")
    #expect(explanation.substituted == "600 / (400.50 - 100)")
    #expect(explanation.countedRows == 1)
    #expect(explanation.countedTable == .deals)
    #expect(explanation.omissions.map(\.count) == [1])
    #expect(explanation.bars.map(\.value) == [2.5])
    #expect(explanation.bars.map(\.isFromManifest) == [true])
    #expect(explanation.grade == .poor)
    #expect(explanation.interval == nil)
  }

  @Test func aRateHasAnIntervalAndIsDimmedWhenFewDealsWereDecided() throws {
    let rows = (0..<10).map {
      "d\($0),\($0 < 8 ? "Won" : "Lost"),1,2026-10-01,2026-10-20,p1,new"
    }
    let engine = try PipelineCase(rows.joined(separator: "\n")).engine()
    let facts = Facts(engine.context(try engine.question()))
    let explanation = try #require(MetricCatalog.definition(.winRateCount)).explain(facts)
    #expect(explanation.isSmallSample)
    let interval = try #require(explanation.interval)
    // Wilson's interval of 8 of 10, as every table has it.
    #expect(abs(interval.low - 0.4901625) < 1e-6)
    #expect(abs(interval.high - 0.9433178) < 1e-6)
    #expect(explanation.bars.first?.isFromManifest == false)
    let value = try #require(MetricCatalog.definition(.winRateValue)).explain(facts)
    #expect(value.interval == nil && !value.isSmallSample)
  }

  @Test func anUndefinedNumberIsExplainedByItsReason() throws {
    let engine = try PipelineCase("a,Talk,600,2026-10-01,2026-12-01,p1,new").engine()
    let facts = Facts(engine.context(try engine.question()))
    let explanation = try #require(MetricCatalog.definition(.pipelineCoverage)).explain(facts)
    #expect(explanation.result.reason == "quotas.csv is missing")
    #expect(explanation.substituted == nil)
    #expect(explanation.countedRows == nil)
    #expect(explanation.grade == nil)
  }

  @Test(arguments: [
    (0, 5, 0, 0.4344825), (5, 5, 0.5655175, 1), (1, 2, 0.0945312, 0.9054688),
  ])
  func wilsonsIntervalStaysWithinZeroAndOne(
    _ hits: Int, _ trials: Int, _ low: Double, _ high: Double
  ) throws {
    let interval = try #require(WilsonInterval(hits: hits, of: trials))
    #expect(abs(interval.low - low) < 1e-6)
    #expect(abs(interval.high - high) < 1e-6)
    #expect(WilsonInterval(hits: 1, of: 0) == nil)
  }
}
