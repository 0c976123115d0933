import RevBase
import RevMetrics

/// The open deals of a day in the order of every list of risks, with what a list adds up of them.
///
/// Made once with the model, so that a list is neither sorted nor multiplied out: it marks the ranks
/// of its deals and reads them in order.
struct RiskRanking: Sendable {
  /// Places in the columns, the largest shortfall first, then by row; and the rank of each place.
  let places: [Int32]
  let ranks: [Int32]
  /// By rank, in hundredths: what is missing against a clean record, and what it brings when won.
  private let shortfall: [Int64]
  private let amount: [Int64]
  private let flags: [RiskFlags]
  private let isAtRisk: [Bool]

  init(_ columns: RiskColumns) {
    var keys: [(cents: Int64, row: Int32, place: Int32)] = []
    keys.reserveCapacity(columns.rows.count)
    for (place, row) in columns.rows.enumerated() {
      keys.append((columns.shortfall(place).cents, row, Int32(truncatingIfNeeded: place)))
    }
    keys.sort { $0.cents == $1.cents ? $0.row < $1.row : $0.cents > $1.cents }
    let places = keys.map(\.place)
    var ranks = [Int32](repeating: 0, count: places.count)
    for (rank, place) in places.enumerated() { ranks[Int(place)] = Int32(truncatingIfNeeded: rank) }
    (self.places, self.ranks) = (places, ranks)
    shortfall = keys.map(\.cents)
    amount = places.map { Money(estimate: columns.amount[Int($0)]).cents }
    flags = places.map { columns.flags[Int($0)] }
    isAtRisk = places.map { columns.isAtRisk(Int($0)) }
  }

  /// Sums over some deals.
  struct Sums {
    /// Shortfall and number of the deals at risk, and what they bring when they are won.
    var atRisk = Tally()
    var exposed = Money.zero
    /// Shortfall and number of the deals that have a flag, by `RiskFlag.rawValue`.
    var byFlag = RiskFlag.allCases.map { _ in Tally() }
  }

  /// - Parameter ranks: each at most once.
  func sums(_ ranks: [Int32]) -> Sums {
    // Which flags stand together varies from deal to deal: counted by combination, without a branch.
    var missing = [Int64](repeating: 0, count: 1 << RiskFlag.allCases.count)
    var counts = [Int32](repeating: 0, count: missing.count)
    var (atRisk, exposed, risky) = (Int64(0), Int64(0), 0)
    do {
      var missing = missing.mutableSpan
      var counts = counts.mutableSpan
      let (list, shortfall, amount) = (ranks.span, shortfall.span, amount.span)
      let (flags, isAtRisk) = (flags.span, isAtRisk.span)
      for index in 0..<list.count {
        let rank = Int(list[index])
        let combination = Int(flags[rank].bits)
        missing[combination] += shortfall[rank]
        counts[combination] &+= 1
        if isAtRisk[rank] {
          atRisk += shortfall[rank]
          exposed += amount[rank]
          risky &+= 1
        }
      }
    }
    var sums = Sums()
    sums.atRisk = Tally(amount: Money(cents: atRisk), count: risky)
    sums.exposed = Money(cents: exposed)
    for bits in counts.indices where counts[bits] > 0 {
      let tally = Tally(amount: Money(cents: missing[bits]), count: Int(counts[bits]))
      let flags = RiskFlags(bits: UInt16(truncatingIfNeeded: bits))
      for flag in flags.all { sums.byFlag[flag.rawValue] += tally }
    }
    return sums
  }
}
