import RevBase
import Testing

@testable import RevRisk

/// A person with a pocket calculator gets the printed result out of the printed formula.
@Suite struct FormulaWordsTests {
  /// The number that a person reads: `44.86458%`, `155,662.72`.
  private func number(_ word: String) throws -> Double {
    let plain = word.replacing(",", with: "")
    return plain.hasSuffix("%")
      ? try #require(Double(plain.dropLast())) / 100 : try #require(Double(plain))
  }

  @Test func amountsAreWrittenToTheHundredth() {
    #expect(FormulaWords.exact(Money(cents: 15_566_272)) == "155,662.72")
    #expect(FormulaWords.exact(Money(cents: 4_800_000)) == "48,000")
    #expect(FormulaWords.exact(Money(cents: -1_205)) == "-12.05")
    #expect(FormulaWords.exact(Money(cents: -5)) == "-0.05")
  }

  @Test func roundSharesStayShort() {
    let words = FormulaWords.words(
      [.amount(Money(cents: 120_000)), .share(0.9), .share(0.3)], giving: Money(cents: 72_000)
    ) { $0[0] * ($0[1] - $0[2]) }
    #expect(words == ["1,200", "90%", "30%"])
  }

  @Test func aShareHasTheDigitsThatItsAmountNeeds() {
    let third = 1.0 / 3
    let words = FormulaWords.words(
      [.amount(Money(cents: 90_000)), .share(third)], giving: Money(cents: 30_000)
    ) { $0[0] * $0[1] }
    #expect(words == ["900", "33.333%"])
  }

  /// Nine decimals of these shares still give a hundredth less or more.
  @Test(arguments: [
    (89_112_150, 0.27933120160869784, 0.10704315222389672),
    (76_528_790, 0.4646267713340281, 0.1509937385881774),
    (37_971_847, 0.0707338510606853, 0.06670622238427129),
  ])
  func aResultBetweenTwoHundredthsNeedsMoreDecimals(_ cents: Int, _ high: Double, _ low: Double)
    throws
  {
    try expectLift(cents, high, low)
  }

  /// A formula's printed amount times the difference of its printed shares is what it gives.
  private func expectLift(_ cents: Int, _ high: Double, _ low: Double) throws {
    let amount = Money(cents: Int64(cents))
    let lift = Money(estimate: amount.units * (high - low))
    let words = FormulaWords.words(
      [.amount(amount), .share(high), .share(low)], giving: lift
    ) { $0[0] * ($0[1] - $0[2]) }
    let (a, b, c) = (try number(words[0]), try number(words[1]), try number(words[2]))
    #expect(Money(estimate: a * (b - c)) == lift, "\(words)")
  }

  @Test func theResultComesOutOfThePrintedNumbers() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let cents = Int.random(in: 1...99_999_999, using: &random)
      let mean = Double.random(in: 1...500_000, using: &random)
      let high = Double.random(in: 0...1, using: &random)
      let low = Double.random(in: 0...high, using: &random)
      try expectLift(cents, high, low)
      let worth = Money(estimate: mean * high)
      let pair = FormulaWords.words([.mean(mean), .share(high)], giving: worth) { $0[0] * $0[1] }
      #expect(Money(estimate: try number(pair[0]) * number(pair[1])) == worth, "\(pair)")
    }
  }
}
