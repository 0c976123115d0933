package import RevBase
import RevModel

/// Contracts that end, and what renews them.
///
/// The type slicer does not touch them: a renewal is no sales deal.
package struct RenewalFacts: Sendable {
  /// Why nothing of it can be known; nil when it can.
  package let obstacle: String?
  /// Contracts with end_date in P, in file order.
  package private(set) var due: [Int32] = []
  package private(set) var dueValue = Money.zero
  /// Parts of their renewal deals that are open or won at A.
  package private(set) var covered = Money.zero
  /// Due contracts that nobody works on.
  package private(set) var uncovered = Tally()
  /// Contracts with end_date in P and by E: what was won of them, and their value.
  package private(set) var renewedValue = Money.zero
  package private(set) var endedValue = Money.zero
  package private(set) var ended = 0
  /// Of those, renewed on or before the last day.
  package private(set) var onTime = 0

  init(_ context: AnswerContext) {
    obstacle = Self.obstacle(context)
    guard obstacle == nil else { return }
    let last = context.question.end.number
    context.base.endings(context).forEach(of: context.selection.masks) { contract in
      due.append(contract.row)
      let (value, renewal) = (contract.value, contract.renewal)
      dueValue += value
      if renewal.state.isWorkedOn { covered += renewal.amount }
      if renewal.state.isUncovered { uncovered += Tally(amount: value, count: 1) }
      guard contract.end <= last else { return }
      ended += 1
      endedValue += value
      guard renewal.state == .won else { return }
      renewedValue += min(renewal.amount, value)
      // Nobody knows of a deal without a closed day that it was won in time.
      if renewal.closed != Day.unknownNumber, renewal.closed <= contract.end { onTime += 1 }
    }
  }

  /// Why contracts cannot be selected under the slicers; nil when they can.
  static func obstacle(_ context: AnswerContext) -> String? {
    var slicers = context.question.slicers
    slicers[.type] = nil
    return context.snapshot.obstacle(to: .contracts, under: slicers)
  }
}

/// How far the renewal of a contract has come.
package enum RenewalState: Sendable, Equatable {
  /// No renewal deal is named, or there is none yet.
  case missing
  case open, won, lost
  /// The deal is in a stage that the sales process does not know.
  case unknown

  /// Whether its amount covers the contract.
  package var isWorkedOn: Bool { self == .open || self == .won }
  package var isUncovered: Bool { !isWorkedOn }
}

/// The contracts under the slicers and their renewal deals as known at A.
struct RenewalBook {
  /// A contract's renewal.
  struct Renewal {
    var state: RenewalState
    /// The contract's part of the deal's amount.
    var amount = Money.zero
    /// The day on which the deal was won or lost.
    var closed = Day.unknownNumber
  }

  let table: ContractTable
  private let index: ContractIndex
  private let context: AnswerContext
  // Deals as they are at A, each column by itself: looking one up must not copy the whole table.
  private let standing: [UInt8]
  private let amount: [Int64]
  private let closed: [Int32]

  init?(_ context: AnswerContext) {
    guard let table = context.snapshot.contracts, let index = context.indexes.contracts else {
      return nil
    }
    self.table = table
    self.index = index
    self.context = context
    standing = context.book.standing
    amount = context.book.state.amount
    closed = context.book.closed
  }

  /// Contracts of the slicers that end from one day to another, in file order.
  func rows(endingFrom first: Int32, to last: Int32) -> [Int32] {
    context.contracts(endingFrom: first, to: last)
  }

  /// How far the renewal of a contract has come.
  func state(of contract: Int) -> RenewalState {
    let deal = Int(table.renewalDeal[contract])
    guard deal >= 0, deal < standing.count else { return .missing }
    return switch standing[deal] {
    case Standing.absent.rawValue: .missing
    case Standing.won.rawValue: .won
    case Standing.lost.rawValue: .lost
    case Standing.unknown.rawValue: .unknown
    default: .open
    }
  }

  func renewal(of contract: Int) -> Renewal {
    let state = state(of: contract)
    guard state != .missing else { return Renewal(state: .missing) }
    let deal = Int(table.renewalDeal[contract])
    let part = index.part(
      ofContract: contract, amount: amount[deal], annualValue: table.annualValue[contract])
    return Renewal(state: state, amount: Money(cents: part), closed: closed[deal])
  }
}
