import RevBase

/// Goes through the rows of one file and gives their cells by what they are for.
///
/// Every row ends accepted or set aside: a row that nobody sets aside counts as accepted. A class
/// because the log is shared with what reads the rows.
final class RowCursor {
  let file: PreparedFile
  private(set) var log = RowLog()
  private var reader: ChunkReader?
  private var cells: RowCells
  private var position: Int
  private var line: Int
  private var isDecided = true
  private var scratch = LineWriter()
  private let width: Int
  private let checksUTF8: Bool
  private let required: [String]
  /// Told the place in the text after each stretch; false stops.
  private let reached: (Int) -> Bool

  init(_ file: PreparedFile, reached: @escaping (Int) -> Bool) {
    self.file = file
    self.reached = reached
    width = file.form.header.names.count
    cells = RowCells(capacity: width + 1)
    position = file.form.dataStart
    line = file.form.dataLine
    checksUTF8 = file.survey.tally.broken > 0
    required = file.shape.fields.filter(\.isRequired).map(\.target)
  }

  /// Line of the row, from 1.
  var rowLine: Int { line + cells.line }

  /// Moves to the next row that can be one of the table; false at the end.
  func next() throws(ImportError) -> Bool {
    settle()
    do throws(SourceFailure) {
      while true {
        if reader == nil {
          if position >= file.text.count { return false }
          reader = try ChunkReader(
            file.text, delimiter: file.form.delimiter, start: position, isExact: true,
            limit: min(file.text.count, position + (1 << 20)))
        }
        let place = reader?.position ?? 0
        switch try reader?.next(into: &cells) {
        case .row:
          log.read += 1
          isDecided = false
          if let reason = objection() {
            setAside(reason)
            continue
          }
          return true
        case .fault(let fault):
          log.read += 1
          log.aside(
            fault == .unclosedQuote ? .unclosedQuote : .textAfterQuote, line: rowLine,
            value: reader?.line(at: place) ?? "")
        case .blank, .incomplete: continue
        case .end, nil:
          position = reader?.position ?? file.text.count
          line += reader?.lines ?? 0
          reader = nil
          if !reached(position) { throw .unreadable("stopped") }
        }
      }
    } catch {
      if error == .unreadable("stopped") { throw .cancelled }
      throw .cannotRead(path: file.path, reason: error.words)
    }
  }

  /// Sets the row at hand aside.
  func setAside(_ reason: SetAsideReason, column: String? = nil) {
    if isDecided { return }
    isDecided = true
    log.aside(reason, line: rowLine, column: column, value: column.map { shown($0) } ?? shownRow)
  }

  private func settle() {
    if !isDecided { log.accepted += 1 }
    isDecided = true
  }

  private func objection() -> SetAsideReason? {
    guard let reader else { return .missing }
    let text = reader.bytes.span
    if cells.count > width {
      let (start, end) = cells.trimmed(width, in: text)
      if start < end || cells.count > width + 1 { return .tooManyCells }
    }
    if checksUTF8 {
      let last = cells.bounds(min(cells.count, width) - 1).end
      if !UTF8Tally.isWellFormed(text, cells.bounds(0).start, last) { return .notUTF8 }
    }
    if isHeader(text) { return .repeatedHeader }
    if RowKind.isFooter(text, cells, width: width) { return .total }
    return nil
  }

  private func isHeader(_ text: Span<UInt8>) -> Bool {
    var (same, filled) = (0, 0)
    for (place, name) in file.form.header.names.enumerated() where !name.isEmpty {
      let (start, end) = cells.trimmed(place, in: text)
      filled += 1
      if end - start != name.utf8.count { return false }
      if CellText.string(text, start, end) == name { same += 1 }
    }
    return filled > 0 && same == filled
  }

  private var shownRow: String {
    guard let reader, cells.count > 0 else { return "" }
    let last = min(cells.count, width) - 1
    return CellText.shown(reader.bytes.span, cells.bounds(0).start, cells.bounds(last).end)
  }

  private func shown(_ target: String) -> String { CellText.shown(raw(target) ?? "") }

  // MARK: - Cells

  /// Whether the file has a column for something.
  func has(_ target: String) -> Bool { file.columns[target] != nil }

  /// The text of a cell as it stands in the file, trimmed; nil when it is blank.
  func raw(_ target: String) -> String? {
    guard let plan = file.columns[target], let reader else { return nil }
    for source in plan.sources {
      let (start, end) = cells.trimmed(source, in: reader.bytes.span)
      if start < end { return CellText.string(reader.bytes.span, start, end) }
    }
    return plan.literal
  }

  /// A cell as the snapshot has it; nil when it is blank or cannot be read, which is noted.
  func value(_ target: String) -> String? {
    guard let plan = file.columns[target], let reader else { return nil }
    let text = reader.bytes.span
    for source in plan.sources {
      let (start, end) = cells.trimmed(source, in: text)
      if start >= end { continue }
      scratch.removeAll()
      let form = plan.form
      if form.kind == .text || form.kind == .id || form.kind == .word {
        return mapped(target, CellText.string(text, start, end))
      }
      switch form.write(text, start, end, to: &scratch) {
      case .written: return String(decoding: scratch.written, as: UTF8.self)
      case .blank: continue
      case .unreadable:
        log.unreadable(target, line: rowLine, value: CellText.shown(text, start, end))
        continue
      }
    }
    return plan.literal
  }

  private func mapped(_ target: String, _ word: String) -> String {
    file.words[target]?[word] ?? word
  }

  /// A cell that the row cannot do without; nil when the row has been set aside for want of it.
  func needed(_ target: String) -> String? {
    if let value = value(target) { return value }
    let isBlank =
      raw(target).map { text in
        let bytes = Array(text.utf8)
        return NumberCell.isMissing(bytes.span, 0, bytes.count)
      } ?? true
    setAside(isBlank ? .missing : .unreadable, column: target)
    return nil
  }

  func flag(_ target: String) -> Bool? {
    guard let text = raw(target) else { return nil }
    let bytes = Array(text.utf8)
    return FlagCell.read(bytes.span, 0, bytes.count)
  }

  /// The day of a cell; nil when it is blank or unreadable.
  func day(_ target: String) -> Day? {
    value(target).flatMap { Day($0.prefix(10)) }
  }

  /// An amount in hundredths, rounded half to even; nil when it is blank, unreadable or too large.
  func money(_ target: String) -> Money? {
    guard let text = value(target) else { return nil }
    return ExactMoney.read(text)
  }
}

/// Reads decimals as the snapshot writes them.
enum ExactMoney {
  static func read(_ text: String) -> Money? {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, let cell = NumberCell(bytes.span, 0, bytes.count),
      let exact = ExactNumber.scaled(cell, bytes.span, style: .point, places: 6)
    else { return nil }
    let cents = Exact.roundHalfEven(Int128(exact), over: 10_000)
    guard abs(cents) <= Int128(Money.limit.cents) else { return nil }
    return Money(cents: Int64(cents))
  }
}
