/// Every table of the snapshot, open for writing.
///
/// A class, because all writers of rows share the open files.
final class SampleTables {
  private let files: [TableFile]

  init(folder: OutputFolder) throws(SampleError) {
    var files: [TableFile] = []
    for table in SampleTable.allCases {
      let file = try TableFile(path: folder.file(table.fileName), header: table.header)
      files.append(file)
    }
    self.files = files
  }

  subscript(_ table: SampleTable) -> TableFile { files[table.place] }

  /// The first fault of any table.
  var fault: SampleError? {
    for file in files {
      if let fault = file.fault { return fault }
    }
    return nil
  }

  func finish() throws(SampleError) {
    for file in files { try file.finish() }
  }

  func report(options: SampleCompany.Options) -> SampleReport {
    SampleReport(
      deals: options.deals,
      tables: SampleTable.allCases.map {
        SampleReport.Table(table: $0, rows: self[$0].rows, bytes: self[$0].bytes)
      })
  }
}

extension SampleTable {
  /// The place among all tables.
  fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension TableFile {
  /// A table with its header line, which is no row.
  convenience init(path: String, header: String) throws(SampleError) {
    try self.init(path: path)
    raw(Array(header.utf8))
    put(0x0A)
  }
}
