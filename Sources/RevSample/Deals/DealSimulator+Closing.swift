extension DealSimulator {
  mutating func win(on day: Int, story: inout Story, ledger: Ledger?) {
    if deal.amount == nil {
      setAmount(firstAmount(), on: day, story: &story)
    } else if random.chance(0.28) {
      resize(day, by: -0.07 * random.unit(), story: &story)
    }
    close(.won, on: day, reason: [], story: &story)
    guard let owner = deal.owner, let amount = deal.amount else { return }
    ledger?.addWon(
      person: owner, day: day, segment: segmentIndex, amount: amount * rate / 100,
      kind: deal.kind)
  }

  /// Loses the deal; gives the day on which it is opened again, nil when it stays lost.
  mutating func lose(on day: Int, story: inout Story) -> Int? {
    let reasons = company.names.lostReasons
    let weights =
      deal.stage.rawValue < 2 ? [3.0, 1, 0.5, 1, 1, 2, 3] : [2.5, 2, 2, 1.3, 1, 1, 0.3]
    var reason = reasons[random.pick(weights)]
    if segmentIndex == 2, day >= company.climate.priceWarDay, random.chance(0.35) {
      reason = reasons[1]
    }
    if random.chance(0.04) { reason = [] }
    close(.lost, on: day, reason: reason, story: &story)
    guard random.chance(0.03), deadline == Int.max else { return nil }
    let again = calendar.workdayAtOrAfter(day + random.between(15, 130))
    guard again <= calendar.asOf else { return nil }
    reopen(on: again, story: &story)
    return again
  }

  private mutating func reopen(on day: Int, story: inout Story) {
    clock = 0
    if day >= handOverDay || day >= ownerLeaves {
      let owner = company.roster.owner(ofSeat: seat, on: day)
      record(.owner, from: code(deal.owner), to: Int64(owner), on: day, story: &story)
      adopt(owner: owner)
    }
    enter(.discovery, on: day, story: &story)
    setCategory(.pipeline, on: day, story: &story)
    setClose(plannedClose(from: day), on: day, story: &story)
    deal.closedDay = nil
    deal.lostReason = []
    engagement = 1
    touched = day
    refresh(day)
  }

  mutating func close(_ stage: Stage, on day: Int, reason: [UInt8], story: inout Story) {
    enter(stage, on: day, story: &story)
    setClose(day, on: day, story: &story)
    setCategory(stage.category, on: day, story: &story)
    deal.closedDay = day
    deal.lostReason = reason
  }
}
