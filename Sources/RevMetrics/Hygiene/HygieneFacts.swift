import RevBase
import RevModel

/// Flags raised on open deals.
package struct HygieneFacts: Sendable {
  /// Why nothing of it can be known; nil when it can.
  package let obstacle: String?
  /// For each deal of O, in the selection's order, one bit a raised flag.
  let bits: [UInt8]
  /// By `HygieneFlag.rawValue`.
  private let counts: [Int]
  private let unknown: [String?]
  /// Size of O.
  package let deals: Int

  init(_ context: AnswerContext) {
    obstacle = context.obstacle(.deals)
    let snapshot = context.snapshot
    unknown = HygieneFlag.allCases.map { $0.obstacle(in: snapshot) }
    guard obstacle == nil else {
      deals = context.selection.count(.open)
      bits = []
      counts = HygieneFlag.allCases.map { _ in 0 }
      return
    }
    let (columns, passes) = (context.base.hygiene(context), context.selection.passes)
    let list = context.selection.candidates.places(.open)
    var (kept, table) = ([UInt8](), [Int](repeating: 0, count: HygieneFlag.allCases.count))
    kept.reserveCapacity(list.count)
    for (position, place) in list.enumerated() where passes[Int(place)] != 0 {
      let flags = columns.bits[position]
      kept.append(flags)
      var rest = flags
      while rest != 0 {
        table[rest.trailingZeroBitCount] += 1
        rest &= rest &- 1
      }
    }
    (bits, counts, deals) = (kept, table, kept.count)
  }

  /// How many deals of O have a flag; nil when the snapshot cannot tell.
  package func count(_ flag: HygieneFlag) -> Int? {
    obstacle == nil && unknown[flag.rawValue] == nil ? counts[flag.rawValue] : nil
  }

  /// Why a flag cannot be told; nil when it can.
  package func reason(_ flag: HygieneFlag) -> String? { obstacle ?? unknown[flag.rawValue] }

  /// All raised flags, and how many flags the snapshot can tell.
  package var raised: Int { HygieneFlag.allCases.reduce(0) { $0 + (count($1) ?? 0) } }
  package var known: Int { unknown.count { $0 == nil } }
}

/// The flags of every open deal on a day, before any slicer.
struct HygieneColumns: Sendable {
  /// One bit a raised flag, parallel to the candidates of O.
  let bits: [UInt8]

  /// One pass over the candidates.
  init(_ context: AnswerContext) {
    let (deals, book, all) = (context.snapshot.deals, context.book, context.selection.candidates)
    var mask: UInt8 = 0
    for flag in HygieneFlag.allCases where flag.obstacle(in: context.snapshot) == nil {
      mask |= flag.bit
    }
    let open = all.places(.open).map { all.rows[Int($0)] }
    let today = context.question.asOf.number
    let gone = Self.missingPeople(context.snapshot, on: today)
    let active = Activeness(context)
    let accounts = context.snapshot.accounts
    let knownAccounts = accounts.isLoaded ? Int32(accounts.knownCount) : Int32.max
    let (ids, gones, actives) = (open.span, gone.span, active.bits.span)
    let (amount, close) = (book.state.amount.span, book.state.close.span)
    let (nextStep, owner) = (book.state.nextStep.span, book.state.owner.span)
    let (nextDate, account) = (deals.nextStepDate.span, deals.account.span)
    let (contacts, last) = (deals.contacts.span, deals.lastActivity.span)
    let (since, usesTable) = (active.since, active.usesTable)
    var flags = [UInt8](repeating: 0, count: open.count)
    var target = flags.mutableSpan
    let unknown = Day.unknownNumber
    for place in 0..<open.count {
      let row = Int(ids[place])
      var raised: UInt8 = amount[row] <= 0 ? 1 : 0
      let due = close[row]
      if due < today, due != unknown { raised |= 2 }
      let step = nextDate[row]
      if nextStep[row] < 0 || (step < today && step != unknown) { raised |= 4 }
      if usesTable {
        if actives[row >> 6] >> UInt64(row & 63) & 1 == 0 { raised |= 8 }
      } else if last[row] < since || last[row] > today {
        raised |= 8
      }
      if gones[Int(owner[row]) + 1] != 0 { raised |= 16 }
      if account[row] < 0 || account[row] >= knownAccounts { raised |= 32 }
      if contacts[row] == 0 || contacts[row] == 1 { raised |= 64 }
      target[place] = raised & mask
    }
    bits = flags
  }

  /// By person code + 1: blank, unknown to people.csv, or gone by a day.
  private static func missingPeople(_ snapshot: Snapshot, on day: Int32) -> [UInt8] {
    let people = snapshot.people
    var mask = [UInt8](repeating: 0, count: people.count + 1)
    mask[0] = 1
    guard people.isLoaded else { return mask }
    for code in 0..<people.count {
      if code >= people.knownCount {
        mask[code + 1] = 1
      } else if people.left[code] != Day.unknownNumber, people.left[code] <= day {
        mask[code + 1] = 1
      }
    }
    return mask
  }
}

/// Which deals were touched by an activity in the thirty days that end on A.
private struct Activeness {
  /// A − 29.
  let since: Int32
  /// Whether activities.csv tells; else the deals' own last_activity_date does.
  let usesTable: Bool
  /// One bit a deal, when the table tells.
  let bits: [UInt64]

  init(_ context: AnswerContext) {
    let today = context.question.asOf.number
    since = today - 29
    guard let table = context.snapshot.activities else {
      usesTable = false
      bits = []
      return
    }
    usesTable = true
    let count = context.snapshot.deals.count
    var bits = [UInt64](repeating: 0, count: (count + 63) / 64)
    var marks = bits.mutableSpan
    let (dates, deals) = (table.date.span, table.deal.span)
    for row in table.rows(from: since, to: today) {
      let deal = Int(deals[row])
      if deal >= 0, deal < count, dates[row] >= since {
        marks[deal >> 6] |= 1 << UInt64(deal & 63)
      }
    }
    self.bits = bits
  }
}

extension ActivityTable {
  /// Rows dated from one day to another, both included; the table is in the order of dates.
  func rows(from first: Int32, to last: Int32) -> Range<Int> {
    func position(_ day: Int32) -> Int {
      var (low, high) = (0, date.count)
      while low < high {
        let middle = (low + high) / 2
        if date[middle] < day { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let (from, to) = (position(first), position(last + 1))
    return from..<max(from, to)
  }
}
