package import RevBase

/// The fields that have a history, as they were at the end of one day.
///
/// On the snapshot's own day these are the columns of deals.csv, shared without a copy.
package struct DealState: Sendable, Equatable {
  package private(set) var day: Day
  /// Codes into `StageTable.names`; `UInt16.max` for blank.
  package private(set) var stage: [UInt16]
  package private(set) var amount: [Int64]
  package private(set) var close: [Int32]
  /// Raw values of `DealTable.WrittenCategory`.
  package private(set) var category: [UInt8]
  package private(set) var owner: [Int32]
  package private(set) var nextStep: [Int32]
  private let home: Day
  private var corrected = true

  package init(_ snapshot: Snapshot) {
    let deals = snapshot.deals
    day = snapshot.manifest.asOf
    home = day
    stage = deals.stage
    amount = deals.amount
    close = deals.close
    category = deals.category
    owner = deals.owner
    nextStep = deals.nextStep
  }

  /// Plays the history to the end of another day.
  ///
  /// Going back to the snapshot's own day restores exactly what deals.csv says. Without a history
  /// the values never change.
  package mutating func move(to target: Day, in history: HistoryTable?) {
    guard let history else {
      day = target
      return
    }
    let step = step(to: target)
    var (words, values) = takeApart()
    words.play(history, step)
    values.play(history, step)
    put(words, values, after: step)
  }

  /// The way to another day.
  func step(to target: Day) -> HistoryStep {
    HistoryStep(from: day, to: target, corrects: (target >= home) != corrected)
  }

  /// The columns in two parts, each for a thread of its own; the state is empty until they are put
  /// back, so that they change in place.
  mutating func takeApart() -> (words: Words, values: Values) {
    let parts = (
      Words(stage: stage, category: category),
      Values(amount: amount, close: close, owner: owner, nextStep: nextStep)
    )
    (stage, category) = ([], [])
    (amount, close, owner, nextStep) = ([], [], [], [])
    return parts
  }

  /// Takes the columns back, on which a step was played.
  mutating func put(
    _ words: consuming Words, _ values: consuming Values, after step: HistoryStep
  ) {
    (stage, category) = (words.stage, words.category)
    (amount, close) = (values.amount, values.close)
    (owner, nextStep) = (values.owner, values.nextStep)
    if step.corrects { corrected.toggle() }
    day = step.to
  }

  /// What says where a deal stands.
  struct Words {
    var stage: [UInt16]
    var category: [UInt8]

    mutating func play(_ history: HistoryTable, _ step: HistoryStep) {
      history.play(.stage, history.stageDeltas, step, on: &stage)
      history.play(.category, history.categoryDeltas, step, on: &category)
    }
  }

  /// The other fields.
  struct Values {
    var amount: [Int64]
    var close: [Int32]
    var owner: [Int32]
    var nextStep: [Int32]

    mutating func play(_ history: HistoryTable, _ step: HistoryStep) {
      history.play(.amount, history.amountDeltas, step, on: &amount)
      history.play(.closeDate, history.closeDeltas, step, on: &close)
      history.play(.owner, history.ownerDeltas, step, on: &owner)
      history.play(.nextStep, history.nextStepDeltas, step, on: &nextStep)
    }
  }
}

/// A way through the history from the end of one day to the end of another.
struct HistoryStep {
  let from: Day
  let to: Day
  /// Whether it leaves the snapshot's own day or comes back to it, on which deals are what deals.csv
  /// says.
  let corrects: Bool

  var isBackward: Bool { to < from }
  var low: Day { min(from, to) }
  var high: Day { max(from, to) }
}

extension HistoryTable {
  /// Plays the changes of a field, forward or backward: a change is the difference of two values.
  fileprivate func play<Value: FixedWidthInteger & BitwiseCopyable>(
    _ field: HistoryField, _ deltas: [Value], _ step: HistoryStep, on values: inout [Value]
  ) {
    let log = self[field]
    if step.corrects {
      for (deal, delta) in zip(log.corrected, corrections[Int(field.rawValue)]) {
        values[Int(deal)] ^= Value(truncatingIfNeeded: delta)
      }
    }
    let range = log.index.events(after: step.low, through: step.high)
    if range.isEmpty { return }
    let (deals, deltas) = (log.deals.span, deltas.span)
    var target = values.mutableSpan
    for event in range { target[Int(deals[event])] ^= deltas[event] }
  }
}

extension DealState {
  /// Puts supposed values in place of the known ones.
  mutating func suppose(_ changes: [DealChange]) {
    for change in changes {
      switch change.change {
      case .stage(let name):
        stage[change.deal] = name
      case .amount(let money):
        amount[change.deal] = money.cents
      case .closeDate(let day):
        close[change.deal] = day.number
      case .excluded:
        break
      }
    }
  }
}
