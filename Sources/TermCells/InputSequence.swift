/// The first sequence of the bytes that have arrived, and what it means.
struct InputSequence {
  enum Meaning {
    /// To be dropped without a word.
    case nothing
    case output(InputDecoder.Output)
    case pasteStart
  }

  /// A sequence's length in bytes, 0 when more bytes have to come, and what it means.
  typealias Step = (length: Int, meaning: Meaning)

  private static let longest = 256
  private static let waiting: Step = (0, .nothing)

  let rest: ArraySlice<UInt8>
  /// Whether no more bytes are to be expected.
  let isFinal: Bool

  private func byte(_ offset: Int) -> UInt8? {
    offset < rest.count ? rest[rest.startIndex + offset] : nil
  }

  private func key(_ length: Int, _ key: Key) -> Step { (length, .output(.event(.key(key)))) }
  private func unknown(_ length: Int) -> Step { (length, .output(.event(.unknownKey))) }

  func next(_ keys: [[UInt8]: Key], _ longestKey: Int) -> Step {
    guard let first = byte(0) else { return Self.waiting }
    switch first {
    case 0x1B:
      var isPrefix = false
      if longestKey > 1 {
        for length in stride(from: min(longestKey, rest.count), through: 2, by: -1) {
          if let found = keys[Array(rest.prefix(length))] { return key(length, found) }
        }
        isPrefix = keys.keys.contains { $0.count > rest.count && $0.starts(with: rest) }
      }
      return isPrefix && !isFinal ? Self.waiting : escape()
    case 0x0D, 0x0A: return key(1, .enter)
    case 0x09: return key(1, .tab)
    case 0x08, 0x7F: return key(1, .backspace)
    case 0x00: return key(1, .control("@"))
    case 0x01...0x1A: return key(1, .control(Character(Unicode.Scalar(first + 0x60))))
    case 0x1C...0x1F: return key(1, .control(Character(Unicode.Scalar(first + 0x40))))
    case 0x20...0x7E: return key(1, .character(Character(Unicode.Scalar(first))))
    default: return character(at: 0) { .character($0) }
    }
  }

  /// A character of several bytes.
  private func character(at offset: Int, _ make: (Character) -> Key) -> Step {
    let length: Int
    switch byte(offset) ?? 0 {
    case 0x20...0x7E: length = 1
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return unknown(offset + 1)
    }
    let bytes = rest.dropFirst(offset).prefix(length)
    for (index, value) in bytes.enumerated() where index > 0 && value & 0xC0 != 0x80 {
      return unknown(offset + index)
    }
    guard bytes.count == length else {
      return isFinal ? unknown(offset + bytes.count) : Self.waiting
    }
    guard let text = String(validating: bytes, as: UTF8.self), text.count == 1,
      let character = text.first, (character.unicodeScalars.first?.value ?? 0) > 0x9F || length == 1
    else { return unknown(offset + length) }
    return key(offset + length, make(character))
  }

  private func escape() -> Step {
    guard let second = byte(1) else { return isFinal ? key(1, .escape) : Self.waiting }
    switch second {
    case 0x1B: return key(1, .escape)
    case 0x5B: return controlSequence()
    case 0x4F: return singleShift()
    case 0x5D, 0x50, 0x58, 0x5E, 0x5F: return string()
    case 0x7F, 0x08: return key(2, .control("w"))
    case 0x00...0x1F: return key(1, .escape)
    default: return character(at: 1) { .alt($0) }
    }
  }

  /// `ESC O` and a letter: keypad and function keys in application mode.
  private func singleShift() -> Step {
    guard let third = byte(2) else { return isFinal ? key(2, .alt("O")) : Self.waiting }
    if let found = letterKey(third) { return key(3, found) }
    switch third {
    case 0x4D: return key(3, .enter)
    case 0x58: return key(3, .character("="))
    case 0x6A...0x79:
      // The keypad sends the ASCII characters from `*` to `9`, moved up by 0x40.
      return key(3, .character(Character(Unicode.Scalar(third - 0x40))))
    case 0x61, 0x62: return unknown(3)
    case 0x63: return key(3, .wordRight)
    case 0x64: return key(3, .wordLeft)
    default: return unknown(3)
    }
  }

  private func letterKey(_ letter: UInt8) -> Key? {
    switch letter {
    case 0x41: .up
    case 0x42: .down
    case 0x43: .right
    case 0x44: .left
    case 0x46: .end
    case 0x48: .home
    case 0x50...0x53: .function(Int(letter - 0x4F))
    case 0x5A: .backTab
    default: nil
    }
  }

  /// A string for the program (OSC, DCS and their like): the answer to what the background is, or
  /// one that nobody asked for.
  private func string() -> Step {
    for offset in 2..<max(2, min(rest.count, Self.longest)) {
      if byte(offset) == 0x07 { return (offset + 1, answer(rest.dropFirst(2).prefix(offset - 2))) }
      if byte(offset) == 0x5C, byte(offset - 1) == 0x1B {
        return (offset + 1, answer(rest.dropFirst(2).prefix(max(0, offset - 3))))
      }
    }
    if rest.count == 2, isFinal { return character(at: 1) { .alt($0) } }
    return isFinal || rest.count >= Self.longest ? (rest.count, .nothing) : Self.waiting
  }

  /// `11;rgb:RRRR/GGGG/BBBB`, with one to four digits each.
  private func answer(_ body: ArraySlice<UInt8>) -> Meaning {
    let text = String(decoding: body, as: UTF8.self)
    guard byte(1) == 0x5D, text.hasPrefix("11;rgb:") else { return .nothing }
    let parts = text.dropFirst(7).split(separator: "/").map { part -> UInt8? in
      guard (1...4).contains(part.count), let value = Int(part, radix: 16) else { return nil }
      let most = (1 << (4 * part.count)) - 1
      return UInt8(value * 255 / most)
    }
    guard parts.count == 3, let red = parts[0], let green = parts[1], let blue = parts[2] else {
      return .nothing
    }
    return .output(.reply(.background(RGB(red: red, green: green, blue: blue))))
  }

  // MARK: - Control sequences

  /// `ESC [`, parameters, and a final letter.
  private func controlSequence() -> Step {
    if byte(2) == 0x5B {
      // The Linux console's F1 to F5.
      guard let letter = byte(3) else { return isFinal ? unknown(3) : Self.waiting }
      return (0x41...0x45).contains(letter) ? key(4, .function(Int(letter - 0x40))) : unknown(4)
    }
    var end = 2
    while let value = byte(end), (0x20...0x3F).contains(value), end < Self.longest { end += 1 }
    guard let last = byte(end) else {
      guard isFinal else { return Self.waiting }
      return end == 2 ? key(2, .alt("[")) : unknown(end)
    }
    guard (0x40...0x7E).contains(last) else { return unknown(end) }
    let length = end + 1
    let body = Array(rest.dropFirst(2).prefix(end - 2))
    switch (body.first, last) {
    case (0x3C, 0x4D), (0x3C, 0x6D):
      guard let event = mouse(numbers(body.dropFirst()), isRelease: last == 0x6D) else {
        return (length, .nothing)
      }
      return (length, .output(.event(.mouse(event))))
    case (0x3F, 0x63): return (length, .output(.reply(.attributes)))
    case (0x3F, 0x79):
      let values = numbers(body.dropFirst())
      guard values.count == 2 else { return (length, .nothing) }
      return (length, .output(.reply(.mode(number: values[0], state: values[1]))))
    case (0x3F, _), (0x3E, _), (0x3D, _): return (length, .nothing)
    case (nil, 0x4D):
      // A mouse report of the old form, which was not asked for: three bytes follow.
      return rest.count >= 6 || isFinal ? (min(6, rest.count), .nothing) : Self.waiting
    case (nil, 0x49), (nil, 0x4F): return (length, .nothing)
    default: break
    }
    let values = numbers(body[...])
    if last == 0x7E, values.first == 200 { return (length, .pasteStart) }
    if last == 0x7E, values.first == 201 { return (length, .nothing) }
    guard let found = named(last, values) else { return unknown(length) }
    return key(length, found)
  }

  /// The numbers between semicolons; other bytes are ignored, and nothing is 0.
  private func numbers(_ body: ArraySlice<UInt8>) -> [Int] {
    guard !body.isEmpty else { return [] }
    var values = [0]
    for value in body {
      if value == 0x3B {
        values.append(0)
      } else if (0x30...0x39).contains(value), values[values.count - 1] < 100_000 {
        values[values.count - 1] = values[values.count - 1] * 10 + Int(value - 0x30)
      }
    }
    return values
  }

  private func named(_ last: UInt8, _ values: [Int]) -> Key? {
    // 1 and a sum of 1 Shift, 2 Alt, 4 Ctrl.
    let modifiers = values.count > 1 ? max(0, values[1] - 1) : 0
    let plain: Key?
    if last == 0x7E || last == 0x5E {
      plain = numberedKey(values.first ?? 0)
    } else {
      plain = letterKey(last)
    }
    switch (plain, modifiers) {
    case (_, 0): return plain
    case (.left, 2), (.left, 4): return .wordLeft
    case (.right, 2), (.right, 4): return .wordRight
    case (.function(let number), 1): return .function(number + 12)
    case (.function, _): return nil
    case (_, 1): return plain
    default: return nil
    }
  }

  private func numberedKey(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...24: .function(number - 12)
    default: nil
    }
  }

  private func mouse(_ values: [Int], isRelease: Bool) -> MouseEvent? {
    guard values.count == 3, values[1] > 0, values[2] > 0 else { return nil }
    let (code, x, y) = (values[0], values[1] - 1, values[2] - 1)
    let isControlDown = code & 16 != 0
    if code & 64 != 0 {
      guard code & 2 == 0 else { return nil }
      let kind: MouseEvent.Kind = code & 1 == 0 ? .wheelUp : .wheelDown
      return MouseEvent(kind: kind, x: x, y: y, isControlDown: isControlDown)
    }
    guard let button = MouseEvent.Button(rawValue: code & 3) else { return nil }
    let kind: MouseEvent.Kind = isRelease ? .release : code & 32 != 0 ? .drag : .press
    return MouseEvent(kind: kind, button: button, x: x, y: y, isControlDown: isControlDown)
  }
}
