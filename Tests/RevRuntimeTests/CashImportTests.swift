import Foundation
import RevBase
import RevMetrics
import RevModel
import Testing

@testable import RevRuntime

/// From real files of two systems to view 8: what was won, contracted, invoiced and paid.
@Suite struct CashImportTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/exports").path

  /// The cash numbers of Salesforce's deals and accounts with Stripe's files, edited.
  private func cash(
    _ edit: (String) -> String = { $0 }
  ) throws -> [MetricID: Quantity] {
    let root = NSTemporaryDirectory() + "rt-cash-\(UUID().uuidString.prefix(8))"
    defer { try? FileManager.default.removeItem(atPath: root) }
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    var files = ["Opportunity", "Account"].map { "\(Self.fixtures)/salesforce/\($0).csv" }
    for name in ["subscriptions", "invoices"] {
      let text = try String(contentsOfFile: "\(Self.fixtures)/stripe/\(name).csv", encoding: .utf8)
      try edit(text).write(toFile: "\(root)/\(name).csv", atomically: true, encoding: .utf8)
      files.append("\(root)/\(name).csv")
    }
    var command = ImportCommand(files: files, folder: "\(root)/company")
    command.rates = ["EUR=1.1"]
    command.set("as-of", "2026-11-16")
    _ = try command.run()
    var request = SnapshotRequest(folder: "\(root)/company")
    // The only won deal is a renewal.
    request.slicers = [(.type, "renewal")]
    let opened = try request.open()
    let readout = opened.engine.answer(opened.question)
    var result: [MetricID: Quantity] = [:]
    for metric in [MetricID.cashUnbilled, .cashMismatch, .cashInvoicingLag] {
      result[metric] = readout[metric].value
    }
    request.slicers = []
    let all = try request.open()
    result[.cashOverdue] = all.engine.answer(all.question)[.cashOverdue].value
    return result
  }

  @Test func whatWasWonContractedAndBilledAgrees() throws {
    let numbers = try cash()
    #expect(numbers[.cashUnbilled] == .money(.zero))
    #expect(numbers[.cashMismatch] == .money(.zero))
    // The stray invoice of September; that of November is not due yet.
    #expect(numbers[.cashOverdue] == .money(Money(cents: 500_00)))
  }

  @Test func aWonDealWithoutAnInvoiceIsUnbilled() throws {
    let numbers = try cash { text in
      text.split(separator: "\r\n").filter { !$0.hasPrefix("in_003") }.joined(separator: "\r\n")
        + "\r\n"
    }
    #expect(numbers[.cashUnbilled] == .money(Money(cents: 12_000_00)))
  }

  @Test func aContractOfAnotherAmountIsAMismatch() throws {
    let numbers = try cash { $0.replacing(",12000.00,active", with: ",15000.00,active") }
    #expect(numbers[.cashMismatch] == .money(Money(cents: 3_000_00)))
  }
}
