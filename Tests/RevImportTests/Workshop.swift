import Foundation
import RevBase
import RevIngest
import RevModel
import Testing

@testable import RevImport

/// A place for one test: exports go in, a snapshot folder comes out.
final class Workshop {
  let root = NSTemporaryDirectory() + "rt-import-\(UUID().uuidString.prefix(8))"
  var company: String { "\(root)/company" }

  init() throws {
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// An invented export of the repository, `salesforce/Opportunity.csv`.
  static func fixture(_ path: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/exports/\(path)").path
  }

  /// Every invented export that can be imported by itself.
  static let fixtures = [
    "salesforce/Opportunity.csv", "salesforce/OpportunityHistory.csv",
    "salesforce/OpportunityFieldHistory.csv", "salesforce/Account.csv", "salesforce/User.csv",
    "salesforce/Lead.csv", "salesforce/Contact.csv", "salesforce/OpportunityContactRole.csv",
    "salesforce/Task.csv", "salesforce/Event.csv", "salesforce/Campaign.csv",
    "salesforce/report1794816000000.csv", "salesforce/Opportunities-DE.csv",
    "hubspot/hubspot-crm-exports-all-deals-2026-11-16.csv",
    "hubspot/hubspot-crm-exports-all-companies-2026-11-16.csv",
    "hubspot/hubspot-crm-exports-all-contacts-2026-11-16.csv", "pipedrive/deals-2026-11-16.csv",
    "stripe/subscriptions.csv", "stripe/invoices.csv", "quickbooks/sales-by-customer-detail.csv",
    "xero/SalesInvoices.csv", "google-ads/campaigns.csv", "google-ads/campaigns-excel.csv",
    "linkedin-ads/campaign-performance.csv", "meta-ads/campaigns-by-day.csv",
    "meta-ads/par-jour.csv",
  ]

  /// Writes an export of the test's own and gives its path back.
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = "\(root)/\(name)"
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  @discardableResult
  func run(
    _ files: [String], into folder: String? = nil,
    _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws(ImportError) -> ImportResult {
    var options = ImportOptions()
    options.asOf = Day("2026-11-16")
    options.workers = 2
    change(&options)
    return try Importer.run(
      ImportRequest(
        files: files.map { ImportRequest.File(path: $0) }, folder: folder ?? company,
        options: options))
  }

  /// Imports invented exports of the repository.
  @discardableResult
  func run(
    fixtures: String..., change: (inout ImportOptions) -> Void = { _ in }
  ) throws(ImportError) -> ImportResult {
    try run(fixtures.map { Self.fixture($0) }, change)
  }

  /// Why an import of these files is refused; nil when it is not.
  func refusal(
    _ files: [String], _ change: (inout ImportOptions) -> Void = { _ in }
  ) -> ImportError? {
    do throws(ImportError) {
      _ = try run(files, change)
      return nil
    } catch {
      return error
    }
  }

  // MARK: - What came out

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(company)/\(name)", encoding: .utf8)
  }

  /// The rows of a table, blank cells left out.
  func rows(_ table: String) throws -> [[String: String]] {
    let lines = Self.parse(try text("\(table).csv"))
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { cells in
      Dictionary(uniqueKeysWithValues: zip(header, cells)).filter { !$0.value.isEmpty }
    }
  }

  /// The rows of a table as lines of the columns that are asked for.
  func lines(_ table: String, _ columns: String...) throws -> [String] {
    try rows(table).map { row in columns.map { row[$0] ?? "" }.joined(separator: "|") }
  }

  /// Every file of the snapshot folder with its bytes.
  func contents() throws -> [String: Data] {
    var result: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: company) {
      result[name] = try Data(contentsOf: URL(filePath: "\(company)/\(name)"))
    }
    return result
  }

  /// Names beside the snapshot folder: leftovers of imports would show here.
  func hidden() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root).filter { $0.hasPrefix(".") }
  }

  func load() throws -> (snapshot: Snapshot, report: LoadReport) {
    try SnapshotLoader.load(folder: company)
  }

  /// Cells of RFC 4180, one character after the other.
  static func parse(_ text: String) -> [[String]] {
    var (rows, row, cell): ([[String]], [String], String) = ([], [], "")
    var isQuoted = false
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if isQuoted {
        if scalar == "\"" {
          if rest.first == "\"" {
            cell.unicodeScalars.append("\"")
            rest = rest.dropFirst()
          } else {
            isQuoted = false
          }
        } else {
          cell.unicodeScalars.append(scalar)
        }
      } else if scalar == "\"" {
        isQuoted = true
      } else if scalar == "," {
        row.append(cell)
        cell = ""
      } else if scalar == "\n" {
        rows.append(row + [cell])
        (row, cell) = ([], "")
      } else {
        cell.unicodeScalars.append(scalar)
      }
    }
    return rows
  }
}

extension ImportResult {
  /// How many rows of a file were set aside for a reason.
  func aside(_ reason: SetAsideReason, file: Int = 0) -> Int {
    plan.files[file].log.setAside[reason]?.count ?? 0
  }

  /// What was decided about a column of a file.
  func decision(_ target: String, file: Int = 0) -> String? {
    plan.files[file].columns.first { $0.target == target }?.decision
  }
}
