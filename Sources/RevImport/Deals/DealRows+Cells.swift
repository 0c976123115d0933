import RevBase

extension DealRows {
  /// Writes one cell; what is wrong with the row when a required one cannot be written.
  @inline(__always)
  mutating func write(
    _ slot: DealPlan.Slot, _ place: Int, _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    switch slot {
    case .blank: return nil
    case .cell(let plan):
      let (start, end) = first(plan, text, cells)
      if start == end {
        if let literal = plan.literal { line.cell(literal) }
        return nil
      }
      if plan.write(text, start, end, to: &line) == .unreadable {
        note(place, text, start, end)
      } else if plan.kind == .percent || plan.kind == .share {
        probability = plan.billionths(text, start, end) ?? -1
      }
      return nil
    case .word(let plan, let rule):
      let (start, end) = first(plan, text, cells)
      if start == end {
        if let literal = plan.literal { line.cell(literal) }
        return nil
      }
      let number = memos[rule].write(text, start, end, to: &line)
      if rule == self.plan.categoryPlace { category = number }
      return nil
    case .pipeline: return writePipeline(text, cells)
    case .stage: return writeStage(text, cells)
    case .account: return writeAccount(text, cells)
    case .owner: return writeOwner(text, cells)
    case .created: return writeCreated(text, cells)
    case .close: return writeClose(text, cells)
    case .closed: return writeClosed(text, cells)
    case .contacts: return writeContacts(text, cells)
    case .amount: return writeAmount(place, text, cells)
    }
  }

  private mutating func note(_ place: Int, _ text: Span<UInt8>, _ start: Int, _ end: Int) {
    unreadable.append((plan.targets[place], CellText.shown(text, start, end)))
  }

  private mutating func writeAmount(
    _ place: Int, _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    guard let amount = plan.inputs.amount else { return nil }
    let (start, end) = first(amount, text, cells)
    let before = line.count
    if start == end {
      if let literal = amount.literal { line.cell(literal) }
      return nil
    }
    if amount.write(text, start, end, to: &line) == .unreadable { note(place, text, start, end) }
    amountCents = Self.cents(line.written[before...])
    return nil
  }

  /// Hundredths of a decimal that has just been written; what exceeds 64 bits counts as nothing.
  private static func cents(_ bytes: ArraySlice<UInt8>) -> Int {
    var (value, decimals, isNegative, hasPoint) = (0, 0, false, false)
    for byte in bytes.prefix(17) {
      if byte == 0x2D {
        isNegative = true
      } else if byte == 0x2E {
        hasPoint = true
      } else if decimals < 2 {
        value = value &* 10 &+ Int(byte &- 0x30)
        if hasPoint { decimals += 1 }
      }
    }
    if bytes.count > 17 { return 0 }
    while decimals < 2 {
      value = value &* 10
      decimals += 1
    }
    return isNegative ? -value : value
  }

  private mutating func writePipeline(
    _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    pipelineNumber = 0
    guard let pipeline = plan.inputs.pipeline else { return nil }
    let (start, end) = first(pipeline, text, cells)
    if start == end { return nil }
    let number = memos[plan.pipelineRule].write(text, start, end, to: &line)
    pipelineNumber = number + 1
    return nil
  }

  private mutating func writeStage(
    _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    if let status = plan.inputs.status {
      let (start, end) = first(status, text, cells)
      switch CellText.string(text, start, end).lowercased() {
      case "won", "gewonnen", "gagné", "ganado", "ganho": return writeStage(word: "Won", won: true)
      case "lost", "verloren", "perdu", "perdido":
        return writeStage(word: "Lost", won: false)
      case "deleted", "gelöscht", "supprimé": return (.deleted, "status")
      default: break
      }
    }
    let (start, end) = first(plan.stagePlan, text, cells)
    if start == end {
      if let literal = plan.stagePlan.literal { return writeStage(word: literal, won: nil) }
      guard plan.fillsStage else { return (.missing, "stage") }
      part.filledStages += 1
      return writeStage(word: DealPlan.noStage, won: nil)
    }
    stageNumber = memos[plan.stageRule].write(text, start, end, to: &line)
    return nil
  }

  private mutating func writeStage(word: String, won: Bool?) -> (SetAsideReason, String)? {
    let bytes = Array(word.utf8)
    stageNumber = memos[plan.stageRule].write(bytes.span, 0, bytes.count, to: &line)
    if let won { (isWon, isLost) = (won, !won) }
    return nil
  }

  private mutating func writeAccount(
    _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    if let account = plan.inputs.account {
      var (start, end) = first(account, text, cells)
      if start < end {
        // Several linked companies are separated by semicolons; the first is the primary one.
        if let more = (start..<end).first(where: { text[$0] == 0x3B }) { end = more }
        while end > start, text[end - 1] == 0x20 { end -= 1 }
        while start < end, text[start] == 0x20 { start += 1 }
        let before = line.count
        _ = account.write(text, start, end, to: &line)
        if keepsAccounts, let named = plan.inputs.accountName {
          let (first, last) = self.first(named, text, cells)
          let id = String(decoding: line.written[before...], as: UTF8.self)
          if first < last, part.accounts[id] == nil {
            part.accounts[id] = CellText.string(text, first, last)
          }
        }
        return nil
      }
    }
    if let named = plan.inputs.accountName {
      let (start, end) = first(named, text, cells)
      if start < end {
        let number = memos[plan.accountRule].write(text, start, end, to: &line)
        let id = memos[plan.accountRule].words[number]
        if keepsAccounts, part.accounts[id] == nil {
          part.accounts[id] = CellText.string(text, start, end)
        }
        return nil
      }
    }
    if !plan.accountOfDeal.isEmpty {
      let (start, end) = first(plan.idPlan, text, cells)
      if let account = plan.accountOfDeal[SalesforceID.long(CellText.string(text, start, end))] {
        line.cell(account)
      }
    }
    return nil
  }

  private mutating func writeOwner(
    _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    guard let owner = plan.inputs.owner ?? plan.inputs.ownerName else { return nil }
    var (start, end) = first(owner, text, cells)
    if start == end, let named = plan.inputs.ownerName {
      (start, end) = first(named, text, cells)
    }
    if start == end { return nil }
    let number: Int
    if owner.kind == .salesforceID, SalesforceID.isShort(text, start, end) {
      var long = LineWriter(capacity: 32)
      SalesforceID.write(text, start, end, to: &long)
      let bytes = Array(long.written)
      number = memos[plan.ownerRule].write(bytes.span, 0, bytes.count, to: &line)
    } else {
      number = memos[plan.ownerRule].write(text, start, end, to: &line)
    }
    while ownerCounts.count <= number { ownerCounts.append(0) }
    ownerCounts[number] &+= 1
    return nil
  }

  private mutating func writeCreated(
    _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    if let created = plan.inputs.created {
      let (start, end) = first(created, text, cells)
      if start < end {
        if let day = ForeignTime.isoDay(text, start, end) { createdDay = day }
        switch created.write(text, start, end, to: &line) {
        case .written: return nil
        case .unreadable: return (.unreadable, "created_date")
        case .blank: break
        }
      } else if let literal = created.literal {
        line.cell(literal)
        return nil
      }
    }
    if let age = plan.inputs.age {
      let (start, end) = first(age, text, cells)
      if let days = Int(CellText.string(text, start, end)), (0...36_500).contains(days) {
        line.day((plan.asOf - days).number)
        return nil
      }
    }
    return (.missing, "created_date")
  }

  private mutating func writeClose(
    _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    if isWon || isLost, plan.inputs.wonAt != nil || plan.inputs.lostAt != nil {
      if writeClosedDay(text, cells) { return nil }
    }
    if let close = plan.inputs.close {
      let (start, end) = first(close, text, cells)
      if start < end {
        switch close.write(text, start, end, to: &line) {
        case .written: return nil
        case .unreadable: return (.unreadable, "close_date")
        case .blank: break
        }
      } else if let literal = close.literal {
        line.cell(literal)
        return nil
      }
    }
    // A closed deal without a day would count as closed today.
    guard plan.fillsCloseDate, !isWon, !isLost, flag(plan.inputs.isClosed, text, cells) != true,
      DealWords.outcome(ofStage: memos[plan.stageRule].words[stageNumber]) == nil
    else { return (.missing, "close_date") }
    part.filledCloseDates += 1
    line.cell(DealPlan.noCloseDate)
    return nil
  }

  private mutating func writeClosed(
    _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    if let closed = plan.inputs.closed {
      let (start, end) = first(closed, text, cells)
      if start < end { _ = closed.write(text, start, end, to: &line) }
    } else if isWon || isLost {
      _ = writeClosedDay(text, cells)
    }
    return nil
  }

  /// Writes the day on which a deal was won or lost, from columns of their own for that.
  private mutating func writeClosedDay(_ text: Span<UInt8>, _ cells: RowCells) -> Bool {
    for plan in [isWon ? plan.inputs.wonAt : plan.inputs.lostAt, plan.inputs.closedAt] {
      guard let plan else { continue }
      let (start, end) = first(plan, text, cells)
      if start < end, plan.write(text, start, end, to: &line) == .written { return true }
    }
    return false
  }

  private mutating func writeContacts(
    _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    if let contacts = plan.inputs.contacts {
      let (start, end) = first(contacts, text, cells)
      if start < end {
        _ = contacts.write(text, start, end, to: &line)
        return nil
      }
    }
    if let ids = plan.inputs.contactIDs {
      let (start, end) = first(ids, text, cells)
      if start < end {
        line.digits(1 + (start..<end).count { text[$0] == 0x3B }, width: 1)
        return nil
      }
    }
    if !plan.contactsOfDeal.isEmpty {
      let (start, end) = first(plan.idPlan, text, cells)
      let id = SalesforceID.long(CellText.string(text, start, end))
      if let count = plan.contactsOfDeal[id] {
        line.digits(count, width: 1)
        return nil
      }
    }
    if !plan.contactsOfAccount.isEmpty, let account = plan.inputs.account {
      let (start, end) = first(account, text, cells)
      if start < end,
        let count = plan.contactsOfAccount[SalesforceID.long(CellText.string(text, start, end))]
      {
        line.digits(count, width: 1)
      }
    }
    return nil
  }

  // MARK: - What a row says about others

  /// Counts the row for its stage, and its amount for its currency.
  mutating func tally(_ text: Span<UInt8>, _ cells: RowCells) {
    while tallies.count <= pipelineNumber { tallies.append([]) }
    while tallies[pipelineNumber].count <= stageNumber {
      tallies[pipelineNumber].append(StageTally())
    }
    tallies[pipelineNumber][stageNumber].rows &+= 1
    let (closed, won) = (
      flag(plan.inputs.isClosed, text, cells), flag(plan.inputs.isWon, text, cells)
    )
    if let closed {
      if closed {
        tallies[pipelineNumber][stageNumber].closed &+= 1
      } else {
        tallies[pipelineNumber][stageNumber].open &+= 1
      }
    }
    if won == true || isWon { tallies[pipelineNumber][stageNumber].won &+= 1 }
    if isLost || isTrue(plan.inputs.isLost, text, cells) || closed == true && won == false {
      tallies[pipelineNumber][stageNumber].lost &+= 1
    }
    if probability >= 0 { tallies[pipelineNumber][stageNumber].count(probability: probability) }
    if createdDay > .min {
      tallies[pipelineNumber][stageNumber].createdSum &+= Int(createdDay)
      tallies[pipelineNumber][stageNumber].created &+= 1
    }
    if category >= 0 { countCategory() }
    countMoney(text, cells)
  }

  private mutating func countCategory() {
    while categoryCounts.count <= pipelineNumber { categoryCounts.append([]) }
    while categoryCounts[pipelineNumber].count <= stageNumber {
      categoryCounts[pipelineNumber].append([])
    }
    while categoryCounts[pipelineNumber][stageNumber].count <= category {
      categoryCounts[pipelineNumber][stageNumber].append(0)
    }
    categoryCounts[pipelineNumber][stageNumber][category] &+= 1
  }

  private mutating func countMoney(_ text: Span<UInt8>, _ cells: RowCells) {
    var code: UInt32 = 0
    if let currency = plan.inputs.currency {
      let (start, end) = first(currency, text, cells)
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
      let (start, end) = first(column.plan, text, cells)
      guard start < end, let time = ForeignTime.read(text, start, end),
        let day = column.plan.day(of: time)
      else { continue }
      entries.append((time, day, number))
      lastEntered = max(lastEntered, day)
    }
    entries.sort { ($0.day, $0.time.seconds, $0.stage) < ($1.day, $1.time.seconds, $1.stage) }
    var previous: Int?
    for entry in entries {
      for place in idStart..<idEnd { history.put(line.bytes[place]) }
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
