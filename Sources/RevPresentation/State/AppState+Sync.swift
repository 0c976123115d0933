import RevMetrics
import RevModel

extension AppState {
  /// What has to be asked so that the screen shows what the state is about.
  mutating func sync() -> [Effect] {
    guard isRunning else { return [] }
    // What was undone may have been asked before the last call was entered.
    place.question.enteredCalls = facts.home.enteredCalls
    var effects: [Effect] = []
    let request = answerRequest
    if request != asked.answered, request != asked.answer {
      generation += 1
      asked.answer = request
      asked.answerGeneration = generation
      effects.append(.answer(request, generation: generation))
    } else if request == asked.answered {
      asked.answer = nil
    }
    switch view.kind {
    case .table(let source):
      let key = Arrangement.Key(
        source: source, question: place.question, sort: view.sort, filter: view.filter,
        base: comparedQuestion)
      if key != view.arrangedFor, key != asked.arrangement {
        generation += 1
        asked.arrangement = key
        asked.arrangementGeneration = generation
        effects.append(.arrange(key, generation: generation))
      }
    case .inspector(let deal):
      let inspection = Inspection(
        deal: deal, question: place.question, normal: view.normal, columns: size.columns)
      if view.inspectedFor != inspection, asked.inspection != inspection {
        generation += 1
        asked.inspection = inspection
        asked.inspectionGeneration = generation
        effects.append(.inspect(inspection, generation: generation))
      }
    case .quality:
      if asked.quality != place.question {
        asked.quality = place.question
        effects.append(.measureQuality(place.question))
      }
    case .dashboard, .movement, .funnel, .team, .cash, .hygiene, .anomalies, .forecastAudit: break
    }
    return effects + syncAnomalies() + syncOverlay()
  }

  private mutating func syncOverlay() -> [Effect] {
    switch overlay {
    case .explain(let state):
      let explanation = Explanation(
        item: state.item, question: place.question, columns: size.columns)
      guard asked.explanation != explanation else { return [] }
      generation += 1
      asked.explanation = explanation
      asked.explanationGeneration = generation
      return [
        .explain(state.item, place.question, columns: size.columns, generation: generation)
      ]
    case .picker(let picker):
      if picker.subject == .scenarios {
        guard asked.values?.subject != .scenarios else { return [] }
        asked.values = Values(subject: .scenarios, question: picker.before)
        return [.readJournal]
      }
      // Counts of values do not depend on the picker's own marks.
      let values = Values(subject: picker.subject, question: picker.before)
      guard asked.values != values else { return [] }
      generation += 1
      asked.values = values
      asked.valuesGeneration = generation
      return [.countValues(picker.subject, picker.before, generation: generation)]
    case .help, .palette, .prompt, .compose, nil:
      asked.explanation = nil
      asked.values = nil
      return []
    }
  }

  private var answerRequest: AnswerRequest {
    let compared = comparedQuestion
    var request = AnswerRequest(
      question: place.question, groups: groups,
      before: compared ?? place.question.sameWeekBefore(facts), isCompared: compared != nil)
    request.wantsAudit = place.views.contains { $0.kind == .forecastAudit }
    request.wantsMovement = place.views.contains { $0.kind == .movement }
    return request
  }

  /// The question that the whole screen is compared with: what was chosen, else under suppositions
  /// what is known without them; nil when nothing is compared.
  var comparedQuestion: Question? {
    if let against = place.against { return against.question(place.question, facts.setting) }
    guard !place.question.whatIf.isEmpty else { return nil }
    var known = place.question
    known.whatIf = []
    return known
  }

  /// The groups of numbers that the path shows.
  private var groups: Set<MetricGroup> {
    var groups: Set<MetricGroup> = [.pipeline, .bookings, .forecast, .retention]
    for view in place.views {
      switch view.kind {
      case .funnel: groups.insert(.funnel)
      case .team: groups.insert(.team)
      case .cash: groups.insert(.cash)
      case .hygiene: groups.formUnion([.hygiene, .readiness, .team])
      case .table(.actions):
        groups.formUnion([.team, .cash, .funnel])
      case .dashboard, .table, .inspector, .movement, .anomalies, .forecastAudit, .quality: break
      }
    }
    return groups
  }
}
