/// What the cells of one column say about decimal signs.
struct NumberEvidence: Equatable, Sendable {
  var blank = 0
  /// Cells of digits only, which say nothing and leave nothing open.
  var plain = 0
  var point = 0
  var comma = 0
  /// Cells such as `1,234` that could be either, by the sign that they use.
  var openPoint = 0
  var openComma = 0
  var unreadable = 0
  /// Cells of more than one digit before the decimals, or with a percent sign: no share of one.
  var aboveOne = 0
  var example: String?
  var firstOpen: String?

  static func + (a: NumberEvidence, b: NumberEvidence) -> NumberEvidence {
    var sum = a
    sum.blank += b.blank
    sum.plain += b.plain
    sum.point += b.point
    sum.comma += b.comma
    sum.openPoint += b.openPoint
    sum.openComma += b.openComma
    sum.unreadable += b.unreadable
    sum.aboveOne += b.aboveOne
    sum.example = a.example ?? b.example
    sum.firstOpen = a.firstOpen ?? b.firstOpen
    return sum
  }

  var open: Int { openPoint + openComma }

  /// Looks at one trimmed cell.
  @inline(__always)
  mutating func look(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
    var place = start
    while place < end, NumberCell.isDigit(text[place]) { place &+= 1 }
    if place == end {
      if start == end { blank &+= 1 } else { plain &+= 1 }
      if end &- start > 1 || end > start && text[start] > 0x31 { aboveOne &+= 1 }
      return
    }
    lookCloser(text, start, end)
  }

  private mutating func lookCloser(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
    if NumberCell.isMissing(text, start, end) {
      blank += 1
      return
    }
    guard let cell = NumberCell(text, start, end) else {
      unreadable += 1
      return
    }
    let sign = max(cell.lastPoint, cell.lastComma)
    if cell.hasPercent || (sign < 0 ? cell.end : sign) - cell.start > 1 { aboveOne += 1 }
    if let style = cell.style {
      count(style, text, start, end)
      return
    }
    switch cell.lone(text) {
    case .none: plain += 1
    case .decimal(let style): count(style, text, start, end)
    case .open:
      if cell.points == 1 { openPoint += 1 } else { openComma += 1 }
      if firstOpen == nil { firstOpen = CellText.shown(text, start, end) }
    }
  }

  private mutating func count(_ style: NumberStyle, _ text: Span<UInt8>, _ start: Int, _ end: Int) {
    if style == .point { point += 1 } else { comma += 1 }
    if example == nil { example = CellText.shown(text, start, end) }
  }

  /// The sign that the cells prove; nil when they prove none or contradict each other.
  var proven: NumberStyle? {
    if point > 0, comma > 0 { return nil }
    return point > 0 ? .point : comma > 0 ? .comma : nil
  }

  /// Whether somebody has to say what the sign is.
  var isOpen: Bool { proven == nil && (open > 0 || point > 0 && comma > 0) }
}
