// What the options do: the same bytes, the exact number of deals, errors with a remedy.

import Foundation
import RevBase
import RevSample
import Testing

@Suite("Writing a sample")
struct SampleOptionsTests {
  private func options(deals: Int, seed: UInt64 = 1, months: Int = 36) -> SampleCompany.Options {
    var options = SampleCompany.Options()
    (options.deals, options.seed, options.months) = (deals, seed, months)
    return options
  }

  @Test func theSameOptionsGiveTheSameBytes() throws {
    let one = try GeneratedSnapshot(deals: 200, seed: 9)
    let two = try GeneratedSnapshot(deals: 200, seed: 9)
    let other = try GeneratedSnapshot(deals: 200, seed: 10)
    #expect(one.files == two.files)
    #expect(one.files["deals.csv"] != other.files["deals.csv"])
  }

  @Test(arguments: [(1, 36), (2, 1), (7, 3), (50, 12), (333, 24), (400, 60)])
  func theNumberOfDealsIsExact(deals: Int, months: Int) throws {
    let sample = try GeneratedSnapshot(deals: deals, seed: 3, months: months)
    #expect(try sample.rows(.deals).cells.count == deals)
    let changes = try sample.rows(.dealHistory).column("changed_at")
    #expect(changes.allSatisfy { $0.prefix(10) <= sample.asOf })
  }

  @Test func theAsOfDayMayLieAnywhereInAQuarter() throws {
    for day in ["2024-02-29", "2026-01-31", "2026-02-01"] {
      var options = options(deals: 150)
      options.asOf = try #require(Day(day))
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      try SampleCompany(options).write(to: folder.path)
      let text = try String(
        contentsOf: URL(filePath: folder.path).appending(path: "revtop.yaml"), encoding: .utf8)
      #expect(text.contains("as_of: \(day)\n"))
    }
  }

  @Test func aNameWithQuotesStaysOneYAMLString() throws {
    var options = options(deals: 20)
    options.name = "The \"A\\B\" company\n"
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try SampleCompany(options).write(to: folder.path)
    let text = try String(
      contentsOf: URL(filePath: folder.path).appending(path: "revtop.yaml"), encoding: .utf8)
    #expect(text.contains("name: \"The \\\"A\\\\B\\\" company \"\n"))
  }

  @Test func progressNeverGoesBackAndEndsWithAll() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var seen: [Int] = []
    try SampleCompany(options(deals: 9_000)).write(to: folder.path) { done, total in
      #expect(total == 9_000)
      seen.append(done)
      return true
    }
    #expect(seen == seen.sorted())
    #expect(seen.last == 9_000 && seen.count > 2)
  }

  @Test func answeringFalseStopsTheRun() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let company = try SampleCompany(options(deals: 9_000))
    #expect(throws: SampleError.cancelled) {
      try company.write(to: folder.path) { _, _ in false }
    }
  }

  // MARK: - Folders

  @Test func aFolderWithOtherFilesIsRefusedUnlessForced() throws {
    let folder = try TemporaryFolder(isCreated: true)
    defer { folder.remove() }
    try folder.write("mine", to: "notes.txt")
    var options = options(deals: 20)
    #expect(throws: SampleError.folderNotEmpty(path: folder.path)) {
      try SampleCompany(options).write(to: folder.path)
    }
    options.isForced = true
    let report = try SampleCompany(options).write(to: folder.path)
    #expect(report.bytes > 0)
  }

  @Test func ownFoldersAndEmptyOnesAreWrittenInto() throws {
    let folder = try TemporaryFolder(isCreated: true)
    defer { folder.remove() }
    let first = try SampleCompany(options(deals: 200)).write(to: folder.path)
    let second = try SampleCompany(options(deals: 20)).write(to: folder.path)
    #expect(second.bytes < first.bytes)
    let size = try Data(contentsOf: URL(filePath: folder.path).appending(path: "deals.csv")).count
    #expect(second.tables.first { $0.table == .deals }?.bytes == size)
  }

  @Test func aManifestOfSomebodyElseIsNoSample() throws {
    let folder = try TemporaryFolder(isCreated: true)
    defer { folder.remove() }
    try folder.write("name: Real company\n", to: "revtop.yaml")
    #expect(throws: SampleError.folderNotEmpty(path: folder.path)) {
      try SampleCompany(options(deals: 20)).write(to: folder.path)
    }
  }

  @Test func aFileIsNoFolder() throws {
    let folder = try TemporaryFolder(isCreated: true)
    defer { folder.remove() }
    try folder.write("", to: "file")
    let path = folder.path + "/file"
    #expect(throws: SampleError.notAFolder(path: path)) {
      try SampleCompany(options(deals: 20)).write(to: path)
    }
  }

  @Test func aFolderBelowNothingSaysWhatIsMissing() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/deep/er"
    let error = #expect(throws: SampleError.self) {
      try SampleCompany(options(deals: 20)).write(to: path)
    }
    #expect(
      error?.description
        == "\(path): cannot be written: a folder above it does not exist. Create it first.")
  }

  #if os(Linux)
    @Test func aFullDiskIsOneClearLine() throws {
      let folder = try TemporaryFolder(isCreated: true)
      defer { folder.remove() }
      let path = folder.path + "/deals.csv"
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: "/dev/full")
      var options = options(deals: 20)
      options.isForced = true
      let error = #expect(throws: SampleError.self) {
        try SampleCompany(options).write(to: folder.path)
      }
      #expect(
        error?.description.contains("deals.csv: cannot be written: the disk is full.") == true)
      #expect(error?.description.contains("\n") == false)
    }
  #endif

  @Test(arguments: [0, -1, 5_000_001])
  func aNumberOfDealsOutsideTheRangeIsAnError(deals: Int) {
    #expect(throws: SampleError.dealsOutOfRange(deals)) {
      try SampleCompany(options(deals: deals))
    }
  }

  @Test func monthsOutsideTheRangeAreAnError() {
    #expect(throws: SampleError.monthsOutOfRange(0)) {
      try SampleCompany(options(deals: 10, months: 0))
    }
    #expect(
      SampleError.monthsOutOfRange(121).description
        == "--months 121: the history of a sample is 1 to 120 months.")
  }
}
