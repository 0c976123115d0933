import RevBase
import Testing

@testable import RevImport

/// A file is read by several threads in stretches, sixteen bytes at a time, and cells that are in the
/// usual form already are copied: none of it may show in what comes out.
@Suite struct ChunkTests {
  /// Gathers the first cell and the number of cells of every row.
  private struct Gather: ChunkWork {
    func run(_ reader: inout ChunkReader) throws(SourceFailure) -> [String] {
      var cells = RowCells(capacity: 8)
      var rows: [String] = []
      while true {
        switch try reader.next(into: &cells) {
        case .end: return rows
        case .row:
          let (start, end) = cells.trimmed(0, in: reader.bytes.span)
          rows.append("\(cells.count) \(CellText.string(reader.bytes.span, start, end))")
        case .fault(let fault): rows.append(fault.rawValue)
        case .blank, .incomplete: break
        }
      }
    }
  }

  private func rows(_ text: [UInt8], workers: Int, size: Int) throws -> [String] {
    let runner = ChunkRunner(
      source: SourceText(text), delimiter: 0x2C, start: 0, firstLine: 1, workers: workers,
      size: size)
    var rows: [String] = []
    var lines: [Int] = []
    let starts = try runner.run(Gather(), reached: { _ in true }) { part, line in
      rows += part.part
      lines.append(line)
    }
    #expect(lines == lines.sorted())
    #expect(starts?.isEmpty == false)
    return rows
  }

  @Test func stretchesAndThreadsDoNotShowInTheRows() throws {
    var random = SystemRandomNumberGenerator()
    let cells = [
      "a", "", "\"x, y\"", "\"two\nlines\"", "\"he said \"\"no\"\"\"", "twenty bytes of text",
      "\"\"",
      "12.50",
    ]
    for _ in 0..<40 {
      var text = ""
      for row in 0..<60 {
        let count = Int.random(in: 1...5, using: &random)
        let rest = (0..<count).map { _ in cells.randomElement(using: &random) ?? "" }
        text += (["\(row)"] + rest).joined(separator: ",") + (row % 3 == 0 ? "\r\n" : "\n")
      }
      let bytes = Array(text.utf8)
      let whole = try rows(bytes, workers: 1, size: 1 << 20)
      #expect(whole.count == 60)
      for (workers, size) in [(1, 50), (2, 50), (3, 17), (4, 200), (2, 3)] {
        #expect(try rows(bytes, workers: workers, size: size) == whole)
      }
    }
  }

  @Test func stoppingEndsAllThreads() throws {
    let bytes = Array(String(repeating: "a,b\n", count: 5000).utf8)
    let runner = ChunkRunner(
      source: SourceText(bytes), delimiter: 0x2C, start: 0, firstLine: 1, workers: 3, size: 64)
    var taken = 0
    let starts = try runner.run(Gather(), reached: { _ in taken < 5 }) { _, _ in taken += 1 }
    #expect(starts == nil)
    #expect(taken == 5)
  }

  @Test func anErrorOfTheTakerEndsTheRun() {
    let bytes = Array(String(repeating: "a,b\n", count: 5000).utf8)
    let runner = ChunkRunner(
      source: SourceText(bytes), delimiter: 0x2C, start: 0, firstLine: 1, workers: 3, size: 64)
    #expect(throws: ImportError.cancelled) {
      try runner.run(Gather(), reached: { _ in true }) { _, _ throws(ImportError) in
        throw .cancelled
      }
    }
  }

  @Test func aByteIsFoundAtEveryPlaceOfABlock() {
    let wanted = WantedBytes(0x2C, 0x0A, 0x22)
    for place in 0..<40 {
      for byte in UInt8.min...UInt8.max {
        var text = [UInt8](repeating: 0x61, count: 40)
        text[place] = byte
        let isWanted = byte == 0x2C || byte == 0x0A || byte == 0x22
        for start in [0, 16, 32] {
          let inside = (start..<start + 16).contains(place)
          let expected: UInt64 = isWanted && inside ? 1 << UInt64(place - start) : 0
          #expect(wanted.bits(RowScanner.block(text.span, start)) == expected)
        }
      }
    }
  }

  @Test func fourBlocksAreLookedAtLikeOne() {
    let wanted = WantedBytes(0x2C, 0x0A, 0x22)
    for place in 0..<64 {
      var text = [UInt8](repeating: 0x61, count: 64)
      text[place] = 0x2C
      text[63 - place] = 0x22
      let blocks = [0, 16, 32, 48].map { RowScanner.block(text.span, $0) }
      let expected: UInt64 = 1 << UInt64(place) | 1 << UInt64(63 - place)
      #expect(wanted.bits(blocks[0], blocks[1], blocks[2], blocks[3]) == expected)
    }
  }

  private func written(_ text: String, _ form: CellForm) -> String? {
    let bytes = Array(text.utf8)
    var line = LineWriter()
    guard form.write(bytes.span, 0, bytes.count, to: &line) == .written else { return nil }
    return String(decoding: line.written, as: UTF8.self)
  }

  @Test func timesInTheUsualFormAreCopiedAndOthersWrittenAnew() {
    let moment = CellForm(kind: .moment)
    let same = "2026-11-16T09:30:05Z"
    for text in [
      same, "2026-11-16T09:30:05.000Z", "2026-11-16T09:30:05.000+0000", "2026-11-16T09:30:05+00:00",
      "2026-11-16 09:30:05Z", "2026-11-16T09:30:05.000z",
    ] {
      #expect(written(text, moment) == same)
      #expect(written(text, CellForm(kind: .day)) == "2026-11-16")
    }
    #expect(written("2026-11-16T09:30:05.250Z", moment) == "2026-11-16T09:30:05.25Z")
    #expect(written("2026-11-16T00:00:00", moment) == "2026-11-16")
    #expect(written("2026-11-16T00:00:00Z", moment) == "2026-11-16T00:00:00Z")
    for text in [
      "2026-11-16T24:00:00Z", "2026-11-16T09:60:00Z", "2026-11-16T09:30:61Z",
      "2026-11-16T09:30:05.Z", "2026-02-29T09:30:05Z", "2026-11-16T09:30:05.000+9900",
    ] {
      #expect(written(text, moment) == nil)
    }
  }

  @Test func amountsInTheUsualFormAreCopiedAndOthersWrittenAnew() {
    let money = CellForm(kind: .money)
    for (text, expected) in [
      ("500.50", "500.50"), ("500.05", "500.05"), ("500.00", "500"), ("500.5", "500.50"),
      ("500.125", "500.125"), ("0.50", "0.50"), ("00.50", "0.50"), ("007.00", "7"), ("500.", "500"),
      ("1,234.50", "1234.50"), ("(500.00)", "-500"),
    ] {
      #expect(written(text, money) == expected, "\(text)")
    }
    let comma = CellForm(kind: .money, style: .comma)
    #expect(written("500,50", comma) == "500.50")
    #expect(written("1.500,5", comma) == "1500.50")
  }

  @Test func groupsOfThousandsHaveThreeDigits() {
    let (point, comma) = (CellForm(kind: .money), CellForm(kind: .money, style: .comma))
    #expect(written("500.50", comma) == nil)
    #expect(written("500,50", point) == nil)
    #expect(written("1,50", CellForm(kind: .percent)) == nil)
    #expect(written("1,23,456.00", point) == "123456")
    #expect(written("1.234.567", comma) == "1234567")
  }

  @Test func sharesOfWholePercentAreReadLikeAllOthers() {
    let percent = CellForm(kind: .percent)
    #expect(written("75", percent) == "0.75")
    #expect(written("075", percent) == "0.75")
    #expect(written("75.0", percent) == "0.75")
    #expect(written("100", percent) == "1")
    #expect(written("101", percent) == nil)
    #expect(written("1", CellForm(kind: .share)) == "1")
    #expect(written("2", CellForm(kind: .share)) == nil)
    #expect(written("0", CellForm(kind: .share)) == "0")
  }

  @Test func thePeopleThatOnlyDealsNameStandInTheSameOrderEveryTime() throws {
    let workshop = try Workshop()
    var text = "Id,Amount,StageName,CreatedDate,CloseDate,OwnerId\n"
    for row in 0..<60 {
      text += "006A\(row),10,Open,2026-01-05,2026-12-01,Person \(row * 37 % 60)\n"
    }
    let file = try workshop.write("deals.csv", text)
    try workshop.run([file])
    let people = try workshop.text("people.csv")
    let ids = people.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
    #expect(ids.count == 60)
    #expect(ids == ids.sorted())
  }
}
