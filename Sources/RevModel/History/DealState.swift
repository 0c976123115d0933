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
    defer { day = target }
    guard let history else { return }
    if (target >= home) != corrected { applyCorrections(history) }
    let (low, high) = target < day ? (target, day) : (day, target)
    for field in HistoryField.allCases {
      let log = history[field]
      let range = log.index.count(through: low)..<log.index.count(through: high)
      if range.isEmpty { continue }
      switch field {
      case .stage: Self.play(log.deals, history.stageDeltas, range, on: &stage)
      case .amount: Self.play(log.deals, history.amountDeltas, range, on: &amount)
      case .closeDate: Self.play(log.deals, history.closeDeltas, range, on: &close)
      case .category: Self.play(log.deals, history.categoryDeltas, range, on: &category)
      case .owner: Self.play(log.deals, history.ownerDeltas, range, on: &owner)
      case .nextStep: Self.play(log.deals, history.nextStepDeltas, range, on: &nextStep)
      }
    }
  }

  private mutating func applyCorrections(_ history: HistoryTable) {
    corrected.toggle()
    for field in HistoryField.allCases {
      let deltas = history.corrections[Int(field.rawValue)]
      for (deal, delta) in zip(history[field].corrected, deltas) {
        let row = Int(deal)
        switch field {
        case .stage: stage[row] ^= UInt16(truncatingIfNeeded: delta)
        case .amount: amount[row] ^= delta
        case .closeDate: close[row] ^= Int32(truncatingIfNeeded: delta)
        case .category: category[row] ^= UInt8(truncatingIfNeeded: delta)
        case .owner: owner[row] ^= Int32(truncatingIfNeeded: delta)
        case .nextStep: nextStep[row] ^= Int32(truncatingIfNeeded: delta)
        }
      }
    }
  }

  private static func play<Value: FixedWidthInteger & BitwiseCopyable>(
    _ deals: [UInt32], _ deltas: [Value], _ range: Range<Int>, on values: inout [Value]
  ) {
    let (deals, deltas) = (deals.span, deltas.span)
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
