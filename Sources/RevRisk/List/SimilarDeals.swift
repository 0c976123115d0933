package import RevBase
import RevModel

/// Closed deals that were once like an open one.
package struct SimilarDeals: Sendable, Equatable {
  /// One of them.
  package struct Match: Sendable, Equatable {
    /// Row of deals.csv.
    package var deal: Int
    package var closed: Day
    package var amount: Money
    /// Days that it spent in the stage in which the open deal is now.
    package var daysInStage: Int
    package var pushes: Int
    package var lostReason: String?
  }

  /// What had to be the same.
  package enum Likeness: String, Sendable {
    case full = "same stage, segment and amount band"
    case segment = "same stage and segment"
    case stage = "same stage"
  }

  package var likeness: Likeness
  /// The likest first, then the latest.
  package var won: [Match]
  package var lost: [Match]
  /// How many there are in all.
  package var wonCount: Int
  package var lostCount: Int
}

extension RiskModel {
  /// Won and lost deals that passed through an open deal's stage, of its segment, with half to
  /// twice its amount; where fewer than three of both are known, amount and then segment are let go.
  ///
  /// - Returns: nil when the deal is not open on the day.
  package func similar(toDeal row: Int, most: Int = 5) -> SimilarDeals? {
    guard row >= 0, row < placeOfRow.count, placeOfRow[row] >= 0 else { return nil }
    let candidates = closedPeers(of: row)
    let segment = snapshot.segment(ofDeal: row)
    let amount = book.state.amount[row]
    func isInBand(_ deal: Int) -> Bool {
      let other = book.state.amount[deal]
      return amount > 0 && other > 0 && other >= amount / 2 && other / 2 <= amount
    }
    let ofSegment = candidates.filter { snapshot.segment(ofDeal: $0.deal) == segment }
    let full = ofSegment.filter { isInBand($0.deal) }
    let (chosen, likeness): ([Peer], SimilarDeals.Likeness) =
      full.count >= 3
      ? (full, .full) : ofSegment.count >= 3 ? (ofSegment, .segment) : (candidates, .stage)
    let ordered = chosen.sorted { a, b in
      let (x, y) = (distance(a.deal, amount), distance(b.deal, amount))
      if x != y { return x < y }
      return book.closed[a.deal] == book.closed[b.deal]
        ? a.deal < b.deal : book.closed[a.deal] > book.closed[b.deal]
    }
    let won = ordered.filter { book.standing[$0.deal] == Standing.won.rawValue }
    let lost = ordered.filter { book.standing[$0.deal] == Standing.lost.rawValue }
    return SimilarDeals(
      likeness: likeness, won: won.prefix(most).map(match), lost: lost.prefix(most).map(match),
      wonCount: won.count, lostCount: lost.count)
  }

  private struct Peer {
    var deal: Int
    var days: Int
  }

  /// Closed deals of the same population that were in the deal's stage.
  private func closedPeers(of row: Int) -> [Peer] {
    let stage = book.stageRow[row]
    let kind = snapshot.deals.kind[row]
    let isRenewal = kind == DealTable.Kind.renewal.rawValue
    var peers: [Peer] = []
    for deal in 0..<book.count
    where book.standing[deal] == Standing.won.rawValue
      || book.standing[deal] == Standing.lost.rawValue
    {
      guard (snapshot.deals.kind[deal] == DealTable.Kind.renewal.rawValue) == isRenewal else {
        continue
      }
      for place in Int(visits.starts[deal])..<Int(visits.starts[deal + 1]) {
        let visit = visits.visits[place]
        guard visit.stage == stage, visit.left <= day.number else { continue }
        peers.append(Peer(deal: deal, days: Int(visit.left - visit.entered)))
        break
      }
    }
    return peers
  }

  /// How far apart two amounts are, in steps of a tenth of the open deal's.
  private func distance(_ deal: Int, _ amount: Int64) -> Int64 {
    amount > 0 ? abs(book.state.amount[deal] - amount) / max(1, amount / 10) : 0
  }

  private func match(_ peer: Peer) -> SimilarDeals.Match {
    SimilarDeals.Match(
      deal: peer.deal, closed: Day(book.closed[peer.deal]),
      amount: Money(cents: book.state.amount[peer.deal]), daysInStage: peer.days,
      pushes: DealEvents(peer.deal, snapshot, book, known).pushes.count,
      lostReason: book.standing[peer.deal] == Standing.lost.rawValue
        ? snapshot.deals.lostReason[peer.deal] : nil)
  }
}
