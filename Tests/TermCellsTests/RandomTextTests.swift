import TermCells
// Random text of the worst kind: whatever is written, the grid stays whole and nothing unsafe is in it.
import Testing

/// A small seeded generator, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct RandomTextTests {
  private static let nasty: [ClosedRange<UInt32>] = [
    0...0x9F, 0x20...0x7E, 0x300...0x36F, 0x200B...0x2069, 0xFE00...0xFE0F, 0x1F1E6...0x1F1FF,
    0x1F3FB...0x1F3FF, 0x1F466...0x1F469, 0x4E00...0x4E10, 0x1100...0x11FF, 0x0...0x1FFFF,
    0xE0000...0xE01EF,
  ]

  private func text(_ random: inout SeededGenerator) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...24, using: &random) {
      let range = Self.nasty[Int.random(in: 0..<Self.nasty.count, using: &random)]
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  private func isHarmless(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFE00...0xFE0F, 0xFEFF, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF, 0xE0000...0xE0FFF:
      false
    default: true
    }
  }

  @Test(arguments: [GlyphSet.block, .ascii])
  func theGridStaysWhole(_ glyphs: GlyphSet) {
    var random = SeededGenerator(seed: 7)
    var surface = Surface(width: 20, height: 2, glyphs: glyphs)
    for round in 0..<4000 {
      let sample = text(&random)
      let x = Int.random(in: -6...22, using: &random)
      let limit = Int.random(in: -1...24, using: &random)
      let used = surface.write(sample, x: x, y: round % 3 - (round % 7 == 0 ? 1 : 0), limit: limit)
      #expect(used <= max(0, limit))
      for y in 0..<2 {
        let row = (0..<20).map { surface[$0, y] }
        for (column, cell) in row.enumerated() {
          if cell.width == 2 { #expect(column < 19 && row[column + 1].width == 0) }
          if cell.width == 0 { #expect(column > 0 && row[column - 1].width == 2) }
          let scalars = surface.scalars(of: cell)
          #expect(scalars.allSatisfy(isHarmless))
          #expect(scalars.count <= 5)
          if glyphs.isASCII { #expect(scalars.allSatisfy { $0 < 0x7F }) }
        }
      }
      if round % 100 == 0 { surface.clear() }
    }
  }

  @Test func widthIsWhatIsDrawn() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<2000 {
      let sample = text(&random)
      var surface = Surface(width: 200, height: 1)
      #expect(surface.write(sample, x: 0, y: 0) == sample.displayWidth)
      let cleaned = DisplayText.cleaned(sample)
      #expect(cleaned.displayWidth == sample.displayWidth)
      #expect(DisplayText.cleaned(cleaned) == cleaned)
      let columns = Int.random(in: 0...30, using: &random)
      #expect(DisplayText.truncated(sample, to: columns).displayWidth <= columns)
    }
  }

  @Test func aFieldHoldsOnlyWhatIsSeen() {
    var random = SeededGenerator(seed: 13)
    let keys: [Key] = [
      .left, .right, .backspace, .delete, .home, .end, .wordLeft, .wordRight, .control("w"),
    ]
    var field = TextField(maximumLength: 40)
    for _ in 0..<3000 {
      if Bool.random(using: &random) {
        field.insert(text(&random))
      } else {
        let isHandled = field.handle(keys[Int.random(in: 0..<keys.count, using: &random)])
        #expect(isHandled)
      }
      #expect(field.text.unicodeScalars.allSatisfy { isHarmless($0.value) && $0 != "�" })
      #expect((0...40).contains(field.cursor))
      #expect(field.count <= 40)
      if Int.random(in: 0..<20, using: &random) == 0 { field = TextField(maximumLength: 40) }
    }
  }

  /// The bytes of a terminal gone mad: any sequence is taken, and nothing is kept for ever.
  @Test func theDecoderTakesAnyBytes() {
    var random = SeededGenerator(seed: 17)
    var decoder = InputDecoder()
    for _ in 0..<5000 {
      let count = Int.random(in: 0...12, using: &random)
      let bytes = (0..<count).map { _ -> UInt8 in
        let common: [UInt8] = [0x1B, 0x5B, 0x4F, 0x3B, 0x3C, 0x4D, 0x7E, 0x32, 0x30]
        return Bool.random(using: &random)
          ? common[Int.random(in: 0..<common.count, using: &random)]
          : UInt8.random(in: 0...255, using: &random)
      }
      for case .event(.paste(let text)) in decoder.decode(bytes) { #expect(text.count < 100_000) }
      _ = decoder.finish()
      #expect(!decoder.isWaiting)
    }
  }
}
