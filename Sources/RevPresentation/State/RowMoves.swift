import RevModel

/// How rows and codes of files that were read again belong to those before.
package struct RowMoves: Equatable, Sendable {
  /// Row of deals.csv by its row before.
  package var deals: [Int32: Int32] = [:]
  /// Code of a stage's name by its code before.
  package var stages: [UInt16: UInt16] = [:]
  /// Rows of deals.csv that are new, or that say another stage, amount, close date or owner.
  package var changed: Set<Int32> = []

  package init() {}

  /// A supposition about the deal's row of now; nil when the deal or the stage is gone.
  func moved(_ change: DealChange) -> DealChange? {
    guard let row = deals[Int32(change.deal)] else { return nil }
    guard case .stage(let code) = change.change else {
      return DealChange(deal: Int(row), change: change.change)
    }
    return stages[code].map { DealChange(deal: Int(row), change: .stage($0)) }
  }
}

extension RowMoves {
  /// Deals are found again by their ids, stages and owners by theirs.
  init(from old: Snapshot, to new: Snapshot) {
    var rows: [ArraySlice<UInt8>: Int32] = [:]
    rows.reserveCapacity(new.deals.count)
    for row in 0..<new.deals.count { rows[new.deals.id.utf8(row)] = Int32(row) }
    var names: [String: UInt16] = [:]
    for code in 0..<new.stages.names.count {
      if let name = new.stages.names[Int32(code)] { names[name] = UInt16(code) }
    }
    for code in 0..<old.stages.names.count {
      if let name = old.stages.names[Int32(code)], let now = names[name] {
        stages[UInt16(code)] = now
      }
    }
    var owners: [Int32: Int32] = [:]
    func owner(_ code: Int32) -> Int32? {
      guard code >= 0 else { return -1 }
      if let known = owners[code] { return known }
      guard let now = new.people.ids.firstRow(of: old.people.ids[Int(code)]) else { return nil }
      owners[code] = Int32(now)
      return Int32(now)
    }
    var isKnown = [Bool](repeating: false, count: new.deals.count)
    let (was, now) = (old.deals, new.deals)
    for row in 0..<was.count {
      guard let place = rows[was.id.utf8(row)] else { continue }
      deals[Int32(row)] = place
      let index = Int(place)
      isKnown[index] = true
      let isSame =
        was.amount[row] == now.amount[index] && was.close[row] == now.close[index]
        && (was.stage[row] == .max
          ? now.stage[index] == .max : stages[was.stage[row]] == now.stage[index])
        && owner(was.owner[row]) == now.owner[index]
      if !isSame { changed.insert(place) }
    }
    for row in 0..<now.count where !isKnown[row] { changed.insert(Int32(row)) }
  }
}
