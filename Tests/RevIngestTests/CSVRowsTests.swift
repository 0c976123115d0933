// The reader of delimited text: quotes, line ends, faults, and agreement with a naive parser.
import RevIngest
import Testing

/// A row as the tests compare it.
private struct Row: Equatable, CustomStringConvertible {
  var line: Int
  var cells: [String]
  var description: String { "\(line): \(cells)" }
}

private func read(
  _ text: String, delimiter: Character = ","
) throws -> (header: [String], rows: [Row], faults: [CSVRows.Fault]) {
  try read(Array(text.utf8), delimiter: delimiter)
}

private func read(
  _ bytes: [UInt8], delimiter: Character = ","
) throws -> (header: [String], rows: [Row], faults: [CSVRows.Fault]) {
  var reader = try CSVRows(FileBytes(bytes), delimiter: delimiter.asciiValue ?? 0)
  var rows: [Row] = []
  while reader.next() {
    let cells = reader.header.indices.map { reader.text($0) }
    rows.append(Row(line: reader.line, cells: cells))
  }
  return (reader.header, rows, reader.faults)
}

@Suite("CSV rows")
struct CSVRowsTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    let rows: [[String]]
  }

  @Test(
    "are read as RFC 4180 has it",
    arguments: [
      Case(testDescription: "plain", text: "a,b\n1,2\n3,4\n", rows: [["1", "2"], ["3", "4"]]),
      Case(testDescription: "no final line end", text: "a,b\n1,2", rows: [["1", "2"]]),
      Case(
        testDescription: "CRLF", text: "a,b\r\n1,2\r\n3,4\r\n", rows: [["1", "2"], ["3", "4"]]),
      Case(
        testDescription: "mixed line ends", text: "a,b\n1,2\r\n3,4\n",
        rows: [["1", "2"], ["3", "4"]]),
      Case(testDescription: "a comma in quotes", text: "a,b\n\"1,2\",3\n", rows: [["1,2", "3"]]),
      Case(
        testDescription: "doubled quotes", text: "a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n",
        rows: [["say \"hi\"", "\""]]),
      Case(
        testDescription: "a line end in quotes", text: "a,b\n\"x\ny\",2\n3,4\n",
        rows: [["x\ny", "2"], ["3", "4"]]),
      Case(
        testDescription: "CRLF in quotes", text: "a,b\r\n\"x\r\ny\",2\r\n", rows: [["x\r\ny", "2"]]),
      Case(testDescription: "empty quotes", text: "a,b\n\"\",\"\"\n", rows: [["", ""]]),
      Case(
        testDescription: "missing cells at the end", text: "a,b,c\n1\n1,2\n",
        rows: [["1", "", ""], ["1", "2", ""]]),
      Case(
        testDescription: "an empty last cell", text: "a,b\n1,\n,2\n,\n",
        rows: [["1", ""], ["", "2"], ["", ""]]),
      Case(
        testDescription: "empty lines are skipped", text: "\n\r\na,b\n\n1,2\n\r\n\n3,4\n\n",
        rows: [["1", "2"], ["3", "4"]]),
      Case(testDescription: "only a header", text: "a,b\n", rows: []),
      Case(
        testDescription: "a quote inside of an unquoted cell is text", text: "a,b\nx\"y,5\"\n",
        rows: [["x\"y", "5\""]]),
      Case(testDescription: "white space is kept", text: "a,b\n 1 ,\t2\n", rows: [[" 1 ", "\t2"]]),
      Case(testDescription: "a lone CR is text", text: "a,b\nx\ry,2\r", rows: [["x\ry", "2\r"]]),
      Case(
        testDescription: "letters beyond ASCII", text: "a,b\nZoë,漢字 🎉\n", rows: [["Zoë", "漢字 🎉"]]),
    ])
  func rules(_ testCase: Case) throws {
    let result = try read(testCase.text)
    #expect(result.rows.map(\.cells) == testCase.rows)
    #expect(result.faults.isEmpty)
  }

  @Test("have names from the first line, without byte-order mark, quotes and white space")
  func header() throws {
    let result = try read([0xEF, 0xBB, 0xBF] + Array(" a ,\"b \"\"x\"\"\",c\n1,2,3\n".utf8))
    #expect(result.header == ["a", "b \"x\"", "c"])
    #expect(result.rows == [Row(line: 2, cells: ["1", "2", "3"])])
  }

  @Test("can be separated by other bytes", arguments: [",", ";", "\t", "|"] as [Character])
  func delimiters(_ delimiter: Character) throws {
    let text = "a,b\n\"1,2\"\"\",3\n".replacing(",", with: String(delimiter))
    #expect(try read(text, delimiter: delimiter).rows.map(\.cells) == [["1\(delimiter)2\"", "3"]])
    #expect(CSVRows.likelyDelimiter(of: FileBytes(Array(text.utf8))) == delimiter.asciiValue)
  }

  @Test("with faulty quotes cost one line each, and reading goes on behind it")
  func faultyQuotes() throws {
    let text = "a,b\n1,\"open\n2,3\n\"x\"y,4\n5,6\n"
    let result = try read(text)
    // The quote of line 2 runs to the one of line 4, which is followed by text.
    #expect(result.faults.map(\.line) == [2, 4])
    #expect(result.faults.map(\.kind) == [.textAfterQuote, .textAfterQuote])
    #expect(result.rows == [Row(line: 3, cells: ["2", "3"]), Row(line: 5, cells: ["5", "6"])])
    let open = try read("a,b\n1,\"never\n2,3\n")
    #expect(open.faults.map(\.kind) == [.unclosedQuote])
    #expect(open.faults.map(\.line) == [2])
    #expect(open.faults.map(\.value) == ["\"never"])
    #expect(open.rows == [Row(line: 3, cells: ["2", "3"])])
  }

  @Test("whose faulty quote opens on a later line lose all lines up to it")
  func faultyQuoteOnLaterLine() throws {
    let result = try read("a,b,c\n\"x\ny\",\"open\n1,2,3\n")
    #expect(result.faults.map(\.line) == [2])
    #expect(result.rows == [Row(line: 4, cells: ["1", "2", "3"])])
  }

  @Test("with too many cells or bytes that are not UTF-8 are left out")
  func misshapen() throws {
    let bytes =
      Array("a,b\n1,2,3\n4,".utf8) + [0xFF] + Array("\n5,6\n7,\"".utf8) + [0xC3, 0x28]
      + Array("\"\n8,9\n".utf8)
    let result = try read(bytes)
    #expect(result.faults.map(\.kind) == [.tooManyCells, .notUTF8, .notUTF8])
    #expect(result.faults.map(\.line) == [2, 3, 5])
    #expect(result.rows.map(\.cells) == [["5", "6"], ["8", "9"]])
  }

  @Test("count lines also across quoted line ends")
  func lines() throws {
    let result = try read("a,b\n\"1\n\n\n\",2\n\n3,4\n")
    #expect(result.rows.map(\.line) == [2, 7])
  }

  @Test("may be ten million bytes long")
  func longLine() throws {
    let long = String(repeating: "x", count: 10_000_000)
    let result = try read("a,b\n\(long),2\n\"\(long)\",3\n4,5\n")
    #expect(result.rows.map(\.line) == [2, 3, 4])
    #expect(result.rows.map { $0.cells[0].utf8.count } == [10_000_000, 10_000_000, 1])
  }

  @Test("with many faulty quotes are read in time that grows with the file only")
  func manyFaultyQuotes() throws {
    let lines = 20_000
    let open = try read("a,b\n1,\"open\n" + String(repeating: "\"\",2\n", count: lines))
    #expect(open.faults.map(\.line) == [2])
    #expect(open.rows.count == lines)
    let text = "a,b\n" + String(repeating: "\"x\"y,1\n", count: lines)
    var reader = try CSVRows(FileBytes(Array(text.utf8)))
    let hasRow = reader.next()
    #expect(!hasRow)
    #expect(reader.faultCount == lines)
    #expect(reader.faults.count == CSVRows.maximumFaults)
  }

  @Test("cannot be had from what is no text")
  func noText() {
    func failure(_ bytes: [UInt8]) -> CSVRows.HeaderFailure? {
      do throws(CSVRows.HeaderFailure) {
        _ = try CSVRows(FileBytes(bytes))
        return nil
      } catch { return error }
    }
    #expect(failure([]) == .empty)
    #expect(failure(Array("\n\r\n".utf8)) == .empty)
    #expect(failure(Array("a,\"b\n1,2\n".utf8)) == .openQuote)
    #expect(failure([0x61, 0xFF, 0x0A]) == .notUTF8)
    #expect(failure([0xFF, 0xFE, 0x61, 0x00]) == .notText("it is UTF-16"))
    #expect(failure([0x61, 0x00]) == .notText("byte 2 is NUL"))
    #expect(failure([0x1F, 0x8B, 0x08]) == .notText("it is compressed with gzip"))
    let late = Array("a,b\n".utf8) + [UInt8](repeating: 0x78, count: 70_000) + [0, 0x0A]
    #expect(failure(late) == nil)
  }
}

@Suite("CSV rows of random texts")
struct CSVPropertyTests {
  @Test("agree with a parser that looks at one byte after the other", arguments: 0..<8)
  func agreesWithNaiveParser(_ seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let alphabet = Array("ab,,\"\"\n\r\n é".utf8)
    for _ in 0..<400 {
      let length = Int(random.next() % 60)
      var bytes = Array("x,y,z\n".utf8)
      for _ in 0..<length { bytes.append(alphabet[Int(random.next() % UInt64(alphabet.count))]) }
      let expected = NaiveCSV.read(Array(bytes.dropFirst(6)), columns: 3, firstLine: 2)
      let result = try read(bytes)
      #expect(result.rows.map(\.cells) == expected.rows.map(\.cells), "\(bytes)")
      #expect(result.rows.map(\.line) == expected.rows.map(\.line), "\(bytes)")
      #expect(result.faults.map(\.line) == expected.faults, "\(bytes)")
    }
  }

  @Test("survive being written and read again", arguments: 0..<4)
  func roundTrip(_ seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed) &+ 99)
    let pieces = ["a", "long text ", "\"", ",", "\n", "\r\n", "é", "漢", " ", "x,y"]
    var text = "c0,c1,c2,c3\r\n"
    var expected: [[String]] = []
    for _ in 0..<3000 {
      let cells = (0..<4).map { _ in
        (0..<Int(random.next() % 4)).map { _ in pieces[Int(random.next() % 10)] }.joined()
      }
      expected.append(cells)
      text += cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
      text += random.next() % 2 == 0 ? "\n" : "\r\n"
    }
    let result = try read(text)
    #expect(result.rows.map(\.cells) == expected)
    #expect(result.faults.isEmpty)
  }
}
