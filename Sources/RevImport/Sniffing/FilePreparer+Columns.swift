import RevBase

extension FilePreparer {
  /// What a file is taken for.
  struct Chosen {
    var form: SniffedForm
    var shape: ExportShape
    var sureness: Double?
    var columns: [Resolved]
    var slicers: [String]
    var notes: [String] = []
  }

  /// One column of the snapshot and where its cells are.
  struct Resolved {
    var target: String
    var kind: CellKind
    var sources: [Int]
    var literal: String?
  }

  /// Chooses delimiter, header and shape.
  mutating func choose(
    _ text: SourceText, _ head: [UInt8], _ entry: MappingFile.Entry?
  ) throws(ImportError) -> Chosen {
    let system = file.system ?? options.system ?? entry?.system
    let isWhole = head.count == text.count
    let told =
      entry.flatMap(\.shape).flatMap(ShapeCatalog.shape)
      ?? entry?.table.flatMap { ShapeCatalog.shape("csv.\($0)") }
    let wanted = entry?.columns.flatMap(\.sources).filter { !$0.hasPrefix("=") } ?? []
    var form: SniffedForm?
    if !wanted.isEmpty, told != nil {
      form = FormSniffer(system: nil, wanted: wanted)
        .sniff(head, isWhole: isWhole, delimiter: entry?.delimiter)
      if form == nil, entry?.shape == nil {
        let plain = FormSniffer(system: nil, wanted: []).sniff(head, isWhole: isWhole)
        let names = plain?.header.names ?? []
        let missing = wanted.first { name in !names.contains(name) } ?? wanted[0]
        throw .unusable(
          path: path,
          reason: "the mapping names the column '\(CellText.shown(missing))', but the file has "
            + CellText.list(names),
          remedy: "Correct the mapping file, or export that column.")
      }
    }
    let sniffed =
      form
      ?? FormSniffer(system: system, wanted: [])
      .sniff(head, isWhole: isWhole, delimiter: entry?.delimiter)
    guard let sniffed else { throw .noHeader(path: path) }
    let shape: ExportShape
    var sureness: Double?
    if let told {
      shape = told
    } else {
      guard let fit = sniffed.fits.first, let best = ShapeCatalog.shape(fit.shape) else {
        throw .notRecognised(path: path, columns: sniffed.header.names, system: system)
      }
      shape = best
      sureness = system == nil ? ask(fit, best, sniffed) : nil
    }
    let columns = resolve(shape, sniffed.header, entry)
    try require(shape, columns, sniffed.header)
    var chosen = Chosen(
      form: sniffed, shape: shape, sureness: sureness, columns: columns, slicers: [])
    if shape.meaning == .deals { addSlicers(to: &chosen) }
    return chosen
  }

  /// How sure a recognition is; asks when two systems fit equally well.
  private mutating func ask(_ fit: ShapeFit, _ shape: ExportShape, _ form: SniffedForm) -> Double {
    let rivals = form.fits.dropFirst().compactMap { other in
      ShapeCatalog.shape(other.shape).map { ($0, other) }
    }.filter { $0.0.system != shape.system }
    let width = max(1, min(shape.fields.count, form.header.names.filter { !$0.isEmpty }.count))
    let share = min(1, Double(fit.fields) / Double(width))
    guard let rival = rivals.first else { return 0.6 + 0.4 * share }
    if rival.1.score == fit.score {
      let question = ImportQuestion(
        file: name,
        question: "the columns fit \(shape.system.title) and \(rival.0.system.title) equally well.",
        answers: ["--from \(shape.system.rawValue)", "--from \(rival.0.system.rawValue)"])
      questions.append(question)
      return 0.5
    }
    let margin = Double(fit.score - rival.1.score) / Double(max(1, fit.score))
    return min(1, 0.5 + 0.3 * share + margin)
  }

  private func resolve(
    _ shape: ExportShape, _ header: HeaderIndex, _ entry: MappingFile.Entry?
  ) -> [Resolved] {
    var result: [Resolved] = []
    let kinds = ShapeCatalog.shape("csv.\(shape.meaning.table)")?.fields ?? []
    if let entry, !entry.columns.isEmpty {
      for column in entry.columns {
        let field =
          shape.fields.first { $0.target == column.target }
          ?? kinds.first { $0.target == column.target }
        var resolved = Resolved(target: column.target, kind: field?.kind ?? .text, sources: [])
        for source in column.sources {
          if source.hasPrefix("=") {
            resolved.literal = String(source.dropFirst())
          } else if let place = header.place(named: source) {
            resolved.sources.append(place)
          }
        }
        if !resolved.sources.isEmpty || resolved.literal != nil { result.append(resolved) }
      }
      // What the shape cannot do without is found by its names when the mapping lacks it.
    }
    for field in shape.fields
    where !result.contains(where: { $0.target == field.target })
      && (entry?.columns.isEmpty ?? true || entry?.shape != nil && field.isRequired)
    {
      var places: [Int] = []
      for alias in field.aliases {
        if let place = header.place(alias), !places.contains(place) { places.append(place) }
      }
      let isNumber = [.money, .number, .percent, .share].contains(field.kind)
      if isNumber { places = Array(places.prefix(1)) }
      if !places.isEmpty {
        result.append(Resolved(target: field.target, kind: field.kind, sources: places))
      }
    }
    if shape.id.hasPrefix("hubspot."), shape.meaning == .deals {
      result += EnteredColumns.find(header).map {
        Resolved(target: EnteredColumns.prefix + $0.stage, kind: .moment, sources: $0.places)
      }
    }
    if shape.system == .metaAds, !result.contains(where: { $0.target == "currency" }),
      let code = AdCurrency.inHeader(header, result) {
      result.append(Resolved(target: "currency", kind: .text, sources: [], literal: code))
    }
    return result
  }

  private func require(
    _ shape: ExportShape, _ columns: [Resolved], _ header: HeaderIndex
  ) throws(ImportError) {
    for field in shape.fields
    where field.isRequired && !columns.contains(where: { $0.target == field.target }) {
      throw .missingColumn(
        path: path, shape: "\(shape.system.title) \(shape.title)", column: field.label,
        names: [field.label])
    }
    if shape.id == SalesforceShapes.report.id,
      !columns.contains(where: { $0.target == "created_date" || $0.target == "age" })
    {
      throw .missingColumn(
        path: path, shape: "\(shape.system.title) \(shape.title)", column: "Created Date",
        names: ["Created Date", "Age"])
    }
    if shape.system == .metaAds,
      !columns.contains(where: { $0.target == "day" || $0.target == "starts" })
    {
      throw .unusable(
        path: path, reason: "the report has no days",
        remedy: "Break it down by day and export it again.")
    }
  }

  private func addSlicers(to chosen: inout Chosen) {
    let wanted = options.slicers + mapping.slicers.filter { !options.slicers.contains($0) }
    for slicer in wanted {
      guard let place = chosen.form.header.place(named: slicer) else {
        chosen.notes.append("\(name): there is no column '\(slicer)' to keep as a slicer")
        continue
      }
      guard !chosen.columns.contains(where: { $0.target == slicer }) else { continue }
      chosen.columns.append(Resolved(target: slicer, kind: .text, sources: [place]))
      chosen.slicers.append(slicer)
    }
  }
}

/// HubSpot's columns `Date entered "Contract sent (Sales Pipeline)"`: a history of stages.
enum EnteredColumns {
  /// Begins the target of such a column; the stage follows.
  static let prefix = "entered:"

  /// Stages and their columns: those of several pipelines are one, because a deal is in one of them.
  static func find(_ header: HeaderIndex) -> [(places: [Int], stage: String)] {
    var result: [(places: [Int], stage: String)] = []
    for (place, name) in header.names.enumerated() {
      guard let stage = stage(in: name) else { continue }
      if let index = result.firstIndex(where: { $0.stage == stage }) {
        result[index].places.append(place)
      } else {
        result.append(([place], stage))
      }
    }
    return result
  }

  /// The same columns with their stages spelled as the deals spell them.
  static func spelled(
    _ columns: [FilePreparer.Resolved], _ words: Set<String>
  ) -> [FilePreparer.Resolved] {
    let spellings = Dictionary(grouping: words) { HeaderName.normal($0) }
    var result: [FilePreparer.Resolved] = []
    for var column in columns {
      if column.target.hasPrefix(prefix) {
        let stage = String(column.target.dropFirst(prefix.count))
        if !words.contains(stage), let known = spellings[HeaderName.normal(stage)],
          known.count == 1
        {
          column.target = prefix + known[0]
        }
        if let index = result.firstIndex(where: { $0.target == column.target }) {
          result[index].sources += column.sources
          continue
        }
      }
      result.append(column)
    }
    return result
  }

  /// The stage that a column's name is about; nil for any other column.
  static func stage(in name: String) -> String? {
    let lower = name.lowercased()
    for prefix in ["hs_v2_date_entered_", "hs_date_entered_"] where lower.hasPrefix(prefix) {
      return String(name.dropFirst(prefix.count))
    }
    guard lower.hasPrefix("date entered ") else { return nil }
    var rest = name.dropFirst("date entered ".count)
    let quotes: Set<Character> = ["\"", "'", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}"]
    guard let first = rest.first, quotes.contains(first) else { return nil }
    rest = rest.dropFirst()
    guard let close = rest.lastIndex(where: { quotes.contains($0) }) else { return nil }
    let tail = rest[rest.index(after: close)...]
    rest = rest[..<close]
    // The pipeline stands in brackets, inside or behind the quotes.
    guard tail.allSatisfy({ $0 == " " }) || tail.contains("(") else { return nil }
    if rest.hasSuffix(")"), let open = rest.lastIndex(of: "(") { rest = rest[..<open] }
    while rest.last == " " { rest = rest.dropLast() }
    return rest.isEmpty ? nil : String(rest)
  }
}

/// The currency that Meta writes into the name of the column.
enum AdCurrency {
  static func inHeader(_ header: HeaderIndex, _ columns: [FilePreparer.Resolved]) -> String? {
    guard let place = columns.first(where: { $0.target == "amount" })?.sources.first else {
      return nil
    }
    let name = header.names[place]
    guard let open = name.lastIndex(of: "("), let close = name.lastIndex(of: ")"), open < close
    else { return nil }
    let code = name[name.index(after: open)..<close]
    return code.count == 3 && code.allSatisfy { $0.isASCII && $0.isUppercase } ? String(code) : nil
  }
}
