import RevBase
import RevMetrics
import RevModel
import RevPresentation
import RevRisk
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
    var cockpit = try StateDriver(fitsModels: true)
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
    for (flag, tally) in answers.risk.byFlag { lines.append((.riskFlag(flag), tally)) }
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

  @Test func atRiskDealsStandByWhatIsMissingAgainstACleanRecord() throws {
    let cockpit = try StateDriver(fitsModels: true)
    let risk = try #require(cockpit.state.answers?.risk)
    #expect(!risk.isLearning)
    #expect(risk.rulesMode?.hasPrefix("rules mode: ") == true)
    let shortfalls = risk.deals.map(\.shortfall)
    #expect(shortfalls == shortfalls.sorted(by: >))
    #expect(risk.total.amount == shortfalls.reduce(.zero, +))
    // Due by 2027-01-31: d1 to d6 and r1 is a renewal, which is no sale; d7 is due in March.
    #expect(risk.considered + risk.later == 7 || risk.considered + risk.later == 8)
    // Past its date, quiet since September and pushed three times.
    #expect(risk.byFlag[.overdue]?.count == 1)
    #expect(risk.byFlag[.pushedTwice]?.count == 1)
  }

  @Test func nothingIsSaidAboutRiskBeforeTheModelIsThere() throws {
    let cockpit = try StateDriver()
    #expect(cockpit.state.answers?.risk.isLearning == true)
    #expect(cockpit.state.answers?.risk.deals.isEmpty == true)
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
