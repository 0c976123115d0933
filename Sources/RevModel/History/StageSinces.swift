import RevBase

/// The days since which deals are in their stages, moved from one day to another.
enum StageSinces {
  /// Plays changes of stage forward: each really new stage begins on its day.
  static func play(_ history: HistoryTable, _ events: Range<Int>, on sinces: inout [Int32]) {
    let log = history[.stage]
    let (deals, deltas, index) = (log.deals.span, history.stageDeltas.span, log.index)
    var since = sinces.mutableSpan
    var event = events.lowerBound
    var slot = event < events.upperBound ? index.slot(of: event) : 0
    while event < events.upperBound {
      let (number, next) = (index.days[slot], min(Int(index.starts[slot + 1]), events.upperBound))
      while event < next {
        if deltas[event] != 0 { since[Int(deals[event])] = number }
        event &+= 1
      }
      slot += 1
    }
  }

  /// Moves them to the end of another day.
  static func move(
    _ sinces: inout [Int32], _ step: HistoryStep, _ snapshot: Snapshot, _ history: HistoryTable
  ) {
    let events = history[.stage].index.events(after: step.low, through: step.high)
    if !step.isBackward {
      play(history, events, on: &sinces)
    } else if events.count > events.lowerBound {
      // Fewer changes lie before the day than between the two.
      sinces = snapshot.deals.created
      play(history, 0..<events.lowerBound, on: &sinces)
    } else {
      rewind(events, &sinces, snapshot, history)
    }
  }

  /// Plays changes of stage backwards: before each of them its deal was in its stage since the one
  /// before that.
  private static func rewind(
    _ events: Range<Int>, _ sinces: inout [Int32], _ snapshot: Snapshot, _ history: HistoryTable
  ) {
    let log = history[.stage]
    var unknown: [UInt32] = []
    var event = events.upperBound
    var slot = event > events.lowerBound ? log.index.slot(of: event - 1) : 0
    while event > events.lowerBound {
      let (day, first) = (log.index.days[slot], max(events.lowerBound, Int(log.index.starts[slot])))
      while event > first {
        event -= 1
        if history.stageDeltas[event] == 0 { continue }
        let gap = history.stageGaps[event]
        if gap == HistoryTable.unknownGap {
          unknown.append(log.deals[event])
        } else {
          sinces[Int(log.deals[event])] = day - Int32(gap)
        }
      }
      slot -= 1
    }
    for deal in unknown {
      sinces[Int(deal)] = since(Int(deal), before: events.lowerBound, snapshot, history)
    }
  }

  /// The day of one deal's last change of stage among the first ones of all.
  private static func since(
    _ row: Int, before known: Int, _ snapshot: Snapshot, _ history: HistoryTable
  ) -> Int32 {
    // Events are numbered field by field, changes of stage first.
    for event in history.events(ofDeal: row).reversed() where Int(event) < known {
      guard history.stageDeltas[Int(event)] != 0 else { continue }
      return history[.stage].index.day(of: Int(event)).number
    }
    return snapshot.deals.created[row]
  }
}
