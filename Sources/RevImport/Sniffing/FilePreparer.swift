import RevBase

/// Finds out what a file is and how it is to be read, and gathers what has to be asked.
struct FilePreparer {
  let file: ImportRequest.File
  let options: ImportOptions
  let mapping: MappingFile
  let workers: Int
  /// Told the place reached and the rows so far; false stops.
  let reached: (Int, Int) -> Bool
  var questions: [ImportQuestion] = []

  init(
    _ file: ImportRequest.File, options: ImportOptions, mapping: MappingFile, workers: Int,
    reached: @escaping (Int, Int) -> Bool
  ) {
    (self.file, self.options, self.mapping) = (file, options, mapping)
    (self.workers, self.reached) = (workers, reached)
  }

  var path: String { file.path }
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  mutating func prepare() throws(ImportError) -> PreparedFile {
    let raw: SourceText
    do throws(SourceFailure) {
      raw = try SourceText(path: path)
    } catch {
      throw .cannotRead(path: path, reason: error.words)
    }
    let entry = mapping.files.first { $0.matches(name) }
    var told = options.encoding ?? entry?.encoding
    var (text, encoding) = try decoded(raw, told)
    while true {
      let head = try self.head(text)
      if head.isEmpty {
        throw .notText(
          path: path, reason: "the file is empty", remedy: "Export it again, or leave it out.")
      }
      let chosen = try choose(text, head, entry)
      let (survey, starts) = try self.survey(text, head, chosen.form, chosen.columns)
      if encoding == .utf8, told == nil, survey.tally.broken > 0, survey.tally.wellFormed == 0 {
        told = .windows1252
        questions = []
        (text, encoding) = try decoded(raw, told)
        continue
      }
      return decide(text, encoding, chosen, entry, survey, starts)
    }
  }

  // MARK: - Bytes

  private func head(_ text: SourceText) throws(ImportError) -> [UInt8] {
    var head: [UInt8] = []
    do throws(SourceFailure) {
      try text.read(at: 0, length: FormSniffer.head, into: &head)
    } catch {
      throw .cannotRead(path: path, reason: error.words)
    }
    return head
  }

  private func decoded(
    _ raw: SourceText, _ told: TextEncoding?
  ) throws(ImportError) -> (SourceText, TextEncoding) {
    let head = try self.head(raw)
    if head.starts(with: [0x1F, 0x8B]) { throw packed("compressed with gzip") }
    if head.starts(with: [0x50, 0x4B, 3, 4]) { throw packed("a zip archive or a workbook") }
    let marked = TextEncoding.marked(head[...])
    let encoding = marked?.encoding ?? told ?? .utf8
    if encoding == .utf8 {
      if let place = head.firstIndex(of: 0) {
        throw .notText(
          path: path, reason: "byte \(place + 1) is NUL: it is no text", remedy: "Save it as CSV.")
      }
      do throws(SourceFailure) {
        let text = try SourceText(raw, skipping: marked?.length ?? 0)
        return (try withLineFeeds(text, head), encoding)
      } catch {
        throw .cannotRead(path: path, reason: error.words)
      }
    }
    let bytes: [UInt8]
    do throws(SourceFailure) { bytes = try raw.all() } catch {
      throw .cannotRead(path: path, reason: error.words)
    }
    switch encoding.decode(bytes[(marked?.length ?? 0)...]) {
    case .success(let text):
      return (SourceText(raw, decoded: LineEnds.unified(text)), encoding)
    case .failure(let misfit):
      throw .notText(
        path: path,
        reason: "byte \(misfit.place + 1) is neither UTF-8 nor \(encoding.rawValue)",
        remedy: "Save the file as UTF-8, or name its encoding with --encoding.")
    }
  }

  private func packed(_ what: String) -> ImportError {
    .notText(path: path, reason: "it is \(what)", remedy: "Unpack it, or save it as CSV.")
  }

  /// Files with the line ends of old Macintoshes are rewritten in memory.
  private func withLineFeeds(
    _ text: SourceText, _ head: [UInt8]
  ) throws(SourceFailure) -> SourceText {
    guard LineEnds.needsUnifying(head) else { return text }
    return SourceText(text, decoded: LineEnds.unified(try text.all()))
  }
}
