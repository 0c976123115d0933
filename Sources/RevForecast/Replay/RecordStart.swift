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

  /// What was known by each of some days, rising; found in one pass.
  static func all(_ roster: DealRoster, through days: [Int32]) -> [RecordStart] {
    let snapshot = roster.snapshot
    let deals = snapshot.deals
    let first = roster.order.first.map { deals.created[Int($0)] }
    var found: [RecordStart] = []
    var now = RecordStart(first: first ?? .max)
    var nextRecordless = 0
    // A closing that is dated before its deal was created counts from that day on.
    var early: [(created: Int32, closing: Int32)] = []
    /// Ends the days that lie before an event.
    func close(before event: Int32) {
      while found.count < days.count, days[found.count] < event {
        let day = days[found.count]
        while nextRecordless < roster.recordless.count,
          roster.recordless[nextRecordless].day <= day
        {
          now.count(roster.recordless[nextRecordless].day, hasRecord: false)
          nextRecordless += 1
        }
        for entry in early where entry.created <= day { now.count(entry.closing, hasRecord: true) }
        early.removeAll { $0.created <= day }
        var start = now
        start.first = min(first ?? day, start.window ?? .max)
        found.append(start)
      }
    }
    if let history = snapshot.history {
      let codes = StageCodes(roster)
      let names = Int32(snapshot.stages.names.count)
      var stages = roster.initial.stage
      var isClosed = BitSet(count: deals.count)
      let log = history[.stage]
      for (slot, number) in log.index.days.enumerated() {
        close(before: number)
        if found.count == days.count { break }
        for position in Int(log.index.starts[slot])..<Int(log.index.starts[slot + 1]) {
          let row = Int(log.deals[position])
          stages[row] ^= history.stageDeltas[position]
          guard roster.rank[row] >= 0, !isClosed[row], !roster.isRecordless[row] else { continue }
          let code = codes.code(name: stages[row], base: (deals.pipeline[row] + 1) * names)
          guard code == StageLadder.won || code == StageLadder.lost else { continue }
          isClosed[row] = true
          if deals.created[row] <= number {
            now.count(number, hasRecord: true)
          } else {
            early.append((deals.created[row], number))
          }
        }
      }
    }
    close(before: .max)
    return found
  }

  private mutating func count(_ closing: Int32, hasRecord: Bool) {
    if hasRecord { recorded += 1 } else { recordless += 1 }
    window = min(window ?? closing, closing)
  }
}
