// The sample through the loader: what the generator writes is what the loader accepts.

import RevBase
import RevIngest
import RevModel
import RevSample
import Testing

@Suite("Loading the sample")
struct SampleLoadingTests {
  @Test(arguments: [(1_500, 1), (300, 2), (1, 5)] as [(Int, UInt64)])
  func everyRowIsAcceptedAndNoCellIsFaulty(deals: Int, seed: UInt64) throws {
    var options = SampleCompany.Options()
    (options.deals, options.seed) = (deals, seed)
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let written = try SampleCompany(options).write(to: folder.path)
    let (snapshot, report) = try SnapshotLoader.load(folder: folder.path)
    #expect(report.setAside == 0)
    #expect(report.faults.isEmpty, "\(report.text)")
    #expect(report.name == options.name && report.asOf == options.asOf)
    for table in report.tables {
      let rows = written.tables.first { $0.table.rawValue == table.table.rawValue }?.rows
      #expect(table.isPresent && table.accepted == rows, "\(table.table)")
    }
    #expect(snapshot.manifest.asOf == options.asOf)
  }

  @Test func theHistoryEndsInTheDeals() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try SampleCompany(SampleCompany.Options()).write(to: folder.path)
    let report = try SnapshotLoader.load(folder: folder.path).report
    let differences = report.warnings.filter {
      if case .historyDiffers = $0 { true } else { false }
    }
    #expect(differences.isEmpty)
  }
}
