import RevBase
import RevMetrics
import RevModel

extension Presenter {
  /// What lies over the view, ready to be drawn.
  mutating func overlay(_ state: AppState) -> OverlayModel? {
    switch state.overlay {
    case .picker(let picker): return .picker(model(picker, state))
    case .explain(let explain):
      var model = explanation(explain.item, state.question, state)
        .wrapped(columns: state.size.columns)
      model.top = explain.top
      return .explain(model)
    case .help(let help): return .help(model(help, state))
    case .palette(let palette): return .palette(model(palette, state))
    case .prompt(let prompt): return .prompt(model(prompt, state))
    case .compose(let compose): return .compose(model(compose, state))
    case nil: return nil
    }
  }

  private func model(_ picker: PickerState, _ state: AppState) -> PickerModel {
    let matching = picker.matching
    let rows = matching.enumerated().map { index, value in
      PickerModel.Row(
        title: (picker.isSupposed(value) ? "*" : "") + masked(value, picker.subject, state),
        count: value.note.map { _ in "" }
          ?? Format.count(value.count, picker.subject == .dimensions ? "value" : "deal"),
        amount: value.note
          ?? (picker.subject == .dimensions ? "" : Format.compact(value.amount, in: currency)),
        isMarked: picker.marked.contains(value.id), isSelected: index == picker.cursor,
        obstacle: value.obstacle)
    }
    let (title, noun): (String, String) =
      switch picker.subject {
      case .dimension(let dimension): (dimension.title, dimension.rawValue)
      case .period: ("Period", "period")
      case .dimensions: ("Slice by", "dimension")
      case .against: ("Compare with", "choice")
      case .whatIf(let deals): ("What if  \(names(deals, state))", "choice")
      case .stage(let deals): ("Stage of \(names(deals, state))", "stage")
      case .scenarios: ("Scenarios", "scenario")
      }
    let all = Format.count(picker.values.count, noun)
    var summary =
      picker.query.text.isEmpty ? all : "\(Format.count(matching.count)) of \(all) match"
    if !picker.marked.isEmpty, picker.subject.takesMarks {
      summary += ", \(Format.count(picker.marked.count)) marked"
    }
    return PickerModel(
      title: title, query: picker.query, rows: rows, summary: summary,
      canMark: picker.subject.takesMarks || picker.subject == .period, empty: empty(picker))
  }

  /// What an empty list says.
  private func empty(_ picker: PickerState) -> Phrase {
    switch picker.subject {
    case .period: [.key(.accept), .text(" takes the text as a period", .missing)]
    case .against:
      [.key(.accept), .text(" takes the text: a day, a period or owner:ID", .missing)]
    case .scenarios where picker.values.isEmpty:
      [.text("no scenario was kept yet", .missing)]
    default: [.text("no value has this text", .missing)]
    }
  }

  /// The deal, or how many there are and what they are worth.
  private func names(_ deals: [Int32], _ state: AppState) -> String {
    guard let first = deals.first else { return "" }
    if deals.count == 1 { return deal(Int(first), state) }
    return Format.count(deals.count, "marked deal")
  }

  private func masked(_ value: PickerValue, _ subject: PickerSubject, _ state: AppState) -> String {
    guard state.masksNames else { return value.title }
    switch subject {
    case .dimension(.owner): return title(ofValue: value.id, .owner, state)
    case .against where value.id.hasPrefix("owner:"):
      return "owner \(title(ofValue: String(value.id.dropFirst(6)), .owner, state))"
    default: return value.title
    }
  }

  private func model(_ help: HelpState, _ state: AppState) -> HelpModel {
    HelpModel(
      title: viewName(state),
      sections: HelpText.sections(help).map { section, commands in
        HelpModel.Section(
          title: section.rawValue,
          entries: commands.map {
            .init(command: $0.id, words: $0.words, whyNot: state.whyNot($0.id))
          })
      }, top: help.top, query: help.query, isSearching: help.isSearching)
  }

  private func viewName(_ state: AppState) -> String {
    switch state.view.kind {
    case _ where state.meeting != nil: "Meeting"
    case .dashboard: "Dashboard, \(state.place.focus.title.lowercased())"
    case .table(let source): "\(title(of: source, state)), table"
    case .inspector: "Inspector"
    case .movement: "Movement"
    case .funnel: "Funnel"
    case .team: "Team"
    case .cash: "Cash"
    case .hygiene: "Hygiene"
    case .quality: "Model quality"
    case .forecastAudit: "Forecast audit"
    case .anomalies: "Anomalies"
    }
  }

  private func model(_ palette: PaletteState, _ state: AppState) -> PaletteModel {
    let matches = state.paletteMatches(palette)
    let all = state.paletteMatches(PaletteState(palette.context)).count
    return PaletteModel(
      query: palette.query,
      rows: matches.enumerated().map { index, command in
        PaletteModel.Row(
          command: command.id, words: command.paletteText,
          whyNot: state.whyNot(command, in: palette.context), isSelected: index == palette.cursor)
      },
      summary: palette.query.text.isEmpty
        ? Format.count(all, "command")
        : matches.isEmpty ? "no match" : "\(matches.count) of \(Format.count(all, "command"))")
  }

  private func model(_ prompt: PromptState, _ state: AppState) -> PromptModel {
    let (title, question): (String, String) =
      switch prompt.purpose {
      case .asOfDay:
        ("As-of day", "what was known at the end of this day; YYYY-MM-DD or today")
      case .amount(let deals):
        (
          "Amount of \(names(deals, state))",
          "now \(known(.amount, deals, state)); write 50000, 1.2M, +10% or -5000"
        )
      case .closeDate(let deals):
        (
          "Close date of \(names(deals, state))",
          "now \(known(.close, deals, state)); write 2026-12-15, +14d or -2w"
        )
      case .scenarioName:
        ("Keep these suppositions", "a name, by which they can be opened and checked later")
      case .exportPath:
        ("Export", "the end of the name decides: \(ExportFormat.names)")
      case .snooze(_, let rows):
        (
          "Snooze \(Format.count(rows.count, "action"))",
          "until which day: 2026-11-20, mon, +7"
        )
      case .dismiss(_, let rows):
        ("Dismiss \(Format.count(rows.count, "action"))", "the reason")
      case .report:
        ("Weekly report", "the file to write: its ending .html, .md or .json decides the form")
      }
    return PromptModel(
      title: title, question: question, line: prompt.line, fault: prompt.fault,
      choices: prompt.choices, completes: prompt.purpose == .exportPath)
  }

  /// What is known of a field of a deal, or of several together.
  private func known(_ field: DealChange.Field, _ deals: [Int32], _ state: AppState) -> String {
    let book = engine.book(on: state.question.asOf)
    let known = book.state
    switch field {
    case .amount:
      let sum = deals.reduce(Int128(0)) { $0 + Int128(known.amount[Int($1)]) }
      let money = Format.full(Money(cents: Int64(clamping: sum)), in: currency)
      return deals.count == 1 ? money : "\(money) together"
    case .close:
      let days = deals.compactMap { Day(known: known.close[Int($0)]) }.sorted()
      guard let first = days.first, let last = days.last else { return "none" }
      return first == last ? "\(first)" : "\(first) to \(last)"
    case .stage, .counted: return ""
    }
  }
}
