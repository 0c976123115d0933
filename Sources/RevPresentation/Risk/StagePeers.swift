import RevBase
import RevModel

/// How long won deals stayed in each stage, by segment of their account: as known on one day.
struct StagePeers: Sendable {
  /// Fewer completed stays than this say nothing about a segment.
  static let enough = 5

  private let segments: Int
  /// Median days and number of stays by stage row × (segments + 2) + segment + 1; the last of a
  /// stage is over all segments.
  private var medians: [Double?]

  init(_ snapshot: Snapshot, _ book: DealsAsOf) {
    segments = snapshot.accounts.segment.vocabulary.count
    let slots = segments + 2
    var stays = [[Int32]](repeating: [], count: snapshot.stages.rows.count * slots)
    if let history = snapshot.history {
      let known = history[.stage].index.count(through: book.day)
      for row in 0..<book.count where book.standing[row] == Standing.won.rawValue {
        let segment = Self.segment(ofDeal: row, snapshot)
        Self.walk(row, snapshot, history, book, known: known) { stage, days in
          stays[stage * slots + segment + 1].append(days)
          stays[stage * slots + slots - 1].append(days)
        }
      }
    }
    medians = stays.map { list in
      guard list.count >= Self.enough else { return nil }
      let sorted = list.sorted()
      let middle = sorted.count / 2
      if sorted.count % 2 == 1 { return Double(sorted[middle]) }
      return (Double(sorted[middle - 1]) + Double(sorted[middle])) / 2
    }
  }

  /// Median days in a stage of won deals of the segment; of all segments when there are too few.
  func median(stage: Int, segment: Int) -> Double? {
    guard stage >= 0, stage * (segments + 2) < medians.count else { return nil }
    let base = stage * (segments + 2)
    return medians[base + segment + 1] ?? medians[base + segments + 1]
  }

  /// Code of the segment of a deal's account; −1 when it has none.
  static func segment(ofDeal row: Int, _ snapshot: Snapshot) -> Int {
    let account = Int(snapshot.deals.account[row])
    guard account >= 0, account < snapshot.accounts.knownCount else { return -1 }
    return Int(snapshot.accounts.segment.codes[account])
  }

  /// Completed stays of a deal in known stages, newest first.
  private static func walk(
    _ row: Int, _ snapshot: Snapshot, _ history: HistoryTable, _ book: DealsAsOf, known: Int,
    _ visit: (Int, Int32) -> Void
  ) {
    let pipeline = snapshot.deals.pipeline[row]
    var value = book.state.stage[row]
    if book.day == snapshot.manifest.asOf, let wrong = history.correction(.stage, ofDeal: row) {
      value ^= UInt16(truncatingIfNeeded: wrong)
    }
    func record(_ name: UInt16, from start: Int32, to end: Int32) {
      guard name != .max, start != Day.unknownNumber, end >= start else { return }
      let stage = snapshot.stages.row(pipeline: pipeline, name: Int32(name))
      if stage >= 0, snapshot.stages.rows[stage].outcome == .open { visit(stage, end - start) }
    }
    var end: Int32?
    for event in history.events(ofDeal: row).reversed() {
      let (field, position) = history.locate(event)
      guard field == .stage, position < known else { continue }
      let delta = history.stageDeltas[position]
      if delta == 0 { continue }
      let day = history[.stage].index.day(of: position).number
      if let end { record(value, from: day, to: end) }
      end = day
      value ^= delta
    }
    if let end { record(value, from: snapshot.deals.created[row], to: end) }
  }
}
