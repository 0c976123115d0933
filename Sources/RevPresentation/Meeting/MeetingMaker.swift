import RevBase
import RevMetrics
import RevModel

/// Makes the pages of the meeting from its report: the same numbers and words, fewer of them.
struct MeetingMaker {
  let meeting: MeetingState
  let report: WeeklyReport
  let isMasked: Bool

  var currency: String { report.heading.currency }

  var model: MeetingModel {
    let heading = report.heading
    var model = MeetingModel(
      company: heading.company, period: "\(heading.period.label), \(heading.week)",
      shortPeriod: heading.period.label,
      asOf: "as of \(heading.asOf)", number: meeting.page.rawValue + 1,
      count: MeetingPage.allCases.count, question: meeting.page.question, answer: "", tone: .text,
      bigs: [], chart: .none, heading: "", lines: [],
      footing: isMasked ? "names hidden, numbers held" : "names shown, numbers held")
    switch meeting.page {
    case .quarter: quarter(&model)
    case .changes: changes(&model)
    case .deals: deals(&model)
    case .customers: customers(&model)
    case .decisions: decisions(&model)
    }
    return model
  }

  func money(_ money: Money) -> String { Format.compact(money, in: currency) }

  /// An amount in large letters: a currency without a sign of its own stands in the label.
  func big(_ money: Money, _ label: String, _ tone: Tone = .text) -> MeetingModel.Big {
    hasSign
      ? .init(self.money(money), label, tone)
      : .init(Format.compact(money), "\(label), \(currency)", tone)
  }

  private var hasSign: Bool { !Format.compact(.zero, in: currency).hasPrefix(currency) }

  private func bigSigned(_ money: Money, _ label: String) -> MeetingModel.Big {
    var big = big(money, label, Self.tone(money))
    if money.cents > 0 { big.text = "+" + big.text }
    return big
  }

  func signed(_ money: Money) -> String {
    let text = self.money(money)
    return money.cents > 0 ? "+" + text : text
  }

  private func figure(_ id: MetricID) -> FigureModel? { report.figure(id) }

  private func amount(_ id: MetricID) -> String? {
    report.readout[id].value?.money.map { money($0) }
  }

  // MARK: - Will we reach the quarter?

  private func quarter(_ model: inout MeetingModel) {
    model.answer = report.verdict.answer
    model.tone = report.verdict.tone
    let quota = amount(.bookingsQuota)
    let isOver = report.heading.asOf >= report.heading.period.end
    let won = report.readout[.bookingsWon].value?.money
    if isOver, let won {
      model.bigs = [big(won, "won")] + share(.bookingsAttainment, "of the quota")
    } else if let expected = report.readout[.forecastP50].value?.money {
      model.bigs =
        [big(expected, "middle of the range")]
        + share(.forecastAttainProbability, quota.map { "chance to reach \($0)" } ?? "chance")
    } else if let won {
      model.bigs = [big(won, "won so far")]
    }
    if let range = report.range { model.chart = .landing(range) }
    var lines: [MeetingModel.Line] = []
    if let low = amount(.forecastP10), let high = amount(.forecastP90), !isOver {
      lines.append(.init("range", "\(low) to \(high)", "eight in ten periods land within"))
    } else if let reason = figure(.forecastP50)?.reason {
      lines.append(.init("range", reason, tone: .missing))
    }
    if let confidence = figure(.forecastConfidence), confidence.reason == nil {
      let grade = report.confidenceWords.prefix { $0 != ":" && $0 != ";" }
      lines.append(.init("trust", "\(confidence.value) of 100", "in this forecast: \(grade)"))
    }
    if quota != nil, let gap = amount(.bookingsGap) {
      let coverage = figure(.pipelineCoverage)
      let cover = coverage.flatMap { $0.reason == nil ? "covered \($0.value) \($0.word)" : nil }
      lines.append(.init("to win", "\(gap) to the quota", cover ?? ""))
    } else if let reason = figure(.bookingsQuota)?.reason {
      lines.append(.init("quota", reason, tone: .missing))
    }
    if let total = report.changes.forecast.first {
      lines.append(.init("change", signed(total.amount), total.words))
    }
    if let call = amount(.forecastCall) {
      lines.append(.init("call", call, "what the owners have called"))
    }
    model.lines = lines
  }

  /// A share in large letters; none where it is not known.
  private func share(_ id: MetricID, _ label: String) -> [MeetingModel.Big] {
    guard let value = report.readout[id].value?.double else { return [] }
    return [.init(Format.percent(value, digits: 0), label, model(of: id))]
  }

  private func model(of id: MetricID) -> Tone {
    id == .forecastAttainProbability ? report.verdict.tone : .text
  }

  // MARK: - What changed?

  private func changes(_ model: inout MeetingModel) {
    let changes = report.changes
    let since = report.heading.since
    model.question = "What changed since last Monday?"
    let steps = changes.movement
    let first = steps.first { $0.kind == .total }
    let last = steps.last { $0.kind == .total }
    if let total = changes.forecast.first {
      model.bigs = [bigSigned(total.amount, "expected landing")]
    }
    if let first, let last {
      let delta = last.amount - first.amount
      model.bigs.append(bigSigned(delta, "open pipeline"))
    }
    if let total = changes.forecast.first?.amount {
      model.answer = compared(total, "expected", since)
    } else if let first, let last {
      model.answer = compared(last.amount - first.amount, "open", since)
      if let reason = changes.forecastReason {
        model.lines.append(.init("", reason, tone: .missing))
      }
    } else {
      model.answer = changes.forecastReason ?? "Since \(since)"
    }
    if !steps.isEmpty {
      model.chart = .bridge(Self.grouped(steps).map(bridge))
    } else if let reason = changes.movementReason {
      model.lines.append(.init("", reason, tone: .missing))
    }
    model.lines += reasons(Array(changes.forecast.dropFirst())).enumerated().map { index, part in
      .init(signed(part.amount), part.words, index == 0 ? "why the forecast moved" : "")
    }
  }

  /// The largest parts; what is left is one line, so that they still add up to the whole.
  private func reasons(_ parts: [WeeklyReport.Part]) -> [WeeklyReport.Part] {
    let most = 3
    guard parts.count > most else { return parts }
    let rest = parts.dropFirst(most - 1).reduce(Money.zero) { $0 + $1.amount }
    return parts.prefix(most - 1) + [.init(amount: rest, words: "everything else")]
  }

  /// The movement in the few steps that a room can take in; they add up as the full ones do.
  static func grouped(_ steps: [WeeklyReport.Step]) -> [WeeklyReport.Step] {
    func title(_ bucket: Movement.Bucket) -> String { MovementStep.bucket(bucket).title }
    let groups: [(String, [Movement.Bucket])] = [
      ("New", [.new, .reopened]), ("Moved in", [.pulledIn, .pushedIn, .transferredIn]),
      ("Amounts", [.increased, .decreased]), ("Won", [.won]), ("Lost", [.lost]),
      ("Moved out", [.pushedOut, .pulledOut, .transferredOut]),
    ]
    var result = Array(steps.prefix(1))
    var taken = 0
    for (label, buckets) in groups {
      let titles = buckets.map(title)
      let parts = steps.filter { $0.kind != .total && titles.contains($0.label) }
      guard !parts.isEmpty else { continue }
      taken += parts.count
      let sum = parts.reduce(Money.zero) { $0 + $1.signed }
      result.append(
        WeeklyReport.Step(
          label: label, amount: sum.magnitude, count: parts.reduce(0) { $0 + $1.count },
          kind: sum.cents < 0 ? .minus : .plus, words: ""))
    }
    // A step that belongs to no group is shown as it is, so that the sum stays right.
    let totals = steps.count { $0.kind == .total }
    guard taken + totals == steps.count else { return steps }
    return result + steps.dropFirst().filter { $0.kind == .total }
  }

  /// `$66K less is expected than on 2026-11-09`.
  private func compared(_ change: Money, _ word: String, _ day: Day) -> String {
    if change == .zero { return "As much is \(word) as on \(day)" }
    return
      "\(money(change.magnitude)) \(change.cents < 0 ? "less" : "more") is \(word) than on \(day)"
  }

  private static func tone(_ money: Money) -> Tone {
    money.cents < 0 ? .poor : money.cents > 0 ? .good : .text
  }

  private func bridge(_ step: WeeklyReport.Step) -> RetentionPaneModel.Step {
    RetentionPaneModel.Step(
      item: .atRisk, label: step.label,
      amount: step.kind == .total ? Format.compact(step.amount) : Format.signed(step.signed),
      count: Format.count(step.count), number: step.amount.units,
      kind: step.kind == .total ? .total : step.kind == .plus ? .plus : .minus,
      isSelected: false)
  }

  // MARK: - Which deals need us?

  private func deals(_ model: inout MeetingModel) {
    let deals = report.deals
    guard !deals.top.isEmpty else {
      model.answer = "None of \(Format.count(deals.considered, "deal")) is at risk"
      model.tone = .good
      model.lines = deals.remarks.map { .init("", $0, tone: .dim) }
      return
    }
    let top = deals.top.reduce(Money.zero) { $0 + $1.shortfall }
    let count = Format.count(deals.atRisk.count, "deal")
    model.answer =
      "\(count) at risk; the top \(Format.count(deals.top.count)) hold \(money(top)) of what is missing"
    model.tone = .watch
    model.bigs = [
      big(deals.atRisk.amount, "missing against a clean record", .poor),
      .init(Format.count(deals.atRisk.count), "deals at risk"),
    ]
    model.lines = deals.top.map { deal in
      let chance = Format.percent(deal.chance, digits: 0)
      let normal = Format.percent(deal.reference, digits: 0)
      return .init(
        money(deal.amount), "\(deal.name), \(deal.stage)",
        "\(chance), clean \(normal): \(deal.why)")
    }
    if let action = report.actions.lines.first(where: { $0.claimed > .zero }) {
      let due = Format.short(action.due, near: report.heading.asOf)
      model.lines.append(
        .init("do", action.title, "worth \(money(action.claimed)), by \(due)", tone: .accent))
    }
    model.lines += deals.remarks.prefix(1).map { .init("", $0, tone: .dim) }
  }

  // MARK: - Are customers staying?

  private func customers(_ model: inout MeetingModel) {
    let nrr = figure(.retentionNRR)
    let grr = figure(.retentionGRR)
    if let nrr, nrr.reason == nil, let grr, grr.reason == nil {
      model.bigs = [
        .init(rounded(.retentionNRR), "net revenue kept", nrr.tone),
        .init(rounded(.retentionGRR), "without expansion", grr.tone),
      ]
      model.answer = answer(report.readout[.retentionGRR].value?.double, nrr, grr)
      model.tone = grr.tone == .text ? .good : grr.tone
    } else {
      model.answer = nrr?.reason ?? "Retention is not known"
      model.tone = .missing
    }
    if !report.retention.steps.isEmpty {
      model.chart = .bridge(report.retention.steps.map(bridge))
    } else if let reason = report.retention.stepsReason, model.answer != reason {
      model.lines.append(.init("", reason, tone: .missing))
    }
    if let churn = figure(.retentionLogoChurn), churn.reason == nil {
      model.lines.append(
        .init(churn.value, "of customers left in twelve months", churn.word, tone: churn.tone))
    }
    for window in report.retention.windows where window.due.count > 0 {
      let bare = window.uncovered
      model.lines.append(
        .init(
          money(window.due.amount),
          "\(Format.count(window.due.count, "renewal")) due in \(window.days) days",
          bare.count == 0
            ? "all worked on"
            : "\(Format.count(bare.count)) nobody works on, \(money(bare.amount))",
          tone: bare.count == 0 ? .text : .watch))
    }
    if report.retention.windows.isEmpty, let reason = report.retention.windowsReason {
      model.lines.append(.init("", reason, tone: .missing))
    }
  }

  private func rounded(_ id: MetricID) -> String {
    report.readout[id].value.map { Format.percent($0.double, digits: 0) } ?? Format.missing
  }

  private func answer(_ gross: Double?, _ nrr: FigureModel, _ grr: FigureModel) -> String {
    let grows = (report.readout[.retentionNRR].value?.double ?? 0) >= 1
    let kept = "\(grr.value) of last year's revenue stayed"
    return grows
      ? "\(kept); with expansion it grew to \(nrr.value)"
      : "\(kept); with expansion \(nrr.value)"
  }
}
