/// What the company-wide tables need to know of the deals, added up while accounts are told.
///
/// A class, because the simulation of every deal of the run adds to the one ledger.
final class Ledger {
  /// What a rep had open on a Monday, dated within the quarter, in cents of the reporting currency.
  struct Outlook {
    var commit: Int64 = 0
    var bestCase: Int64 = 0
  }

  private let calendar: SampleCalendar
  private let days: Int
  let weeks: Int
  /// Person x day: sales deals won, in cents of the reporting currency.
  private var won: [Int64]
  /// Person x week.
  private var outlooks: [Outlook]
  /// Quarter x segment: sales deals won.
  private(set) var booked: [Int64]
  /// Month since the start: yearly value of new customers, and change of recurring revenue a year.
  private(set) var newValue: [Int64]
  private(set) var recurringChange: [Int64]
  /// Month since the start x marketing source: leads.
  private(set) var leads: [Int32]

  let firstMonth: Int
  let months: Int

  init(company: Company) {
    calendar = company.calendar
    days = calendar.asOf - calendar.start + 1
    weeks = calendar.week(calendar.asOf) + 1
    firstMonth = calendar.month(calendar.start)
    months = calendar.month(calendar.asOf) - firstMonth + 1
    let people = company.roster.people.count
    won = Array(repeating: 0, count: people * days)
    outlooks = Array(repeating: Outlook(), count: people * weeks)
    booked = Array(repeating: 0, count: calendar.quarterCount * 3)
    newValue = Array(repeating: 0, count: months)
    recurringChange = Array(repeating: 0, count: months)
    leads = Array(repeating: 0, count: months * Vocabulary.marketingSources)
  }

  private func month(_ day: Int) -> Int {
    min(max(0, calendar.month(day) - firstMonth), months - 1)
  }

  func addOpen(person: Int, day: Int, category: Category, amount: Int64) {
    guard day >= calendar.start else { return }
    let place = person * weeks + calendar.week(day)
    if category == .commit { outlooks[place].commit += amount }
    if category == .bestCase { outlooks[place].bestCase += amount }
  }

  func addWon(person: Int, day: Int, segment: Int, amount: Int64, kind: DealKind) {
    guard day >= calendar.start, day <= calendar.asOf else { return }
    won[person * days + day - calendar.start] += amount
    booked[calendar.quarter(day) * 3 + segment] += amount
    if kind == .new { newValue[month(day)] += amount }
  }

  func addRecurring(day: Int, yearly: Int64) {
    guard day <= calendar.asOf else { return }
    recurringChange[month(day)] += yearly
  }

  func addLead(day: Int, source: Int) {
    guard source < Vocabulary.marketingSources, day >= calendar.start else { return }
    leads[month(day) * Vocabulary.marketingSources + source] += 1
  }

  func outlook(person: Int, week: Int) -> Outlook { outlooks[person * weeks + week] }

  /// What the person won from the first to the last day, both included.
  func won(person: Int, from first: Int, to last: Int) -> Int64 {
    let (low, high) = (max(first, calendar.start), min(last, calendar.asOf))
    guard low <= high else { return 0 }
    let base = person * days - calendar.start
    var sum: Int64 = 0
    for place in (base + low)...(base + high) { sum += won[place] }
    return sum
  }
}
