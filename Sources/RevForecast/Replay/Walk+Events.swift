import RevBase
import RevModel

extension Walk {
  /// Plays everything that happened on `day`.
  mutating func playDay() {
    createDeals()
    if let history = roster.snapshot.history { playHistory(history) }
    playActivities()
    while nextRecordless < roster.recordless.count,
      roster.recordless[nextRecordless].day <= day
    {
      let place = Int(roster.rank[Int(roster.recordless[nextRecordless].row)])
      nextRecordless += 1
      setStage(place, closedCode(place))
    }
    if day == roster.snapshot.manifest.asOf.number { applyCorrections() }
    settleClosings()
    for place in announced.removeValue(forKey: day) ?? [] where deals[Int(place)].isBooked {
      book(Int(place))
    }
  }

  private mutating func createDeals() {
    let created = roster.snapshot.deals.created
    while nextCreated < roster.order.count {
      let day = created[Int(roster.order[nextCreated])]
      guard day <= self.day else { break }
      let place = nextCreated
      nextCreated += 1
      let isRecordless = deals[place].isRecordless
      deals[place].stage = isRecordless ? StageLadder.unknown : StageLadder.absent
      if day >= window { arrivals.created(on: day) }
      if !isRecordless {
        setStage(place, code(place))
      } else if isSingleStage {
        setStage(place, 0)
      }
    }
  }

  private mutating func playHistory(_ history: HistoryTable) {
    playField(.amount, history) { walk, place, position in
      walk.changeAmount(place, history.amountDeltas[position])
    }
    playField(.closeDate, history) { walk, place, position in
      let old = walk.deals[place].due
      let new = old ^ history.closeDeltas[position]
      walk.deals[place].due = new
      if old != Day.unknownNumber, new != Day.unknownNumber, new - old > 6,
        walk.deals[place].stage >= 0
      {
        walk.deals[place].pushes = min(walk.deals[place].pushes + 1, 200)
      }
    }
    playField(.category, history) { walk, place, position in
      walk.deals[place].category ^= history.categoryDeltas[position]
    }
    playField(.owner, history) { walk, place, position in
      walk.deals[place].owner ^= history.ownerDeltas[position]
    }
    movers.removeAll(keepingCapacity: true)
    playField(.stage, history) { walk, place, position in
      walk.deals[place].stageName ^= history.stageDeltas[position]
      walk.movers.append(Int32(truncatingIfNeeded: place))
    }
    for mover in movers {
      let place = Int(mover)
      if deals[place].stage == StageLadder.absent || deals[place].isWaiting { continue }
      setStage(place, code(place))
    }
  }

  @inline(__always)
  private mutating func playField(
    _ field: HistoryField, _ history: HistoryTable,
    _ change: (inout Walk, _ place: Int, _ position: Int) -> Void
  ) {
    let f = Int(field.rawValue)
    let (index, rank) = (history.logs[f].index, roster.rank)
    while cursors[f] < index.days.count, index.days[cursors[f]] <= day {
      let slot = cursors[f]
      cursors[f] += 1
      tracks.begin(field)
      for position in Int(index.starts[slot])..<Int(index.starts[slot + 1]) {
        let place = rank[Int(history.logs[f].deals[position])]
        if place >= 0 { change(&self, Int(place), position) }
      }
    }
  }

  private mutating func playActivities() {
    guard let activities = roster.snapshot.activities else { return }
    let rank = roster.rank
    while nextActivity < activities.count, activities.date[nextActivity] <= day {
      let deal = activities.deal[nextActivity]
      let date = activities.date[nextActivity]
      nextActivity += 1
      guard deal >= 0, Int(deal) < rank.count else { continue }
      tracks.activities = true
      let place = Int(rank[Int(deal)])
      if place >= 0 { deals[place].touched = max(deals[place].touched, date) }
    }
  }

  /// deals.csv differs from the last change of some deals: they change on the snapshot's day.
  private mutating func applyCorrections() {
    guard let history = roster.snapshot.history else { return }
    for field in HistoryField.allCases {
      let deltas = history.corrections[Int(field.rawValue)]
      for (deal, delta) in zip(history[field].corrected, deltas) {
        let place = Int(roster.rank[Int(deal)])
        if place < 0 { continue }
        switch field {
        case .stage:
          deals[place].stageName ^= UInt16(truncatingIfNeeded: delta)
          if deals[place].stage != StageLadder.absent, !deals[place].isWaiting {
            setStage(place, code(place))
          }
        case .amount: changeAmount(place, delta)
        case .closeDate: deals[place].due ^= Int32(truncatingIfNeeded: delta)
        case .category: deals[place].category ^= UInt8(truncatingIfNeeded: delta)
        case .owner: deals[place].owner ^= Int32(truncatingIfNeeded: delta)
        case .nextStep: break
        }
      }
    }
  }
}
