package import RevBase

/// What changed in the open pipeline between two days.
package struct Movement: Sendable, Equatable {
  /// The lines of the waterfall, in order.
  package enum Bucket: String, Sendable, CaseIterable {
    case new, reopened
    case pulledIn = "pulled_in"
    case pushedIn = "pushed_in"
    case transferredIn = "transferred_in"
    case increased, decreased, won, lost
    case pushedOut = "pushed_out"
    case pulledOut = "pulled_out"
    case transferredOut = "transferred_out"

    /// Whether it adds to the pipeline.
    package var adds: Bool {
      switch self {
      case .new, .reopened, .pulledIn, .pushedIn, .transferredIn, .increased: true
      case .decreased, .won, .lost, .pushedOut, .pulledOut, .transferredOut: false
      }
    }

    /// Whether it changes the number of deals.
    package var movesDeals: Bool { self != .increased && self != .decreased }

    /// Place in the waterfall.
    var position: Int {
      switch self {
      case .new: 0
      case .reopened: 1
      case .pulledIn: 2
      case .pushedIn: 3
      case .transferredIn: 4
      case .increased: 5
      case .decreased: 6
      case .won: 7
      case .lost: 8
      case .pushedOut: 9
      case .pulledOut: 10
      case .transferredOut: 11
      }
    }
  }

  package var from: Day
  package var to: Day
  package var start = Tally()
  package var end = Tally()
  private var buckets: [Tally]

  package init(from: Day, to: Day) {
    self.from = from
    self.to = to
    buckets = Bucket.allCases.map { _ in Tally() }
  }

  package subscript(bucket: Bucket) -> Tally {
    get { buckets[bucket.position] }
    set { buckets[bucket.position] = newValue }
  }

  /// How many deals came in.
  package var entered: Int {
    Bucket.allCases.filter { $0.adds && $0.movesDeals }.reduce(0) { $0 + self[$1].count }
  }

  /// What the buckets do not explain: zero, or a bug.
  package var unexplained: Tally {
    var rest = Tally(amount: end.amount - start.amount, count: end.count - start.count)
    for bucket in Bucket.allCases {
      let tally = self[bucket]
      if bucket.adds { rest.amount -= tally.amount } else { rest.amount += tally.amount }
      guard bucket.movesDeals else { continue }
      rest.count += bucket.adds ? -tally.count : tally.count
    }
    return rest
  }
}
