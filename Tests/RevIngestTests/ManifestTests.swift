// revtop.yaml: every key, its default, and what is said about mistakes.
import RevBase
import RevIngest
import RevModel
import Testing

private func read(_ text: String?) throws(LoadError) -> ManifestReader.Result {
  try ManifestReader.read(text, path: "x/revtop.yaml", name: "x")
}

private func message(_ text: String) -> String {
  do throws(LoadError) {
    _ = try read(text)
    return "no error"
  } catch { return error.description }
}

@Suite("The manifest")
struct ManifestTests {
  @Test(
    "has defaults for all keys", arguments: [nil, "", "# only a comment\n", "name:\ntools: ~\n"])
  func defaults(_ text: String?) throws {
    let result = try read(text)
    var expected = Manifest(name: "x", asOf: Day(0))
    expected.currency = "USD"
    #expect(result.manifest == expected)
    #expect(!result.hasAsOf)
    #expect(result.warnings.isEmpty)
    #expect(result.manifest.responseSLAHours == 24)
    #expect(result.manifest.hotLeadScore == 80)
    #expect(result.manifest.zone == .utc)
  }

  @Test("is read key by key")
  func allKeys() throws {
    let result = try read(
      """
      name: Aurora Systems            # shown in the header
      as_of: 2026-11-16
      currency: EUR
      exchange_rates: {USD: 0.93, GBP: 1.27, JPY: 0.0062}
      time_zone: America/New_York
      fiscal_year_start_month: 2
      gross_margin: 0.78
      marketing_sources: [inbound, event, paid search]
      response_sla_hours: 12
      hot_lead_score: 70
      tools: 12
      forecast_period: month
      thresholds:
        coverage: 4
        nrr: {good: 1.2, poor: 1.05}
        accuracy: {strong: 0.95, fair: 0.9, weak: 0.8}
      """)
    let manifest = result.manifest
    #expect(manifest.name == "Aurora Systems")
    #expect(result.hasAsOf)
    #expect(manifest.asOf == Day("2026-11-16"))
    #expect(manifest.currency == "EUR")
    #expect(manifest.exchangeRates["USD"] == ExchangeRate(digits: 93, scale: 2))
    #expect(manifest.exchangeRates["JPY"] == ExchangeRate(digits: 62, scale: 4))
    #expect(manifest.timeZone == "America/New_York")
    #expect(manifest.zone.offset(atUTC: 1_783_000_000) == -14_400)
    #expect(manifest.fiscalCalendar.startMonth == 2)
    #expect(manifest.grossMargin == 780_000_000)
    #expect(manifest.marketingSources == ["inbound", "event", "paid search"])
    #expect(manifest.responseSLAHours == 12)
    #expect(manifest.hotLeadScore == 70)
    #expect(manifest.tools == 12)
    #expect(manifest.forecastsMonths)
    #expect(manifest.thresholds["coverage"] == 4)
    #expect(manifest.thresholds["nrr"] == 1.2)
    #expect(manifest.thresholds["nrr_poor"] == 1.05)
    #expect(manifest.thresholds["accuracy"] == 0.95)
    #expect(manifest.thresholds["accuracy_fair"] == 0.9)
    #expect(manifest.thresholds["accuracy_weak"] == 0.8)
    #expect(manifest.thresholds["grr"] == 0.9)
    #expect(result.warnings.isEmpty)
  }

  @Test("a timestamp as as_of is a day in the zone, wherever the zone is written")
  func asOfTimestamp() throws {
    let result = try read("as_of: 2026-11-16T02:00:00Z\ntime_zone: America/New_York\n")
    #expect(result.manifest.asOf == Day("2026-11-15"))
  }

  @Test("warns of unknown keys with their place")
  func unknownKeys() throws {
    let result = try read("name: A\n  \ncolour: red\nthresholds:\n  coverge: 3\n  nrr: {best: 2}\n")
    #expect(
      result.warnings == [
        .unknownKey(key: "colour", line: 3, column: 1),
        .unknownKey(key: "thresholds: coverge", line: 5, column: 3),
        .unknownKey(key: "thresholds: nrr: best", line: 6, column: 9),
      ])
  }

  @Test("warns of a margin outside of 0 to 1 and of a rate for the reporting currency")
  func notes() throws {
    let result = try read("gross_margin: 78\nexchange_rates: {USD: 1.1, EUR: 1.08}\n")
    #expect(result.manifest.grossMargin == nil)
    #expect(result.manifest.exchangeRates == ["EUR": ExchangeRate(digits: 108, scale: 2)])
    #expect(result.warnings.map(\.kind) == ["manifest_note", "manifest_note"])
    #expect(result.warnings.map(\.place?.line) == [1, 2])
    #expect(try read("exchange_rates: {USD: 1}").warnings.isEmpty)
  }

  @Test(
    "says where, what and what to do about a mistake",
    arguments: [
      ("as_of: soon", "x/revtop.yaml:1:8: as_of is no day: 'soon'; write a day such as 2026-11-16"),
      (
        "name: A\ntime_zone: Mars/Olympus",
        "x/revtop.yaml:2:12: time_zone 'Mars/Olympus' is unknown here; write a name such as "
          + "America/New_York, Europe/Berlin or UTC"
      ),
      (
        "fiscal_year_start_month: 13",
        "x/revtop.yaml:1:26: fiscal_year_start_month is no whole number from 1 to 12: '13'; write "
          + "a month from 1 to 12"
      ),
      (
        "exchange_rates: {EUR: -1}",
        "x/revtop.yaml:1:23: the rate of EUR is no positive decimal of at most 18 digits; write "
          + "rates such as {EUR: 1.08, GBP: 1.27}"
      ),
      (
        "exchange_rates: 1.08",
        "x/revtop.yaml:1:17: exchange_rates is no mapping; write rates such as {EUR: 1.08, GBP: "
          + "1.27}"
      ),
      (
        "marketing_sources: inbound",
        "x/revtop.yaml:1:20: marketing_sources is no list; write a list such as [inbound, event]"
      ),
      (
        "gross_margin: high",
        "x/revtop.yaml:1:15: gross_margin is no share: 'high'; write a decimal such as 0.78"
      ),
      (
        "thresholds:\n  coverage: [3]",
        "x/revtop.yaml:2:13: the threshold 'coverage' is no number; write a number such as 3.0"
      ),
      (
        "thresholds:\n  coverage: .nan",
        "x/revtop.yaml:2:13: the threshold 'coverage' is no number; write a number such as 3.0"
      ),
      (
        "thresholds: 3",
        "x/revtop.yaml:1:13: thresholds is no mapping; write lines such as 'coverage: 3.0' below it"
      ),
      ("name: [a]", "x/revtop.yaml:1:7: name is no text; write one word or line behind it"),
      (
        "forecast_period: week",
        "x/revtop.yaml:1:18: forecast_period is neither month nor quarter; write one of the two"
      ),
      (
        "tools: many",
        "x/revtop.yaml:1:8: tools is no whole number from 0 to 1000000: 'many'; write a number "
          + "such as 12"
      ),
      (
        "- a\n- b",
        "x/revtop.yaml:1:1: the manifest is no mapping; write lines such as 'currency: USD'"
      ),
    ])
  func mistakes(_ text: String, _ expected: String) {
    #expect(message(text) == expected)
  }

  @Test(
    "that is no YAML is an error with its line",
    arguments: [("name: A\ncurrency: [USD", 2...3), ("a: b: c", 1...1), ("\tname: A", 1...1)])
  func syntax(_ text: String, _ lines: ClosedRange<Int>) {
    do throws(LoadError) {
      _ = try read(text)
      Issue.record("no error")
    } catch {
      guard case .manifest(_, let line, _, let problem, _) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(lines.contains(line))
      #expect(problem.hasPrefix("this is no YAML"))
    }
  }

  @Test("with a key that comes twice is an error")
  func twice() {
    #expect(message("tools: 1\ntools: 2\n").contains("a key comes twice"))
  }

  @Test(
    "nested without end is an error and no crash",
    arguments: ["[", "{a: ", "- ", "? ", "a:\n", "{", "- - ? [", "!!x [", "&a [", "*a: "])
  func deep(_ piece: String) {
    #expect(message(String(repeating: piece, count: 100_000)) != "no error")
    var steps = ""
    for depth in 0..<600 { steps += String(repeating: " ", count: depth) + "a:\n" }
    #expect(message(steps).contains("nested too deeply"))
  }

  @Test("of random bytes never traps", arguments: 0..<4)
  func randomBytes(_ seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let alphabet = Array("ab:- \n\n[]{},\"'#&*!|>%@`?~0.1\t".unicodeScalars)
    var errors = 0
    for _ in 0..<300 {
      var text = random.next() % 2 == 0 ? "thresholds:" : ""
      for _ in 0..<Int(random.next() % 40) {
        text.unicodeScalars.append(alphabet[Int(random.next() % UInt64(alphabet.count))])
      }
      do throws(LoadError) { _ = try read(text) } catch {
        errors += 1
        #expect(error.description.hasPrefix("x/revtop.yaml:"))
        #expect(!error.description.contains("\n"))
      }
    }
    #expect(errors > 0)
  }
}
