// The catalogue of numbers, the language of formulas, and the small tools behind them.

import RevBase
import RevMetrics
import RevModel
import Testing

@Suite struct CatalogTests {
  @Test func everyNumberOfTheBookHasOneDefinition() {
    #expect(MetricCatalog.all.map(\.id) == MetricID.allCases)
  }

  @Test func everyThresholdHasADefault() {
    let thresholds = Thresholds()
    for definition in MetricCatalog.all {
      for key in definition.threshold?.keys ?? [] {
        #expect(thresholds[key] != nil, "\(definition.id)")
      }
    }
  }

  @Test(arguments: [
    ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("8 / 4 / 2", 1), ("2 - 3 - 4", -5), ("-2 ^ 2", -4),
    ("2 ^ 3 ^ 2", 512), ("min(60, 1 / 0.5)", 2), ("max(1, a, 3)", 5), ("sum(a) / count(b)", 2.5),
    ("1e3 - 1.5e-1", 999.85), ("a >= 5", 1), ("a > 5 and b < 3", 0), ("1 - b < 0 and a <= 5", 1),
    ("- (a - 7)", 2), ("2 * -a", -10),
  ])
  func formulasFollowTheRulesOfArithmetic(_ text: String, _ result: Double) throws {
    #expect(try Formula(text).evaluate(["a": 5, "b": 2]) == result)
  }

  @Test(arguments: [
    ("", 0), ("1 +", 3), ("(1", 2), ("1 2", 2), ("sum(a", 5), ("1 < ", 4), ("sum()", 4),
    ("min(1", 5),
    ("a b", 2), ("$", 0), ("1.", 1),
  ])
  func whatIsNoFormulaIsRefusedAtItsPlace(_ text: String, _ offset: Int) {
    let error = #expect(throws: Formula.SyntaxError.self) { try Formula(text) }
    #expect(error?.offset == offset)
  }

  @Test func nothingIsDividedByZeroAndNoNameIsGuessed() throws {
    #expect(try Formula("1 / (a - a)").evaluate(["a": 5]) == nil)
    #expect(try Formula("a + b").evaluate(["a": 5]) == nil)
    #expect(try Formula("(0 - 8) ^ 0.5").evaluate([:]) == nil)
  }

  @Test func namesAreReplacedByTodaysValues() throws {
    let formula = try Formula("open / (quota - won) + median(days) - max(1, loss)")
    #expect(formula.names == ["open", "quota", "won", "days", "loss"])
    let texts = ["open": "600.50", "quota": "7", "won": "-1", "days": "4", "loss": "2"]
    #expect(formula.substituting(texts) == "600.50 / (7 - (-1)) + 4 - max(1, 2)")
    #expect(formula.substituting([:]) == nil)
  }

  @Test func anAggregateOverRowsHasOneValueHoweverItIsMade() throws {
    let formula = try Formula("median(first_won - hired_date)")
    #expect(formula.names == ["first_won - hired_date"])
    #expect(formula.loneAggregate == "first_won - hired_date")
    #expect(formula.evaluate(["first_won - hired_date": 34]) == 34)
    #expect(try Formula("sum(abs(a * 12 / b - c)) / n").loneAggregate == nil)
  }

  @Test func gradesFollowTheThresholds() {
    let thresholds = Thresholds()
    let coverage = ThresholdRule.atLeast("coverage")
    let grades = [3, 2.9, 2.4, 2.3].map { coverage.grade($0, thresholds) }
    #expect(grades == [.good, .watch, .watch, .poor])
    let stale = ThresholdRule.atMost("stale_share")
    #expect([0.2, 0.25, 0.26].map { stale.grade($0, thresholds) } == [.good, .watch, .poor])
  }
}

@Suite struct EngineToolsTests {
  @Test func theMiddleOfManyListsIsThatOfTheSortedOnes() throws {
    var dice = Dice(4)
    for size in 1...60 {
      let values = (0..<size).map { _ in Int64(dice.roll(12)) - 4 }
      let sorted = values.sorted()
      let middle = try #require(Middle(values))
      #expect(middle.low == sorted[(size - 1) / 2])
      #expect(middle.high == sorted[size / 2])
    }
    #expect(Middle([]) == nil)
  }

  @Test func quotientsOfAmountsAreRoundedOnce() {
    let measure = Measure.quotient(
      .money(Money(cents: 1)), over: .money(Money(cents: 3)), otherwise: "none")
    #expect(measure.value == .real(1.0 / 3.0))
    #expect(
      Measure.quotient(.count(1), over: .count(0), otherwise: "none").reason == "none")
  }
}
