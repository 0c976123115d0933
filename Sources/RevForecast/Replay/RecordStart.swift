import RevBase
import RevModel

/// Where the records of a population begin, and whether they tell its stages: as known by a day.
struct RecordStart: Sendable, Equatable {
  /// The first recorded closing; nil when nothing was closed by the day.
  var window: Int32?
  /// Closed deals with and without a record of an open stage.
  var recorded = 0
  var recordless = 0
  /// The first day on which anything happened.
  var first: Int32

  /// Too few closed deals tell their stages: all open stages count as one.
  var isSingleStage: Bool { recordless > recorded }

  /// Whether a walk from here is a walk from there.
  func isSame(as other: RecordStart) -> Bool {
    window == other.window && isSingleStage == other.isSingleStage && first == other.first
  }

  init(_ roster: DealRoster, through day: Int32) {
    let snapshot = roster.snapshot
    let deals = snapshot.deals
    first = roster.order.first.map { deals.created[Int($0)] } ?? day
    for entry in roster.recordless where entry.day <= day {
      recordless += 1
      window = min(window ?? entry.day, entry.day)
    }
    guard let history = snapshot.history else { return }
    var names = roster.initial.stage
    var isClosed = BitSet(count: deals.count)
    let log = history[.stage]
    for (slot, number) in log.index.days.enumerated() {
      if number > day { break }
      for position in Int(log.index.starts[slot])..<Int(log.index.starts[slot + 1]) {
        let row = Int(log.deals[position])
        names[row] ^= history.stageDeltas[position]
        guard roster.rank[row] >= 0, !isClosed[row], !roster.isRecordless[row],
          deals.created[row] <= day, names[row] != .max
        else { continue }
        let stage = snapshot.stages.row(
          pipeline: deals.pipeline[row], name: Int32(names[row]))
        let code = roster.ladder.code(ofRow: stage)
        guard code == StageLadder.won || code == StageLadder.lost else { continue }
        isClosed[row] = true
        recorded += 1
        window = min(window ?? number, number)
      }
    }
    first = min(first, window ?? first)
  }
}
