import RevBase
import RevForecast
import RevMetrics
import RevModel
import RevRisk

/// The lists behind `c` and `x`.
extension Presenter {
  // MARK: - Compare

  /// What the screen can be compared with, each with the open deals of the period there.
  mutating func others(_ question: Question) -> [PickerValue] {
    let (setting, calendar) = (snapshot.setting, snapshot.manifest.fiscalCalendar)
    let asOf = question.asOf
    let monday = Against.lastMonday(asOf)
    var choices: [(title: String, against: Against)] = [
      ("last Monday, \(monday)", .day(monday)), ("a week ago, \(asOf - 7)", .day(asOf - 7)),
      ("four weeks ago, \(asOf - 28)", .day(asOf - 28)),
      ("the period's first day, \(question.period.start)", .day(question.period.start)),
      (
        "the period before, at the same point",
        .period(calendar.shift(question.period, by: -1))
      ),
      (
        "the same period last year, at the same point",
        .period(Against.yearBefore(question.period, calendar))
      ),
    ]
    var seen: Set<Against> = []
    choices = choices.filter { seen.insert($0.against).inserted }
    var values = choices.map { choice -> PickerValue in
      let other = choice.against.question(question, setting)
      let title =
        if case .period(let period) = choice.against { "\(choice.title): \(period.label)" } else {
          choice.title
        }
      do throws(AgainstError) {
        _ = try Against(choice.against.text, question, setting)
        let tally = openTally(other)
        return PickerValue(
          id: choice.against.text, title: title, count: tally.count, amount: tally.amount)
      } catch {
        return PickerValue(id: choice.against.text, title: title, obstacle: error.description)
      }
    }
    if let obstacle = snapshot.obstacle(to: .deals, by: .owner) {
      values.append(PickerValue(id: "owner:", title: "an owner", obstacle: obstacle))
    } else {
      values += pickerValues(.dimension(.owner), question).map {
        PickerValue(
          id: "owner:\($0.id)", title: "owner \($0.title)", count: $0.count, amount: $0.amount)
      }
    }
    return values
      + [PickerValue(id: PickerState.endOfComparison, title: "nothing: end it", note: "")]
  }

  /// Open deals of the period under a question.
  private mutating func openTally(_ question: Question) -> Tally {
    let context = context(question)
    let rows = context.selection.openInPeriod
    let cents = rows.reduce(Int128(0)) { $0 + Int128(context.book.state.amount[Int($1)]) }
    return Tally(amount: Money(cents: Int64(clamping: cents)), count: rows.count)
  }

  // MARK: - What if

  /// What can be supposed of deals, and what can be done with all suppositions.
  func choices(_ deals: [Int32], _ question: Question) -> [PickerValue] {
    var values: [PickerValue] = []
    func add(_ choice: WhatIfChoice, _ title: String, _ note: String) {
      values.append(PickerValue(id: choice.id, title: title, note: note))
    }
    let changes = question.whatIf
    if let first = deals.first {
      let state = engine.book(on: question.asOf, supposing: changes).state
      let row = Int(first)
      let isOne = deals.count == 1
      let stage = state.stage[row]
      add(
        .stage, "another stage",
        isOne && stage != .max ? snapshot.stages.names[Int32(stage)] ?? "-" : "")
      add(
        .amount, "another amount",
        isOne ? Format.full(Money(cents: state.amount[row]), in: currency) : "")
      add(
        .closeDate, "another close date",
        isOne ? Day(known: state.close[row]).map { "\($0)" } ?? "none" : "")
      let rows = Set(deals.map { Int($0) })
      let isOut = changes.contains { rows.contains($0.deal) && $0.change == .excluded }
      if isOut {
        add(.putBack, "counted again", "left out")
      } else {
        add(.leaveOut, "left out of every number", "counted")
      }
      let own = changes.count { rows.contains($0.deal) }
      if own > 0 { add(.takeBack, "as it is known", "takes \(own) back") }
      if isOne, let risk = analyst.riskModel(for: question)?.risk(ofDeal: row) {
        for reason in risk.reasons where abs(reason.ifNormal - risk.chance) >= 0.005 {
          // A person's name does not belong into a list that may be shown.
          let what = reason.kind == .factor(.owner) ? "its owner" : reason.short
          let (from, to) = (risk.chance, reason.ifNormal)
          add(
            .normal(reason.kind), "normal instead of: \(what)",
            "chance \(Format.percent(from, digits: 0)) to \(Format.percent(to, digits: 0))")
        }
      }
    }
    if !changes.isEmpty {
      let count = Format.count(changes.count, "supposition")
      add(.list, "list what is supposed", count)
      add(.keep, "keep it as a scenario", "")
    }
    add(.scenarios, "open a scenario", "")
    if !changes.isEmpty { add(.end, "end the what-if", "") }
    return values
  }

  /// The stages that deals can be supposed to be in: those of the first one's pipeline.
  func stages(_ deals: [Int32], _ question: Question) -> [PickerValue] {
    guard let first = deals.first else { return [] }
    let known = engine.book(on: question.asOf)
    let reader = Supposing(snapshot, knownAs: known)
    return reader.stages(ofDeal: Int(first)).map { stage in
      let isKnown = known.state.stage[Int(first)] == stage.code
      let outcome: String =
        switch stage.outcome {
        case .open: ""
        case .won: "won"
        case .lost: "lost"
        }
      return PickerValue(id: stage.name, title: stage.name, note: isKnown ? "known" : outcome)
    }
  }
}
