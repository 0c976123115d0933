import OrderedCollections
import RevBase
import RevMetrics
import RevModel

extension Presenter {
  /// What the screen shows in a state.
  package mutating func model(for state: AppState) -> ScreenModel {
    isIncomplete = false
    let body = body(state)
    return ScreenModel(
      size: state.size, title: title(state), slicers: slicers(state), body: body,
      side: side(state), path: path(state),
      status: status(state), message: state.message, overlay: overlay(state),
      context: state.context, disabled: disabled(state))
  }

  /// In place of what is being worked out behind the screen.
  static let workingWords = "working it out"

  private mutating func body(_ state: AppState) -> ScreenModel.Body {
    if state.size.isTooSmall { return .tooSmall }
    if let page = meeting(state) { return .meeting(page) }
    if let table = tableModel(state) { return .table(table) }
    if case .inspector(let deal) = state.view.kind {
      var model = inspector(
        Inspection(
          deal: deal, question: state.question, normal: state.view.normal,
          columns: state.size.columns), masksNames: state.masksNames)
      model.top = state.view.top
      return .inspector(model)
    }
    if let board = board(state) { return .board(board) }
    return .dashboard(dashboard(state))
  }

  /// On large screens the deal under the cursor, unless it has the whole body.
  private mutating func side(_ state: AppState) -> InspectorModel? {
    if case .inspector = state.view.kind { return nil }
    if state.meeting != nil { return nil }
    guard state.size.hasInspector, let deal = state.selectedDeal else { return nil }
    return inspector(
      Inspection(deal: deal, question: state.question), masksNames: state.masksNames)
  }

  // MARK: - Title and slicers

  private func title(_ state: AppState) -> TitleModel {
    let question = state.question
    let period = question.period
    let weeks = (period.days + 6) / 7
    let week = max(0, min(weeks, (question.end - period.start) / 7 + 1))
    let count = question.hasBegun ? "\(week)/\(weeks)" : "0/\(weeks)"
    return TitleModel(
      name: state.facts.name, period: "\(period.label) wk \(count)",
      asOf: "as of \(question.asOf)", isTimeTravel: state.isTimeTravel,
      warnings: state.facts.warningCount == 0
        ? "" : Format.count(state.facts.warningCount, "warning"),
      anomalies: anomalies(state),
      hasWhatIf: !question.whatIf.isEmpty, isStale: state.isStale,
      against: state.place.against.map { "vs \(words($0, state))" } ?? "")
  }

  private func anomalies(_ state: AppState) -> String {
    guard let count = state.homeFindings?.count, count > 0 else { return "" }
    return count == 1 ? "1 anomaly" : "\(Format.count(count)) anomalies"
  }

  private func slicers(_ state: AppState) -> [SlicerModel] {
    let slicers = state.question.slicers
    func model(_ dimension: Dimension) -> SlicerModel {
      let values = slicers[dimension] ?? []
      let shown = values.map { title(ofValue: $0, dimension, state) }
      return SlicerModel(
        label: dimension.title, value: values.isEmpty ? "all" : shown.joined(separator: ", "),
        isActive: !values.isEmpty)
    }
    var result = [model(.segment), model(.owner)]
    result.append(
      SlicerModel(
        label: "Period", value: state.question.period.label,
        isActive: state.question.period != state.facts.home.period))
    for dimension in slicers.values.keys where dimension != .segment && dimension != .owner {
      result.append(model(dimension))
    }
    if let against = state.place.against {
      let other = against.question(state.question, state.facts.setting)
      let day = other.asOf == state.question.asOf ? "" : " on \(other.asOf)"
      let isDay = if case .day = against { true } else { false }
      result.append(
        SlicerModel(
          label: "Against", value: words(against, state) + (isDay ? "" : day), isActive: true))
    }
    let supposed = state.question.whatIf.count
    if supposed > 0 {
      let name = state.place.scenario.map { "\($0.name): " } ?? ""
      result.append(
        SlicerModel(
          label: "What if", value: name + Format.count(supposed, "change"), isActive: true))
    }
    let filter = state.view.filter
    result.append(
      SlicerModel(label: "Text", value: filter.isEmpty ? "-" : filter, isActive: !filter.isEmpty))
    return result
  }

  /// The other side of a comparison, owners by name.
  func words(_ against: Against, _ state: AppState) -> String {
    guard case .owner(let id) = against else { return against.text }
    return title(ofValue: id, .owner, state)
  }

  /// What a slicer's value is called: people by name.
  func title(ofValue value: String, _ dimension: Dimension, _ state: AppState) -> String {
    guard dimension == .owner, let code = snapshot.people.ids.firstRow(of: value) else {
      return value
    }
    return person(Int32(code), state)
  }

  // MARK: - Names

  func person(_ code: Int32, _ state: AppState) -> String {
    guard code >= 0 else { return "-" }
    if state.masksNames { return "Person \(code + 1)" }
    return snapshot.people.title(ofCode: code) ?? "-"
  }

  func account(_ code: Int32, _ state: AppState) -> String {
    guard code >= 0 else { return "-" }
    if state.masksNames { return "Account \(code + 1)" }
    return snapshot.accounts.title(ofCode: code) ?? "-"
  }

  /// A deal's name, else its id.
  func deal(_ row: Int, _ state: AppState) -> String {
    deal(row, masksNames: state.masksNames)
  }

  func deal(_ row: Int, masksNames: Bool) -> String {
    masksNames ? "Deal \(row + 1)" : snapshot.deals.title(row)
  }

  // MARK: - Path line

  mutating func path(_ state: AppState) -> [String] {
    state.place.views.map { view in
      switch view.kind {
      case .dashboard: "dashboard"
      case .table(let source): title(of: source, state)
      case .inspector(let deal): self.deal(Int(deal), state)
      case .movement: "movement"
      case .funnel: "funnel"
      case .team: "team"
      case .cash: "cash"
      case .hygiene: "hygiene"
      case .quality: "model quality"
      case .forecastAudit: "forecast audit"
      case .anomalies: "anomalies"
      }
    }
  }

  private func status(_ state: AppState) -> String {
    if isWorking { return Self.workingWords }
    switch state.view.kind {
    case .table:
      let totals = state.view.totals
      let all = Format.count(totals.unfiltered)
      return totals.count == totals.unfiltered
        ? Format.count(totals.unfiltered, "row")
        : "\(Format.count(totals.count)) of \(all) rows match"
    default:
      guard let answers = state.answers else { return "" }
      let open = answers.now[.pipelineOpenCount].value.map { Int($0.double) }
      let filters = state.question.slicers.values.count
      let words = filters == 0 ? "no filter" : Format.count(filters, "slicer")
      return open.map { "\(Format.count($0, "open deal")), \(words)" } ?? words
    }
  }

  private func disabled(_ state: AppState) -> Set<CommandID> {
    var result: Set<CommandID> = []
    for command in CommandTable.all
    where command.rank != nil && state.whyNot(command.id) != nil {
      result.insert(command.id)
    }
    return result
  }
}

extension Dimension {
  /// The word in the slicer bar.
  package var title: String {
    var word = rawValue
    // Salesforce marks fields of one's own.
    if case .column = self, word.hasSuffix("__c") { word = String(word.dropLast(3)) }
    word = word.replacing("_", with: " ")
    return word.prefix(1).uppercased() + word.dropFirst()
  }
}
