import RevBase
import RevMetrics
import RevModel

/// The view on the screen as tables that leave the program.
extension Presenter {
  /// The name that a file is offered under: what is seen, and the day.
  package mutating func exportName(for state: AppState) -> String {
    let name = exportTitle(state).lowercased().unicodeScalars.map { scalar -> Character in
      scalar.isASCII && scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
        ? Character(scalar) : "-"
    }
    var slug = ""
    for letter in name where letter != "-" || (!slug.isEmpty && slug.last != "-") {
      slug.append(letter)
    }
    while slug.last == "-" { slug.removeLast() }
    return "\(slug.isEmpty ? "view" : slug)-\(state.question.asOf).csv"
  }

  /// The view as text in one of the forms that are made of its numbers; nil for the pictures, and
  /// where the view has no numbers of its own.
  package mutating func exportText(for state: AppState, as format: ExportFormat) -> String? {
    let sheets = sheets(state)
    guard !sheets.isEmpty else { return nil }
    switch format {
    case .csv: return ExportText.csv(sheets)
    case .json:
      return ExportText.json(sheets, view: exportTitle(state), state.question, snapshot)
    case .markdown: return ExportText.markdown(sheets, head: head(state))
    case .text, .svg: return nil
    }
  }

  /// The last word of the path.
  private mutating func exportTitle(_ state: AppState) -> String {
    path(state).last ?? "view"
  }

  /// Which question the tables answer.
  private mutating func head(_ state: AppState) -> [String] {
    let question = state.question
    let period = question.period
    var lines = [
      "\(snapshot.manifest.name): \(exportTitle(state))",
      "as of \(question.asOf), period \(period.label), \(period.start) to \(period.end)",
    ]
    for (dimension, values) in question.slicers.pairs {
      let shown = values.map { title(ofValue: $0, dimension, state) }
      lines.append("\(dimension.rawValue): \(shown.joined(separator: ", "))")
    }
    if !state.view.filter.isEmpty { lines.append("text: \(state.view.filter)") }
    if let against = state.place.against { lines.append("against \(words(against, state))") }
    if !question.whatIf.isEmpty, !state.masksNames {
      let reader = Supposing(snapshot, knownAs: engine.book(on: question.asOf))
      lines += reader.lines(question.whatIf).map { "what if: \($0)" }
    }
    return lines
  }

  private mutating func sheets(_ state: AppState) -> [ExportSheet] {
    switch state.view.kind {
    case .table(let source): return tableSheet(source, state).map { [$0] } ?? []
    case .inspector(let deal):
      let inspection = Inspection(
        deal: deal, question: state.question, normal: state.view.normal)
      return [inspectorSheet(inspector(inspection, masksNames: state.masksNames))]
    case .dashboard:
      let items = PaneID.allCases.flatMap { PaneItems.items(of: $0, state.answers) }
      return numbers(items, state)
        + tables(["stages", "aging", "created_weekly", "mrr_movement"], state)
    default:
      let items = LineItems.items(of: state.view.kind, state.answers)
      return numbers(items, state) + tables(Self.tables(of: state.view.kind), state)
    }
  }

  private static func tables(of view: ViewKind) -> [String] {
    switch view {
    case .movement: ["movement"]
    case .funnel: ["sources", "channels"]
    case .team, .hygiene: ["owners"]
    default: []
    }
  }

  // MARK: - Rows

  private mutating func tableSheet(_ source: RowSource, _ state: AppState) -> ExportSheet? {
    guard let key = state.view.arrangedFor else { return nil }
    let table = open(source, key.question)
    let reader = reader(table, key.question, masksNames: state.masksNames)
    let totals = totalCells(state.view, table).map(\.text)
    return ExportSheet(
      title(of: source, state),
      columns: table.columns.map { .init($0.title, isNumeric: $0.isNumeric) },
      rows: state.view.rows.map { row in
        table.columns.map { ExportSheet.Value($0.value(reader, Int(row))) }
      }, totals: totals)
  }

  private func inspectorSheet(_ model: InspectorModel) -> ExportSheet {
    ExportSheet(
      model.title, columns: [.init("section"), .init("field"), .init("value"), .init("note")],
      rows: model.sections.flatMap { section in
        section.fields.map {
          [.init(section.title), .init($0.label), .init($0.value), .init($0.note)]
        }
      })
  }

  // MARK: - Numbers

  /// The numbers of the book among items, with the other side of a comparison.
  private func numbers(_ items: [Item], _ state: AppState) -> [ExportSheet] {
    guard let answers = state.answers else { return [] }
    var columns: [ExportSheet.Column] = [
      .init("id"), .init("number"), .init("value", isNumeric: true), .init("unit"),
      .init("reason"),
    ]
    if answers.isCompared {
      columns += [
        .init("was", isNumeric: true), .init("change", isNumeric: true),
        .init("relative", isNumeric: true), .init("verdict"),
      ]
    }
    let rows = items.compactMap { item -> [ExportSheet.Value]? in
      guard case .metric(let id) = item, let definition = MetricCatalog.definition(id) else {
        return nil
      }
      let measure = answers.now[id]
      var row: [ExportSheet.Value] = [
        .init(id.rawValue), .init(definition.title),
        .init(.quantity(measure.value), Format.value(measure, definition.unit)),
        .init(definition.unit.rawValue), .init(measure.reason ?? ""),
      ]
      if answers.isCompared { row += change(measure, definition, answers) }
      return row
    }
    return rows.isEmpty ? [] : [ExportSheet("numbers", columns: columns, rows: rows)]
  }

  private func change(_ now: Measure, _ definition: MetricDefinition, _ answers: Answers)
    -> [ExportSheet.Value]
  {
    let before = answers.before?[definition.id] ?? .undefined("not asked")
    let was = ExportSheet.Value(.quantity(before.value), Format.value(before, definition.unit))
    guard let change = NumberChange(now, from: before, better: definition.better) else {
      return [was, .none, .none, .none]
    }
    return [
      was, .init(.quantity(change.absolute), change.short(definition.unit) ?? "="),
      change.relative.map { .init(.real($0), Format.percent($0)) } ?? .none,
      .init(change.verdict.rawValue),
    ]
  }

  // MARK: - Tables of the book

  private func tables(_ names: [String], _ state: AppState) -> [ExportSheet] {
    guard var tables = state.answers?.now.tables else { return [] }
    if state.masksNames, let owners = tables.owners.value {
      tables.owners = .rows(owners.map { masked($0, state) })
    }
    let members = KPITables(tables).members
    return names.compactMap { name in
      members.first { $0.key == name }.flatMap { sheet(name, $0.value) }
    }
  }

  private func masked(_ line: OwnerLine, _ state: AppState) -> OwnerLine {
    var line = line
    if let code = line.person {
      line.owner = person(code, state)
      line.name = line.owner
    }
    return line
  }

  /// Rows of equal objects as they are; an object of lines as one row a line.
  private func sheet(_ name: String, _ json: JSON) -> ExportSheet? {
    switch json {
    case .array(let rows):
      let objects = rows.compactMap { row -> [JSON.Member]? in
        if case .object(let members) = row { members } else { nil }
      }
      guard let first = objects.first else { return nil }
      let columns = first.map { member in
        let isNumeric = objects.contains { row in
          row.contains { $0.key == member.key && $0.value.isNumber }
        }
        return ExportSheet.Column(member.key, isNumeric: isNumeric)
      }
      return ExportSheet(
        name, columns: columns, rows: objects.map { $0.map { .init(member: $0.value) } })
    case .object(let members):
      let rows = members.compactMap { member -> [ExportSheet.Value]? in
        guard case .object(let line) = member.value else { return nil }
        return [.init(member.key)] + line.map { .init(member: $0.value) }
      }
      return ExportSheet(
        name,
        columns: [
          .init("line"), .init("amount", isNumeric: true), .init("count", isNumeric: true),
        ],
        rows: rows)
    default: return nil
    }
  }
}

extension JSON {
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}
