import RevBase

/// What a row says about others: its stage, its currency, and the stages it was in.
extension DealRows {
  /// Counts the row for its stage, and its amount for its currency.
  mutating func tally(_ text: Span<UInt8>, _ cells: RowCells) {
    let place = tallies.place(pipeline: pipelineNumber, stage: stageNumber)
    var counts = tallies.counts[place]
    counts.rows &+= 1
    let closed = flag(plan.inputs.isClosed, text, cells)
    let won = flag(plan.inputs.isWon, text, cells)
    if let closed {
      if closed { counts.closed &+= 1 } else { counts.open &+= 1 }
    }
    if won == true || isWon { counts.won &+= 1 }
    if isLost || isTrue(plan.inputs.isLost, text, cells) || closed == true && won == false {
      counts.lost &+= 1
    }
    if createdDay > .min {
      counts.createdSum &+= Int(createdDay)
      counts.created &+= 1
    }
    if probability >= 0 {
      if counts.probability != probability {
        tallies.settleProbability(&counts, place, probability)
      }
      counts.sameProbability &+= 1
    }
    if category >= 0 {
      if counts.category != category { tallies.settleCategory(&counts, place, category) }
      counts.sameCategory &+= 1
    }
    tallies.counts[place] = counts
    countMoney(text, cells)
  }

  private mutating func countMoney(_ text: Span<UInt8>, _ cells: RowCells) {
    var code: UInt32 = 0
    if let currency = plan.inputs.currency {
      let (start, end) = plan.cells.bounds(currency, text, cells)
      if end - start == 3 {
        code = UInt32(text[start]) << 16 | UInt32(text[start + 1]) << 8 | UInt32(text[start + 2])
      }
    }
    if code != moneyCode {
      settleMoney()
      moneyCode = code
    }
    moneySum &+= amountCents
    moneyRows &+= 1
  }

  /// Notes the amounts of the rows that had the same currency one after the other.
  mutating func settleMoney() {
    if moneyRows == 0 { return }
    let bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: moneyCode >> UInt32($0)) }
    let code = moneyCode == 0 ? "" : String(decoding: bytes, as: UTF8.self)
    part.currencies[code, default: MoneyTally()].rows += moneyRows
    part.currencies[code, default: MoneyTally()].cents &+= moneySum
    (moneySum, moneyRows) = (0, 0)
  }

  /// Writes the changes of stage that the row itself tells, by the days on which stages were entered.
  mutating func writeEntries(
    _ text: Span<UInt8>, _ cells: RowCells, idStart: Int, idEnd: Int
  ) {
    entries.removeAll(keepingCapacity: true)
    for (number, column) in plan.entered.enumerated() {
      let (start, end) = plan.cells.bounds(column.plan, text, cells)
      guard start < end, let time = ForeignTime.read(text, start, end),
        let day = column.plan.form.day(of: time)
      else { continue }
      entries.append((time, day, number))
      lastEntered = max(lastEntered, day)
    }
    entries.sort { ($0.day, $0.time.seconds, $0.stage) < ($1.day, $1.time.seconds, $1.stage) }
    var previous: Int?
    let written = line.bytes
    for entry in entries {
      history.raw(written.span, idStart, idEnd)
      history.put(0x2C)
      history.moment(entry.time, day: entry.day)
      history.raw(Array(",stage,".utf8))
      if let previous { history.raw(plan.entered[previous].stage) }
      history.put(0x2C)
      history.raw(plan.entered[entry.stage].stage)
      history.put(0x2C)
      history.put(0x0A)
      previous = entry.stage
    }
  }
}
