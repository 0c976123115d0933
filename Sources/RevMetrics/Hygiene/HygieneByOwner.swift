package import RevBase
import RevModel

/// Flags by owner: one line for each owner of an open deal, most flags first.
package struct HygieneByOwner: Sendable, Equatable {
  package struct Line: Sendable, Equatable {
    /// Code into people; nil for deals without an owner that is known.
    package var person: Int32?
    /// Deals of O.
    package var deals = 0
    package var pipeline = Money.zero
    /// Raised flags by `HygieneFlag.rawValue`.
    package var flags = [Int](repeating: 0, count: HygieneFlag.allCases.count)

    package init(person: Int32?) { self.person = person }

    package var raised: Int { flags.reduce(0, +) }

    /// 100 × (1 − raised / (known × deals)); nil without flags that can be told.
    package func score(known: Int) -> Double? {
      let most = known * deals
      return most > 0 ? Double(100 * (most - raised)) / Double(most) : nil
    }

    package subscript(flag: HygieneFlag) -> Int { flags[flag.rawValue] }
  }

  package private(set) var lines: [Line] = []
  /// How many flags the snapshot can tell.
  package let known: Int

  package init(_ facts: Facts) {
    known = facts.hygiene.known
    guard facts.hygiene.obstacle == nil else { return }
    let context = facts.context
    let people = context.snapshot.people
    var byCode = [Line](repeating: Line(person: nil), count: people.count + 1)
    for (place, id) in context.selection.open.enumerated() {
      var owner = context.book.state.owner[Int(id)]
      if people.isLoaded, Int(owner) >= people.knownCount { owner = -1 }
      let slot = Int(owner) + 1
      byCode[slot].person = owner < 0 ? nil : owner
      byCode[slot].deals += 1
      byCode[slot].pipeline.cents += context.book.state.amount[Int(id)]
      var bits = facts.hygiene.bits[place]
      while bits != 0 {
        byCode[slot].flags[bits.trailingZeroBitCount] += 1
        bits &= bits &- 1
      }
    }
    lines = byCode.filter { $0.deals > 0 }.sorted { a, b in
      a.raised == b.raised ? (a.person ?? -1) < (b.person ?? -1) : a.raised > b.raised
    }
  }
}
