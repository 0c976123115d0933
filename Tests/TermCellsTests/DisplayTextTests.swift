import TermCells
// The gate: what untrusted text becomes, and how wide it is.
import Testing

@Suite struct DisplayTextTests {
  struct Sample: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    let shown: String
    let width: Int

    init(_ what: String, _ text: String, _ shown: String, _ width: Int) {
      testDescription = what
      self.text = text
      self.shown = shown
      self.width = width
    }
  }

  static let samples = [
    Sample("plain text", "Northwind", "Northwind", 9),
    Sample("nothing", "", "", 0),
    Sample("a tab and newlines", "a\tb\nc\r\nd\u{2028}e", "a b c d e", 9),
    Sample("no-break and thin spaces", "a\u{A0}b\u{2009}c", "a b c", 5),
    Sample("an escape sequence", "a\u{1B}[31mred", "a�[31mred", 9),
    Sample("the one-byte form of it", "a\u{9B}31m", "a�31m", 5),
    Sample("a clipboard sequence", "\u{1B}]52;c;eA==\u{7}", "�]52;c;eA==�", 12),
    Sample("NUL, BEL, backspace, DEL", "\0\u{7}\u{8}\u{7F}", "����", 4),
    Sample("a bidi override", "a\u{202E}b\u{202C}", "a�b�", 4),
    Sample("bidi isolates and marks", "\u{2066}a\u{2069}\u{200F}\u{61C}", "�a���", 5),
    Sample("zero-width characters", "pay\u{200B}pal\u{FEFF}\u{2060}", "pay�pal��", 9),
    Sample("a joiner between letters", "ad\u{200D}min", "ad�min", 6),
    Sample("a soft hyphen", "re\u{AD}sort", "re�sort", 7),
    Sample("a Hangul filler", "a\u{3164}b\u{115F}", "a�b�", 4),
    Sample("a precomposed letter", "é", "é", 1),
    Sample("a letter with a mark", "e\u{301}", "e\u{301}", 1),
    Sample(
      "more marks than a cell holds", "z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
      "z\u{301}\u{302}\u{303}\u{304}", 1),
    Sample("a mark without a letter", "\u{301}a", "�a", 2),
    Sample("Japanese", "日本語", "日本語", 6),
    Sample("half-width and full-width", "ｱＡ", "ｱＡ", 3),
    Sample("Korean, composed and not", "한\u{1112}\u{1161}\u{11AB}", "한\u{1112}\u{1161}\u{11AB}", 4),
    Sample("Hebrew and Arabic", "שלום مرحبا", "שלום مرحبا", 10),
    Sample("Devanagari and Thai", "नमस्ते ไทย", "नमस्ते ไทย", 8),
    Sample("a plain emoji", "🚀", "🚀", 2),
    Sample("a text symbol", "⚠", "⚠", 1),
    Sample("emoji presentation", "⚠\u{FE0F}!", "�!", 2),
    Sample("a joined emoji", "👩\u{200D}🚀!", "�!", 2),
    Sample("a family", "👨\u{200D}👩\u{200D}👧\u{200D}👦", "�", 1),
    Sample("a skin tone", "👍🏽", "�", 1),
    Sample("a skin tone alone", "a🏽", "a�", 2),
    Sample("a flag", "🇫🇮🇸🇪", "��", 2),
    Sample("half a flag", "🇫", "�", 1),
    Sample("a flag of tags", "🏴\u{E0067}\u{E0062}\u{E007F}!", "�!", 2),
    Sample("a keycap", "1\u{FE0F}\u{20E3}2\u{20E3}", "��", 2),
    Sample("a presentation selector on a letter", "a\u{FE0F}b", "a�b", 3),
    Sample("an ideographic selector", "葛\u{E0100}", "葛�", 3),
    Sample("newer than Unicode 14", "\u{1FAE8}", "�", 1),
    Sample("unassigned and private", "\u{378}\u{E000}\u{10FFFD}", "���", 3),
    Sample("widened by Unicode 16", "\u{4DC0}\u{2630}", "��", 2),
    Sample("a replacement that was there", "a\u{FFFD}", "a�", 2),
    Sample("box and block characters", "┃█░", "┃█░", 3),
  ]

  @Test("passes the gate", arguments: samples)
  func cleaning(_ sample: Sample) {
    #expect(DisplayText.cleaned(sample.text) == sample.shown)
    #expect(sample.text.displayWidth == sample.width)
    // What has passed passes again unchanged.
    #expect(DisplayText.cleaned(sample.shown) == sample.shown)
  }

  @Test("is ASCII on an ASCII screen", arguments: samples)
  func ascii(_ sample: Sample) {
    let shown = DisplayText.cleaned(sample.text, isASCII: true)
    #expect(shown.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    #expect(DisplayText.width(of: sample.text, isASCII: true) == shown.utf8.count)
  }

  @Test func asciiKeepsTheProgramsOwnMarksAndHidesLetters() {
    #expect(DisplayText.cleaned("Å… ▲ 5 × 3 → ½", isASCII: true) == "?~ ^ 5 x 3 > ?")
    #expect(DisplayText.cleaned("e\u{301} 日本", isASCII: true) == "? ??")
  }

  @Test(arguments: [
    ("Northwind", 9, "Northwind"), ("Northwind", 8, "Northwi…"), ("Northwind", 1, "…"),
    ("Northwind", 0, ""), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"),
    ("日本語", 2, "…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("a\nb", 3, "a b"),
  ])
  func aCutCountsColumns(_ text: String, _ columns: Int, _ expected: String) {
    let cut = DisplayText.truncated(text, to: columns)
    #expect(cut == expected)
    #expect(cut.displayWidth <= columns)
  }

  @Test func asciiCutsEndWithATilde() {
    #expect(DisplayText.truncated("Northwind", to: 5, isASCII: true) == "Nort~")
  }
}
