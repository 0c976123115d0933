import RevBase
import RevPresentation
import RevSample

/// `revtop sample`: writes an invented company.
package struct SampleCommand: Sendable {
  package var deals = 1_500
  package var seed: UInt64 = 1
  package var asOf: String?
  package var months = 36
  package var name: String?
  package var folder: String
  package var isForced = false

  package init(folder: String) { self.folder = folder }

  /// Writes it and says what was written.
  ///
  /// - Parameter progress: called with deals done and in total; false stops.
  package func run(progress: (Int, Int) -> Bool) throws(CommandError) -> String {
    var options = SampleCompany.Options()
    options.deals = deals
    options.seed = seed
    options.months = months
    options.isForced = isForced
    if let name { options.name = name }
    if let asOf {
      guard let day = Day(asOf) else {
        throw CommandError(
          .badUsage, "--as-of: '\(asOf)' is not a day; write it as 2026-11-16")
      }
      options.asOf = day
    }
    let report: SampleReport
    do throws(SampleError) {
      report = try SampleCompany(options).write(to: folder, progress: progress)
    } catch {
      throw CommandError(.badUsage, error.description)
    }
    var table = TextTable([
      .init("table"), .init("rows", .right), .init("bytes", .right),
    ])
    for line in report.tables {
      table.rows.append([
        line.table.fileName, PlainText.grouped(UInt64(line.rows)),
        PlainText.grouped(UInt64(line.bytes)),
      ])
    }
    return table.text + "\n\(folder): \(PlainText.grouped(UInt64(report.bytes))) bytes\n"
  }
}
