import Foundation
import RevBase
import Testing

@testable import RevImport

/// Reading what is really there: encodings, separators, titles, and evidence about every column.
@Suite struct ReadingTests {
  private static let head = "deal_id,name,stage,amount,created_date,close_date\n"

  private func deals(_ rows: String, _ name: String = "deals.csv") throws -> (Workshop, String) {
    let work = try Workshop()
    return (work, try work.write(name, Self.head + rows))
  }

  // MARK: - Bytes

  static let table =
    "deal_id;name;stage;amount;created_date;close_date\nA;Café;Demo;5;2026-01-05;2026-03-01\n"

  @Test(arguments: [
    ("utf-8", TextEncoding.utf8), ("utf-8 with a mark", .utf8), ("utf-16le", .utf16LittleEndian),
    ("utf-16le without a mark", .utf16LittleEndian), ("utf-16be", .utf16BigEndian),
    ("windows-1252", .windows1252),
  ])
  func encodingsAreFoundOut(name: String, encoding: TextEncoding) throws {
    let units = Array(Self.table.utf16)
    let little = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let bytes: [UInt8] =
      switch name {
      case "utf-8": Array(Self.table.utf8)
      case "utf-8 with a mark": [0xEF, 0xBB, 0xBF] + Array(Self.table.utf8)
      case "utf-16le": [0xFF, 0xFE] + little
      case "utf-16le without a mark": little
      case "utf-16be":
        [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
      default: units.map { UInt8(truncatingIfNeeded: $0) }
      }
    let work = try Workshop()
    let result = try work.run([try work.write("deals.csv", bytes)])
    #expect(result.plan.files[0].encoding == encoding)
    #expect(try work.rows("deals")[0]["name"] == "Café")
  }

  @Test(arguments: [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "pipe")])
  func delimitersAreFoundOut(delimiter: String, word: String) throws {
    let work = try Workshop()
    let text = Self.table.replacing(";", with: delimiter)
    let result = try work.run([try work.write("deals.csv", text)])
    #expect(result.plan.files[0].delimiter == word)
    #expect(result.rowsAccepted == 1)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func lineEndsOfAnyKindEndLines(end: String) throws {
    let work = try Workshop()
    let text = (Self.table + "B;x;Demo;6;2026-01-06;2026-03-02\n").replacing("\n", with: end)
    try work.run([try work.write("deals.csv", text)])
    #expect(try work.lines("deals", "deal_id", "close_date") == ["A|2026-03-01", "B|2026-03-02"])
  }

  @Test func aRowWithBrokenBytesIsSetAsideInAFileOfUTF8() throws {
    let work = try Workshop()
    var bytes = Array((Self.head + "A,Café,Demo,5,2026-01-05,2026-03-01\nB,x").utf8)
    bytes += [0xE9, 0x2C] + Array("Demo,5,2026-01-05,2026-03-01\n".utf8)
    let result = try work.run([try work.write("deals.csv", bytes)])
    #expect(result.aside(.notUTF8) == 1)
    #expect(result.rowsRead == 2)
    #expect(try work.lines("deals", "deal_id") == ["A"])
  }

  @Test(arguments: [
    ([0x1F, 0x8B, 8, 0] as [UInt8], "compressed with gzip"),
    ([0x50, 0x4B, 3, 4, 20] as [UInt8], "a zip archive or a workbook"),
    ([0x61, 0, 0, 0x62, 0x0A] as [UInt8], "it is no text"), ([] as [UInt8], "the file is empty"),
  ])
  func whatIsNoTextIsRefusedInOneLine(bytes: [UInt8], words: String) throws {
    let work = try Workshop()
    let refusal = try #require(work.refusal([try work.write("x.csv", bytes)]))
    #expect(refusal.description.contains(words), "\(refusal)")
    #expect(!refusal.description.contains("\n"))
    #expect(!FileManager.default.fileExists(atPath: work.company))
  }

  // MARK: - Rows

  @Test func quotesSeparatorsAndLineBreaksStayInTheirCells() throws {
    let (work, file) = try deals("A,\"x, \"\"y\"\"\nz\",Demo,5,2026-01-05,2026-03-01\n")
    try work.run([file])
    #expect(try work.rows("deals")[0]["name"] == "x, \"y\"\nz")
  }

  @Test func headersAndTotalsInTheMiddleAreNoDeals() throws {
    let (work, file) = try deals(
      "A,a,Demo,5,2026-01-05,2026-03-01\n" + Self.head + "Total,,,5,,\n\n"
        + "B,b,Demo,6,2026-01-05,2026-03-01\nGrand Total,,,11,,\n")
    let result = try work.run([file])
    #expect(result.aside(.repeatedHeader) == 1)
    #expect(result.aside(.total) == 2)
    #expect(try work.lines("deals", "deal_id") == ["A", "B"])
  }

  @Test func anOpenDealWithoutACloseDateIsKeptAndAClosedOneIsNot() throws {
    let (work, file) = try deals("A,a,Demo,5,2026-01-05,\nB,b,Closed Won,5,2026-01-05,\n")
    let result = try work.run([file])
    #expect(try work.lines("deals", "deal_id", "close_date") == ["A|\(DealPlan.noCloseDate)"])
    #expect(result.aside(.missing) == 1)
    #expect(result.notes.contains { $0.hasPrefix("no close date on 1 deal,") })
  }

  @Test func rowsThatComeTwiceAreTakenOnce() throws {
    let row = "A,a,Demo,5,2026-01-05,2026-03-01\n"
    let (work, file) = try deals(row + row + "A,other,Demo,7,2026-01-05,2026-03-01\n")
    let result = try work.run([file])
    #expect(result.aside(.duplicate) == 1)
    #expect(result.aside(.sameID) == 1)
    #expect(result.plan.files[0].log.setAside[.sameID]?.examples.first?.line == 4)
    #expect(try work.lines("deals", "name") == ["a"])
  }

  @Test func everyFaultHasItsLineAndReason() throws {
    let (work, file) = try deals(
      """
      A,a,Demo,5,2026-01-05,2026-03-01
      ,b,Demo,5,2026-01-05,2026-03-01
      C,c,Demo,5,someday,2026-03-01
      D,d,Demo,much,2026-01-05,2026-03-01
      E,"e"x,Demo,5,2026-01-05,2026-03-01
      F,"f,Demo,5,2026-01-05,2026-03-01
      G,g,Demo,5,2026-01-05,2026-03-01,more,cells
      H,h,Demo,5

      """)
    let result = try work.run([file])
    let log = result.plan.files[0].log
    #expect(log.read == 8)
    #expect(log.read == log.accepted + log.setAsideCount)
    #expect(log.setAside[.missing]?.examples.map(\.line) == [3, 9])
    #expect(log.setAside[.unreadable]?.examples.first?.column == "created_date")
    #expect(log.setAside[.unreadable]?.examples.first?.value == "someday")
    #expect(log.setAside[.unclosedQuote]?.examples.first?.line == 7)
    #expect(log.setAside[.textAfterQuote]?.examples.first?.line == 6)
    #expect(log.setAside[.tooManyCells]?.examples.first?.line == 8)
    #expect(log.unreadableCells["amount"]?.examples.first?.value == "much")
    #expect(try work.lines("deals", "deal_id", "amount") == ["A|5", "D|"])
  }

  // MARK: - Dates

  @Test func anAmbiguousDateIsAskedAboutAndNeverGuessed() throws {
    let (work, file) = try deals("A,a,Demo,5,03/04/2026,05/06/2026\n")
    guard case .questions(let questions) = work.refusal([file]) else {
      Issue.record("it was not asked")
      return
    }
    #expect(questions.count == 2)
    #expect(questions[0].answers == ["--dates dmy", "--dates mdy"])
    #expect(questions[0].question.contains("'03/04/2026'"))
    try work.run([file]) { $0.dates = .dayFirst }
    #expect(try work.lines("deals", "created_date", "close_date") == ["2026-04-03|2026-06-05"])
  }

  @Test func oneCellBeyondTwelveDecidesItsColumnAndThoseThatSayNothing() throws {
    let (work, file) = try deals(
      "A,a,Demo,5,03/04/2026,05/06/2026\nB,b,Demo,5,23/04/2026,06/06/2026\n")
    let result = try work.run([file])
    #expect(result.decision("created_date") == "day first ('23/04/2026')")
    #expect(result.decision("close_date") == "day first (as in other columns)")
    #expect(try work.lines("deals", "created_date") == ["2026-04-03", "2026-04-23"])
  }

  @Test func aColumnThatContradictsItselfIsAskedAbout() throws {
    let (work, file) = try deals(
      "A,a,Demo,5,13/04/2026,2026-06-05\nB,b,Demo,5,04/13/2026,2026-06-06\n")
    guard case .questions(let questions) = work.refusal([file]) else {
      Issue.record("it was not asked")
      return
    }
    #expect(questions[0].question.contains("days first in some rows and months first in others"))
    let result = try work.run([file]) { $0.dates = .dayFirst }
    #expect(result.aside(.unreadable) == 1)
  }

  @Test(arguments: [
    ("2026-11-16", "2026-11-16"), ("2026-11-16T09:30:00.000Z", "2026-11-16T09:30:00Z"),
    ("2026-11-16 09:30", "2026-11-16T09:30:00"), ("16.11.2026", "2026-11-16"),
    ("11/16/2026", "2026-11-16"), ("11/16/26", "2026-11-16"),
    ("11/16/2026 9:05 PM", "2026-11-16T21:05:00"), ("Nov 16, 2026", "2026-11-16"),
    ("16-Nov-26", "2026-11-16"), ("16. November 2026", "2026-11-16"),
    ("16 nov. 2026", "2026-11-16"), ("20261116", "2026-11-16"), ("2026/11/16", "2026-11-16"),
    ("2026.11.16", "2026-11-16"), ("46342", "2026-11-16"), ("46342.25", "2026-11-16T06:00:00"),
    ("1794787200000", "2026-11-16T00:00:00Z"), ("1794787200", "2026-11-16T00:00:00Z"),
    ("Monday, November 16, 2026", "2026-11-16"),
    ("2026-11-16T09:30:00+05:30", "2026-11-16T09:30:00+05:30"),
  ])
  func datesOfManyForms(text: String, day: String) throws {
    let (work, file) = try deals("A,a,Demo,5,\"\(text)\",2026-12-31\n")
    try work.run([file])
    #expect(try work.rows("deals").first?["created_date"] == day)
  }

  @Test(arguments: ["2026-02-30", "32.01.2026", "soon", "2026-13-01", "0000-00-00", "99999"])
  func whatIsNoDaySetsTheRowAside(text: String) throws {
    let (work, file) = try deals(
      "A,a,Demo,5,2026-01-05,2026-12-31\nB,b,Demo,5,\(text),2026-12-31\n")
    let result = try work.run([file])
    #expect(result.aside(.unreadable) == 1)
    #expect(result.rowsAccepted == 1)
  }

  // MARK: - Numbers

  @Test(arguments: [
    ("1,234.50", "1234.50"), ("1.234,50", "1234.50"), ("1 234,50", "1234.50"),
    ("1'234.50", "1234.50"), ("(12.00)", "-12"), ("-12.5", "-12.50"), ("12-", "-12"),
    ("$1,000.00", "1000"), ("€ 99,90", "99.90"), ("USD 5", "5"), ("5 kr", "5"), ("--", ""),
    ("n/a", ""), ("1234567", "1234567"), ("0.5", "0.50"), ("1,234,567", "1234567"),
    ("\u{A0}7,5\u{A0}", "7.50"), ("-0.00", "0"),
  ])
  func numbersOfManyForms(text: String, number: String) throws {
    let (work, file) = try deals("A,a,Demo,\"\(text)\",2026-01-05,2026-12-31\n")
    try work.run([file])
    #expect(try work.rows("deals").first?["amount"] ?? "" == number)
  }

  @Test func threeDigitsBehindALoneSignAreAskedAbout() throws {
    let (work, file) = try deals("A,a,Demo,\"1,234\",2026-01-05,2026-12-31\n")
    guard case .questions(let questions) = work.refusal([file]) else {
      Issue.record("it was not asked")
      return
    }
    #expect(questions.map(\.answers) == [["--numbers point", "--numbers comma"]])
    try work.run([file]) { $0.numbers = .point }
    #expect(try work.rows("deals")[0]["amount"] == "1234")
    let other = try Workshop()
    try other.run([file]) { $0.numbers = .comma }
    #expect(try other.rows("deals")[0]["amount"] == "1.234")
  }

  @Test func anotherCellDecidesWhatALoneSignMeans() throws {
    let (work, file) = try deals(
      "A,a,Demo,\"1,234\",2026-01-05,2026-12-31\nB,b,Demo,12.50,2026-01-05,2026-12-31\n")
    let result = try work.run([file])
    #expect(result.decision("amount") == "decimal point ('12.50')")
    #expect(try work.lines("deals", "amount") == ["1234", "12.50"])
  }

  // MARK: - Recognition

  @Test func headersInAnySpellingAreTheSame() throws {
    let work = try Workshop()
    let file = try work.write(
      "x.csv",
      "\u{FEFF}*Deal ID , STAGE,Amount*,created date,CloseDate\nA,Demo,5,2026-01-05,2026-03-01\n")
    #expect(try work.run([file]).rowsAccepted == 1)
  }

  @Test func whatIsNoKnownExportSaysSoWithItsColumns() throws {
    let work = try Workshop()
    let file = try work.write("x.csv", "colour,taste\nred,sweet\n")
    #expect(
      work.refusal([file])?.description
        == "\(file): no known export with the columns 'colour', 'taste'. Say what it is with "
        + "--from, or name its columns in a mapping file (--mapping FILE).")
  }

  @Test func ofSeveralFilesTheStrangeOneIsLeftOutAndSaidToBe() throws {
    let work = try Workshop()
    let strange = try work.write("x.csv", "colour,taste\nred,sweet\n")
    let result = try work.run([Workshop.fixture("salesforce/Opportunity.csv"), strange])
    #expect(result.plan.leftOut.map(\.path) == [strange])
    #expect(result.text.contains("left out: \(strange): no known export"))
  }

  @Test func textsOfFilesCannotActOnATerminal() throws {
    let work = try Workshop()
    let file = try work.write("x.csv", "\u{1B}[2Jcolour,ta\u{202E}ste\nred,sweet\n")
    let words = try #require(work.refusal([file])).description
    #expect(!words.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
  }
}
