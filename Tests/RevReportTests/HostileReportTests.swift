import Foundation
import RevBase
import RevIngest
import RevJournal
import RevMetrics
import RevModel
import RevPresentation
import RevTesting
import Testing

@testable import RevReport

/// Names that try to act on whoever reads the report.
@Suite struct HostileReportTests {
  static let names = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title></svg><b>",
    "&lt;script&gt; &#x27;", "[x](https://evil.example)", "| cell | `code` **bold**",
    "\u{1B}[31mred\u{1B}]52;c;AAAA\u{07}", "left\u{202E}right\u{200B}", "www.evil.example a@b.co",
  ]

  /// The demo company with every name replaced by a hostile one.
  private static let company = Result { () throws -> (Snapshot, Briefing) in
    var files = DemoCompany.files
    func replace(_ file: String, _ names: [(String, String)]) {
      for (old, new) in names {
        let cell = "\"" + new.replacingOccurrences(of: "\"", with: "\"\"") + "\""
        files[file] = files[file]?.replacingOccurrences(of: old, with: cell)
      }
    }
    let deals = [
      "Northwind Platform", "Contoso Platform", "Fabrikam EMEA", "Tailspin Upsell",
      "Litware Migration", "Northwind Renewal",
    ]
    replace("deals.csv", zip(deals, names).map { ($0, $1) })
    replace("people.csv", zip(["Ana Ruiz", "Raj Patel", "Kim Larsen"], names).map { ($0, $1) })
    replace(
      "accounts.csv", zip(["Northwind", "Contoso", "Fabrikam", "Tailspin"], names).map { ($0, $1) })
    files["stages.csv"] = files["stages.csv"]?.replacingOccurrences(
      of: "Proposal", with: "\"<i onclick=x>\"")
    files["deals.csv"] = files["deals.csv"]?.replacingOccurrences(
      of: ",Proposal,", with: ",\"<i onclick=x>\",")
    files["deal_history.csv"] = files["deal_history.csv"]?.replacingOccurrences(
      of: "Proposal", with: "\"<i onclick=x>\"")
    files["revtop.yaml"] = files["revtop.yaml"]?.replacingOccurrences(
      of: "name: Demo Works", with: "name: '<svg onload=x> & Co'")
    let snapshot = try Fixture.snapshot(files)
    let analyst = Analyst(Engine(snapshot))
    return (snapshot, analyst.brief(analyst.engine.initialQuestion, warnings: 0))
  }

  private func text(_ form: ReportForm) throws -> String {
    let (snapshot, briefing) = try Self.company.get()
    let entries = Self.names.enumerated().flatMap { index, name in
      [
        DemoReport.entry("d\(index)", .decision, name, owner: "p1"),
        DemoReport.entry("a\(index)", .action, name, owner: name),
      ]
    }
    let report = ReportMaker(briefing, Naming(snapshot), entries: entries).report
    return ReportWriter.text(report, form, snapshot)
  }

  @Test func theReportNamesTheHostileDeals() throws {
    let html = try text(.html)
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("&lt;svg onload=x&gt; &amp; Co"))
    #expect(html.contains("&lt;i onclick=x&gt;"))
  }

  @Test func everyTagOfThePageIsOurOwnAndCloses() throws {
    let html = try text(.html)
    let allowed: Set<String> = [
      "html", "head", "meta", "title", "style", "body", "main", "header", "div", "p", "b", "h1",
      "h2", "h3", "section", "strong", "span", "i", "svg", "rect", "line", "path", "text", "table",
      "tr", "th", "td", "small", "ul", "li", "footer",
    ]
    var open: [Substring] = []
    for match in html.matches(of: /<(\/?)([a-zA-Z0-9]*)([^<>]*)>/) {
      let (name, rest) = (match.output.2, match.output.3)
      if name.isEmpty { continue }  // <!DOCTYPE html>
      #expect(allowed.contains(String(name)), "\(name)")
      // Values in quotes are words; what stands outside of them acts.
      let attributes = rest.replacing(/"[^"]*"/, with: "")
      #expect(attributes.firstMatch(of: /\b(on[a-z]+|src|href|data)\s*=/) == nil, "\(rest)")
      if name == "meta" || rest.hasSuffix("/") { continue }
      if match.output.1.isEmpty {
        open.append(name)
      } else {
        #expect(open.popLast() == name)
      }
    }
    #expect(open.isEmpty)
    // What is no tag has no bracket left.
    let rest = html.replacing(/<[^<>]*>/, with: "")
    #expect(!rest.contains("<"))
  }

  @Test func nothingIsFetchedAndNothingRuns() throws {
    let html = try text(.html).lowercased()
    for word in ["url(", "@import", "<script", "<link", "<iframe", "<object", "<img"] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(html.contains("default-src 'none'"))
  }

  @Test(arguments: ReportForm.allCases)
  func noCharacterActsOnATerminalOrTurnsTheText(form: ReportForm) throws {
    let text = try text(form)
    for scalar in text.unicodeScalars where scalar != "\n" {
      let value = scalar.value
      #expect(value >= 0x20 && !(0x7F..<0xA0).contains(value))
      if form != .json { #expect(value != 0x202E && value != 0x200B) }
    }
  }

  @Test func noNameIsMarkupInMarkdown() throws {
    let markdown = try text(.markdown)
    #expect(!markdown.contains("[x](https://"))
    #expect(markdown.contains("\\[x\\](https\\://evil.example)"))
    #expect(markdown.contains("\\| cell \\| \\`code\\` \\*\\*bold\\*\\*"))
    #expect(markdown.firstMatch(of: /[^\\]</) == nil)
    #expect(markdown.contains("www\\.evil"))
    // Every row of a table has as many cells as its head.
    var width: Int?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        width = nil
        continue
      }
      let bars = line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
      if let width { #expect(bars == width, "\(line)") }
      width = width ?? bars
    }
  }

  @Test(arguments: [
    ("1. first", "1\\. first"), ("1.54M", "1.54M"), ("- item", "\\- item"), ("-66K", "-66K"),
    ("# head", "\\# head"), ("a#b", "a#b"), ("$x$", "\\$x\\$"), ("$5", "$5"),
    ("a\nb\tc", "a b c"), ("<b>", "\\<b\\>"), ("http://x", "http\\://x"),
  ])
  func markdownIsEscapedWhereItWouldBeMarkup(text: String, escaped: String) {
    #expect(ReportText.markdown(text) == escaped)
  }
}

/// Names hidden in a report.
@Suite struct MaskedReportTests {
  @Test(arguments: ReportForm.allCases)
  func noNameOfTheDataIsInAMaskedReport(form: ReportForm) throws {
    let entries = [
      DemoReport.entry("1", .decision, "Ana Ruiz calls Northwind about Contoso Platform"),
      DemoReport.entry("2", .action, "kim to visit Coho Winery", owner: "p3"),
    ]
    let text = try DemoReport.text(form, entries: entries, isMasked: true)
    let snapshot = try DemoReport.snapshot()
    let people = (0..<snapshot.people.knownCount).map { snapshot.people.name[$0] }
    let accounts = (0..<snapshot.accounts.knownCount).map { snapshot.accounts.name[$0] }
    let deals = (0..<snapshot.deals.count).map { snapshot.deals.name[$0] }
    for name in people + accounts + deals + ["Ana", "Kim"] {
      #expect(!text.contains(name), "\(name)")
    }
    #expect(text.contains("Person 1 calls Account 1 about Deal 2"))
    #expect(try DemoReport.text(form, entries: entries).contains("Ana Ruiz calls"))
  }
}
