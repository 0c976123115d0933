import Glibc
import RevBase

/// One import at work: what it has read, and what it has made of it.
struct ImportSession {
  let request: ImportRequest
  let staging: StagingFolder
  let meter: ImportMeter
  let books: ImportBooks
  var mapping: MappingFile
  var files: [PreparedFile]
  var plan = ImportPlan()
  var result: ImportResult
  let asOf: Day
  /// The day of the folder's last import; nil for a new folder.
  let previousDay: Day?

  var options: ImportOptions { request.options }
  var workers: Int { Self.workers(request.options) }

  static func workers(_ options: ImportOptions) -> Int {
    options.workers ?? max(1, min(4, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  init(
    _ request: ImportRequest, _ mapping: (file: MappingFile, notes: [String]),
    _ files: [PreparedFile], _ staging: StagingFolder, _ meter: ImportMeter
  ) throws(ImportError) {
    (self.request, self.files, self.staging, self.meter) = (request, files, staging, meter)
    self.mapping = mapping.file
    books = ImportBooks(folder: staging.target)
    plan.notes = mapping.notes + files.flatMap(\.notes)
    let days = try Self.days(&self.files, mapping.file, request.options)
    plan.asOfEvidence = days.evidence
    let newest = mapping.file.imports.map(\.asOf).max()
    previousDay = newest
    asOf = max(days.asOf, newest ?? days.asOf)
    plan.asOf = asOf
    result = ImportResult(plan: plan, folder: request.folder)
    for place in self.files.indices {
      self.files[place].plan.asOf = self.files[place].asOf
    }
    books.stages.told = mapping.file.stages
  }

  // MARK: - Before anything is read

  /// The mapping file: the one that is named, else the folder's own.
  static func mapping(
    _ request: ImportRequest
  ) throws(ImportError) -> (file: MappingFile, notes: [String]) {
    let own = "\(request.folder)/import.yaml"
    var result = (file: MappingFile(), notes: [String]())
    if let text = try text(own) { result = try MappingReader.read(text, path: own) }
    guard let path = request.options.mapping else { return result }
    guard let text = try text(path) else {
      throw .cannotRead(path: path, reason: "there is no such file")
    }
    let told = try MappingReader.read(text, path: path)
    var file = told.file
    // What has been imported is known to the folder alone.
    file.imports = result.file.imports
    if file.joins.isEmpty { file.joins = result.file.joins }
    if file.stages.isEmpty { file.stages = result.file.stages }
    file.files += result.file.files.filter { entry in
      !file.files.contains { $0.match == entry.match }
    }
    return (file, told.notes)
  }

  static func text(_ path: String) throws(ImportError) -> String? {
    do throws(SourceFailure) {
      return String(decoding: try SourceText(path: path).all(), as: UTF8.self)
    } catch {
      if error == .missing { return nil }
      throw .cannotRead(path: path, reason: error.words)
    }
  }

  /// Refuses folders that hold something else than an import.
  static func checkFolder(_ request: ImportRequest) throws(ImportError) {
    if request.options.adoptsFolder { return }
    let names = StagingFolder.names(request.folder)
    if names.contains("import.yaml") { return }
    if names.contains(where: { $0.hasSuffix(".csv") || $0 == "revtop.yaml" }) {
      throw .folderNotOurs(path: request.folder)
    }
  }

  /// Finds out what every file is; throws all questions together.
  static func prepare(
    _ request: ImportRequest, _ mapping: MappingFile, _ meter: ImportMeter
  ) throws(ImportError) -> (files: [PreparedFile], leftOut: [ImportError]) {
    var sizes: [Int] = []
    for file in request.files {
      do throws(SourceFailure) { sizes.append(try SourceText(path: file.path).fileSize) } catch {
        throw .cannotRead(path: file.path, reason: error.words)
      }
    }
    // Every file is read twice: to find out how, and for its rows.
    meter.total = sizes.reduce(0, +) * 2
    var files: [PreparedFile] = []
    var (questions, leftOut): ([ImportQuestion], [ImportError]) = ([], [])
    for (file, size) in zip(request.files, sizes) {
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      var preparer = FilePreparer(
        file, options: request.options, mapping: mapping, workers: workers(request.options)
      ) { place, rows in meter.reached("looking at \(name)", place, looked: rows) }
      do throws(ImportError) {
        files.append(try preparer.prepare())
        questions += preparer.questions
      } catch {
        guard error.isAboutOneFile, request.files.count > 1 else { throw error }
        leftOut.append(error)
        meter.finish(size)
      }
      meter.finish(size)
    }
    if !questions.isEmpty { throw .questions(questions) }
    if files.isEmpty, let first = leftOut.first { throw first }
    return (files, leftOut)
  }

  /// The day that the snapshot stands for, from the days of the files; refuses older exports.
  private static func days(
    _ files: inout [PreparedFile], _ mapping: MappingFile, _ options: ImportOptions
  ) throws(ImportError) -> (asOf: Day, evidence: String) {
    var newest: (day: Day, evidence: String, isDeal: Bool)?
    for place in files.indices {
      let file = files[place]
      let known = mapping.imports.filter {
        $0.digest == file.survey.digestText && $0.shape == file.shape.id
      }
      let found: (day: Day, evidence: String)? =
        if let told = options.asOf { (told, "as told (--as-of)") } else {
          ExportDay.find(file, imported: known.map(\.asOf).max())
        }
      guard let found else { continue }
      files[place].asOf = found.day
      files[place].plan.asOfEvidence = found.evidence
      let isDeal = file.shape.meaning == .deals
      if newest.map({ (isDeal, found.day) > ($0.isDeal, $0.day) }) ?? true {
        newest = (found.day, found.evidence, isDeal)
      }
      if isDeal, let last = mapping.newest(file.shape.system), found.day < last {
        throw .olderExport(path: file.path, day: found.day, newest: last)
      }
    }
    guard let newest else { return (Day(0), "nothing tells the day") }
    return (newest.day, newest.evidence)
  }
}

private func > (a: (Bool, Day), b: (Bool, Day)) -> Bool {
  a.0 != b.0 ? a.0 : a.1 > b.1
}
