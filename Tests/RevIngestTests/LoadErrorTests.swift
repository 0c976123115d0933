// What cannot be loaded at all: one clear line each.
import RevIngest
import RevModel
import RevTesting
import Testing

private let deals = "deal_id,stage,created_date,close_date\na,S,2026-01-01,2026-01-01\n"

@Suite("A folder that cannot be loaded")
struct LoadErrorTests {
  /// The message with the folder's path cut off.
  private func message(_ files: [String: [UInt8]]) throws -> String {
    let folder = try FixtureFolder(bytes: files)
    do throws(LoadError) {
      _ = try folder.load()
      return "no error"
    } catch {
      let text = error.description
      #expect(text.hasPrefix(folder.path))
      #expect(!text.contains("\n"))
      return String(text.dropFirst(folder.path.count))
    }
  }

  private func message(_ name: String, _ text: String) throws -> String {
    var files = ["deals.csv": Array(deals.utf8)]
    files[name] = Array(text.utf8)
    return try message(files)
  }

  @Test("is missing, or a file, or has no deals.csv")
  func folder() throws {
    func failure(_ path: String) -> LoadError? {
      do throws(LoadError) {
        _ = try SnapshotLoader.load(folder: path)
        return nil
      } catch { return error }
    }
    let folder = try FixtureFolder(["people.csv": "person_id\n"])
    let (missing, file) = (folder.path + "/nowhere", folder.path + "/people.csv")
    #expect(failure(missing) == .folderMissing(path: missing))
    #expect(
      failure(missing)?.description
        == "\(missing): no such folder; name the folder that holds deals.csv")
    #expect(failure(file) == .notAFolder(path: file))
    #expect(
      failure(file)?.description
        == "\(file): not a folder; name the folder that holds deals.csv, not a file in it")
    #expect(failure(folder.path + "//") == .dealsMissing(folder: folder.path))
    #expect(
      failure(folder.path)?.description
        == "\(folder.path): no deals.csv in it; name a snapshot folder, or make one with revtop "
        + "import or revtop sample")
  }

  @Test("lacks a required column, of any table")
  func column() throws {
    #expect(
      try message("deals.csv", "deal_id;stage;created_date\n")
        == "/deals.csv:1: the required column 'deal_id' is missing; the header has "
        + "'deal_id;stage;created_date'; separate its cells by commas")
    #expect(
      try message("quotas.csv", "\r\n\nperson_id,start_date,End,amount\n")
        == "/quotas.csv:3: the required column 'end_date' is missing; the header has 'person_id', "
        + "'start_date', 'End', 'amount'; rename a column or export it too")
    for table in TableName.allCases {
      let text = try message(table.file, "x\n")
      #expect(text.hasPrefix("/\(table.file):1: the required column"))
    }
  }

  @Test("holds an empty file, or one that is no CSV")
  func noText() throws {
    #expect(
      try message("leads.csv", "\n")
        == "/leads.csv: the file is empty; its first line must name the columns")
    #expect(
      try message(["deals.csv": [0xFF, 0xFE, 0x64, 0]])
        == "/deals.csv: this is no CSV text: it is UTF-16; export it again as CSV in UTF-8")
    #expect(
      try message("people.csv", "person_id\n\u{0}")
        == "/people.csv: this is no CSV text: byte 11 is NUL; export it again as CSV in UTF-8")
    #expect(
      try message(["deals.csv": Array("PK".utf8) + [3, 4]])
        == "/deals.csv: this is no CSV text: it is a zip archive or a workbook; export it again "
        + "as CSV in UTF-8")
    #expect(
      try message("people.csv", "person_id,\"name\nu1,A\n")
        == "/people.csv:1: a quote in the header is not closed; close it or take it away")
    #expect(
      try message(["deals.csv": [0x61, 0xE9, 0x0A]])
        == "/deals.csv:1: the header is not UTF-8; export the file again in UTF-8")
  }

  @Test("has a manifest that is not understood")
  func manifest() throws {
    #expect(
      try message("revtop.yaml", "name: A\ntime_zone: Mars\n")
        == "/revtop.yaml:2:12: time_zone 'Mars' is unknown here; write a name such as "
        + "America/New_York, Europe/Berlin or UTC")
    #expect(
      try message(["deals.csv": Array(deals.utf8), "revtop.yaml": [0x61, 0x3A, 0x20, 0xFF]])
        == "/revtop.yaml:1:1: the manifest is no text in UTF-8; save it as UTF-8")
  }

  @Test("has no day from which to look")
  func noDay() throws {
    let header = "deal_id,stage,created_date,close_date\n"
    #expect(
      try message("deals.csv", header)
        == ": no date in it tells which day it shows; write as_of: YYYY-MM-DD in revtop.yaml")
    let (snapshot, report) = try FixtureFolder([
      "deals.csv": header, "revtop.yaml": "as_of: 2026-01-01",
    ]).load()
    #expect(snapshot.deals.count == 0 && report.setAside == 0)
  }

  @Test("has more stages than there can be")
  func stages() throws {
    func file(_ rows: Int, _ line: (Int) -> String) -> String {
      "deal_id,stage,created_date,close_date,pipeline\n"
        + (0..<rows).map(line).joined(separator: "\n")
    }
    #expect(
      try message("deals.csv", file(70_000) { "d\($0),S\($0),2026-01-01,2026-01-01," })
        .contains("more than the 65000 that fit; is 'stage' the right column?"))
    #expect(
      try message("deals.csv", file(35_000) { "d\($0),S\($0),2026-01-01,2026-01-01," })
        == "/deals.csv: 35000 stages, more than the 30000 that fit; is 'stage' the right column?")
    #expect(
      try message("deals.csv", file(10_000) { "d\($0),S\($0),2026-01-01,2026-01-01,P\($0)" })
        .contains("are 'stage' and 'pipeline' the right columns?"))
  }

  @Test("holds a folder in place of a file")
  func notAFile() throws {
    #expect(
      LoadError.notAFile(path: "x/deals.csv").description
        == "x/deals.csv: not a plain file; put a CSV file in its place or take it away")
    #expect(
      LoadError.unreadable(path: "x/deals.csv", reason: "Permission denied").description
        == "x/deals.csv: cannot be read: Permission denied; check that the file is yours to read")
    #expect(
      LoadError.tooMuchText(path: "x/deals.csv", column: "name").description
        == "x/deals.csv: the texts of column 'name' exceed 4 GiB; leave that column out")
    #expect(
      LoadError.tooManyRows(path: "x/deals.csv").description
        == "x/deals.csv: more than two billion rows; split the company or leave old rows out")
    #expect(
      LoadError.notAFolder(path: "a\u{1B}[31m\n").description
        == "a\\u{1B}[31m\\n: not a folder; name the folder that holds deals.csv, not a file in it")
  }
}
