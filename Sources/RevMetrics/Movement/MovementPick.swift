import RevBase
import RevModel

/// The lines of a ledger that pass the slicers of a question.
struct MovementPick: Sendable {
  /// A deal that has to be walked again when owners are narrowed further.
  struct Walked: Sendable {
    /// Place in `lines`.
    let place: Int
    let end: DealMoment
    let known: DealMoment?
    /// Its changes in between, in the order of days.
    let events: [DealEvent]
  }

  private(set) var lines: [MovementLine] = []
  /// The owner of each line's deal at the end.
  private var owners: [Int32] = []
  /// Rising by place.
  private var walked: [Walked] = []
  private let walk: DealWalk

  init(_ context: AnswerContext, _ history: HistoryTable, _ span: MovementSpan) {
    let isOwnDay = span.to == context.question.asOf
    let supposed = isOwnDay ? Set(context.question.whatIf.map { Int32($0.deal) }) : []
    let ledger = context.memory.ledger(
      span, history,
      endingAt: isOwnDay && context.question.whatIf.isEmpty ? context.book : nil)
    walk = ledger.walk
    let passes = context.selection.passesWhoever
    let mask = context.selection.filter.owners
    if mask == nil, supposed.isEmpty {
      takeAll(of: ledger, where: passes)
      return
    }
    var waiting = supposed.sorted()[...]
    var next = 0
    for (place, line) in ledger.lines.enumerated() {
      let isHanded = next < ledger.handed.count && ledger.handed[next].place == place
      if isHanded { next += 1 }
      while let deal = waiting.first, deal <= line.deal {
        waiting.removeFirst()
        suppose(Int(deal), context, history, span)
      }
      if passes[Int(line.deal)] == 0 { continue }
      if !supposed.isEmpty, supposed.contains(line.deal) { continue }
      // Whoever nobody of the slicers ever owned is none of theirs: told without a walk.
      if let mask {
        if isHanded {
          let owners = ledger.handed[next - 1].owners
          guard owners.contains(where: { mask[Int($0) + 1] != 0 }) else { continue }
        } else if mask[Int(ledger.owners[place]) + 1] == 0 {
          continue
        }
      }
      if isHanded {
        let deal = ledger.handed[next - 1]
        walkAgain(
          Int(line.deal), deal.end, deal.known, deal.events, mask,
          orKeep: mask == nil ? line : nil)
      } else {
        lines.append(line)
        owners.append(ledger.owners[place])
      }
    }
    for deal in waiting { suppose(Int(deal), context, history, span) }
  }

  /// The lines of deals that pass, whoever owned them.
  private mutating func takeAll(of ledger: MovementLedger, where passes: [UInt8]) {
    lines.reserveCapacity(ledger.lines.count)
    owners.reserveCapacity(ledger.lines.count)
    var next = 0
    for (place, line) in ledger.lines.enumerated() {
      let isHanded = next < ledger.handed.count && ledger.handed[next].place == place
      if isHanded { next += 1 }
      if passes[Int(line.deal)] == 0 { continue }
      if isHanded {
        let deal = ledger.handed[next - 1]
        walked.append(
          Walked(place: lines.count, end: deal.end, known: deal.known, events: deal.events))
      }
      lines.append(line)
      owners.append(ledger.owners[place])
    }
  }

  /// A deal whose values are supposed on the last day: up to then it is what its history says.
  private mutating func suppose(
    _ deal: Int, _ context: AnswerContext, _ history: HistoryTable, _ span: MovementSpan
  ) {
    let end = DealMoment(deal, in: context.book)
    guard end.standing != Standing.absent.rawValue,
      context.selection.filter.passesButOwner(deal, context.snapshot.deals)
    else { return }
    let actual = DealMoment(deal, in: context.memory.book(on: span.to))
    let isHome = span.to == context.snapshot.manifest.asOf
    let known = isHome ? history.moment(deal, before: actual) : nil
    let events = history.changes(ofDeal: deal, after: span.from, through: span.to)
    walkAgain(deal, end, known ?? actual, events, context.selection.filter.owners, orKeep: nil)
  }

  private mutating func walkAgain(
    _ deal: Int, _ end: DealMoment, _ known: DealMoment?, _ events: [DealEvent],
    _ mask: [UInt8]?, orKeep kept: MovementLine?
  ) {
    guard
      let line = kept
        ?? walk.line(
          deal, endingIn: end, known: known, owners: mask, events)
    else { return }
    walked.append(Walked(place: lines.count, end: end, known: known, events: events))
    lines.append(line)
    owners.append(end.owner)
  }

  /// What was pushed out, as each owner alone would see it, by slot of the owner.
  func pushedOut(by slots: OwnerSlots) -> [Total] {
    var totals = [Total](repeating: Total(), count: slots.count)
    var next = 0
    for (place, line) in lines.enumerated() {
      let isWalked = next < walked.count && walked[next].place == place
      if isWalked { next += 1 }
      // Nobody who does not own the deal at the end sees it pushed, and whoever does sees it pushed
      // only if it was in while it was theirs.
      guard line.exit == .pushedOut else { continue }
      let slot = slots[owners[place]]
      if isWalked {
        let moment = walked[next - 1]
        let own = walk.line(
          Int(line.deal), endingIn: moment.end, known: moment.known,
          owners: slots.mask(of: slot), moment.events)
        if let own, own.exit == .pushedOut { totals[slot].add(own.after) }
      } else {
        totals[slot].add(line.after)
      }
    }
    return totals
  }
}
