import RevBase
package import RevMetrics
import RevModel
import RevPresentation

/// `revtop explain`: how one number was made.
package enum ExplainCommand {
  package static func run(
    _ id: MetricID, _ opened: SnapshotRequest.Opened, json: Bool
  ) throws(CommandError) -> String {
    guard let definition = MetricCatalog.definition(id) else {
      throw CommandError(.badUsage, "'\(id.rawValue)' has no definition")
    }
    let analyst = Analyst(opened.engine)
    // Two of the readiness signals wait for the forecast.
    let more: Set<MetricGroup> =
      definition.group == .readiness ? [.bookings, .forecast] : [.bookings]
    let groups = more.union([definition.group])
    let readout = analyst.answer(opened.question, groups: groups)
    let facts = Facts(opened.engine.context(opened.question))
    let made = ForecastWords(analyst, facts.context).lines(id)
    let explanation = definition.explain(facts, answered: readout[id])
    var other: Other?
    if let against = opened.against, let question = opened.otherQuestion {
      let before = analyst.answer(question, groups: groups)
      other = Other(
        against: against, question: question, before: before[id],
        velocity: id == .pipelineVelocity
          ? .make(from: Facts(opened.engine.context(question)), to: facts) : nil)
    }
    return json
      ? Self.json(explanation, made, definition, other, opened)
      : Headline.text(opened.question, opened.engine.snapshot) + "\n"
        + text(explanation, made, definition, other, opened)
  }

  /// The number on the other side of a comparison.
  private struct Other {
    var against: Against
    var question: Question
    var before: Measure
    var velocity: VelocitySplit.Answer?
  }

  private static func lines(
    _ other: Other, _ definition: MetricDefinition, _ result: Measure, _ currency: String
  ) -> [(String, String)] {
    let (value, note) = PlainText.measure(other.before, definition.unit, currency: currency)
    let (period, day) = (other.question.period.label, other.question.asOf)
    let why = note.isEmpty ? "" : "  (\(note))"
    var lines = [
      ("against", "\(other.against.text): \(value) in \(period) as of \(day)\(why)")
    ]
    if let change = NumberChange(result, from: other.before, better: definition.better) {
      lines.append(("change", change.words(definition.unit)))
    }
    switch other.velocity {
    case nil: break
    case .unknown(let reason): lines.append(("why", reason))
    case .split(let split):
      for (index, part) in split.parts.enumerated() {
        lines.append((index == 0 ? "why" : "", part.words(currency)))
      }
      lines.append(("", "= \(Format.signed(full: split.change, in: currency)) a day in all"))
    }
    return lines
  }

  /// - Parameter made: what a number of the forecast is made of.
  private static func text(
    _ explanation: Explanation, _ made: [ExplainModel.Line], _ definition: MetricDefinition,
    _ other: Other?, _ opened: SnapshotRequest.Opened
  ) -> String {
    let currency = opened.engine.snapshot.manifest.currency
    let letters = BookLetters(question: opened.question)
    let (value, note) = PlainText.measure(
      explanation.result, explanation.unit, currency: currency)
    var lines: [(String, String)] = [
      (explanation.title, note.isEmpty ? value : "\(value)  (\(letters.plain(note)))"),
      ("id", explanation.id.rawValue),
      ("what it says", letters.plain(explanation.says)),
      ("formula", explanation.formula),
    ]
    if let substituted = explanation.substituted, substituted != explanation.result.value?.plain {
      lines.append(("today", Format.formula(substituted)))
    }
    for term in explanation.terms {
      lines.append(("  \(term.name)", term.value.map(Format.operand) ?? Format.missing))
    }
    lines += made.map { ($0.label.lowercased(), $0.text) }
    let rows = explanation.countedRows.map { count in
      "\(count) rows of \(explanation.countedTable?.file ?? "the table"): "
    }
    lines.append(("counted", (rows ?? "") + letters.plain(explanation.counted)))
    lines.append(("left out", letters.plain(explanation.leftOut)))
    for omission in explanation.omissions {
      lines.append(("", "\(Format.count(omission.count)): \(letters.plain(omission.why))"))
    }
    lines.append(("read", letters.plain(explanation.clock.rawValue)))
    for bar in explanation.bars {
      let origin = bar.isFromManifest ? "revtop.yaml" : "default"
      lines.append(("threshold", "\(bar.key) \(bar.value) (\(origin))"))
    }
    if let grade = explanation.grade { lines.append(("grade", grade.rawValue)) }
    if let interval = explanation.interval {
      let (low, high) = (interval.low * 100, interval.high * 100)
      let few = explanation.isSmallSample ? ", fewer than \(Explanation.fewRows) cases" : ""
      lines.append(
        (
          "95% interval",
          "\(PlainText.decimal(low, digits: 1))% to \(PlainText.decimal(high, digits: 1))%\(few)"
        ))
    }
    if let other { lines += Self.lines(other, definition, explanation.result, currency) }
    lines.append(("from", explanation.sources.joined(separator: ", ")))
    return lines.map { name, text in
      let pad = String(repeating: " ", count: max(1, 16 - name.count))
      return TextGate.line(name + pad + text) + "\n"
    }.joined()
  }

  private static func json(
    _ explanation: Explanation, _ made: [ExplainModel.Line], _ definition: MetricDefinition,
    _ other: Other?, _ opened: SnapshotRequest.Opened
  ) -> String {
    var members = KPIDocument.header(opened.question, opened.engine.snapshot)
    let terms = explanation.terms.map { JSON.Member($0.name, .quantity($0.value)) }
    members += [
      JSON.Member("id", .string(explanation.id.rawValue)),
      JSON.Member("title", .string(explanation.title)),
      JSON.Member("result", KPIDocument.measure(explanation.result, explanation.unit)),
      JSON.Member("says", .string(explanation.says)),
      JSON.Member("formula", .string(explanation.formula)),
      JSON.Member("substituted", .text(explanation.substituted)),
      JSON.Member("terms", .object(terms)),
      JSON.Member("counted", .string(explanation.counted)),
      JSON.Member("counted_rows", .int(explanation.countedRows)),
      JSON.Member("left_out", .string(explanation.leftOut)),
      JSON.Member(
        "omissions",
        .array(
          explanation.omissions.map { ["count": .int($0.count), "why": .string($0.why)] })),
      JSON.Member("sources", .array(explanation.sources.map { .string($0) })),
    ]
    if !made.isEmpty {
      members.append(
        JSON.Member(
          "made_of",
          .array(made.map { ["name": .string($0.label), "words": .string($0.text)] })))
    }
    if let other {
      members.append(
        JSON.Member(
          "against",
          [
            "what": .string(other.against.text), "as_of": .day(other.question.asOf),
            "period": .string(other.question.period.label),
            "number": .against(explanation.result, other.before, definition),
          ]))
      if let velocity = other.velocity {
        members.append(JSON.Member("velocity_change", .velocity(velocity)))
      }
    }
    return JSON.object(members).text() + "\n"
  }
}
