import RevBase
import RevModel
import Testing

// Days, timestamps, amounts, shares and numbers as cells hold them.
@testable import RevIngest

/// Reads one cell; the bytes live as long as it takes.
private func cell<Value>(_ text: String, _ read: (ByteView) -> Value) -> Value {
  FileBytes(Array(text.utf8)).withView { read($0.trimmed()) }
}

private func zone(_ name: String) throws -> ZoneOffsets {
  try #require(ZoneOffsets.system(named: name))
}

private func moment(_ text: String, _ zone: ZoneOffsets = .utc) -> TimeCell? {
  var clock = ZoneClock(zone)
  return cell(text) { $0.time(&clock) }
}

private func day(_ text: String, _ zone: ZoneOffsets = .utc) -> String? {
  var clock = ZoneClock(zone)
  return cell(text) { $0.day(&clock) }.map { Day($0).description }
}

private func cents(
  _ text: String, rate: ExchangeRate = .one, limit: Int64 = Money.limit.cents
) -> Int64? {
  cell(text) { DecimalCell($0)?.scaled(places: 2, rate: rate, limit: limit) }
}

@Suite("Bytes at a time")
struct ByteViewTests {
  /// Of every length, so that each way of reading the last bytes is taken.
  @Test func aWordHoldsTheBytesThatFollowAndZerosBehindTheEnd() {
    let all = Array("abcdefghijklmnopqrstuvwxyz".utf8)
    for length in 0...20 {
      for start in 0...length {
        var wanted: UInt64 = 0
        for (place, byte) in all[start..<min(length, start + 8)].enumerated() {
          wanted |= UInt64(byte) << UInt64(8 * place)
        }
        let word = FileBytes(all).withView { $0.slice(0, length).word(at: start) }
        #expect(word == wanted, "\(length) bytes, from \(start)")
      }
    }
  }

  @Test func textsAreEqualWhenNoByteDiffers() {
    let all = Array("abcdefghijklmnopqrstuvwxyz".utf8)
    for length in 0...20 {
      let text = Array(all[..<length])
      FileBytes(text).withView { view in
        FileBytes(all).withView { #expect($0.slice(0, length).elementsEqual(view)) }
        for place in 0..<length {
          var other = text
          other[place] ^= 0x20
          FileBytes(other).withView { #expect(!$0.elementsEqual(view), "\(length), \(place)") }
        }
        FileBytes(all).withView { #expect(!$0.slice(0, length + 1).elementsEqual(view)) }
      }
    }
  }
}

@Suite("A day in a cell")
struct DayCellTests {
  @Test(
    "is read in all its forms",
    arguments: [
      ("2026-11-16", "2026-11-16"), (" 2026-11-16 ", "2026-11-16"), ("0001-01-01", "0001-01-01"),
      ("9999-12-31", "9999-12-31"), ("2024-02-29", "2024-02-29"),
      ("2026-11-16T10:20", "2026-11-16"), ("2026-11-16 10:20", "2026-11-16"),
      ("2026-11-16T10:20:30", "2026-11-16"), ("2026-11-16T10:20:30.123456789", "2026-11-16"),
      ("2026-11-16T23:59:59Z", "2026-11-16"), ("2026-11-16T23:30-01:00", "2026-11-17"),
      ("2026-11-16T00:30+0100", "2026-11-15"), ("2026-11-16 00:30:00.5+01:00", "2026-11-15"),
    ])
  func forms(_ text: String, _ expected: String) {
    #expect(day(text) == expected)
  }

  @Test(
    "is unreadable in any other form",
    arguments: [
      "2026-11-31", "2025-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "0000-01-01",
      "2026-1-1", "26-01-01", "2026/11/16", "16.11.2026", "2026-11-16T", "2026-11-16T10",
      "2026-11-16T24:00", "2026-11-16T10:60", "2026-11-16T10:20:60", "2026-11-16t10:20",
      "2026-11-16T10:20z", "2026-11-16T10:20+02", "2026-11-16T10:20+24:00",
      "2026-11-16T10:20+02:60", "2026-11-16T10:20:30.", "2026-11-16T10:20.5", "2026-11-16Z",
      "2026-11-16  10:20", "2026-11-16T10:20 +02:00", "2026-11-16T10:20+2:00", "today", "20261116",
      "-026-11-16", "2026-11-1６", "2026-11-16T1é:20",
    ])
  func unreadable(_ text: String) {
    #expect(day(text) == nil)
  }

  @Test("of a timestamp is the day in the company's zone")
  func zones() throws {
    let newYork = try zone("America/New_York")
    #expect(day("2026-11-16T03:00:00Z", newYork) == "2026-11-15")
    #expect(day("2026-11-16T05:00:00Z", newYork) == "2026-11-16")
    #expect(day("2026-11-16T23:30:00", newYork) == "2026-11-16")
    #expect(day("2026-07-01T03:59:59Z", newYork) == "2026-06-30")
    #expect(day("2026-07-01T04:00:00Z", newYork) == "2026-07-01")
    #expect(day("2026-11-16T20:00Z", try zone("Asia/Tokyo")) == "2026-11-17")
  }
}

@Suite("A moment in a cell")
struct TimeCellTests {
  @Test("counts microseconds since 1970, finer ones cut off")
  func microseconds() {
    #expect(moment("1970-01-01T00:00:00Z")?.microseconds == 0)
    #expect(moment("1970-01-01T00:00:01.5Z")?.microseconds == 1_500_000)
    #expect(moment("1970-01-01T00:00:00.1234567Z")?.microseconds == 123_456)
    #expect(moment("1970-01-01T01:00:00+01:00")?.microseconds == 0)
    #expect(moment("1969-12-31T23:00:00-0100")?.microseconds == 0)
  }

  @Test("a bare day stands for its first moment in the zone")
  func bareDay() throws {
    let time = try #require(moment("2026-11-16", try zone("America/New_York")))
    #expect(time.isDay)
    #expect(time.microseconds == 1_794_805_200_000_000)
    #expect(Day(time.day).description == "2026-11-16")
  }

  @Test("local time that comes twice is the earlier of the two, a skipped one is before the gap")
  func changesOfClocks() throws {
    let newYork = try zone("America/New_York")
    // 2026-11-01 02:00 EDT becomes 01:00 EST; 01:30 EDT is 05:30 UTC.
    #expect(moment("2026-11-01T01:30", newYork) == moment("2026-11-01T05:30Z", newYork))
    #expect(moment("2026-11-01T00:59", newYork) == moment("2026-11-01T04:59Z", newYork))
    #expect(moment("2026-11-01T02:00", newYork) == moment("2026-11-01T07:00Z", newYork))
    // 2026-03-08 02:00 EST becomes 03:00 EDT: 02:30 is read with the offset before, 07:30 UTC.
    let skipped = try #require(moment("2026-03-08T02:30", newYork))
    #expect(skipped.microseconds == moment("2026-03-08T07:30Z", newYork)?.microseconds)
    #expect(moment("2026-03-08T03:00", newYork) == moment("2026-03-08T07:00Z", newYork))
  }

  @Test("agrees with the zone for any moment", arguments: ["Europe/Berlin", "America/Sao_Paulo"])
  func agreesWithZone(_ name: String) throws {
    let zone = try zone(name)
    var clock = ZoneClock(zone)
    var random = SplitMix(seed: 5)
    for _ in 0..<2000 {
      let seconds = Int64(random.next() % 4_000_000_000) - 1_000_000_000
      let offset = clock.offset(atUTC: seconds)
      #expect(offset == Int64(zone.offset(atUTC: seconds)))
      #expect(clock.utc(fromLocal: seconds) == zone.utc(fromLocal: seconds))
    }
  }
}

@Suite("A zone of the system")
struct SystemZoneTests {
  @Test("knows its changes from 1900 to 2100")
  func changes() throws {
    let newYork = try zone("America/New_York")
    #expect(newYork.starts.contains(1_772_953_200))  // 2026-03-08T07:00Z
    #expect(newYork.starts.contains(1_793_512_800))  // 2026-11-01T06:00Z
    #expect(newYork.offset(atUTC: 1_772_953_199) == -18_000)
    #expect(newYork.offset(atUTC: 1_772_953_200) == -14_400)
    #expect(zip(newYork.starts, newYork.starts.dropFirst()).allSatisfy { $0 < $1 })
    #expect(try zone("Asia/Kolkata").offset(atUTC: 1_700_000_000) == 19_800)
  }

  @Test("is unknown when nobody knows the name")
  func unknown() {
    #expect(ZoneOffsets.system(named: "Mars/Olympus") == nil)
    #expect(ZoneOffsets.system(named: "UTC") == .utc)
  }
}

@Suite("An amount in a cell")
struct AmountCellTests {
  @Test(
    "is exact hundredths",
    arguments: [
      ("48000", 4_800_000), ("48000.50", 4_800_050), ("-120.00", -12_000), ("0", 0), ("-0", 0),
      ("0.005", 0), ("0.015", 2), ("0.025", 2), ("0.0250000000000000000000001", 3),
      ("-0.015", -2), ("1.005", 100), ("007.10", 710), ("10000000000000", 1_000_000_000_000_000),
      ("0.00499999999999999999999999999", 0), ("00000000000000000000000000000001", 100),
    ] as [(String, Int64)])
  func exact(_ text: String, _ expected: Int64) {
    #expect(cents(text) == expected)
    let plain = cell(text) { $0.plainCents() }
    #expect(plain == nil || plain == expected)
  }

  @Test(
    "is unreadable in any other form, and when it is too large to be one",
    arguments: [
      "", "+5", ".5", "5.", "1e3", "1,000", "1 000", "$5", "5-", "--5", "-", "-.5", "1.2.3", "٣",
      "10000000000000.01", "99999999999999999999999", "0x10", "NaN", "inf",
    ])
  func unreadable(_ text: String) {
    #expect(cents(text) == nil)
    #expect(cell(text) { $0.plainCents() } == nil)
  }

  @Test("is converted exactly and rounded once")
  func converted() throws {
    let euro = try #require(ExchangeRate(decimal: "1.08"))
    #expect(cents("100", rate: euro) == 10_800)
    #expect(cents("0.01", rate: euro) == 1)
    // 0.125 × 1.08 = 0.135 exactly: the tie goes to the even hundredth.
    #expect(cents("0.125", rate: euro) == 14)
    #expect(cents("0.124", rate: euro) == 13)
    let yen = try #require(ExchangeRate(decimal: "0.0067"))
    #expect(cents("1234567", rate: yen) == 827_160)
    let lira = try #require(ExchangeRate(decimal: "0.000000000000000001"))
    #expect(cents("1000000000000000000000", rate: lira) == 100_000)
  }

  @Test("takes the same value on the short and on the long way", arguments: 0..<4)
  func shortAndLong(_ seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    for _ in 0..<500 {
      let whole = random.next() % 1_000_000
      let fraction = String(random.next() % 100_000)
      let rate = ExchangeRate(
        digits: Int64(random.next() % 10_000) + 1, scale: Int(random.next() % 5))
      let text = "\(random.next() % 2 == 0 ? "-" : "")\(whole).\(fraction)"
      // Zeros in front and a long tail of zeros that is then disturbed force the long way.
      let long = text + String(repeating: "0", count: 20) + "1"
      let short = cents(text, rate: rate, limit: .max)
      let exact = cents(text + String(repeating: "0", count: 25), rate: rate, limit: .max)
      #expect(short == exact)
      let near = try #require(cents(long, rate: rate, limit: .max))
      #expect(abs(near - (short ?? 0)) <= 1)
    }
  }

  @Test("in a currency is converted alike by the table of currencies", arguments: 0..<4)
  func tableOfCurrencies(_ seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed) &+ 7)
    var manifest = Manifest(name: "x", asOf: Day(0))
    let rate = ExchangeRate(digits: Int64(random.next() % 100_000) + 1, scale: 4)
    manifest.exchangeRates = ["EUR": rate]
    let table = CurrencyTable(manifest)
    let index = cell("EUR") { table.index(of: $0) }
    #expect(index == 1)
    #expect(cell("eur") { table.index(of: $0) } == CurrencyTable.none)
    #expect(cell("USD") { table.index(of: $0) } == 0)
    for _ in 0..<500 {
      let amount = Int64(random.next() % 2_000_000_000) - 1_000_000_000
      let text = Money(cents: amount).description
      #expect(table.convert(amount, from: index) == cents(text, rate: rate))
    }
  }
}

@Suite("A share, a whole number, a score, a flag in a cell")
struct NumberCellTests {
  @Test("a share has at most nine places, half to even")
  func share() {
    func share(_ text: String) -> Int64? {
      cell(text) { view in
        guard let decimal = DecimalCell(view), decimal.isShare else { return nil }
        return decimal.scaled(places: 9, rate: .one, limit: 1_000_000_000)
      }
    }
    #expect(share("0.35") == 350_000_000)
    #expect(share("1") == 1_000_000_000)
    #expect(share("1.0000") == 1_000_000_000)
    #expect(share("-0") == 0)
    #expect(share("0.0000000005") == 0)
    #expect(share("0.0000000015") == 2)
    #expect(share("0.0000000025") == 2)
    #expect(share("0.99999999999") == 1_000_000_000)
    #expect(share("1.0000000001") == nil)
    #expect(share("-0.1") == nil)
    #expect(share("35") == nil)
    #expect(share("35%") == nil)
  }

  @Test("a whole number has no point")
  func integer() {
    func integer(_ text: String) -> Int64? { cell(text) { DecimalCell($0)?.integer } }
    #expect(integer("12") == 12)
    #expect(integer("-3") == -3)
    #expect(integer("007") == 7)
    #expect(integer("12.0") == nil)
    #expect(integer("+1") == nil)
    #expect(integer("99999999999999999999") == nil)
  }

  @Test("a score is cut down to whole points")
  func score() {
    func score(_ text: String) -> Int32? { cell(text) { DecimalCell($0)?.floor } }
    #expect(score("79.9") == 79)
    #expect(score("80") == 80)
    #expect(score("-0.5") == -1)
    #expect(score("3000000000") == nil)
  }

  @Test("a flag is true or false in any case")
  func flag() {
    func flag(_ text: String) -> Bool? { cell(text) { $0.flag() } }
    #expect(flag("true") == true)
    #expect(flag("FALSE") == false)
    #expect(flag(" True ") == true)
    #expect(flag("yes") == nil)
    #expect(flag("truE!") == nil)
    #expect(flag("\u{54}\u{52}\u{55}\u{c5}") == nil)
  }
}
