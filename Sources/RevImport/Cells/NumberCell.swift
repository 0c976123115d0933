/// A number as exports write it, taken apart: digits and signs, and what surrounds them.
///
/// Currency signs and codes before or behind, spaces and apostrophes between groups, parentheses
/// or a minus at either end for negatives, a percent sign.
struct NumberCell: Equatable {
  /// Digits, points and commas begin and end.
  var start: Int
  var end: Int
  var isNegative: Bool
  var points = 0
  var commas = 0
  var lastPoint = -1
  var lastComma = -1
  /// Whether other separators of groups occur, which cannot be decimal signs.
  var hasOtherGroups = false
  var hasPercent = false

  /// Whether a cell says that there is no value: empty, dashes, `n/a`, `null`.
  @inline(__always)
  static func isMissing(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    if start >= end { return true }
    if text[start] &- 0x30 <= 9 || end &- start > 4 { return false }
    return isMissingWord(text, start, end)
  }

  private static func isMissingWord(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var (dashes, other) = (0, 0)
    for place in start..<end {
      let byte = text[place]
      // Hyphens, and the bytes of the en and em dashes.
      if byte == 0x2D || byte == 0xE2 || byte == 0x80 || byte == 0x93 || byte == 0x94 {
        dashes += 1
      } else {
        other += 1
      }
    }
    if other == 0 { return dashes > 0 }
    switch CellText.string(text, start, end).lowercased() {
    case "n/a", "na", "null", "nil", "none", "#n/a": return true
    default: return false
    }
  }

  /// Takes a cell apart; nil when it is no number.
  ///
  /// - Precondition: the cell is trimmed and not missing.
  init?(_ text: Span<UInt8>, _ first: Int, _ last: Int) {
    var (start, end) = (first, last)
    var negative = false
    // What stands before and behind the digits: signs, letters, symbols of currency.
    var (isOpen, isPercent) = (false, false)
    while start < end, !Self.isDigit(text[start]) {
      switch text[start] {
      case 0x2D: negative = true
      case 0x28: isOpen = true
      case 0x2B, 0x20, 0x24, 0x27: break
      case 0x2E, 0x2C:
        guard start + 1 < end, Self.isDigit(text[start + 1]) else { return nil }
        self.init(digits: text, start, end, negative, isOpen)
        return
      default:
        guard Self.isCurrencyByte(text[start]) else { return nil }
      }
      start += 1
      if start - first > 8 { return nil }
    }
    guard start < end else { return nil }
    let limit = end
    while end > start, !Self.isDigit(text[end - 1]) {
      switch text[end - 1] {
      case 0x2D: negative = true
      case 0x29:
        guard isOpen else { return nil }
        (isOpen, negative) = (false, true)
      case 0x25: isPercent = true
      case 0x20, 0x24, 0x2E: break
      default:
        guard Self.isCurrencyByte(text[end - 1]) else { return nil }
      }
      end -= 1
      if limit - end > 8 { return nil }
    }
    self.init(digits: text, start, end, negative, isOpen)
    hasPercent = isPercent
  }

  private init?(
    digits text: Span<UInt8>, _ start: Int, _ end: Int, _ negative: Bool, _ isOpen: Bool
  ) {
    if isOpen { return nil }
    (self.start, self.end, isNegative) = (start, end, negative)
    var place = start
    while place < end {
      let byte = text[place]
      if !Self.isDigit(byte) {
        switch byte {
        case 0x2E:
          points += 1
          lastPoint = place
        case 0x2C:
          commas += 1
          lastComma = place
        case 0x20, 0x27: hasOtherGroups = true
        case 0xC2 where place + 1 < end && text[place + 1] == 0xA0:
          hasOtherGroups = true
          place += 1
        case 0xE2
        where place + 2 < end && text[place + 1] == 0x80
          && [0xAF, 0x99, 0x89].contains(text[place + 2]):
          // Narrow no-break space, right quotation mark, thin space.
          hasOtherGroups = true
          place += 2
        default: return nil
        }
      }
      place += 1
    }
    if points > 1, commas > 1 { return nil }
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

  /// A number of one to three digits and nothing else; nil for any other text.
  @inline(__always)
  static func small(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    if end &- start > 3 || start >= end { return nil }
    var value = 0
    for place in start..<end {
      let digit = text[place] &- 0x30
      if digit > 9 { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }

  /// Letters of codes such as USD, kr or R, and bytes of symbols beyond ASCII.
  private static func isCurrencyByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20) &- 0x61 < 26
  }

  /// Which sign begins the decimals, as far as this one number tells; nil when it does not.
  var style: NumberStyle? {
    if points > 0, commas > 0 { return lastPoint > lastComma ? .point : .comma }
    if points > 1 { return .comma }
    if commas > 1 { return .point }
    return nil
  }

  /// Where the decimals begin under a style, −1 when there are none; nil when the signs are not where
  /// the style has them.
  ///
  /// The last group of thousands has three digits: `500.50` is no 50,050 because somebody says that
  /// commas begin decimals.
  @inline(__always)
  func decimalSign(_ style: NumberStyle) -> Int? {
    let (sign, signs) = style == .point ? (lastPoint, points) : (lastComma, commas)
    let group = style == .point ? lastComma : lastPoint
    if signs > 1 || sign >= 0 && group > sign { return nil }
    if group >= 0, (sign < 0 ? end : sign) - group != 4 { return nil }
    return sign
  }

  /// What a lone separator in this cell means.
  enum Lone: Equatable {
    case none
    case decimal(NumberStyle)
    /// Exactly three digits behind it: it may separate thousands.
    case open
  }

  func lone(_ text: Span<UInt8>) -> Lone {
    guard points + commas == 1 else { return .none }
    let place = max(lastPoint, lastComma)
    let style: NumberStyle = points == 1 ? .point : .comma
    let before = place - start
    if hasOtherGroups || end - place - 1 != 3 || before > 3 || before == 0 {
      return .decimal(style)
    }
    return text[start] == 0x30 ? .decimal(style) : .open
  }
}
