import Testing

@testable import RevBase

@Suite struct ExactTests {
  @Test(
    arguments: [
      (5, 2, 2), (7, 2, 4), (-5, 2, -2), (-7, 2, -4), (1, 3, 0), (2, 3, 1), (-2, 3, -1), (6, 3, 2),
      (5, -2, -2), (0, 7, 0),
    ] as [(Int128, Int128, Int128)])
  func tiesGoToTheEvenOne(top: Int128, bottom: Int128, result: Int128) {
    #expect(Exact.roundHalfEven(top, over: bottom) == result)
  }

  @Test func aShareOfAnAmountIsRoundedOnce() {
    #expect(Exact.product(cents: 101, billionths: 500_000_000) == 50)
    #expect(Exact.product(cents: 103, billionths: 500_000_000) == 52)
    #expect(Exact.product(cents: 9_000_000_000_000_000, billionths: 999_999_999) > 0)
  }

  @Test func aShareOfAnAmountIsTheSameHoweverItIsDivided() {
    let amounts: [Int64] = [
      0, 1, 2, 3, 5, 101, 103, 999_999_999, 9_223_372_036, 9_223_372_037, 9_000_000_000_000_000,
      .max,
    ]
    for amount in amounts + amounts.map({ -$0 }) {
      for share: Int32 in [0, 1, 333_333_333, 500_000_000, 999_999_999, 1_000_000_000] {
        let exact = Exact.roundHalfEven(Int128(amount) * Int128(share), over: 1_000_000_000)
        #expect(Exact.product(cents: amount, billionths: share) == Int64(exact))
      }
    }
  }

  @Test func prorationIsExact() {
    #expect(Exact.scale(cents: 10_000, by: 31, over: 92) == 3370)
    #expect(Exact.scale(cents: -10_000, by: 31, over: 92) == -3370)
  }

  @Test func dividingRoundsDown() {
    #expect(Exact.floorDivide(-1, 86_400) == -1)
    #expect(Exact.floorDivide(-86_400, 86_400) == -1)
    #expect(Exact.floorDivide(86_399, 86_400) == 0)
  }

  @Test(arguments: [(4_800_000, "48000"), (4_800_050, "48000.50"), (-5, "-0.05"), (0, "0")])
  func moneyIsWrittenAsAPlainDecimal(cents: Int64, text: String) {
    #expect(Money(cents: cents).description == text)
  }
}
