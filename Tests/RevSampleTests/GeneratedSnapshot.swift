// A sample written into a folder of its own and read back as text, for the tests of RevSample.

import Foundation
import RevBase
import RevSample
import Testing

/// The files of one run, and their cells.
struct GeneratedSnapshot: Sendable {
  let options: SampleCompany.Options
  let report: SampleReport
  let files: [String: Data]

  /// The company that most tests look at: small enough for a debug build, large enough for rates.
  static let shared = Result { try GeneratedSnapshot(deals: 1_500, seed: 1) }

  init(deals: Int, seed: UInt64 = 1, months: Int = 36) throws {
    var options = SampleCompany.Options()
    (options.deals, options.seed, options.months) = (deals, seed, months)
    self.options = options
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    report = try SampleCompany(options).write(to: folder.path)
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[name] = try Data(contentsOf: URL(filePath: folder.path).appending(path: name))
    }
    self.files = files
  }

  func rows(_ table: SampleTable) throws -> Rows {
    try Rows(#require(files[table.fileName]))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try #require(files[name]), as: UTF8.self)
  }

  var asOf: String { options.asOf.description }
}

/// Cells of a CSV file by the names of its header.
struct Rows {
  let header: [String]
  let cells: [[String]]
  private let places: [String: Int]

  init(_ data: Data) throws {
    var lines = Self.split(data)
    header = lines.isEmpty ? [] : lines.removeFirst()
    cells = lines
    places = Dictionary(uniqueKeysWithValues: header.enumerated().map { ($1, $0) })
  }

  func column(_ name: String) throws -> [String] {
    let place = try #require(places[name], "no column \(name)")
    return cells.map { $0[place] }
  }

  /// Cells by the text of a key column.
  func byKey(_ key: String, _ name: String) throws -> [String: String] {
    Dictionary(uniqueKeysWithValues: zip(try column(key), try column(name)))
  }

  /// RFC 4180, line ends LF.
  private static func split(_ data: Data) -> [[String]] {
    var (rows, row, cell): ([[String]], [String], [UInt8]) = ([], [], [])
    var isQuoted = false
    var pending = false
    for byte in data {
      if pending {
        pending = false
        if byte == UInt8(ascii: "\"") {
          cell.append(byte)
          continue
        }
        isQuoted = false
      }
      switch byte {
      case UInt8(ascii: "\""):
        if isQuoted { pending = true } else { isQuoted = true }
      case UInt8(ascii: ",") where !isQuoted:
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
      case UInt8(ascii: "\n") where !isQuoted:
        rows.append(row + [String(decoding: cell, as: UTF8.self)])
        (row, cell) = ([], [])
      default: cell.append(byte)
      }
    }
    return rows
  }
}

/// A folder under the system's temporary one.
struct TemporaryFolder {
  let path: String

  /// The folder itself does not exist yet when `isCreated` is false.
  init(isCreated: Bool = false) throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "revsample-\(UUID().uuidString)")
    path = url.path()
    if isCreated {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path).appending(path: name))
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
