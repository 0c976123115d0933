import RevBase
import RevMetrics
import Testing

@testable import RevPresentation

/// Who will miss the quota, and the reason that is named.
@Suite struct OwnerOutlookTests {
  private func line(
    quota: Int64? = 100_000, won: Int64 = 20_000, open: Int64 = 200_000,
    change: (inout OwnerLine) -> Void = { _ in }
  ) -> OwnerLine {
    var line = OwnerLine(person: 0, owner: "p1", name: "Ana")
    line.quota = quota.map { Money(cents: $0 * 100) }
    line.won = Money(cents: won * 100)
    line.open = Money(cents: open * 100)
    line.coverage = Double(open) / Double((quota ?? 0) - won)
    line.pushed = .zero
    line.winRate = 0.3
    line.hygiene = 95
    change(&line)
    return line
  }

  private func judged(_ line: OwnerLine, rest: Int64) -> OwnerOutlook? {
    OwnerOutlook(line, rest: Money(cents: rest * 100), winRate: 0.3)
  }

  @Test func whatIsExpectedIsWonAndWhatIsStillToCome() throws {
    let outlook = try #require(judged(line(), rest: 50_000))
    #expect(outlook.expected == Money(cents: 7_000_000))
    #expect(outlook.missing == Money(cents: 3_000_000))
    #expect(outlook.willMiss)
  }

  @Test func whoLandsOnTheQuotaDoesNotMissIt() throws {
    let outlook = try #require(judged(line(), rest: 80_000))
    #expect(!outlook.willMiss)
    #expect(outlook.why == nil)
  }

  @Test func withoutAQuotaThereIsNothingToMiss() {
    #expect(judged(line(quota: nil), rest: 50_000) == nil)
    #expect(judged(line(quota: 0), rest: 50_000) == nil)
  }

  @Test func theStrongestReasonIsNamedFirst() {
    let nothing = judged(line(open: 0), rest: 0)
    #expect(nothing?.why == "nothing open closes in the period")
    let thin = judged(line(open: 40_000), rest: 10_000)
    #expect(thin?.why == "open deals cover 0.5x of the rest")
    let pushed = judged(line { $0.pushed = Money(cents: 10_000_000) }, rest: 10_000)
    #expect(pushed?.why == "100K pushed out of the period")
    let weak = judged(line { $0.winRate = 0.2 }, rest: 10_000)
    #expect(weak?.why == "wins 20%, all together 30%")
    let untidy = judged(line { $0.hygiene = 61 }, rest: 10_000)
    #expect(untidy?.why == "open deals' hygiene is 61")
    let plain = judged(line(), rest: 10_000)
    #expect(plain?.why == "10K still expected of 200K open")
  }
}
