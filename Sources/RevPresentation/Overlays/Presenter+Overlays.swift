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
        title: masked(value, picker.subject, state),
        count: picker.subject == .dimensions
          ? Format.count(value.count, "value") : Format.count(value.count, "deal"),
        amount: picker.subject == .dimensions ? "" : Format.compact(value.amount, in: currency),
        isMarked: picker.marked.contains(value.id), isSelected: index == picker.cursor,
        obstacle: value.obstacle)
    }
    let (title, noun): (String, String) =
      switch picker.subject {
      case .dimension(let dimension): (dimension.title, dimension.rawValue)
      case .period: ("Period", "period")
      case .dimensions: ("Slice by", "dimension")
      }
    let all = Format.count(picker.values.count, noun)
    var summary =
      picker.query.text.isEmpty ? all : "\(Format.count(matching.count)) of \(all) match"
    if !picker.marked.isEmpty, picker.subject != .period {
      summary += ", \(Format.count(picker.marked.count)) marked"
    }
    return PickerModel(
      title: title, query: picker.query, rows: rows, summary: summary,
      canMark: picker.subject != .dimensions, isPeriod: picker.subject == .period)
  }

  private func masked(_ value: PickerValue, _ subject: PickerSubject, _ state: AppState) -> String {
    guard state.masksNames, subject == .dimension(.owner) else { return value.title }
    return title(ofValue: value.id, .owner, state)
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
    switch prompt.purpose {
    case .asOfDay:
      PromptModel(
        title: "As-of day",
        question: "what was known at the end of this day; YYYY-MM-DD or today",
        line: prompt.line, fault: prompt.fault)
    case .snooze(_, let rows):
      PromptModel(
        title: "Snooze \(Format.count(rows.count, "action"))",
        question: "until which day: 2026-11-20, mon, +7", line: prompt.line, fault: prompt.fault)
    case .dismiss(_, let rows):
      PromptModel(
        title: "Dismiss \(Format.count(rows.count, "action"))", question: "the reason",
        line: prompt.line, fault: prompt.fault)
    case .report:
      PromptModel(
        title: "Weekly report",
        question: "the file to write: its ending .html, .md or .json decides the form",
        line: prompt.line, fault: prompt.fault)
    }
  }
}
