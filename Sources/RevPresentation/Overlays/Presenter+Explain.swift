import RevBase
import RevForecast
import RevMetrics
import RevModel
import RevRisk

extension Presenter {
  /// How a number was made, in lines.
  mutating func explanation(_ item: Item, _ question: Question, _ state: AppState?) -> ExplainModel
  {
    if case .metric(let id) = item, let definition = MetricCatalog.definition(id) {
      return explanation(of: definition, question, state)
    }
    if case .anomaly(let id) = item { return explanation(ofAnomaly: id, question, state) }
    let context = context(question)
    switch item {
    case .contribution(let row): return explanation(ofContribution: Int(row), context, state)
    case .audit(let line): return explanation(of: line, context, state)
    default: break
    }
    let words = ItemWords(
      item: item, context: context, model: analyst.riskModel(for: question),
      masksNames: state?.masksNames ?? false)
    let listing = listing(source(of: item), question)
    var model = ExplainModel(
      title: state.map { title(of: item, $0) } ?? "", value: "", lines: [], top: 0, rows: nil)
    let count = listing.rows.count
    let sum = listing.amounts.flatMap { amounts in
      Int64(exactly: amounts.reduce(Int128(0)) { $0 + Int128($1) })
    }
    if let sum { model.value = Format.compact(Money(cents: sum), in: currency) }
    // A deal is explained by its chance; the list behind it is that of all at risk.
    if case .deal(let row) = item {
      let chance = analyst.riskModel(for: question)?.risk(ofDeal: Int(row))?.chancePercent
      model.value = chance.map { "\($0)%" } ?? ""
    }
    model.lines.append(.init("What it says", words.says))
    if let formula = words.formula { model.lines += [.init("Formula", formula, .strong)] }
    model.lines += words.values(currency)
    if let reason = listing.reason {
      model.lines.append(.init("Rows", reason, .missing))
    } else {
      let noun = listing.table.map(Self.noun) ?? "row"
      let total = sum.map { ", \(Format.full(Money(cents: $0), in: currency))" } ?? ""
      model.lines.append(.init("Counted", Format.count(count, noun) + total))
      if count > 0 { model.rows = Format.count(count, noun) }
    }
    if let leftOut = words.leftOut { model.lines.append(.init("Left out", leftOut)) }
    model.lines += slicerLines(question, state)
    if let source = words.source { model.lines.append(.init("Source", source)) }
    return model
  }

  /// The rows that an item lists: a deal lists all that are at risk.
  private func source(of item: Item) -> RowSource {
    if case .deal = item { return .item(.atRisk) }
    return .item(item)
  }

  private mutating func explanation(
    of definition: MetricDefinition, _ question: Question, _ state: AppState?
  ) -> ExplainModel {
    let facts = Facts(context(question))
    var answered: Measure?
    if definition.group == .forecast, let answers = state?.answers,
      answers.now.question == question, answers.now.has(definition.id)
    {
      answered = answers.now[definition.id]
    }
    let explained = definition.explain(facts, answered: answered)
    let unit = definition.unit
    var model = ExplainModel(
      title: definition.title, value: Format.value(explained.result, unit), lines: [], top: 0,
      rows: nil)
    let letters = BookLetters(question: question)
    model.lines.append(.init("What it says", letters.plain(explained.says)))
    model.lines.append(.init("Formula", explained.formula, .strong))
    if let value = explained.result.value {
      // A lone aggregate that stands for its own value says nothing more.
      if let substituted = explained.substituted, substituted != value.plain {
        model.lines.append(.init("", Format.formula(substituted)))
      }
      model.lines.append(.init("", "= \(Format.precise(value, unit, in: currency))", .strong))
    } else {
      model.lines.append(
        .init("Undefined", letters.plain(explained.result.reason ?? "not known"), .missing))
    }
    for term in explained.terms where explained.result.value == nil {
      let value = term.value.map(Format.operand) ?? Format.missing
      model.lines.append(.init("", "\(term.name) = \(value)", .dim))
    }
    if definition.group == .forecast, analyst.hasModel(for: question) {
      model.lines += ForecastWords(analyst, facts.context).lines(definition.id)
    }
    if let above = explained.result.numerator, let below = explained.result.denominator {
      let text = "\(Format.operand(above)) of \(Format.operand(below))"
      model.lines.append(.init("Made of", text))
    }
    if let interval = explained.interval {
      let small = explained.isSmallSample ? "; fewer than \(Explanation.fewRows) rows" : ""
      model.lines.append(
        .init(
          "Interval",
          "95%: \(Format.percent(interval.low)) to \(Format.percent(interval.high))\(small)",
          explained.isSmallSample ? .watch : .text))
    }
    var counted = letters.plain(explained.counted)
    if Item.metric(definition.id).listsContributions, analyst.hasModel(for: question),
      let deals = analyst.forecaster.contributions(facts.context)?.rows.count
    {
      counted = "\(Format.count(deals, "open deal")): \(counted)"
      if deals > 0 { model.rows = Format.count(deals, "deal") }
    }
    if let count = explained.countedRows {
      let noun = explained.countedTable.map(Self.noun) ?? "row"
      counted = "\(Format.count(count, noun)): \(counted)"
      if count > 0 { model.rows = Format.count(count, noun) }
    }
    model.lines.append(.init("Counted", counted))
    if definition.id == .forecastCall, facts.calls.enteredCount > 0 {
      let entered = Format.count(facts.calls.enteredCount, "call")
      let filed = Format.count(facts.calls.rows.count, "call")
      model.lines.append(
        .init("", "\(entered) entered in the cockpit, \(filed) of calls.csv", .watch))
    }
    model.lines.append(.init("Left out", letters.plain(explained.leftOut)))
    for omission in explained.omissions {
      let why = letters.plain(omission.why)
      model.lines.append(.init("", "\(Format.count(omission.count)): \(why)", .dim))
    }
    model.lines += slicerLines(question, state)
    model.lines.append(.init("Clock", letters.plain(explained.clock.rawValue)))
    for bar in explained.bars {
      let source = bar.isFromManifest ? "revtop.yaml" : "default"
      let word = explained.grade.map { ", now \($0.rawValue)" } ?? ""
      model.lines.append(
        .init(
          "Threshold",
          "\(Format.value(.real(bar.value), unit)), \(source): thresholds.\(bar.key)\(word)",
          explained.grade?.tone ?? .text))
    }
    if let state { model.lines += beforeLines(definition, explained.result, facts, state) }
    model.lines.append(.init("Source", explained.sources.joined(separator: ", ")))
    model.lines.append(.init("Id", definition.id.rawValue, .dim))
    return model
  }

  /// What the number was before, or on the other side of the comparison, and what changed it.
  private mutating func beforeLines(
    _ definition: MetricDefinition, _ result: Measure, _ facts: Facts, _ state: AppState
  ) -> [ExplainModel.Line] {
    guard let answers = state.answers, let before = answers.before, before.has(definition.id)
    else { return [] }
    let old = before[definition.id]
    let label = answers.isCompared ? "Against" : "Before"
    let place =
      "in \(before.question.period.label) on \(before.question.asOf)"
      + (state.place.against.map { against in
        if case .owner = against { " for \(words(against, state))" } else { "" }
      } ?? (answers.isCompared ? " without the suppositions" : ""))
    guard let change = NumberChange(result, from: old, better: definition.better) else {
      guard answers.isCompared else { return [] }
      let reason = old.reason.map { ": \($0)" } ?? ""
      return [.init(label, "\(Format.value(old, definition.unit)) \(place)\(reason)", .missing)]
    }
    var lines: [ExplainModel.Line] = [
      .init(
        label,
        "\(Format.value(old, definition.unit)) \(place): \(change.words(definition.unit))",
        answers.isCompared ? change.tone : .text)
    ]
    guard definition.id == .pipelineVelocity else { return lines }
    switch VelocitySplit.Answer.make(from: Facts(context(before.question)), to: facts) {
    case .unknown(let reason): lines.append(.init("Why", reason, .missing))
    case .split(let split):
      for (index, part) in split.parts.enumerated() {
        lines.append(.init(index == 0 ? "Why" : "", part.words(currency)))
      }
      lines.append(
        .init("", "= \(Format.signed(full: split.change, in: currency)) a day in all", .strong))
    }
    return lines
  }

  private func slicerLines(_ question: Question, _ state: AppState?) -> [ExplainModel.Line] {
    let slicers = question.slicers.values.map { dimension, values in
      let shown = values.map { value in
        state.map { title(ofValue: value, dimension, $0) } ?? value
      }
      return "\(dimension.rawValue) \(shown.joined(separator: ", "))"
    }
    let period = question.period
    return [
      .init("Slicers", slicers.isEmpty ? "none" : slicers.joined(separator: "; ")),
      .init("Period", "\(period.label), \(period.start) to \(period.end), as of \(question.asOf)"),
    ]
  }

  /// One row of a table.
  static func noun(_ table: TableName) -> String {
    switch table {
    case .deals: "deal"
    case .accounts: "account"
    case .people: "row of people.csv"
    case .quotas: "quota row"
    case .calls: "call"
    case .activities: "activity"
    case .leads: "lead"
    case .subscriptions: "subscription"
    case .contracts: "contract"
    case .invoices: "invoice"
    case .onboarding: "onboarding row"
    case .spend: "spend row"
    case .costs: "cost row"
    case .payouts: "payout"
    case .health: "health row"
    case .stages: "stage"
    case .dealHistory: "change"
    }
  }
}
