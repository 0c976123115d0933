import RevBase
import RevMetrics
import RevModel
import RevPresentation
import RevTesting
import Testing

/// The book's letters as days, formulas with grouped figures, and rows in an order that answers.
@Suite struct WordsTests {
  private func letters() throws -> BookLetters {
    let (start, end) = (try #require(Day("2026-11-01")), try #require(Day("2027-01-31")))
    return BookLetters(
      question: Question(
        period: Period(label: "FY2027-Q4", start: start, end: end),
        asOf: try #require(Day("2026-11-16"))))
  }

  @Test(arguments: [
    ("no lead was created in the period by A", "no lead was created in the period by 2026-11-16"),
    (
      "deals won in T with an invoice by A: one",
      "deals won in the year to 2026-11-16 with an invoice by 2026-11-16: one"
    ),
    ("on the thirty days A - 29 to A", "on the thirty days 2026-10-18 to 2026-11-16"),
    ("some at E and none at E + 90", "some at 2026-11-16 and none at 2027-02-14"),
    ("A contract of Account A", "A contract of Account A"),
    ("at Aurora and in Texas", "at Aurora and in Texas"), ("", ""),
  ])
  func lettersOfTheBookBecomeDays(text: String, plain: String) throws {
    #expect(try letters().plain(text) == plain)
  }

  @Test(arguments: [
    ("1025000 / (1400000 - 120000)", "1,025,000 / (1,400,000 - 120,000)"),
    ("0.123456 x 54321.25", "0.123456 x 54,321.25"), ("2026-11-16", "2026-11-16"),
    ("n/a", "n/a"), ("999 of 1000", "999 of 1000"),
  ])
  func figuresOfAFormulaStandInGroupsOfThree(text: String, grouped: String) {
    #expect(Format.formula(text) == grouped)
  }

  @Test func renewalsThatNobodyWorksOnStandFirst() throws {
    var cockpit = try StateDriver()
    cockpit.send(.pointed(.retention, .renewals(90)))
    cockpit.run(.drill)
    let shown = cockpit.table()
    let table = try #require(shown)
    // 96,000 has no renewal deal; 30,000 has one that is lost; 144,000 is in good hands.
    let renewal = try #require(table.columns.firstIndex { $0.title == "Renewal" })
    #expect(table.rows.count == 3)
    #expect(table.rows.last?.cells[renewal].text != "nobody")
    #expect(table.rows.first?.cells[renewal].text == "nobody")
  }

  @Test func aColumnIsAsWideAsItsSum() throws {
    var cockpit = try StateDriver()
    let text = DemoCompany.files["deals.csv"] ?? ""
    let large = text.split(separator: "\n").map { line -> String in
      String(line).replacing(",400000,", with: ",9123456789.25,")
    }.joined(separator: "\n")
    let (presenter, action) = cockpit.presenter.reloaded(
      engine: Engine(try DemoCompany.snapshot(["deals.csv": large])), warnings: [])
    cockpit.presenter = presenter
    cockpit.send(action)
    cockpit.run(.focusPipeline, .drill)
    let shown = cockpit.table()
    let table = try #require(shown)
    let amount = try #require(table.columns.firstIndex { $0.title == "Amount" })
    #expect(table.totals[amount].text.count > 12)
    #expect(table.columns[amount].minimum >= table.totals[amount].text.count)
  }
}
