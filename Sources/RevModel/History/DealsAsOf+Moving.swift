package import RevBase

extension DealsAsOf {
  /// Moves the deals to the end of another day, with the same result as making them afresh.
  ///
  /// Only deals that changed in between are worked out again, unless they are many.
  ///
  /// - Precondition: nothing is supposed, and `target` is not after the snapshot's as-of day.
  package mutating func move(to target: Day, in snapshot: Snapshot, _ travel: DealTravel) {
    precondition(target <= snapshot.manifest.asOf, "nothing is known after the as-of day")
    if target == day { return }
    guard let history = snapshot.history else {
      state.move(to: target, in: nil)
      self = DealsAsOf(snapshot, state: state)
      return
    }
    let step = state.step(to: target)
    move(step, travel.touched(from: step.low, to: step.high, snapshot), snapshot, history)
  }

  /// On how large a book it pays to wake a thread.
  static let large = 100_000

  /// What says where deals stand, on its way to another day.
  private struct Standings {
    var words: DealState.Words
    var standing: [UInt8]
    var stageRow: [Int16]
    var category: [UInt8]
    var closed: [Int32]
    /// Deals of which the closed day has to be found.
    var unwritten: [Int] = []
  }

  /// The rest of what is known of deals, on its way to another day.
  private struct Values {
    var state: DealState.Values
    var stageSince: [Int32]
  }

  /// - Parameter rows: deals that may stand elsewhere; nil for all of them.
  private mutating func move(
    _ step: HistoryStep, _ rows: BitSet?, _ snapshot: Snapshot, _ history: HistoryTable
  ) {
    let (words, values) = state.takeApart()
    let standings = Standings(
      words: words, standing: standing, stageRow: stageRow, category: category, closed: closed)
    let others = Values(state: values, stageSince: stageSince)
    // Without a second owner all of it changes in place.
    (standing, stageRow, category, closed, stageSince) = ([], [], [], [], [])
    let isLarge = snapshot.deals.count >= Self.large
    var (moved, rest) = TwoLanes.run(onThreads: isLarge, standings, others) { lane in
      lane.words.play(history, step)
      guard let rows else { return }
      let pass = ClassifyingPass(lane.words.stage, lane.words.category, on: step.to, snapshot)
      lane.unwritten = pass.some(
        rows, &lane.standing, &lane.stageRow, &lane.category, &lane.closed)
    } _: { lane in
      lane.state.play(history, step)
      StageSinces.move(&lane.stageSince, step, snapshot, history)
    }
    if rows == nil {
      // Of all of them both can take a part.
      let pass = ClassifyingPass(moved.words.stage, moved.words.category, on: step.to, snapshot)
      moved.unwritten = pass.all(
        &moved.standing, &moved.stageRow, &moved.category, &moved.closed, onThreads: isLarge)
    }
    state.put(moved.words, rest.state, after: step)
    (standing, stageRow, category) = (moved.standing, moved.stageRow, moved.category)
    (closed, stageSince, day) = (moved.closed, rest.stageSince, step.to)
    for row in moved.unwritten { closed[row] = closedDay(of: row, snapshot) }
  }
}
