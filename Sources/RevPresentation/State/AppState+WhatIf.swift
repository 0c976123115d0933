import RevModel
package import RevRisk

/// Suppositions: which deals they are about, what is chosen, and what becomes of them.
extension AppState {
  /// The deals that a supposition would be about: the marked ones, else the one under the cursor.
  package var supposedDeals: [Int32] {
    switch view.kind {
    case .inspector(let deal): return [deal]
    case .table(.suppositions):
      return view.selected.flatMap { deal(ofSupposition: $0) }.map { [$0] } ?? []
    case .table where view.table == .deals:
      if !view.marks.isEmpty { return view.marks.sorted() }
      return view.selected.map { [$0] } ?? []
    case .dashboard where place.focus == .risk:
      if !place.paneMarks.isEmpty { return place.paneMarks.sorted() }
      if case .deal(let row) = item(of: .risk) { return [row] }
      return []
    default: return []
    }
  }

  private func deal(ofSupposition row: Int32) -> Int32? {
    let changes = place.question.whatIf
    return changes.indices.contains(Int(row)) ? Int32(changes[Int(row)].deal) : nil
  }

  mutating func beginWhatIf() { pick(.whatIf(supposedDeals)) }

  /// What was chosen of the list of `x`.
  mutating func acceptWhatIf(_ picker: PickerState, _ deals: [Int32]) -> [Effect] {
    guard let choice = picker.chosen.flatMap({ WhatIfChoice(id: $0.id) }) else { return [] }
    switch choice {
    case .stage: pick(.stage(deals))
    case .amount: overlay = .prompt(PromptState(.amount(deals)))
    case .closeDate: overlay = .prompt(PromptState(.closeDate(deals)))
    case .leaveOut: return suppose("out", deals)
    case .putBack: return suppose("in", deals)
    case .takeBack:
      let rows = Set(deals.map { Int($0) })
      changeSuppositions(place.question.whatIf.filter { !rows.contains($0.deal) })
    case .list:
      overlay = nil
      let before = place
      push(ViewState(.table(.suppositions)))
      remember(before)
    case .keep: overlay = .prompt(PromptState(.scenarioName))
    case .scenarios: pick(.scenarios)
    case .end: changeSuppositions([])
    case .normal(let kind):
      if let deal = deals.first { toggleNormal(kind, of: deal) }
    }
    return []
  }

  /// Asks what the words mean for the deals; the answer closes the overlay.
  mutating func suppose(_ words: String, _ deals: [Int32]) -> [Effect] {
    generation += 1
    asked.promptGeneration = generation
    return [.suppose(words, deals: deals, place.question, generation: generation)]
  }

  /// Puts suppositions in force, as a change that can be undone.
  mutating func changeSuppositions(_ changes: [DealChange]) {
    let before = place
    overlay = nil
    place.question.whatIf = changes
    if changes.isEmpty { place.scenario = nil }
    guard place.look != before.look else {
      message = Message("that is what is known already; nothing is supposed")
      return
    }
    remember(before)
    message =
      changes.isEmpty
      ? Message("the what-if is over")
      : Message([
        .text("what if: \(Format.count(changes.count, "supposition"))   "), .key(.whatIf),
        .text(" lists and keeps them   "), .key(.clear), .text(" ends it"),
      ])
  }

  /// Opens the deal that a supposition is about.
  mutating func openSupposed(_ row: Int32) {
    guard let deal = deal(ofSupposition: row) else { return }
    push(ViewState(.inspector(deal: deal)))
  }
}

extension AppState {
  /// Supposes that one reason of a deal is normal, or no longer: its inspector shows what follows.
  ///
  /// The deal's own arithmetic only: no field of a record says how a factor becomes normal, so that
  /// no other number can follow.
  private mutating func toggleNormal(_ kind: RiskReason.Kind, of deal: Int32) {
    let before = place
    overlay = nil
    if view.kind != .inspector(deal: deal) { push(ViewState(.inspector(deal: deal))) }
    if place.view.normal.remove(kind) == nil { place.view.normal.insert(kind) }
    place.view.top = 0
    remember(before)
    message =
      view.normal.isEmpty
      ? Message("everything about this deal is as it is known")
      : Message([
        .text("supposed normal, in this view only   "), .key(.whatIf), .text(" changes it   "),
        .key(.clear), .text(" ends it"),
      ])
  }
}

/// What can be done in a what-if.
package enum WhatIfChoice: Hashable, Sendable {
  case stage, amount, closeDate, leaveOut, putBack, takeBack
  case list, keep, scenarios, end
  /// One reason of a deal is supposed to be normal.
  case normal(RiskReason.Kind)

  private static let plain: [(WhatIfChoice, String)] = [
    (.stage, "stage"), (.amount, "amount"), (.closeDate, "close-date"), (.leaveOut, "leave-out"),
    (.putBack, "put-back"), (.takeBack, "take-back"), (.list, "list"), (.keep, "keep"),
    (.scenarios, "scenarios"), (.end, "end"),
  ]

  /// The id of the picker's value.
  package var id: String {
    if case .normal(let kind) = self { return "normal-\(kind.word)" }
    return Self.plain.first { $0.0 == self }?.1 ?? ""
  }

  package init?(id: String) {
    if let plain = Self.plain.first(where: { $0.1 == id })?.0 {
      self = plain
      return
    }
    guard id.hasPrefix("normal-"),
      let kind = RiskReason.Kind.all.first(where: { $0.word == id.dropFirst(7) })
    else { return nil }
    self = .normal(kind)
  }
}
