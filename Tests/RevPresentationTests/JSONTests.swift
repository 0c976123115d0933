import RevBase
import RevMetrics
import Testing

@testable import RevPresentation

@Suite struct JSONTests {
  @Test func numbersKeepTheirDigits() {
    #expect(JSON.money(Money(cents: 4_800_050)).text() == "48000.50")
    #expect(JSON.money(Money(cents: -5)).text() == "-0.05")
    #expect(JSON.money(Money(cents: 4_800_000)).text() == "48000")
    #expect(JSON.real(0.25).text() == "0.25")
    #expect(JSON.real(12).text() == "12")
    #expect(JSON.real(-0.0).text() == "0")
    #expect(JSON.real(1.0 / 3).text() == "0.3333333333333333")
    #expect(JSON.real(.nan) == .null)
    #expect(JSON.real(.infinity) == .null)
  }

  @Test func aMeanIsRoundedHalfToEvenWhenPrinted() {
    #expect(JSON.quantity(.fraction(cents: 5, over: 2)).text() == "0.02")
    #expect(JSON.quantity(.fraction(cents: 7, over: 2)).text() == "0.04")
    #expect(JSON.quantity(.fraction(cents: -5, over: 2)).text() == "-0.02")
  }

  @Test func textIsEscaped() {
    let text = JSON.string("a\"b\\c\n\u{1B}\u{2028}é").text()
    #expect(text == "\"a\\\"b\\\\c\\n\\u001b\\u2028é\"")
  }

  @Test func anUndefinedNumberHasAReason() {
    let json = KPIDocument.measure(.undefined("no quota"), .money).text(depth: 0)
    #expect(json == #"{"value": null, "unit": "money", "reason": "no quota"}"#)
  }

  @Test func aQuotientCarriesItsParts() {
    let measure = Measure.quotient(.count(12), over: .count(48), otherwise: "no deals")
    let json = KPIDocument.measure(measure, .share).text(depth: 0)
    #expect(json == #"{"value": 0.25, "unit": "share", "numerator": 12, "denominator": 48}"#)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+49", "'+49"), ("-cmd", "'-cmd"), ("@x", "'@x"), ("\tx", "'\tx"),
    ("-12.50", "-12.50"), ("12", "12"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
    ("two\nlines", "\"two\nlines\""),
  ])
  func exportedCellsCannotBecomeFormulas(cell: String, line: String) {
    #expect(CSVText.line([cell]) == line)
  }

  @Test(arguments: [
    (1_234_567.891, 2, "1,234,567.89"), (0.005, 2, "0.00"), (-0.004, 2, "0.00"),
    (-1234.5, 1, "-1,234.5"), (999.95, 1, "1,000.0"), (0, 0, "0"),
  ])
  func decimalsAreGroupedAndNeverMinusZero(value: Double, digits: Int, text: String) {
    #expect(PlainText.decimal(value, digits: digits) == text)
  }
}
