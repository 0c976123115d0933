/// Which accounts make up a company of exactly so many deals, and the number of each deal.
///
/// A first telling of every story, of which only the days are kept: accounts can then be written
/// in the order in which they appeared, and deals numbered in the order in which they were created.
struct CompanyLayout {
  /// Numbers of the accounts, by the day on which they appeared.
  private(set) var accounts: [Int32] = []
  /// Number of each deal from 1, in the order in which the stories of `accounts` tell them.
  private(set) var dealNumbers: [Int32] = []

  private struct Told {
    let day: Int32
    let account: Int32
    let firstDeal: Int32
    let deals: Int32
  }

  init(company: Company, progress: (Int, Int) -> Bool) throws(SampleError) {
    let target = company.options.deals
    let life = AccountLife(company: company, ledger: nil)
    var story = Story()
    var told: [Told] = []
    var created: [Int32] = []
    created.reserveCapacity(target)
    var index = 0
    while created.count < target {
      defer { index += 1 }
      guard life.tell(index, into: &story), created.count + story.deals.count <= target else {
        continue
      }
      told.append(
        Told(
          day: Int32(story.created), account: Int32(index), firstDeal: Int32(created.count),
          deals: Int32(story.deals.count)))
      for deal in story.deals { created.append(Int32(deal.created)) }
      if told.count % 4096 == 0, !progress(created.count / 2, target) { throw .cancelled }
    }
    told.sort { ($0.day, $0.account) < ($1.day, $1.account) }
    accounts = told.map(\.account)
    dealNumbers.reserveCapacity(target)
    number(told, created: created)
  }

  /// Counting sort by day of creation: a deal's number is its place among all deals.
  private mutating func number(_ told: [Told], created: [Int32]) {
    guard let first = created.min(), let last = created.max() else { return }
    var next = [Int32](repeating: 0, count: Int(last - first) + 2)
    for day in created { next[Int(day - first) + 1] += 1 }
    for place in next.indices.dropFirst() { next[place] += next[place - 1] }
    for account in told {
      for deal in account.firstDeal..<(account.firstDeal + account.deals) {
        let day = Int(created[Int(deal)] - first)
        next[day] += 1
        dealNumbers.append(next[day])
      }
    }
  }
}
