internal import RevBase

/// README.md of an invented company: who it is, what is in the folder, how to make it again.
enum ReadmeText {
  static func text(_ company: Company, report: SampleReport) -> String {
    let options = company.options
    let roster = company.roster
    let reps = roster.reps.count { roster.people[$0].isEmployed(on: company.calendar.asOf) }
    let rows = report.tables.map { row -> String in
      "| [\(row.table.fileName)](\(row.table.fileName)) | \(grouped(row.rows)) |"
    }
    return """
      # \(options.name.isEmpty ? "A sample company" : options.name)

      This company does not exist. It was invented by revtop, with every person, customer and
      number in it, so that each pane has something to show.

      The story: \(options.name) sells scheduling software for field crews (Core, Insights and
      Flow) to \
      enterprises, the mid-market and small businesses in North America, EMEA and APAC.
      \(reps) reps sell it on \(options.asOf); the fiscal year begins in February, the books are in
      US dollars, and customers in EMEA sign in euros and pounds.

      Things that happened to it, and that the numbers should give away:

      - a rival began to undercut the SMB price about five months before the last day;
      - since about four months, mid-market deals in EMEA wait for a regulator: their dates slip;
      \(departure(roster))\
      - paid search changed its bidding forty days ago: more leads, fewer worth a meeting;
      - the British entity sends its invoices by hand, and forgets some;
      - customers whose health falls tend to leave, and buyers go quiet before they say no;
      - reps promise early, push late, and each has a bias of their own in the weekly call.

      ## Tables

      | file | rows |
      |---|--:|
      \(rows.joined(separator: "\n"))

      Formats and columns are those of a revtop snapshot; `revtop.yaml` is its manifest.

      ## How to make it again

          revtop sample --deals \(options.deals) --seed \(options.seed) --as-of \(options.asOf) \
      --months \(options.months) --out DIR

      The same command gives the same bytes everywhere.

      """
  }

  /// The line about the rep who left, where the company has had one.
  private static func departure(_ roster: Roster) -> String {
    guard let rep = roster.departed else { return "" }
    let name = String(decoding: roster.people[rep].name, as: UTF8.self)
    return "- \(name), a strong mid-market rep, left seven weeks ago; the successor still learns;\n"
  }

  private static func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
      if place > 0, place % 3 == 0 { text = "," + text }
      text = String(digit) + text
    }
    return text
  }
}
