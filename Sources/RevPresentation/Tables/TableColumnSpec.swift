import RevBase
import RevJournal
import RevModel
import RevRisk

/// What stands in one cell of a table before it becomes text.
enum TableValue: Equatable, Sendable {
  case text(String)
  /// A person's, company's or deal's name.
  case name(String)
  case money(Int64)
  case day(Int32)
  case count(Int)
  case days(Int)
  case share(Double)
  /// Microseconds since 1970.
  case moment(Int64)
  /// A share whose tenth of a percent counts.
  case chance(Double)
  case none

  /// A key that sorts as the value does; nil sorts last.
  var number: Int64? {
    switch self {
    case .money(let cents): cents
    case .day(let day): Int64(day)
    case .count(let count), .days(let count): Int64(count)
    case .moment(let moment): moment
    case .share(let share), .chance(let share): Int64((share * 1e9).rounded())
    case .text, .name, .none: nil
    }
  }

  var text: String {
    switch self {
    case .text(let text), .name(let text): text
    case .money(let cents): Format.full(Money(cents: cents))
    case .day(let day): Day(day).description
    case .count(let count): Format.count(count)
    case .days(let days): "\(days)d"
    case .moment(let moment): MomentWords.text(moment)
    case .share(let share): Format.percent(share, digits: 0)
    case .chance(let share): Format.percent(share, digits: 1)
    case .none: "-"
    }
  }

  /// The plain number or text that is copied: no grouping, no unit.
  var plain: String {
    switch self {
    case .text(let text), .name(let text): text
    case .money(let cents): Money(cents: cents).description
    case .day(let day): Day(day).description
    case .count(let count), .days(let count): String(count)
    case .share(let share), .chance(let share): "\(share)"
    case .moment(let moment): MomentWords.text(moment)
    case .none: ""
    }
  }

  var tone: Tone {
    switch self {
    case .name: .name
    case .none: .missing
    case .day, .days, .moment: .dim
    case .text, .money, .count, .share, .chance: .text
    }
  }
}

/// A column of a table: its head, its width, and where its values come from.
struct TableColumnSpec: Sendable {
  let title: String
  let isNumeric: Bool
  /// Whether the totals row adds it up.
  let isSummed: Bool
  let minimum: Int
  let ideal: Int
  let flex: Int
  let priority: Int
  let value: @Sendable (RowReader, Int) -> TableValue

  /// The same column, never dropped.
  var kept: TableColumnSpec {
    TableColumnSpec(
      title: title, isNumeric: isNumeric, isSummed: isSummed, minimum: minimum, ideal: ideal,
      flex: flex, priority: 0, value: value)
  }

  static func text(
    _ title: String, _ minimum: Int, _ ideal: Int, flex: Int = 0, priority: Int = 0,
    value: @escaping @Sendable (RowReader, Int) -> TableValue
  ) -> TableColumnSpec {
    TableColumnSpec(
      title: title, isNumeric: false, isSummed: false, minimum: minimum, ideal: ideal, flex: flex,
      priority: priority, value: value)
  }

  static func number(
    _ title: String, _ width: Int, priority: Int = 0, isSummed: Bool = false,
    value: @escaping @Sendable (RowReader, Int) -> TableValue
  ) -> TableColumnSpec {
    TableColumnSpec(
      title: title, isNumeric: true, isSummed: isSummed, minimum: width, ideal: width, flex: 0,
      priority: priority, value: value)
  }

  static func money(
    _ title: String, priority: Int = 0, value: @escaping @Sendable (RowReader, Int) -> TableValue
  ) -> TableColumnSpec {
    number(title, 12, priority: priority, isSummed: true, value: value)
  }

  static func day(
    _ title: String, priority: Int, value: @escaping @Sendable (RowReader, Int) -> TableValue
  ) -> TableColumnSpec {
    TableColumnSpec(
      title: title, isNumeric: false, isSummed: false, minimum: 10, ideal: 10, flex: 0,
      priority: priority, value: value)
  }
}

/// What columns read their values from.
struct RowReader: Sendable {
  let snapshot: Snapshot
  let book: DealsAsOf
  /// nil while it is being fitted.
  let risk: RiskModel?
  let warnings: [DataWarning]
  var suppositions: [Supposition]
  /// What each row adds to the number drilled from.
  let counted: [Int32: Int64]
  /// The forecast that contributions are read from.
  var landing: LandingReader?
  let masksNames: Bool
  /// Entries of the journal, and the actions of the question, for the tables of those.
  var journal: [JournalEntry] = []
  var actions: [ActionLine] = []
  /// What objects of the journal are called.
  var titles: [String: String] = [:]

  func daysInStage(_ row: Int) -> TableValue {
    guard let since = Day(known: book.stageSince[row]) else { return .none }
    return .days(max(0, book.day - since))
  }

  func deal(_ row: Int) -> TableValue {
    if masksNames { return .name("Deal \(row + 1)") }
    return .name(snapshot.deals.title(row))
  }

  /// What a supposition is about: a deal, or a number.
  func subject(_ supposition: Supposition) -> TableValue {
    supposition.deal.map { deal(Int($0)) } ?? .text(supposition.title)
  }

  func dealOf(code: Int32) -> TableValue {
    guard code >= 0 else { return .none }
    if let row = snapshot.deals.row(ofCode: code) { return deal(row) }
    return snapshot.deals.id(ofCode: code).map(TableValue.name) ?? .none
  }

  func person(_ code: Int32) -> TableValue {
    guard code >= 0 else { return .none }
    if masksNames { return .name("Person \(code + 1)") }
    return snapshot.people.title(ofCode: code).map(TableValue.name) ?? .none
  }

  func account(_ code: Int32) -> TableValue {
    guard code >= 0 else { return .none }
    if masksNames { return .name("Account \(code + 1)") }
    return snapshot.accounts.title(ofCode: code).map(TableValue.name) ?? .none
  }

  func segment(ofAccount code: Int32) -> TableValue {
    word(snapshot.accounts.segment, ofAccount: code)
  }

  func word(_ column: CodeColumn, ofAccount code: Int32) -> TableValue {
    guard code >= 0, Int(code) < column.count else { return .none }
    return column[Int(code)].map(TableValue.text) ?? .none
  }

  func day(_ number: Int32) -> TableValue { number == Day.unknownNumber ? .none : .day(number) }

  func word(_ text: String?) -> TableValue { text.map(TableValue.text) ?? .none }

  func stage(_ row: Int) -> TableValue {
    let name = book.state.stage[row]
    return name == .max ? .none : word(snapshot.stages.names[Int32(name)])
  }
}
