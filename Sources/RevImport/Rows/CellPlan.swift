/// What a column of an export is turned into.
enum CellKind: String, Sendable, Equatable {
  case text
  case id
  /// An id that is lengthened to 18 characters when it is a short one of Salesforce.
  case salesforceID
  case day
  case moment
  case money
  /// A number that is written as it is read: a score, a count.
  case number
  /// 0 to 100, or with a percent sign.
  case percent
  /// 0 to 1 or 0 to 100, as the column's largest value tells.
  case share
  case flag
  /// A text that is looked up in a list of words.
  case word
}

/// How the text of a cell is read: what was decided about its column. Plain bits, copied for
/// nothing.
struct CellForm: Sendable, Equatable {
  var kind: CellKind
  var order: DateOrder?
  var style = NumberStyle.point
  /// Whether a share is written as 0 to 100.
  var isPercent = false
}

/// How the cells of one column are read: where they are, and what was decided about the column.
struct CellPlan: Sendable, Equatable {
  /// Places in the row; the first that is not blank counts.
  var sources: [Int]
  /// What stands for a cell that is blank in all of them.
  var literal: String?
  var form: CellForm

  init(sources: [Int], literal: String? = nil, kind: CellKind) {
    (self.sources, self.literal, form) = (sources, literal, CellForm(kind: kind))
  }
}

/// What came of one cell.
enum CellOutcome: Equatable {
  case written
  case blank
  case unreadable
}

extension CellForm {
  /// Writes a trimmed cell as the snapshot has it, quoted where needed.
  ///
  /// Words are written as they are: looking them up is the caller's part.
  @inline(__always)
  func write(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, to line: inout LineWriter
  ) -> CellOutcome {
    if start >= end { return .blank }
    switch kind {
    case .text, .id, .word:
      line.cell(text, start, end)
      return .written
    case .salesforceID:
      SalesforceID.write(text, start, end, to: &line)
      return .written
    case .day, .moment:
      if end &- start == 10, ForeignTime.isISODay(text, start, end) {
        line.raw(text, start, end)
        return .written
      }
      if ForeignTime.isWholeSecondUTC(text, start, end) {
        line.raw(text, start, start &+ 10)
        if kind == .day { return .written }
        line.put(0x54)
        line.raw(text, start &+ 11, start &+ 19)
        line.put(0x5A)
        return .written
      }
      return writeTime(text, start, end, to: &line)
    case .money, .number: return writeNumber(text, start, end, to: &line)
    case .percent, .share: return writeShare(text, start, end, to: &line)
    case .flag:
      guard let flag = FlagCell.read(text, start, end) else { return .unreadable }
      line.cell(flag ? "true" : "false")
      return .written
    }
  }

  private func writeTime(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, to line: inout LineWriter
  ) -> CellOutcome {
    if NumberCell.isMissing(text, start, end) { return .blank }
    guard let time = ForeignTime.read(text, start, end), let day = day(of: time) else {
      return .unreadable
    }
    if kind == .day { line.day(day) } else { line.moment(time, day: day) }
    return .written
  }

  /// The day of a date under the column's order.
  func day(of time: ForeignTime) -> Int32? {
    if let order { return time.day(order) }
    // Nothing was open in the column: both orders agree wherever both exist.
    return time.day(.dayFirst) ?? time.day(.monthFirst)
  }

  private func writeNumber(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, to line: inout LineWriter
  ) -> CellOutcome {
    if text[start] != 0x30 || end - start == 1 {
      var place = start
      while place < end, NumberCell.isDigit(text[place]) { place &+= 1 }
      if place == end {
        line.raw(text, start, end)
        return .written
      }
      // Two decimals, as most amounts have them, are copied too; two zeros are none.
      if style == .point, text[place] == 0x2E, place > start, end &- place == 3,
        NumberCell.isDigit(text[place &+ 1]), NumberCell.isDigit(text[place &+ 2])
      {
        let isWhole = text[place &+ 1] == 0x30 && text[place &+ 2] == 0x30
        line.raw(text, start, isWhole ? place : end)
        return .written
      }
    }
    if NumberCell.isMissing(text, start, end) { return .blank }
    guard let cell = NumberCell(text, start, end),
      line.decimal(cell, text, style: style)
    else { return .unreadable }
    return .written
  }

  private func writeShare(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, to line: inout LineWriter
  ) -> CellOutcome {
    guard let value = billionths(text, start, end) else {
      return NumberCell.isMissing(text, start, end) ? .blank : .unreadable
    }
    line.share(billionths: value)
    return .written
  }

  /// The value of a share in billionths; nil when it is missing, unreadable or not from 0 to 1.
  func billionths(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    if let whole = NumberCell.small(text, start, end) {
      let value = whole &* (kind == .percent || isPercent ? 10_000_000 : 1_000_000_000)
      return value <= 1_000_000_000 ? value : nil
    }
    if NumberCell.isMissing(text, start, end) { return nil }
    guard let cell = NumberCell(text, start, end) else { return nil }
    let hundred = kind == .percent || isPercent || cell.hasPercent
    let places = hundred ? 7 : 9
    guard let value = ExactNumber.scaled(cell, text, style: style, places: places),
      (0...1_000_000_000).contains(value)
    else { return nil }
    return value
  }
}

/// Words for yes and no.
enum FlagCell {
  static func read(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool? {
    switch end - start {
    case 1:
      switch text[start] | 0x20 {
      case 0x31, 0x79, 0x74, 0x78: return true
      case 0x30, 0x6E, 0x66: return false
      default: return nil
      }
    case 4 where isSpelt("true", text, start): return true
    case 5 where isSpelt("false", text, start): return false
    case 2...10: return word(CellText.string(text, start, end).lowercased())
    default: return nil
    }
  }

  /// Whether the letters of a word begin here, small or large.
  @inline(__always)
  private static func isSpelt(_ word: StaticString, _ text: Span<UInt8>, _ start: Int) -> Bool {
    for place in 0..<word.utf8CodeUnitCount
    where unsafe text[start &+ place] | 0x20 != word.utf8Start[place] { return false }
    return true
  }

  private static func word(_ word: String) -> Bool? {
    switch word {
    case "true", "yes", "on", "ja", "oui", "wahr", "vrai", "sí", "si", "sim", "checked": true
    case "false", "no", "off", "nein", "non", "falsch", "faux", "não", "nao", "unchecked": false
    default: nil
    }
  }
}
