import RevBase

extension DealRows {
  /// Writes one cell; what is wrong with the row when a required one cannot be written.
  @inline(__always)
  mutating func write(
    _ slot: DealPlan.Slot, _ place: Int, _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    switch slot {
    case .blank: return nil
    case .cell(let cell):
      let (start, end) = plan.cells.bounds(cell, text, cells)
      if start >= end {
        writeLiteral(cell)
      } else if cell.form.kind == .percent || cell.form.kind == .share {
        if let share = cell.form.billionths(text, start, end) {
          line.share(billionths: share)
          probability = share
        } else if !NumberCell.isMissing(text, start, end) {
          note(place, text, start, end)
        }
      } else if cell.form.write(text, start, end, to: &line) == .unreadable {
        note(place, text, start, end)
      }
      return nil
    case .word(let cell, let rule):
      let (start, end) = plan.cells.bounds(cell, text, cells)
      if start >= end {
        writeLiteral(cell)
        return nil
      }
      let number = memos[rule].write(text, start, end, to: &line)
      if rule == plan.categoryPlace { category = number }
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

  @inline(__always)
  private mutating func writeLiteral(_ cell: DealCell) {
    if cell.hasLiteral, let literal = plan.cells.literal(cell) { line.cell(literal) }
  }

  private mutating func note(_ place: Int, _ text: Span<UInt8>, _ start: Int, _ end: Int) {
    unreadable.append((plan.targets[place], CellText.shown(text, start, end)))
  }

  private mutating func writeAmount(
    _ place: Int, _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    guard let amount = plan.inputs.amount else { return nil }
    let (start, end) = plan.cells.bounds(amount, text, cells)
    let before = line.count
    if start >= end {
      writeLiteral(amount)
      return nil
    }
    if amount.form.write(text, start, end, to: &line) == .unreadable {
      note(place, text, start, end)
    }
    amountCents = line.cents(from: before)
    return nil
  }

  private mutating func writePipeline(
    _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    pipelineNumber = 0
    guard let pipeline = plan.inputs.pipeline else { return nil }
    let (start, end) = plan.cells.bounds(pipeline, text, cells)
    if start >= end { return nil }
    let number = memos[plan.pipelineRule].write(text, start, end, to: &line)
    pipelineNumber = number + 1
    return nil
  }

  private mutating func writeStage(
    _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    if let status = plan.inputs.status {
      let (start, end) = plan.cells.bounds(status, text, cells)
      switch CellText.string(text, start, end).lowercased() {
      case "won", "gewonnen", "gagné", "ganado", "ganho": return writeStage(word: "Won", won: true)
      case "lost", "verloren", "perdu", "perdido":
        return writeStage(word: "Lost", won: false)
      case "deleted", "gelöscht", "supprimé": return (.deleted, "status")
      default: break
      }
    }
    let (start, end) = plan.cells.bounds(plan.stagePlan, text, cells)
    if start >= end {
      if let literal = plan.cells.literal(plan.stagePlan) {
        return writeStage(word: literal, won: nil)
      }
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
      var (start, end) = plan.cells.bounds(account, text, cells)
      if start < end {
        // Several linked companies are separated by semicolons; the first is the primary one.
        if let more = (start..<end).first(where: { text[$0] == 0x3B }) { end = more }
        while end > start, text[end - 1] == 0x20 { end -= 1 }
        while start < end, text[start] == 0x20 { start += 1 }
        let before = line.count
        _ = account.form.write(text, start, end, to: &line)
        if keepsAccounts, let named = plan.inputs.accountName {
          let (first, last) = plan.cells.bounds(named, text, cells)
          let id = String(decoding: line.written[before...], as: UTF8.self)
          if first < last, part.accounts[id] == nil {
            part.accounts[id] = CellText.string(text, first, last)
          }
        }
        return nil
      }
    }
    if let named = plan.inputs.accountName {
      let (start, end) = plan.cells.bounds(named, text, cells)
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
      let (start, end) = plan.cells.bounds(plan.idPlan, text, cells)
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
    var (start, end) = plan.cells.bounds(owner, text, cells)
    if start >= end, let named = plan.inputs.ownerName {
      (start, end) = plan.cells.bounds(named, text, cells)
    }
    if start >= end { return nil }
    let number: Int
    if owner.form.kind == .salesforceID, SalesforceID.isShort(text, start, end) {
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
      let (start, end) = plan.cells.bounds(created, text, cells)
      if start < end {
        if let day = ForeignTime.isoDay(text, start, end) { createdDay = day }
        switch created.form.write(text, start, end, to: &line) {
        case .written: return nil
        case .unreadable: return (.unreadable, "created_date")
        case .blank: break
        }
      } else if let literal = plan.cells.literal(created) {
        line.cell(literal)
        return nil
      }
    }
    if let age = plan.inputs.age {
      let (start, end) = plan.cells.bounds(age, text, cells)
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
      let (start, end) = plan.cells.bounds(close, text, cells)
      if start < end {
        switch close.form.write(text, start, end, to: &line) {
        case .written: return nil
        case .unreadable: return (.unreadable, "close_date")
        case .blank: break
        }
      } else if let literal = plan.cells.literal(close) {
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
      let (start, end) = plan.cells.bounds(closed, text, cells)
      if start < end { _ = closed.form.write(text, start, end, to: &line) }
    } else if isWon || isLost {
      _ = writeClosedDay(text, cells)
    }
    return nil
  }

  /// Writes the day on which a deal was won or lost, from columns of their own for that.
  private mutating func writeClosedDay(_ text: Span<UInt8>, _ cells: RowCells) -> Bool {
    for day in [isWon ? plan.inputs.wonAt : plan.inputs.lostAt, plan.inputs.closedAt] {
      guard let day else { continue }
      let (start, end) = plan.cells.bounds(day, text, cells)
      if start < end, day.form.write(text, start, end, to: &line) == .written { return true }
    }
    return false
  }

  private mutating func writeContacts(
    _ text: Span<UInt8>, _ cells: RowCells
  ) -> (SetAsideReason, String)? {
    if let contacts = plan.inputs.contacts {
      let (start, end) = plan.cells.bounds(contacts, text, cells)
      if start < end {
        _ = contacts.form.write(text, start, end, to: &line)
        return nil
      }
    }
    if let ids = plan.inputs.contactIDs {
      let (start, end) = plan.cells.bounds(ids, text, cells)
      if start < end {
        line.digits(1 + (start..<end).count { text[$0] == 0x3B }, width: 1)
        return nil
      }
    }
    if !plan.contactsOfDeal.isEmpty {
      let (start, end) = plan.cells.bounds(plan.idPlan, text, cells)
      let id = SalesforceID.long(CellText.string(text, start, end))
      if let count = plan.contactsOfDeal[id] {
        line.digits(count, width: 1)
        return nil
      }
    }
    if !plan.contactsOfAccount.isEmpty, let account = plan.inputs.account {
      let (start, end) = plan.cells.bounds(account, text, cells)
      if start < end,
        let count = plan.contactsOfAccount[SalesforceID.long(CellText.string(text, start, end))]
      {
        line.digits(count, width: 1)
      }
    }
    return nil
  }
}
