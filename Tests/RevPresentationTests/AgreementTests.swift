import RevBase
import RevMetrics
import RevModel
import RevPresentation
import RevTesting
import Testing

/// What a table adds up to is the number that it was opened from.
@Suite struct AgreementTests {
  private static let questions: [[Dimension: [String]]] = [
    [:], [.segment: ["Enterprise"]], [.owner: ["p1"]], [.owner: ["p2"], .segment: ["SMB"]],
    [.region: ["EMEA"]], [.type: ["new"]], [.source: ["inbound"]], [.product: ["Insights"]],
    [.team: ["West"]], [.segment: ["nobody"]],
  ]

  private func driver(_ slicers: [Dimension: [String]]) throws -> StateDriver {
    var cockpit = try StateDriver()
    for dimension in Dimension.allCases {
      guard let values = slicers[dimension] else { continue }
      for value in values { cockpit.pick(dimension, value) }
    }
    return cockpit
  }

  @Test(arguments: questions)
  func moneyOfEveryNumberIsTheTotalOfItsRows(_ slicers: [Dimension: [String]]) throws {
    var cockpit = try driver(slicers)
    // Ratios and differences list their rows, but are no sum of them.
    let sums: [MetricID] = [
      .pipelineOpen, .pipelineOpenAll, .pipelineCreated, .pipelinePastDue, .pipelineWeighted,
      .pipelineBeforePeriod, .bookingsWon, .bookingsLost, .bookingsQuota, .forecastCommit,
      .forecastBestCase, .forecastUpside, .forecastCall, .renewalsDue, .renewalsUncovered,
    ]
    for id in sums {
      guard let value = cockpit.state.answers?.now[id].value?.money else { continue }
      let key = Arrangement.Key(
        source: .item(.metric(id)), question: cockpit.state.question, sort: nil, filter: "")
      guard case .arranged(let table, _) = cockpit.presenter.perform(.arrange(key, generation: 1))
      else {
        Issue.record("no table of \(id)")
        continue
      }
      #expect(table.totals.counted ?? .zero == value, "\(id.rawValue)")
    }
  }

  @Test(arguments: questions)
  func linesOfThePanesAreTheTotalsOfTheirRows(_ slicers: [Dimension: [String]]) throws {
    var cockpit = try driver(slicers)
    guard let answers = cockpit.state.answers else { return }
    var lines: [(Item, Tally)] = [(.atRisk, answers.risk.total)]
    for stage in answers.now.tables.stages.value ?? [] {
      lines.append((.stage(stage.row), stage.tally))
    }
    for (index, line) in (answers.now.tables.aging.value ?? []).enumerated() {
      lines.append((.aging(index), line.tally))
    }
    for window in answers.renewals?.windows ?? [] {
      lines.append((.renewals(window.days), window.due))
    }
    for (rule, tally) in answers.risk.byRule { lines.append((.riskRule(rule), tally)) }
    if let movement = answers.now.tables.mrrMovement.value {
      let parts: [(MRRLine, Tally)] = [
        (.start, movement.start), (.new, movement.new), (.reactivation, movement.reactivation),
        (.expansion, movement.expansion), (.contraction, movement.contraction),
        (.churn, movement.churn), (.end, movement.end),
      ]
      for (line, tally) in parts {
        let year = Money(cents: tally.amount.cents * 12)
        lines.append((.mrr(line), Tally(amount: year, count: tally.count)))
      }
    }
    for (item, tally) in lines {
      let key = Arrangement.Key(
        source: .item(item), question: cockpit.state.question, sort: nil, filter: "")
      guard case .arranged(let table, _) = cockpit.presenter.perform(.arrange(key, generation: 1))
      else { continue }
      #expect(table.totals.counted == tally.amount, "\(item)")
      #expect(table.totals.count == tally.count, "\(item)")
    }
  }

  @Test func atRiskDealsAreThoseThatTheRulesName() throws {
    let cockpit = try StateDriver()
    let risk = cockpit.state.answers?.risk
    // d2: passed, quiet, stuck, pushed three times, no step, one contact; d4: stuck, no step, one
    // contact.
    #expect(risk?.deals.map(\.points) == [100, 40])
    #expect(risk?.total == Tally(amount: Money(cents: 40_000_000), count: 2))
    #expect(risk?.considered == 7)
  }
}

extension StateDriver {
  /// Chooses one value of a dimension by its exact text.
  mutating func pick(_ dimension: Dimension, _ value: String) {
    var question = state.question
    question.slicers[dimension] = [value]
    state.setQuestion(question)
    send(.started)
  }
}
