import RevBase
import RevMetrics
package import RevModel

/// Scenarios: made of the suppositions in force, opened again, and held against what came.
extension Presenter {
  /// The suppositions of a question under a name, with what is known and what they lead to.
  package func scenario(
    named name: String, _ question: Question, numbers: [String: String]
  ) -> Scenario {
    let reader = Supposing(snapshot, knownAs: engine.book(on: question.asOf))
    return Scenario(
      name: name, day: question.asOf, period: question.period.label,
      lines: reader.lines(question.whatIf),
      known: reader.lines(reader.knownChanges(question.whatIf)), numbers: numbers)
  }

  /// The suppositions of a scenario that are not known by now, and how many deals are gone.
  package func changes(of scenario: Scenario, _ question: Question)
    -> (changes: [DealChange], missing: Int)
  {
    let reader = Supposing(snapshot, knownAs: engine.book(on: question.asOf))
    var changes: [DealChange] = []
    var missing = 0
    for line in scenario.lines {
      do throws(SuppositionError) {
        changes = try reader.applying(line: line, to: changes)
      } catch {
        missing += 1
      }
    }
    return (changes, missing)
  }

  /// The lines of a scenario, then the numbers that it led to beside those of today.
  func rows(of scenario: Scenario, _ question: Question) -> [Supposition] {
    var truth = question
    truth.whatIf = []
    var readout = engine.answer(truth, groups: [.pipeline, .bookings, .forecast])
    if analyst.hasModel(for: truth) {
      analyst.addForecast(to: &readout)
    } else {
      analyst.announceForecast(in: &readout)
    }
    let numbers = Scenario.kept.compactMap { id -> Supposition? in
      guard let text = scenario.numbers[id.rawValue], let value = Double(text),
        let definition = MetricCatalog.definition(id)
      else { return nil }
      let unit = definition.unit
      let then = unit == .money ? Quantity.estimate(value) : .real(value)
      let now = readout[id]
      return Supposition(
        title: definition.title, field: "number", known: "", supposed: Format.value(then, unit),
        now: Format.value(now, unit),
        outcome: now.value.map {
          NumberChange($0, from: then, better: definition.better).short(unit) ?? "as supposed"
        } ?? now.reason)
    }
    return Supposition.all(scenario, snapshot, knownAs: engine.book(on: question.asOf)) + numbers
  }
}
