import RevBase

extension FilePreparer {
  /// Looks at every row.
  func survey(
    _ text: SourceText, _ head: [UInt8], _ form: SniffedForm, _ columns: [Resolved]
  ) throws(ImportError) -> (Survey, [Int]) {
    let work = SurveyWork(
      delimiter: form.delimiter, columns: form.header.names.count, dates: dates(columns),
      numbers: numbers(columns), words: words(columns), checksBytes: true)
    var survey = Survey(dates: work.dates.count, numbers: work.numbers.count)
    let above = min(form.dataStart, head.count)
    survey.tally.count(head.span, 0, above, base: 0)
    survey.digest = ByteIndex.hash(head.span, 0, above)
    let runner = ChunkRunner(
      source: text, delimiter: form.delimiter, start: form.dataStart, firstLine: form.dataLine,
      workers: workers)
    do throws(ImportError) {
      let starts = try runner.run(work, reached: { reached($0, survey.rows) }) { part, _ in
        survey.add(part.part)
      }
      guard let starts else { throw ImportError.cancelled }
      return (survey, starts)
    } catch {
      throw error.at(path)
    }
  }

  /// Places of the columns whose evidence about dates is needed, each once.
  private func dates(_ columns: [Resolved]) -> [Int] {
    places(columns) { $0 == .day || $0 == .moment }
  }

  private func numbers(_ columns: [Resolved]) -> [Int] {
    places(columns) { [.money, .number, .percent, .share].contains($0) }
  }

  /// Places of the columns whose distinct words are needed: the stages, where columns are named
  /// after them.
  private func words(_ columns: [Resolved]) -> [Int] {
    guard columns.contains(where: { $0.target.hasPrefix(EnteredColumns.prefix) }) else { return [] }
    return columns.first { $0.target == "stage" }?.sources ?? []
  }

  private func places(_ columns: [Resolved], _ isWanted: (CellKind) -> Bool) -> [Int] {
    var result: [Int] = []
    for column in columns where isWanted(column.kind) {
      for place in column.sources where !result.contains(place) { result.append(place) }
    }
    return result
  }

  /// Decides about every column, and asks where nothing tells.
  mutating func decide(
    _ text: SourceText, _ encoding: TextEncoding, _ chosen: Chosen, _ entry: MappingFile.Entry?,
    _ survey: Survey, _ starts: [Int]
  ) -> PreparedFile {
    let (datePlaces, numberPlaces) = (dates(chosen.columns), numbers(chosen.columns))
    let fileOrder = Self.only(survey.dates.compactMap(\.proven))
    let fileStyle = Self.only(survey.numbers.compactMap(\.proven))
    var plans: [String: CellPlan] = [:]
    var shown: [ColumnPlan] = []
    for column in EnteredColumns.spelled(chosen.columns, survey.words) {
      var plan = CellPlan(sources: column.sources, literal: column.literal, kind: column.kind)
      var decision: String?
      if column.kind == .day || column.kind == .moment {
        var evidence = DateEvidence()
        for (index, place) in datePlaces.enumerated() where column.sources.contains(place) {
          evidence = evidence + survey.dates[index]
        }
        (plan.form.order, decision) = order(evidence, fileOrder, entry, column, chosen)
      } else if [.money, .number, .percent, .share].contains(column.kind) {
        var evidence = NumberEvidence()
        for (index, place) in numberPlaces.enumerated() where column.sources.contains(place) {
          evidence = evidence + survey.numbers[index]
        }
        plan.form.isPercent = column.kind == .percent || evidence.aboveOne > 0
        (plan.form.style, decision) = style(evidence, fileStyle, entry, column, chosen)
      }
      plans[column.target] = plan
      let names = column.sources.map { chosen.form.header.names[$0] }
      shown.append(
        ColumnPlan(
          target: column.target, sources: names + (column.literal.map { ["=\($0)"] } ?? []),
          decision: decision))
    }
    let used = Set(chosen.columns.flatMap(\.sources))
    let unused = chosen.form.header.names.enumerated()
      .filter { !used.contains($0.offset) && !$0.element.isEmpty }.map(\.element)
    let plan = FilePlan(
      path: path, system: chosen.shape.system, shape: chosen.shape.id, title: chosen.shape.title,
      table: chosen.shape.meaning.table, sureness: chosen.sureness, encoding: encoding,
      delimiter: Self.word(chosen.form.delimiter), titleLines: chosen.form.titles,
      headerLine: chosen.form.headerLine, columns: shown, unusedColumns: unused, asOf: nil,
      asOfEvidence: nil, log: RowLog(), firstRows: [])
    return PreparedFile(
      path: path, text: text, shape: chosen.shape, form: chosen.form, survey: survey,
      datePlaces: datePlaces, columns: plans, words: entry?.words ?? [:], starts: starts, asOf: nil,
      notes: chosen.notes, slicers: chosen.slicers, plan: plan)
  }

  private static func only<Value: Equatable>(_ values: [Value]) -> Value? {
    guard let first = values.first, values.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  static func word(_ delimiter: UInt8) -> String {
    switch delimiter {
    case 0x2C: "comma"
    case 0x3B: "semicolon"
    case 0x09: "tab"
    default: "pipe"
    }
  }

  private mutating func order(
    _ evidence: DateEvidence, _ fileOrder: DateOrder?, _ entry: MappingFile.Entry?,
    _ column: Resolved, _ chosen: Chosen
  ) -> (DateOrder?, String?) {
    if let proven = evidence.proven {
      return (proven, "\(proven.words) ('\(evidence.example ?? "")')")
    }
    guard evidence.isOpen else { return (nil, nil) }
    if let told = options.dates { return (told, "\(told.words) (--dates)") }
    if let told = entry?.dates ?? mapping.dates { return (told, "\(told.words) (mapping file)") }
    if let fileOrder, !evidence.isContradictory {
      return (fileOrder, "\(fileOrder.words) (as in other columns)")
    }
    let source = column.sources.first.map { chosen.form.header.names[$0] } ?? column.target
    let example = evidence.firstOpen ?? evidence.example ?? ""
    let question =
      evidence.isContradictory
      ? "'\(source)' has days first in some rows and months first in others ('\(example)')."
      : "nothing in '\(source)' tells whether '\(example)' has the day or the month first."
    questions.append(
      ImportQuestion(file: name, question: question, answers: ["--dates dmy", "--dates mdy"]))
    return (nil, nil)
  }

  private mutating func style(
    _ evidence: NumberEvidence, _ fileStyle: NumberStyle?, _ entry: MappingFile.Entry?,
    _ column: Resolved, _ chosen: Chosen
  ) -> (NumberStyle, String?) {
    if let proven = evidence.proven {
      return (proven, "decimal \(proven.rawValue) ('\(evidence.example ?? "")')")
    }
    guard evidence.isOpen else { return (fileStyle ?? .point, nil) }
    if let told = options.numbers { return (told, "decimal \(told.rawValue) (--numbers)") }
    if let told = entry?.numbers ?? mapping.numbers {
      return (told, "decimal \(told.rawValue) (mapping file)")
    }
    if let fileStyle, evidence.point == 0 || evidence.comma == 0 {
      return (fileStyle, "decimal \(fileStyle.rawValue) (as in other columns)")
    }
    let source = column.sources.first.map { chosen.form.header.names[$0] } ?? column.target
    let example = evidence.firstOpen ?? evidence.example ?? ""
    questions.append(
      ImportQuestion(
        file: name,
        question: "nothing in '\(source)' tells whether '\(example)' has decimals or thousands.",
        answers: ["--numbers point", "--numbers comma"]))
    return (.point, nil)
  }
}

extension DateOrder {
  /// As people say it.
  var words: String {
    switch self {
    case .dayFirst: "day first"
    case .monthFirst: "month first"
    case .yearFirst: "year first"
    }
  }
}
