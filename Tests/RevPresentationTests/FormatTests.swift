import RevBase
import RevMetrics
import RevPresentation
import Testing

@Suite struct FormatTests {
  @Test(arguments: [
    (0, "0"), (49, "0"), (50, "0"), (51, "1"), (-51, "-1"), (95_000, "950"), (99_949, "999"),
    (99_950, "1.0K"), (950_000, "9.5K"), (994_000, "9.9K"), (996_000, "10K"),
    (61_200_000, "612K"), (99_949_999, "999K"), (99_950_000, "1.00M"), (185_000_000, "1.85M"),
    (999_500_000, "10.0M"), (1_760_000_000, "17.6M"), (17_600_000_000, "176M"),
    (-21_000_000, "-210K"), (100_000_000_000, "1.00B"), (500_000_000_000_000_000, "5,000T"),
  ])
  func moneyHasThreeFigures(_ cents: Int64, _ text: String) {
    #expect(Format.compact(Money(cents: cents)) == text)
  }

  @Test func aCurrencyStandsInFrontAndTheSignBeforeIt() {
    #expect(Format.compact(Money(cents: -21_000_000), in: "USD") == "-$210K")
    #expect(Format.compact(Money(cents: 185_000_000), in: "EUR") == "EUR 1.85M")
    #expect(Format.full(Money(cents: 48_000_050), in: "USD") == "$480,000.50")
    #expect(Format.full(Money(cents: -5)) == "-0.05")
  }

  @Test func thereIsNoMinusZeroAndNoNumberThatIsNone() {
    #expect(Format.fixed(-0.0001, digits: 1) == "0.0")
    #expect(Format.percent(-0.000_01) == "0.0%")
    #expect(Format.fixed(.nan) == "n/a")
    #expect(Format.percent(.infinity) == "n/a")
    #expect(Format.multiple(-.infinity) == "n/a")
    #expect(Format.signed(Money(cents: -20)) == "0")
    #expect(Format.compact(units: .nan) == "n/a")
  }

  @Test func changesCarryTheirSignAndUnit() {
    #expect(Format.change(.real(0.31), from: .real(0.27), .share) == "+4.0pt")
    #expect(Format.change(.real(52), from: .real(58), .days) == "-6d")
    #expect(Format.change(.real(0.27), from: .real(0.270_01), .share) == nil)
    #expect(
      Format.change(.money(Money(cents: 1)), from: .money(Money(cents: 185_000_001)), .money)
        == "-1.85M")
  }

  @Test func countsAreGroupedAndNounsInflected() {
    #expect(Format.count(1_234_567) == "1,234,567")
    #expect(Format.count(1, "deal") == "1 deal")
    #expect(Format.count(2, "activity") == "2 activities")
    #expect(Format.count(6, "day") == "6 days")
    #expect(Format.count(0, "touch") == "0 touches")
    #expect(Format.count(3, "row of people.csv") == "3 rows of people.csv")
  }

  @Test func lettersOfACommandAreFoundInOrder() throws {
    #expect(TextMatch.fuzzy("exfo", in: "export forecast") != nil)
    #expect(TextMatch.fuzzy("zzz", in: "export forecast") == nil)
    let meant = try #require(TextMatch.fuzzy("exfo", in: "export forecast"))
    let inside = try #require(TextMatch.fuzzy("exfo", in: "next pane: focus the next pane"))
    #expect(meant > inside)
    #expect(TextMatch.contains("a[red]%s\\\"", "[RED]%s\\\""))
  }
}
